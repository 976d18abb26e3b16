//! What stands in an agenda, made ready for one sweep over its starts.

use super::{AgendaDays, grid};
use crate::domain::{Busy, BusyKind, Day, EventTypeLimits, Instant, Minutes, Span, WhyNot};
use crate::zone::Zone;

/// The times at which a slot of one event type can't lie, widened by the buffers between it and each of them.
pub struct Obstacles<'a> {
    busy: Vec<Busy>,
    limits: &'a EventTypeLimits,
    /// The hours of separated agendas beneath it.
    reserved: Vec<Span>,
    /// All of them: sorted, none overlapping another.
    spans: Vec<Span>,
    /// The first one that a later slot may still meet.
    next: usize,
}

impl<'a> Obstacles<'a> {
    /// Widens everything busy by the larger of the two buffers at each side (case 11), then merges what overlaps.
    pub fn new(now: Instant, agenda: &AgendaDays<'a>, limits: &'a EventTypeLimits, days: (Day, Day)) -> Self {
        let busy: Vec<Busy> = agenda.busy.iter().copied().filter(|busy| busy.stands(now)).collect();
        let mut obstacles = Self { busy, limits, reserved: reserved(agenda, days), spans: Vec::new(), next: 0 };
        let mut spans: Vec<Span> = Vec::with_capacity(obstacles.busy.len() + obstacles.reserved.len());
        spans.extend(obstacles.busy.iter().filter_map(|busy| obstacles.widen(busy)));
        spans.extend(obstacles.reserved.iter().map(|span| obstacles.around(*span, Minutes::ZERO, Minutes::ZERO)));
        if !spans.is_sorted_by_key(|span| span.start) {
            spans.sort_unstable();
        }
        spans.dedup_by(|later, earlier| {
            let overlap = later.start <= earlier.end;
            if overlap {
                earlier.end = earlier.end.max(later.end);
            }
            overlap
        });
        obstacles.spans = spans;
        obstacles
    }

    /// Something stands in the way of a slot. Slots must be asked for in order of their starts.
    pub fn block(&mut self, slot: Span) -> bool {
        while self.spans.get(self.next).is_some_and(|span| span.end <= slot.start) {
            self.next += 1;
        }
        self.spans.get(self.next).is_some_and(|span| starts_before(*span, slot.end))
    }

    /// Everything that stands in the way of a slot, one by one: some, exactly when it is blocked.
    pub fn in_the_way(&self, slot: Span) -> Vec<WhyNot> {
        let busy = self.busy.iter().filter_map(|busy| {
            let (span, kept_free) = (busy.span, self.widen(busy)?);
            let why = match busy.kind {
                BusyKind::Appointment { .. } => WhyNot::Appointment { span, kept_free },
                BusyKind::Held { until, .. } => WhyNot::Held { span, until },
                BusyKind::Imported => WhyNot::Imported { span },
                BusyKind::Block => WhyNot::Block { span },
            };
            kept_free.overlaps(slot).then_some(why)
        });
        let reserved = self.reserved.iter().filter(|span| self.around(**span, Minutes::ZERO, Minutes::ZERO).overlaps(slot));
        busy.chain(reserved.map(|span| WhyNot::Reserved { span: *span })).collect()
    }

    /// What is kept free for something busy; nothing for what lasts no time.
    fn widen(&self, busy: &Busy) -> Option<Span> {
        let (before, after) = match busy.kind {
            BusyKind::Appointment { before, after, .. } | BusyKind::Held { before, after, .. } => (before, after),
            BusyKind::Imported | BusyKind::Block => (Minutes::ZERO, Minutes::ZERO),
        };
        (!busy.span.is_empty()).then(|| self.around(busy.span, before, after))
    }

    /// A span with the larger of its own and the slot's buffers at each side.
    fn around(&self, span: Span, before: Minutes, after: Minutes) -> Span {
        Span::new(span.start.minus(self.limits.buffer_after.max(before)), span.end.plus(self.limits.buffer_before.max(after)))
    }
}

/// When the separated agendas beneath one are open around some days of its own calendar: two zones are at most 26 hours apart, hours
/// may pass midnight, and a slot with its buffers reaches two days further.
fn reserved(agenda: &AgendaDays<'_>, days: (Day, Day)) -> Vec<Span> {
    let mut spans = Vec::new();
    for beneath in agenda.reserved {
        let zone = Zone::of(&beneath.zone);
        for ahead in -5..=days.0.days_until(days.1) + 5 {
            let day = days.0.plus_days(ahead);
            spans.extend(beneath.hours.on(day).map(|stretch| grid::open(&zone, day, stretch)).filter(|span| !span.is_empty()));
        }
    }
    spans
}

fn starts_before(span: Span, end: Instant) -> bool {
    span.start < end
}
