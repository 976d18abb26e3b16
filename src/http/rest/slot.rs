//! A free time as `/v1` writes it. Decides nothing.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::Slot;

/// A free time that can be booked now.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Slot)]
pub struct FreeSlot {
    /// When it begins. This is what a booking names.
    #[schema(format = DateTime, example = "2026-12-01T08:00:00Z")]
    pub starts_at: String,
    /// When it ends.
    #[schema(format = DateTime, example = "2026-12-01T08:30:00Z")]
    pub ends_at: String,
    /// What the clock of the place shows when it begins.
    #[schema(pattern = "^[0-2][0-9]:[0-5][0-9]$", example = "09:00")]
    pub local: String,
    /// How far that clock runs ahead of UTC: it tells the two sides of a clock change apart.
    #[schema(pattern = "^[+-][0-9]{2}:[0-9]{2}$", example = "+01:00")]
    pub offset: String,
    /// How many can still book it.
    #[schema(minimum = 1, example = 1)]
    pub places: u32,
}

impl From<&Slot> for FreeSlot {
    fn from(slot: &Slot) -> Self {
        Self { starts_at: slot.span.start.to_string(), ends_at: slot.span.end.to_string(), local: slot.time.to_string(), offset: slot.offset.to_string(), places: 1 }
    }
}

/// A free time near one that could not be had, with its local date.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Alternative {
    /// The date that the calendar of the place shows when it begins.
    #[schema(format = Date, example = "2026-12-01")]
    date: String,
    #[serde(flatten)]
    slot: FreeSlot,
}

impl From<&Slot> for Alternative {
    fn from(slot: &Slot) -> Self {
        Self { date: slot.day.to_string(), slot: FreeSlot::from(slot) }
    }
}
