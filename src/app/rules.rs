//! The team changes when an agenda is open, and by which numbers an event type is offered.

use super::App;
use crate::domain::{AgendaId, EventTypeError, EventTypeId, EventTypeLimits, Hours, PortalId};
use crate::store::{Edited, StoreError};

/// Why a rule could not be changed.
#[derive(Debug, thiserror::Error)]
pub enum RuleError {
    /// Some numbers are outside their limits; each is said.
    #[error("some numbers are outside their limits")]
    Limits(Vec<EventTypeError>),
    /// The portal has no such agenda or event type.
    #[error("the portal has no such agenda or event type")]
    Unknown,
    /// Someone else changed it since it was read.
    #[error("this was changed meanwhile")]
    Changed,
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Gives an agenda other hours, closed dates and extra dates than those that were `known`. A portal file that is applied later puts its
/// own in their place only where it says something else than it did the last time.
pub async fn change_hours(app: &App, portal: &PortalId, agenda: &AgendaId, known: &Hours, hours: &Hours) -> Result<(), RuleError> {
    answer(app.store.change_hours(portal, agenda, known, hours).await?)
}

/// Gives an event type other numbers than those that were `known`: length, step, buffers, notice, horizon, caps. The same holds for portal files.
pub async fn change_limits(app: &App, portal: &PortalId, event_type: &EventTypeId, known: &EventTypeLimits, limits: &EventTypeLimits) -> Result<(), RuleError> {
    let wrong = limits.errors();
    if !wrong.is_empty() {
        return Err(RuleError::Limits(wrong));
    }
    answer(app.store.change_limits(portal, event_type, known, limits).await?)
}

fn answer(edited: Edited) -> Result<(), RuleError> {
    match edited {
        Edited::Now => Ok(()),
        Edited::Meanwhile => Err(RuleError::Changed),
        Edited::Unknown => Err(RuleError::Unknown),
    }
}
