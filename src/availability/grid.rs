//! The starts that an agenda's hours allow, before anything stands in it.

use chrono::Timelike;

use super::AgendaDays;
use crate::domain::{Day, EventTypeLimits, Instant, Minutes, Span, Stretch};
use crate::zone::{InFold, InGap, Moments, Zone};

/// A start on the grid, with the day that the agenda's own calendar has then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Start {
    pub at: Instant,
    pub day: Day,
}

/// Every start of the stretches that begin on the days from `asked.0` to `asked.1`, in order, each once.
pub fn starts(agenda: &AgendaDays<'_>, limits: &EventTypeLimits, asked: (Day, Day)) -> Vec<Start> {
    let mut starts = Vec::new();
    let mut steady: Option<Span> = None;
    for ahead in 0..=asked.0.days_until(asked.1) {
        let day = asked.0.plus_days(ahead);
        for stretch in agenda.hours.on(day) {
            add_stretch(&mut starts, &mut steady, agenda.zone, limits, day, stretch);
        }
    }
    // Stretches of one day come sorted but for extra ones; those past midnight may run into the next day's.
    if !starts.is_sorted() {
        starts.sort_unstable();
    }
    starts.dedup();
    starts
}

/// From when to when a stretch that begins on a day is open: an edge in a gap moves to its end; of an ambiguous one, a start takes
/// the earlier and an end the later.
pub fn open(zone: &Zone, day: Day, stretch: Stretch) -> Span {
    Span::new(zone.at(day, stretch.opens(), InGap::Later, InFold::Earlier), zone.at(day, stretch.closes(), InGap::Later, InFold::Later))
}

/// Adds the starts of one stretch. `steady` remembers a span in which the zone's clocks don't change, so that nearly all
/// stretches cost two look-ups and then plain arithmetic.
fn add_stretch(starts: &mut Vec<Start>, steady: &mut Option<Span>, zone: &Zone, limits: &EventTypeLimits, day: Day, stretch: Stretch) {
    let open = open(zone, day, stretch);
    let known = steady.is_some_and(|steady| steady.start <= open.start && open.end < steady.end);
    if !known {
        let change = zone.next_change(open.start).unwrap_or(Instant::from_micros(i64::MAX));
        *steady = Some(Span::new(open.start, change));
        if open.end >= change {
            return add_across_change(starts, zone, limits, day, open);
        }
    }
    let mut wall = minute_of(zone, day, open.start);
    let mut at = open.start;
    while at.plus(limits.length) <= open.end && at < at.plus(limits.step) {
        starts.push(Start { at, day: day.plus_days(i64::from(wall / DAY)) });
        at = at.plus(limits.step);
        wall += limits.step.count();
    }
}

/// As above, minute by minute of the wall: a wall time may not exist, or exist twice.
fn add_across_change(starts: &mut Vec<Start>, zone: &Zone, limits: &EventTypeLimits, day: Day, open: Span) {
    let fits = |at: Instant| open.start <= at && at.plus(limits.length) <= open.end;
    // A whole further day of wall time covers every fold that a stretch of at most 48 hours can meet.
    let first = minute_of(zone, day, open.start);
    let mut wall = first;
    let mut found = Vec::new();
    while wall <= first + 3 * DAY {
        let moments = match zone.moments(day, Minutes::new(wall)) {
            Moments::Gap => [None, None],
            Moments::One(at) => [Some(at), None],
            Moments::Fold(earlier, later) => [Some(earlier), Some(later)],
        };
        found.extend(moments.into_iter().flatten().filter(|at| fits(*at)).map(|at| Start { at, day: zone.day(at) }));
        wall += limits.step.count().max(1);
    }
    found.sort_unstable();
    starts.extend(found);
}

const DAY: u32 = 24 * 60;

/// What the wall shows at `at`, in minutes after the 00:00 of `day`.
fn minute_of(zone: &Zone, day: Day, at: Instant) -> u32 {
    let (there, time) = zone.wall(at);
    let days = u32::try_from(day.days_until(there)).unwrap_or(0);
    days * DAY + time.time().hour() * 60 + time.time().minute()
}
