//! What is free, what is not, and why a time is refused.

use serde::{Deserialize, Serialize};

use super::{Day, Instant, Minutes, Offset, Span, WallTime};

/// A free time that can be booked now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// From when to when.
    pub span: Span,
    /// The day that the calendar of the zone shown has at its start.
    pub day: Day,
    /// The time that the clock of the zone shown has at its start.
    pub time: WallTime,
    /// That clock's offset: it tells the two sides of a fold apart.
    pub offset: Offset,
    /// Who gets it: the agenda's place in the entry's list.
    pub agenda: usize,
}

/// Something that takes an agenda's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Busy {
    /// From when to when; an empty one blocks nothing.
    pub span: Span,
    /// What it is, and so which buffers are its own.
    pub kind: BusyKind,
}

impl Busy {
    /// Someone has it, or was promised it: nothing overrules that.
    pub fn is_someones(&self, now: Instant) -> bool {
        matches!(self.kind, BusyKind::Appointment { .. } | BusyKind::Held { .. }) && self.stands(now)
    }

    /// It still takes its time: a hold ends by itself, whether or not anyone has cleared it away.
    pub fn stands(&self, now: Instant) -> bool {
        !matches!(self.kind, BusyKind::Held { until, .. } if until <= now)
    }
}

/// What takes an agenda's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BusyKind {
    /// An appointment, with the buffers of its own event type.
    Appointment {
        /// Kept free before it.
        before: Minutes,
        /// Kept free after it.
        after: Minutes,
        /// It counts towards the caps: it is of the event type asked for, in the very agenda.
        capped: bool,
    },
    /// A time that is held for someone it was offered to, until then. It is kept as the appointment would be that may come of it.
    Held {
        /// Kept free before it.
        before: Minutes,
        /// Kept free after it.
        after: Minutes,
        /// It counts towards the caps, or what was promised could not be kept.
        capped: bool,
        /// The first moment at which it is no longer held.
        until: Instant,
    },
    /// A time from a connected calendar: it has no buffers of its own, and counts as no appointment.
    Imported,
    /// A slot block, made by hand: like an imported time.
    Block,
}

/// Why a time can't be booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// The rules would offer it, but something stands in the way, or the day or week has as many as it may.
    Taken,
    /// The rules don't offer it: too soon, too far, outside hours, between two steps, another project's.
    NotOffered,
}

/// The up to five free times nearest to `wanted`, nearest first; of two equally near, the earlier.
pub fn nearest(slots: &[Slot], wanted: Instant) -> Vec<Slot> {
    let mut near = slots.to_vec();
    near.sort_by_key(|slot| (slot.span.start.micros().abs_diff(wanted.micros()), slot.span.start));
    near.truncate(5);
    near
}
