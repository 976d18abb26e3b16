//! Dutch public holidays of a year, as presets for closed dates. Knows no names in any language: who shows them writes those.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::Day;

/// A holiday of the Netherlands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holiday {
    /// Nieuwjaarsdag.
    NewYear,
    /// Goede Vrijdag; most people work.
    GoodFriday,
    /// Eerste paasdag.
    Easter,
    /// Tweede paasdag.
    EasterMonday,
    /// Koningsdag.
    KingsDay,
    /// Bevrijdingsdag; in most years, most people work.
    LiberationDay,
    /// Hemelvaartsdag.
    Ascension,
    /// Eerste pinksterdag.
    Pentecost,
    /// Tweede pinksterdag.
    PentecostMonday,
    /// Eerste kerstdag.
    Christmas,
    /// Tweede kerstdag.
    SecondChristmasDay,
}

impl Holiday {
    /// Every holiday.
    pub const ALL: [Self; 11] = [
        Self::NewYear,
        Self::GoodFriday,
        Self::Easter,
        Self::EasterMonday,
        Self::KingsDay,
        Self::LiberationDay,
        Self::Ascension,
        Self::Pentecost,
        Self::PentecostMonday,
        Self::Christmas,
        Self::SecondChristmasDay,
    ];

    /// Most are closed on it in that year: on Liberation Day only every fifth year (1945 and so on).
    pub const fn usually_closed(self, year: u16) -> bool {
        match self {
            Self::GoodFriday => false,
            Self::LiberationDay => year.is_multiple_of(5),
            _ => true,
        }
    }

    /// The day on which it falls in a year, by the rules since 2014.
    pub fn on(self, year: u16) -> Day {
        let date = |month, day| Day::new(NaiveDate::from_ymd_opt(i32::from(year), month, day).unwrap_or(NaiveDate::MIN));
        let easter = |days| easter(year).plus_days(days);
        match self {
            Self::NewYear => date(1, 1),
            Self::GoodFriday => easter(-2),
            Self::Easter => easter(0),
            Self::EasterMonday => easter(1),
            // The king's birthday, kept the day before when that is a Sunday.
            Self::KingsDay if date(4, 27).date().weekday() == Weekday::Sun => date(4, 26),
            Self::KingsDay => date(4, 27),
            Self::LiberationDay => date(5, 5),
            Self::Ascension => easter(39),
            Self::Pentecost => easter(49),
            Self::PentecostMonday => easter(50),
            Self::Christmas => date(12, 25),
            Self::SecondChristmasDay => date(12, 26),
        }
    }
}

/// The Dutch holidays of a year, in order of their days.
pub fn dutch_holidays(year: u16) -> Vec<(Day, Holiday)> {
    let mut days: Vec<(Day, Holiday)> = Holiday::ALL.into_iter().map(|holiday| (holiday.on(year), holiday)).collect();
    days.sort_unstable();
    days
}

/// Easter Sunday in the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher.
fn easter(year: u16) -> Day {
    let year = u32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b + 15 - d - g) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l + 114 - 7 * m;
    Day::new(NaiveDate::from_ymd_opt(i32::try_from(year).unwrap_or(0), n / 31, n % 31 + 1).unwrap_or(NaiveDate::MIN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_holidays_of_known_years() {
        let check = |year, expected: &str| {
            let days: Vec<String> = dutch_holidays(year).iter().map(|(day, _)| day.to_string()[5..].to_owned()).collect();
            assert_eq!(days.join(" "), expected, "{year}");
        };
        check(2024, "01-01 03-29 03-31 04-01 04-27 05-05 05-09 05-19 05-20 12-25 12-26");
        // The king's day on Saturday the 26th.
        check(2025, "01-01 04-18 04-20 04-21 04-26 05-05 05-29 06-08 06-09 12-25 12-26");
        check(2026, "01-01 04-03 04-05 04-06 04-27 05-05 05-14 05-24 05-25 12-25 12-26");
        check(2027, "01-01 03-26 03-28 03-29 04-27 05-05 05-06 05-16 05-17 12-25 12-26");
        // Ascension on Liberation Day.
        check(2016, "01-01 03-25 03-27 03-28 04-27 05-05 05-05 05-15 05-16 12-25 12-26");
        check(2031, "01-01 04-11 04-13 04-14 04-26 05-05 05-22 06-01 06-02 12-25 12-26");
    }

    #[test]
    fn easter_at_its_earliest_and_latest() {
        for (year, expected) in [(1818, "1818-03-22"), (1943, "1943-04-25"), (2000, "2000-04-23"), (2008, "2008-03-23"), (2038, "2038-04-25"), (2285, "2285-03-22")] {
            assert_eq!(Holiday::Easter.on(year).to_string(), expected);
        }
        for year in 1_583..=9_999 {
            let easter = Holiday::Easter.on(year).date();
            assert!(easter.weekday() == Weekday::Sun && (easter.month(), easter.day()) >= (3, 22) && (easter.month(), easter.day()) <= (4, 25), "{year}: {easter}");
        }
    }

    #[test]
    fn most_work_on_good_friday_and_on_most_liberation_days() {
        let open = |year| Holiday::ALL.into_iter().filter(|holiday| !holiday.usually_closed(year)).collect::<Vec<_>>();
        assert_eq!(open(2026), [Holiday::GoodFriday, Holiday::LiberationDay]);
        assert_eq!(open(2030), [Holiday::GoodFriday]);
    }
}
