//! What can be booked, and by which numbers.

use leptos::prelude::*;

use super::TeamError;
use super::wire::EventTypeLine;
use crate::api::travel::Deed;
use crate::domain::{EventTypeId, EventTypeLimits};

/// Every event type of the portal, by title.
#[server(name = EventTypesOf, prefix = "/api/t1", endpoint = "event_types_of", protocol = Deed)]
pub async fn event_types_of(
    /// The portal's slug.
    portal: String,
) -> Result<Vec<EventTypeLine>, TeamError> {
    crate::replies::team::event_types_of(portal).await
}

/// Changes the numbers of one. What is booked stays as it is.
#[server(name = ChangeLimits, prefix = "/api/t1", endpoint = "change_limits", protocol = Deed)]
pub async fn change_limits(
    /// The portal's slug.
    portal: String,
    /// Which event type.
    event_type: EventTypeId,
    /// As they were read.
    known: EventTypeLimits,
    /// As they are to be.
    limits: EventTypeLimits,
) -> Result<Vec<EventTypeLine>, TeamError> {
    crate::replies::team::change_limits(portal, event_type, known, limits).await
}
