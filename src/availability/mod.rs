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
//! - What is held for someone is kept free as an appointment would be, and counted as one, until the moment at which the hold ends.
//! - Caps are counted per agenda, of its own appointments of the event type asked for, by its local days and weeks from Monday.
//! - What the portal's plan lacks is not offered.
//! - A separated agenda offers to its project only, and its hours are kept free by its parent.
//! - A time is offered when one agenda is free. It goes to the agenda with the fewest appointments starting on that local day;
//!   of equals, to the one that the entry names first.

mod counts;
mod grid;
mod obstacles;
mod rules;
mod wall_clock;
mod why_not;

use crate::domain::{Busy, BusyKind, Day, EventType, Feature, Hours, Instant, Refusal, Reserved, Slot, Span};
use crate::zone::Zone;

use counts::Counts;
use rules::Rules;
use wall_clock::WallClock;
pub use why_not::why_not;

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
    /// What stands in it, at least for the days asked and a day more at each side, or a week more where the event type has a cap
    /// per week; in any order.
    pub busy: &'a [Busy],
    /// The hours of separated agendas beneath it, which it keeps free.
    pub reserved: &'a [Reserved],
    /// It is separated for another project than what is asked about.
    pub other_project: bool,
    /// What the portal's plan lacks for it to be booked.
    pub lacking: Option<Feature>,
}

impl<'a> AgendaDays<'a> {
    /// A full agenda with no separated one beneath it.
    pub const fn full(zone: &'a Zone, hours: &'a Hours, busy: &'a [Busy]) -> Self {
        Self { zone, hours, busy, reserved: &[], other_project: false, lacking: None }
    }
}

/// The free times of the days asked, in order, each start once.
pub fn slots(ask: &Ask<'_>, agendas: &[AgendaDays<'_>]) -> Vec<Slot> {
    let mut offers: Vec<Offer> = Vec::new();
    let limits = ask.event_type.limits();
    for (index, agenda) in agendas.iter().enumerate() {
        let asked = local_days(ask, agenda.zone);
        let mut rules = Rules::new(ask.now, limits, agenda, asked);
        let mut counts = Counts::new(ask.now, agenda, Counts::every);
        for start in grid::starts(agenda, limits, asked) {
            if rules.allow(start) {
                offers.push(Offer { at: start.at, appointments: counts.on(start.day), agenda: index });
            }
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

/// Until when an answer of [`slots`] stays right if nothing is booked: the first of its times then comes too soon, a hold ends, or the next
/// local day begins somewhere and moves the horizon. The moment itself no longer belongs to it.
pub fn valid_until(ask: &Ask<'_>, agendas: &[AgendaDays<'_>], answer: &[Slot]) -> Instant {
    let midnights = agendas.iter().map(|agenda| next_day(agenda.zone, ask.now));
    // A slot exactly at the limit of notice is still free, so its answer holds one microsecond longer.
    let first = answer.first().map(|slot| Instant::from_micros(slot.span.start.minus(ask.event_type.limits().notice).micros().saturating_add(1)));
    let holds = agendas.iter().flat_map(|agenda| agenda.busy).filter_map(|busy| match busy.kind {
        BusyKind::Held { until, .. } if ask.now < until => Some(until),
        _ => None,
    });
    midnights.chain(first).chain(holds).min().unwrap_or(Instant::from_micros(i64::MAX))
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

#[cfg(test)]
mod tests;
