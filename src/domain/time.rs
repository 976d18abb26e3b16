//! Four kinds of time, four types: an instant, a wall time (a day and a time of day), a zone's name, and a
//! half-open interval of instants. Turning one into another needs a zone table, which only the server has: see `zone`.

use std::fmt;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};
use serde::{Deserialize, Serialize};

/// A length of time in whole minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Minutes(u32);

impl Minutes {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// So many minutes.
    pub const fn new(count: u32) -> Self {
        Self(count)
    }

    /// How many.
    pub const fn count(self) -> u32 {
        self.0
    }
}

/// A moment, the same everywhere. Microseconds since 1970 in UTC, as stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Instant(i64);

impl Instant {
    /// From microseconds since 1970-01-01T00:00:00Z.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// As headers say it: `Tue, 01 Dec 2026 07:00:00 GMT` (RFC 9110, 5.6.7).
    pub fn http_date(self) -> String {
        DateTime::<Utc>::from_timestamp_micros(self.0).unwrap_or_default().format("%a, %d %b %Y %H:%M:%S GMT").to_string()
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// From whole seconds since 1970-01-01T00:00:00Z.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds * 1_000_000)
    }

    /// Reads RFC 3339 with any offset: `2026-12-01T08:00:00Z`, `2026-12-01T09:00:00+01:00`.
    pub fn parse(text: &str) -> Option<Self> {
        let at = DateTime::parse_from_rfc3339(text).ok()?;
        Some(Self(at.timestamp_micros()))
    }

    /// So much later.
    #[must_use]
    pub const fn plus(self, minutes: Minutes) -> Self {
        Self(self.0.saturating_add(minutes.0 as i64 * 60_000_000))
    }

    /// So much earlier.
    #[must_use]
    pub const fn minus(self, minutes: Minutes) -> Self {
        Self(self.0.saturating_sub(minutes.0 as i64 * 60_000_000))
    }

    /// What a clock shows that runs `offset` ahead of UTC.
    pub fn wall(self, offset: Offset) -> NaiveDateTime {
        let shifted = self.seconds().saturating_add(i64::from(offset.0));
        DateTime::from_timestamp(shifted, 0).unwrap_or(DateTime::<Utc>::MIN_UTC).naive_utc()
    }
}

/// RFC 3339 in UTC with whole seconds: `2026-12-01T08:00:00Z`.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let wall = self.wall(Offset::UTC);
        write!(f, "{}T{}:{:02}Z", Day(wall.date()), WallTime(wall.time()), wall.second())
    }
}

/// How far a wall clock runs ahead of UTC, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Offset(i32);

impl Offset {
    /// Not at all.
    pub const UTC: Self = Self(0);

    /// From seconds east of UTC.
    pub const fn from_seconds(seconds: i32) -> Self {
        Self(seconds)
    }

    /// Seconds east of UTC.
    pub const fn seconds(self) -> i32 {
        self.0
    }
}

/// `+01:00`, `-03:30`; seconds, which no zone has used since 1972, are left out.
impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes = self.0.unsigned_abs() / 60;
        let sign = if self.0 < 0 { '-' } else { '+' };
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

/// A local day, without a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(NaiveDate);

impl Day {
    /// The day that a calendar shows.
    pub const fn new(date: NaiveDate) -> Self {
        Self(date)
    }

    /// Reads `2026-12-01`, exactly so.
    pub fn parse(text: &str) -> Option<Self> {
        let shaped = text.len() == 10 && text.bytes().enumerate().all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() });
        let date = shaped.then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok())??;
        Some(Self(date))
    }

    /// So many days after 1970-01-01, as the wire carries it; the end of the calendar is its last day.
    pub fn from_epoch_days(days: i32) -> Self {
        Self(NaiveDate::from_epoch_days(days).unwrap_or(if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX }))
    }

    /// Days after 1970-01-01.
    pub fn epoch_days(self) -> i32 {
        self.0.to_epoch_days()
    }

    /// The calendar date.
    pub const fn date(self) -> NaiveDate {
        self.0
    }

    /// So many local days later (or earlier, when negative); the end of the calendar is its last day.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        let end = if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
        Self(TimeDelta::try_days(days).and_then(|by| self.0.checked_add_signed(by)).unwrap_or(end))
    }

    /// How many days from `self` to `other`; negative when `other` is earlier.
    pub fn days_until(self, other: Day) -> i64 {
        (other.0 - self.0).num_days()
    }

    /// The first day of this day's month.
    #[must_use]
    pub fn first_of_month(self) -> Self {
        Self(self.0.with_day(1).unwrap_or(self.0))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // By hand: chrono's formatter by pattern would be a tenth of the widget.
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

/// A time of day as a clock on the wall shows it, without a day or a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct WallTime(NaiveTime);

impl WallTime {
    /// The time that a clock shows.
    pub const fn new(time: NaiveTime) -> Self {
        Self(time)
    }

    /// The clock's time.
    pub const fn time(self) -> NaiveTime {
        self.0
    }
}

/// `09:30`.
impl fmt::Display for WallTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0.hour(), self.0.minute())
    }
}

/// The name of a zone in the tz database: `Europe/Amsterdam`. Only `zone` makes one, having looked it up.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ZoneName(String);

impl ZoneName {
    /// Takes a name that `zone` has found in the tz database, or that was stored after it had been.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The name as the tz database spells it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ZoneName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A half-open interval of instants: the start belongs to it, the end does not. Two that touch don't overlap (case 10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first moment in it.
    pub start: Instant,
    /// The first moment after it.
    pub end: Instant,
}

impl Span {
    /// From `start` until just before `end`.
    pub const fn new(start: Instant, end: Instant) -> Self {
        Self { start, end }
    }

    /// `length` long, from `start`.
    pub const fn starting(start: Instant, length: Minutes) -> Self {
        Self { start, end: start.plus(length) }
    }

    /// Nothing lies in it (case 17: such a busy time blocks nothing).
    pub const fn is_empty(self) -> bool {
        self.end.0 <= self.start.0
    }

    /// Some moment lies in both.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start.0 < other.end.0 && other.start.0 < self.end.0 && !self.is_empty() && !other.is_empty()
    }
}
