//! A day of the week, and a stretch of opening on one: the parts of hours. Knows no zones.

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

    /// As it is written in portal files: `mon`.
    pub const fn as_str(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    pub(super) fn parse(name: &str) -> Result<Self, HoursError> {
        let at = Self::NAMES.iter().position(|known| *known == name);
        at.map(|at| Self::ALL[at]).ok_or_else(|| HoursError::Weekday(name.to_owned()))
    }
}

/// One stretch of opening: from a minute of its day until a minute of that day or the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "RawStretch")]
pub struct Stretch {
    opens: u16,
    closes: u16,
}

/// A stretch as it is stored or sent, before it is known to make sense.
#[derive(Deserialize)]
struct RawStretch {
    opens: u16,
    closes: u16,
}

impl TryFrom<RawStretch> for Stretch {
    type Error = HoursError;

    fn try_from(raw: RawStretch) -> Result<Self, HoursError> {
        let right = raw.opens < DAY && raw.opens < raw.closes && raw.closes <= raw.opens.saturating_add(DAY);
        if right { Ok(Self { opens: raw.opens, closes: raw.closes }) } else { Err(HoursError::Stretch(format!("{}-{}", raw.opens, raw.closes))) }
    }
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

    pub(super) const fn overlaps(self, other: Self) -> bool {
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

fn minute_of_day(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let two = |part: &str| (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<u16>().ok()).flatten();
    let (hour, minute) = (two(hour)?, two(minute)?);
    let at = hour * 60 + minute;
    (minute < 60 && at <= DAY).then_some(at)
}
