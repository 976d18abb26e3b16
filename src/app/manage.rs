//! What the customer's link shows, and what it may still do.

use super::{App, FreeSlot};
use crate::domain::{Card, Instant, Status, Token};
use crate::store::StoreError;

/// Why a link shows nothing.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// No appointment has this link.
    #[error("no appointment has this link")]
    UnknownLink,
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why an appointment could not be changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// No appointment has this link.
    #[error("no appointment has this link")]
    UnknownLink,
    /// It is cancelled, or it has begun: the link can no longer act.
    #[error("this appointment can no longer be changed")]
    Gone,
    /// Someone else changed it since it was read.
    #[error("this appointment was changed meanwhile")]
    Changed,
    /// The rules would offer the new time, but something stands in the way.
    #[error("this time has just been taken")]
    Taken {
        /// The nearest free times, 5 at most, nearest first.
        alternatives: Vec<FreeSlot>,
    },
    /// The rules don't offer the new time.
    #[error("this time is not offered")]
    NotOffered {
        /// The nearest free times, 5 at most, nearest first.
        alternatives: Vec<FreeSlot>,
    },
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The appointment of a link. Changes nothing.
pub async fn manage(app: &App, token: &Token) -> Result<Card, LinkError> {
    let _ = (app, token);
    todo!()
}

/// The customer may still reschedule or cancel: it is not cancelled and has not begun.
pub fn can_change(card: &Card, now: Instant) -> bool {
    matches!(card.appointment.status, Status::Requested | Status::Confirmed) && now < card.appointment.span.start
}
