//! Opening hours in local wall time: every week's, and the single dates that differ. Knows no zones.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Day, HoursError, Stretch, Weekday};

/// When an agenda is open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawHours")]
pub struct Hours {
    weekly: [Vec<Stretch>; 7],
    closed: BTreeSet<Day>,
    extra: BTreeMap<Day, Vec<Stretch>>,
}

/// Hours as they are stored or sent, before it is known that no two stretches of a day overlap.
#[derive(Deserialize)]
struct RawHours {
    weekly: [Vec<Stretch>; 7],
    closed: BTreeSet<Day>,
    extra: BTreeMap<Day, Vec<Stretch>>,
}

impl TryFrom<RawHours> for Hours {
    type Error = HoursError;

    fn try_from(raw: RawHours) -> Result<Self, HoursError> {
        let mut hours = Self { closed: raw.closed, ..Self::default() };
        for (day, stretches) in hours.weekly.iter_mut().zip(&raw.weekly) {
            add(day, stretches)?;
        }
        for (day, stretches) in &raw.extra {
            add(hours.extra.entry(*day).or_default(), stretches)?;
        }
        Ok(hours)
    }
}

impl Hours {
    /// Adds a line of weekly hours: `mon-fri 09:00-12:30 13:00-17:00`, `sat 10:00-14:00`, `mon,wed 09:00-12:00`.
    pub fn add_weekly(&mut self, line: &str) -> Result<(), HoursError> {
        let mut words = line.split_whitespace();
        let days = words.next().ok_or_else(|| HoursError::Line(line.to_owned()))?;
        let stretches = words.map(Stretch::parse).collect::<Result<Vec<_>, _>>()?;
        if stretches.is_empty() {
            return Err(HoursError::Line(line.to_owned()));
        }
        for day in weekdays(days)? {
            add(&mut self.weekly[day.index()], &stretches)?;
        }
        Ok(())
    }

    /// Closes a date: its weekly hours don't count. Extra hours on that same date do: so a date gets other hours.
    pub fn close(&mut self, date: &str) -> Result<(), HoursError> {
        self.closed.insert(Day::parse(date).ok_or_else(|| HoursError::Date(date.to_owned()))?);
        Ok(())
    }

    /// Opens a date besides its weekly hours: `2026-12-19 10:00-13:00`, with any number of stretches.
    pub fn add_extra(&mut self, line: &str) -> Result<(), HoursError> {
        let mut words = line.split_whitespace();
        let date = words.next().ok_or_else(|| HoursError::Line(line.to_owned()))?;
        let day = Day::parse(date).ok_or_else(|| HoursError::Date(date.to_owned()))?;
        let stretches = words.map(Stretch::parse).collect::<Result<Vec<_>, _>>()?;
        if stretches.is_empty() {
            return Err(HoursError::Line(line.to_owned()));
        }
        add(self.extra.entry(day).or_default(), &stretches)
    }

    /// The stretches of a day of every week.
    pub fn week(&self, weekday: Weekday) -> &[Stretch] {
        &self.weekly[weekday.index()]
    }

    /// The closed dates, in order.
    pub fn closed(&self) -> impl Iterator<Item = Day> + '_ {
        self.closed.iter().copied()
    }

    /// The dates with hours of their own, in order.
    pub fn extra(&self) -> impl Iterator<Item = (Day, &[Stretch])> + '_ {
        self.extra.iter().map(|(day, stretches)| (*day, stretches.as_slice()))
    }

    /// The date is closed.
    pub fn is_closed(&self, day: Day) -> bool {
        self.closed.contains(&day)
    }

    /// The stretches that begin on a day, weekly ones first. One past midnight belongs to the day it begins on (case 10).
    pub fn on(&self, day: Day) -> impl Iterator<Item = Stretch> + '_ {
        let weekly = if self.is_closed(day) { &[] } else { self.week(Weekday::of(day)) };
        let extra = self.extra.get(&day).map_or(&[][..], Vec::as_slice);
        weekly.iter().chain(extra).copied()
    }
}

fn add(stretches: &mut Vec<Stretch>, new: &[Stretch]) -> Result<(), HoursError> {
    for stretch in new {
        if let Some(other) = stretches.iter().find(|other| other.overlaps(*stretch)) {
            return Err(HoursError::Overlap(other.to_string(), stretch.to_string()));
        }
        stretches.push(*stretch);
    }
    stretches.sort_unstable();
    Ok(())
}

/// `mon`, `mon-fri`, `sat-sun`, `mon,wed,fri-sun`; a range may pass the week's end.
fn weekdays(text: &str) -> Result<Vec<Weekday>, HoursError> {
    let mut days = Vec::new();
    for part in text.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last) = (Weekday::parse(first)?.index(), Weekday::parse(last)?.index());
        let count = (last + 7 - first) % 7;
        days.extend((first..=first + count).map(|at| Weekday::ALL[at % 7]));
    }
    days.sort_unstable();
    days.dedup();
    Ok(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Result<&str, &str>) {
        let mut hours = Hours::default();
        let got = hours.add_weekly(line).map(|()| {
            let days = Weekday::ALL.iter().map(|day| hours.weekly[day.index()].iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
            days.collect::<Vec<_>>().join("|")
        });
        assert_eq!(got.map_err(|error| error.to_string()), expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn what_is_stored_or_sent_is_held_to_the_same_rules() {
        let mut hours = Hours::default();
        hours.add_weekly("fri-sat 22:00-02:00 09:00-12:00").unwrap();
        hours.close("2026-12-25").unwrap();
        hours.add_extra("2026-12-19 00:00-24:00").unwrap();
        let json = serde_json::to_string(&hours).unwrap();
        assert_eq!(serde_json::from_str::<Hours>(&json).unwrap(), hours);
        let wrong = |from: &str, to: &str| serde_json::from_str::<Hours>(&json.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(json.contains("{\"opens\":540,\"closes\":720}"), "{json}");
        for stretch in ["1440,\"closes\":1500", "540,\"closes\":540", "540,\"closes\":1981", "720,\"closes\":540"] {
            assert!(wrong("540,\"closes\":720", stretch).contains("expected two times of day"), "{stretch}");
        }
        assert!(wrong("540,\"closes\":720", "1300,\"closes\":1321").contains("which overlap"));
    }

    #[test]
    fn lines_of_hours() {
        check("mon-tue 09:00-12:30 13:00-17:00", Ok("09:00-12:30 13:00-17:00|09:00-12:30 13:00-17:00|||||"));
        check("sun 22:00-02:00", Ok("||||||22:00-02:00"));
        check("sat-mon 00:00-24:00", Ok("00:00-24:00|||||00:00-24:00|00:00-24:00"));
        check("mon,wed 09:00-10:00", Ok("09:00-10:00||09:00-10:00||||"));
        check("mon", Err("found \"mon\", expected days and times such as \"mon-fri 09:00-12:30 13:00-17:00\""));
        check("mo 09:00-10:00", Err("found \"mo\", expected a day of the week: mon, tue, wed, thu, fri, sat or sun"));
        check("mon 9:00-10:00", Err("found \"9:00-10:00\", expected two times of day such as 09:00-12:30, up to 24:00"));
        check("mon 24:00-25:00", Err("found \"24:00-25:00\", expected two times of day such as 09:00-12:30, up to 24:00"));
        check("mon 09:00-09:00", Err("found \"09:00-09:00\", which ends when it starts; write 00:00-24:00 for a whole day"));
        check("mon 09:00-12:00 11:00-13:00", Err("found 09:00-12:00 and 11:00-13:00 on one day, which overlap; write one stretch"));
    }
}
