//! What stands in an agenda, made ready for one sweep over its starts.

use crate::domain::{Busy, BusyKind, EventTypeLimits, Instant, Span};

/// The times at which a slot of one event type can't lie, widened by the buffers between it and each of them.
pub struct Obstacles {
    /// Sorted, none overlapping another.
    spans: Vec<Span>,
    /// The first one that a later slot may still meet.
    next: usize,
}

impl Obstacles {
    /// Widens everything busy by the larger of the two buffers at each side (case 11), then merges what overlaps.
    pub fn new(busy: &[Busy], limits: &EventTypeLimits) -> Self {
        let widened = busy.iter().filter(|busy| !busy.span.is_empty()).map(|busy| {
            let (ahead, behind) = match busy.kind {
                BusyKind::Appointment { before, after } => (limits.buffer_after.max(before), limits.buffer_before.max(after)),
                BusyKind::Imported => (limits.buffer_after, limits.buffer_before),
            };
            Span::new(busy.span.start.minus(ahead), busy.span.end.plus(behind))
        });
        let mut spans: Vec<Span> = widened.collect();
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
        Self { spans, next: 0 }
    }

    /// Something stands in the way of a slot. Slots must be asked for in order of their starts.
    pub fn block(&mut self, slot: Span) -> bool {
        while self.spans.get(self.next).is_some_and(|span| span.end <= slot.start) {
            self.next += 1;
        }
        self.spans.get(self.next).is_some_and(|span| starts_before(*span, slot.end))
    }
}

fn starts_before(span: Span, end: Instant) -> bool {
    span.start < end
}
