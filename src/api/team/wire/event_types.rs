//! What can be booked.

use serde::{Deserialize, Serialize};

use crate::domain::{EventTypeId, EventTypeLimits, Location};

/// An event type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventTypeLine {
    /// Which.
    pub id: EventTypeId,
    /// What customers read: `Bezichtiging`.
    pub title: String,
    /// Where it takes place.
    pub location: Location,
    /// Its numbers.
    pub limits: EventTypeLimits,
}
