//! Wall time into instants and back, by the tz database that is built in (2026f and later; the machine's own is not asked).
//! Every turn from wall to instant names what happens in a gap and in a fold.

use std::sync::LazyLock;

use chrono::{NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use jiff::civil;
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};

use crate::domain::{Day, Instant, Minutes, Offset, Quiet, Span, WallTime, ZoneName};

static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// A zone with its rules. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Zone {
    name: ZoneName,
    rules: TimeZone,
}

/// What a wall time becomes that clocks skip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InGap {
    /// The first moment after the gap (case 3).
    Later,
}

/// What a wall time becomes that clocks show twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InFold {
    /// The first of the two moments.
    Earlier,
    /// The second of the two moments.
    Later,
}

/// The moments at which clocks show a wall time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moments {
    /// Clocks skip it.
    Gap,
    /// As on nearly every day.
    One(Instant),
    /// Clocks show it twice: the earlier, then the later.
    Fold(Instant, Instant),
}

impl Zone {
    /// The quiet hours that a moment lies in, by this clock: an edge that clocks skip is the end of the gap, and of one that they show twice the night takes both.
    pub fn night(&self, quiet: Quiet, at: Instant) -> Option<Span> {
        let minute = |time: WallTime| Minutes::new(time.time().hour() * 60 + time.time().minute());
        let today = self.day(at);
        let nights = [today.plus_days(-1), today].map(|day| {
            let last = if quiet.passes_midnight() { day.plus_days(1) } else { day };
            Span::new(self.at(day, minute(quiet.from), InGap::Later, InFold::Earlier), self.at(last, minute(quiet.until), InGap::Later, InFold::Later))
        });
        nights.into_iter().find(|night| night.start <= at && at < night.end)
    }

    /// Looks a name of the tz database up; aliases and any mixture of capitals will do, and keep their modern rules.
    pub fn find(name: &str) -> Option<Self> {
        let rules = DATABASE.get(name).ok()?;
        let name = ZoneName::new(rules.iana_name()?);
        Some(Self { name, rules })
    }

    /// The zone of a stored name; UTC when a newer tz database has dropped that name, which it never has yet.
    pub fn of(name: &ZoneName) -> Self {
        Self::find(name.as_str()).unwrap_or_else(|| Self { name: name.clone(), rules: TimeZone::UTC })
    }

    /// The name as the tz database spells it.
    pub fn name(&self) -> &ZoneName {
        &self.name
    }

    /// How far clocks here run ahead of UTC at a moment.
    pub fn offset(&self, at: Instant) -> Offset {
        Offset::from_seconds(self.rules.to_offset(timestamp(at)).seconds())
    }

    /// What calendar and clock here show at a moment.
    pub fn wall(&self, at: Instant) -> (Day, WallTime) {
        let wall = at.wall(self.offset(at));
        (Day::new(wall.date()), WallTime::new(wall.time()))
    }

    /// The local day of a moment.
    pub fn day(&self, at: Instant) -> Day {
        self.wall(at).0
    }

    /// The moment at which clocks here show `after_midnight` minutes past the 00:00 of `day`; more than 24 hours lead into the next day.
    pub fn at(&self, day: Day, after_midnight: Minutes, gap: InGap, fold: InFold) -> Instant {
        let wall = wall_minute(day, after_midnight);
        match (self.offsets(wall), gap, fold) {
            (AmbiguousOffset::Unambiguous { offset }, _, _) => instant(wall, offset),
            (AmbiguousOffset::Fold { before, .. }, _, InFold::Earlier) => instant(wall, before),
            (AmbiguousOffset::Fold { after, .. }, _, InFold::Later) => instant(wall, after),
            (AmbiguousOffset::Gap { before, .. }, InGap::Later, _) => {
                let beyond = instant(wall, before);
                // The change itself is at or before the moment that the old offset would have given.
                let change = self.rules.preceding(timestamp(Instant::from_micros(beyond.micros() + 1))).next();
                change.map_or(beyond, |change| from_timestamp(change.timestamp()))
            }
        }
    }

    /// Every moment at which clocks here show that wall time.
    pub fn moments(&self, day: Day, after_midnight: Minutes) -> Moments {
        let wall = wall_minute(day, after_midnight);
        match self.offsets(wall) {
            AmbiguousOffset::Unambiguous { offset } => Moments::One(instant(wall, offset)),
            AmbiguousOffset::Gap { .. } => Moments::Gap,
            AmbiguousOffset::Fold { before, after } => Moments::Fold(instant(wall, before), instant(wall, after)),
        }
    }

    /// A whole local day: 23, 24 or 25 hours, or what else its zone does to it (cases 4 and 5).
    pub fn day_span(&self, day: Day) -> Span {
        let start = |day| self.at(day, Minutes::ZERO, InGap::Later, InFold::Earlier);
        Span::new(start(day), start(day.plus_days(1)))
    }

    /// The first moment after `at` from which clocks here run differently.
    pub fn next_change(&self, at: Instant) -> Option<Instant> {
        self.rules.following(timestamp(at)).next().map(|change| from_timestamp(change.timestamp()))
    }

    fn offsets(&self, wall: NaiveDateTime) -> AmbiguousOffset {
        use chrono::Datelike;
        let date = wall.date();
        let part = |number: u32| i8::try_from(number).unwrap_or(0);
        // The rules' calendar ends with the year 9999: what lies past either end is its end.
        let end = if date.year() < 0 { civil::Date::MIN } else { civil::Date::MAX };
        let date = i16::try_from(date.year()).ok().and_then(|year| civil::Date::new(year, part(date.month()), part(date.day())).ok()).unwrap_or(end);
        let civil = date.at(part(wall.hour()), part(wall.minute()), part(wall.second()), 0);
        self.rules.to_ambiguous_timestamp(civil).offset()
    }
}

fn wall_minute(day: Day, after_midnight: Minutes) -> NaiveDateTime {
    let midnight = day.date().and_time(NaiveTime::MIN);
    midnight.checked_add_signed(TimeDelta::minutes(i64::from(after_midnight.count()))).unwrap_or(midnight)
}

fn instant(wall: NaiveDateTime, offset: jiff::tz::Offset) -> Instant {
    Instant::from_seconds(wall.and_utc().timestamp() - i64::from(offset.seconds()))
}

fn timestamp(at: Instant) -> jiff::Timestamp {
    jiff::Timestamp::from_microsecond(at.micros()).unwrap_or(if at.micros() < 0 { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX })
}

fn from_timestamp(at: jiff::Timestamp) -> Instant {
    Instant::from_micros(at.as_microsecond())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(zone: &str, day: &str, minute: u32, fold: InFold) -> String {
        Zone::find(zone).unwrap().at(Day::parse(day).unwrap(), Minutes::new(minute), InGap::Later, fold).to_string()
    }

    #[test]
    fn an_edge_in_a_gap_moves_to_its_end_and_in_a_fold_to_the_one_named() {
        assert_eq!(at("Europe/Amsterdam", "2027-03-28", 120, InFold::Earlier), "2027-03-28T01:00:00Z");
        assert_eq!(at("Europe/Amsterdam", "2027-03-28", 150, InFold::Earlier), "2027-03-28T01:00:00Z");
        assert_eq!(at("Europe/Amsterdam", "2027-03-28", 180, InFold::Earlier), "2027-03-28T01:00:00Z");
        assert_eq!(at("Europe/Amsterdam", "2027-10-31", 150, InFold::Earlier), "2027-10-31T00:30:00Z");
        assert_eq!(at("Europe/Amsterdam", "2027-10-31", 150, InFold::Later), "2027-10-31T01:30:00Z");
        assert_eq!(at("Europe/Amsterdam", "2027-10-30", 1_500, InFold::Later), "2027-10-30T23:00:00Z");
    }

    #[test]
    fn the_end_of_the_calendar_is_a_time_like_any_other() {
        let zone = Zone::find("Europe/Amsterdam").unwrap();
        for day in ["0000-01-01", "9999-12-31"].map(|day| Day::parse(day).unwrap()) {
            let around = [-2, -1, 0, 1, 2].map(|days| zone.day_span(day.plus_days(days)).start);
            assert!(around.is_sorted(), "{day}: {around:?}");
        }
    }

    #[test]
    fn a_day_is_as_long_as_its_zone_makes_it() {
        let hours = |zone: &str, day: &str| {
            let span = Zone::find(zone).unwrap().day_span(Day::parse(day).unwrap());
            (span.end.seconds() - span.start.seconds()) as f64 / 3600.0
        };
        assert_eq!(hours("Europe/Amsterdam", "2027-03-28"), 23.0);
        assert_eq!(hours("Europe/Amsterdam", "2027-10-31"), 25.0);
        assert_eq!(hours("Australia/Lord_Howe", "2026-10-04"), 23.5);
        assert_eq!(hours("Australia/Lord_Howe", "2027-04-04"), 24.5);
        assert_eq!(hours("Africa/Cairo", "2027-04-30"), 23.0);
    }

    #[test]
    fn the_built_in_rules_are_current() {
        // British Columbia stays on UTC-7 from 2026 on; older tables go back to UTC-8 in November.
        let vancouver = Zone::find("america/vancouver").unwrap();
        assert_eq!(vancouver.name().as_str(), "America/Vancouver");
        assert_eq!(vancouver.offset(Instant::parse("2026-12-01T00:00:00Z").unwrap()).to_string(), "-07:00");
    }

    #[test]
    fn days_past_the_calendars_ends_are_no_panic() {
        let zone = Zone::find("Pacific/Auckland").unwrap();
        for day in [i64::MIN, i64::MAX].map(|far| Day::parse("2026-12-01").unwrap().plus_days(far)) {
            assert!(zone.day_span(day).start <= zone.day_span(day).end, "{day}");
            assert!(matches!(zone.moments(day, Minutes::new(2 * 1_440)), Moments::One(_)), "{day}");
        }
    }
}
