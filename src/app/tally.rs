//! What came of the bookings asked for, since the start: for whoever watches the house.

use std::sync::atomic::{AtomicU64, Ordering};

use super::{BookError, Booked};

/// Counts of what came of the bookings asked for.
#[derive(Debug, Default)]
pub struct Tally {
    /// Appointments made.
    pub booked: AtomicU64,
    /// The same ask again, answered as before.
    pub repeated: AtomicU64,
    /// Refused, as something stood in the way.
    pub taken: AtomicU64,
    /// Refused by the rules.
    pub not_offered: AtomicU64,
}

impl Tally {
    /// Counts an answer; what was no booking at all is not counted.
    pub(super) fn count(&self, answer: &Result<Booked, BookError>) {
        let counted = match answer {
            Ok(booked) if booked.repeated => &self.repeated,
            Ok(_) => &self.booked,
            Err(BookError::Taken { .. }) => &self.taken,
            Err(BookError::NotOffered { .. }) => &self.not_offered,
            Err(_) => return,
        };
        counted.fetch_add(1, Ordering::Relaxed);
    }
}
