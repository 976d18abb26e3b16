//! Opening hours in local wall time: every week's, and the single dates that differ. Knows no zones.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use super::{Day, Minutes};

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Weekday {
    /// Monday, where weeks begin (ISO 8601).
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}

impl Weekday {
    /// From Monday to Sunday.
    pub const ALL: [Self; 7] = [Self::Mon, Self::Tue, Self::Wed, Self::Thu, Self::Fri, Self::Sat, Self::Sun];
    const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// Which day of the week a date is.
    pub fn of(day: Day) -> Self {
        Self::ALL[day.date().weekday().num_days_from_monday() as usize]
    }

    /// Monday is 0, Sunday 6.
    pub const fn index(self) -> usize {
        self as usize
    }

    fn parse(name: &str) -> Result<Self, HoursError> {
        let at = Self::NAMES.iter().position(|known| *known == name);
        at.map(|at| Self::ALL[at]).ok_or_else(|| HoursError::Weekday(name.to_owned()))
    }
}

/// One stretch of opening: from a minute of its day until a minute of that day or the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Stretch {
    opens: u16,
    closes: u16,
}

const DAY: u16 = 24 * 60;

impl Stretch {
    /// Reads `09:00-12:30`, `22:00-02:00` (past midnight), `09:00-24:00`.
    pub fn parse(text: &str) -> Result<Self, HoursError> {
        let wrong = || HoursError::Stretch(text.to_owned());
        let (opens, closes) = text.split_once('-').ok_or_else(wrong)?;
        let opens = minute_of_day(opens).filter(|minute| *minute < DAY).ok_or_else(wrong)?;
        let closes = minute_of_day(closes).ok_or_else(wrong)?;
        match closes {
            closes if closes == opens => Err(HoursError::Empty(text.to_owned())),
            closes if closes < opens => Ok(Self { opens, closes: closes + DAY }),
            closes => Ok(Self { opens, closes }),
        }
    }

    /// Minutes after its day's 00:00 on the wall at which it opens, below 1,440.
    pub const fn opens(self) -> Minutes {
        Minutes::new(self.opens as u32)
    }

    /// Minutes after its day's 00:00 on the wall at which it closes: above 1,440 when that is past midnight.
    pub const fn closes(self) -> Minutes {
        Minutes::new(self.closes as u32)
    }

    const fn overlaps(self, other: Self) -> bool {
        self.opens < other.closes && other.opens < self.closes
    }
}

impl fmt::Display for Stretch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let closes = if self.closes > DAY { self.closes - DAY } else { self.closes };
        write!(f, "{:02}:{:02}-{:02}:{:02}", self.opens / 60, self.opens % 60, closes / 60, closes % 60)
    }
}

/// What is wrong with a line of hours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HoursError {
    /// The line has no days, or no times.
    #[error("found {0:?}, expected days and times such as \"mon-fri 09:00-12:30 13:00-17:00\"")]
    Line(String),
    /// Not a day of the week.
    #[error("found {0:?}, expected a day of the week: mon, tue, wed, thu, fri, sat or sun")]
    Weekday(String),
    /// Not a stretch of time.
    #[error("found {0:?}, expected two times of day such as 09:00-12:30, up to 24:00")]
    Stretch(String),
    /// A stretch that ends when it starts.
    #[error("found {0:?}, which ends when it starts; write 00:00-24:00 for a whole day")]
    Empty(String),
    /// Two stretches of one day share some time.
    #[error("found {0} and {1} on one day, which overlap; write one stretch")]
    Overlap(String, String),
    /// Not a date.
    #[error("found {0:?}, expected a date such as 2026-12-25")]
    Date(String),
}

/// When an agenda is open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    weekly: [Vec<Stretch>; 7],
    closed: BTreeSet<Day>,
    extra: BTreeMap<Day, Vec<Stretch>>,
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

    /// The date is closed.
    pub fn is_closed(&self, day: Day) -> bool {
        self.closed.contains(&day)
    }

    /// The stretches that every week has on a day, whether that date is closed or not.
    pub fn weekly(&self, day: Day) -> impl Iterator<Item = Stretch> + '_ {
        self.weekly[Weekday::of(day).index()].iter().copied()
    }

    /// The stretches that begin on a day, weekly ones first. One past midnight belongs to the day it begins on (case 10).
    pub fn on(&self, day: Day) -> impl Iterator<Item = Stretch> + '_ {
        let weekly: &[Stretch] = if self.closed.contains(&day) { &[] } else { &self.weekly[Weekday::of(day).index()] };
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

fn minute_of_day(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let two = |part: &str| (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<u16>().ok()).flatten();
    let (hour, minute) = (two(hour)?, two(minute)?);
    let at = hour * 60 + minute;
    (minute < 60 && at <= DAY).then_some(at)
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
