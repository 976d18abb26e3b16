//! When is a slot free: one pure function, [`slots`]. Knows nothing of databases, HTTP or the present moment.
//!
//! The rules, each with its case in the tests:
//! - Every interval is half-open; two that touch don't clash.
//! - A stretch of hours becomes instants by its own zone: an edge in a gap moves to the gap's end; of an ambiguous edge, a start
//!   takes the earlier and an end the later.
//! - Starts lie on the wall clock, counted in steps from the stretch's start: wall times that clocks skip don't exist, those that
//!   clocks show twice exist twice. Every slot lasts its real length and ends within the stretch.
//! - Notice is counted in instants, the horizon in local days of the agenda.
//! - Between two appointments the gap is at least the larger of the first one's after-buffer and the second one's before-buffer.
//! - A time is offered when one agenda is free. It goes to the agenda with the fewest appointments starting on that local day;
//!   of equals, to the one that the entry names first.

mod grid;
mod obstacles;
mod wall_clock;

use crate::domain::{Busy, BusyKind, Day, EventType, Hours, Instant, Refusal, Slot, Span};
use crate::zone::Zone;

use grid::Start;
use obstacles::Obstacles;
use wall_clock::WallClock;

/// Which free times are asked for.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// The present moment, by the server's clock.
    pub now: Instant,
    /// What is to be booked.
    pub event_type: &'a EventType,
    /// The zone whose local days are meant by `from` and `to`, and shown.
    pub zone: &'a Zone,
    /// The first day.
    pub from: Day,
    /// The last day, included.
    pub to: Day,
}

/// One agenda: when it is open, and what stands in it.
#[derive(Clone, Copy, Debug)]
pub struct AgendaDays<'a> {
    /// Where its hours are local.
    pub zone: &'a Zone,
    /// When it is open.
    pub hours: &'a Hours,
    /// What stands in it, at least for the days asked and a day more at each side; in any order.
    pub busy: &'a [Busy],
}

/// The free times of the days asked, in order, each start once.
pub fn slots(ask: &Ask<'_>, agendas: &[AgendaDays<'_>]) -> Vec<Slot> {
    let mut offers: Vec<Offer> = Vec::new();
    let limits = ask.event_type.limits();
    let earliest = ask.now.plus(limits.notice).max(ask.now);
    for (index, agenda) in agendas.iter().enumerate() {
        let asked = local_days(ask, agenda.zone);
        let last = agenda.zone.day(ask.now).plus_days(i64::from(limits.horizon_days));
        let mut obstacles = Obstacles::new(agenda.busy, limits);
        let mut counts = Counts::new(agenda);
        for Start { at, day } in grid::starts(agenda, limits, asked) {
            if at < earliest || day > last || obstacles.block(Span::starting(at, limits.length)) {
                continue;
            }
            offers.push(Offer { at, appointments: counts.on(day), agenda: index });
        }
    }
    // Each agenda's offers are in order already: the stable sort merges such runs.
    offers.sort();
    offers.dedup_by_key(|offer| offer.at);
    let mut wall = WallClock::new(ask.zone);
    let shown = offers.into_iter().map(|offer| {
        let (day, time, offset) = wall.read(offer.at);
        Slot { span: Span::starting(offer.at, limits.length), day, time, offset, agenda: offer.agenda }
    });
    shown.filter(|slot| (ask.from..=ask.to).contains(&slot.day)).collect()
}

/// Whether one start can be booked now: asks [`slots`] for its day, and once more as if nothing stood in the agendas.
pub fn judge(now: Instant, event_type: &EventType, zone: &Zone, agendas: &[AgendaDays<'_>], starts_at: Instant) -> Result<Slot, Refusal> {
    let day = zone.day(starts_at);
    let ask = Ask { now, event_type, zone, from: day, to: day };
    let find = |agendas: &[AgendaDays<'_>]| slots(&ask, agendas).into_iter().find(|slot| slot.span.start == starts_at);
    if let Some(slot) = find(agendas) {
        return Ok(slot);
    }
    let empty: Vec<_> = agendas.iter().map(|agenda| AgendaDays { busy: &[], ..*agenda }).collect();
    Err(if find(&empty).is_some() { Refusal::Taken } else { Refusal::NotOffered })
}

/// Until when an answer of [`slots`] stays right if nothing is booked: the first of its times then comes too soon, or the next
/// local day begins somewhere and moves the horizon. The moment itself no longer belongs to it.
pub fn valid_until(ask: &Ask<'_>, agendas: &[AgendaDays<'_>], answer: &[Slot]) -> Instant {
    let midnights = agendas.iter().map(|agenda| next_day(agenda.zone, ask.now));
    // A slot exactly at the limit of notice is still free, so its answer holds one microsecond longer.
    let first = answer.first().map(|slot| Instant::from_micros(slot.span.start.minus(ask.event_type.limits().notice).micros().saturating_add(1)));
    midnights.chain(first).min().unwrap_or(Instant::from_micros(i64::MAX))
}

/// The first moment at which a calendar may show another day: midnight, if its clocks run on until then, or else their change.
fn next_day(zone: &Zone, now: Instant) -> Instant {
    const DAY: i64 = 86_400_000_000;
    let shown = now.micros().saturating_add(i64::from(zone.offset(now).seconds()) * 1_000_000);
    let midnight = Instant::from_micros(now.micros().saturating_add(DAY - shown.rem_euclid(DAY)));
    zone.next_change(now).map_or(midnight, |change| change.min(midnight))
}

/// A free start, so ordered that of one instant the agenda comes first that gets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Offer {
    at: Instant,
    appointments: u32,
    agenda: usize,
}

/// The days of an agenda's own calendar on which something may start that the zone shown puts into the days asked.
/// Two zones are at most 26 hours apart, and a day may begin its hours past the midnight before.
fn local_days(ask: &Ask<'_>, zone: &Zone) -> (Day, Day) {
    let apart = if zone.name() == ask.zone.name() { 0 } else { 2 };
    (ask.from.plus_days(-1 - apart), ask.to.plus_days(apart))
}

/// How many appointments an agenda has on each of its days; counted on the first question.
struct Counts<'a> {
    agenda: &'a AgendaDays<'a>,
    by_day: Option<Vec<(Day, u32)>>,
    last: Option<(Day, u32)>,
}

impl<'a> Counts<'a> {
    fn new(agenda: &'a AgendaDays<'a>) -> Self {
        Self { agenda, by_day: None, last: None }
    }

    fn on(&mut self, day: Day) -> u32 {
        match self.last {
            Some((last, count)) if last == day => count,
            _ => {
                let by_day = self.by_day.get_or_insert_with(|| count_by_day(self.agenda));
                let count = by_day.binary_search_by_key(&day, |(day, _)| *day).map_or(0, |at| by_day[at].1);
                self.last = Some((day, count));
                count
            }
        }
    }
}

fn count_by_day(agenda: &AgendaDays<'_>) -> Vec<(Day, u32)> {
    let mut wall = WallClock::new(agenda.zone);
    let mut by_day: Vec<(Day, u32)> = Vec::new();
    let add = |by_day: &mut Vec<(Day, u32)>, day, more| match by_day.last_mut() {
        Some((last, count)) if *last == day => *count += more,
        _ => by_day.push((day, more)),
    };
    for busy in agenda.busy.iter().filter(|busy| counts(busy)) {
        add(&mut by_day, wall.read(busy.span.start).0, 1);
    }
    // The store gives what is busy in order, so that this is a day's count already; others may give a day in several parts.
    if !by_day.is_sorted() {
        by_day.sort_unstable();
        for (day, more) in std::mem::take(&mut by_day) {
            add(&mut by_day, day, more);
        }
    }
    by_day
}

fn counts(busy: &Busy) -> bool {
    matches!(busy.kind, BusyKind::Appointment { .. }) && !busy.span.is_empty()
}

#[cfg(test)]
mod tests;
