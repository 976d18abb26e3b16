//! Who changed something, and how.

use serde::{Deserialize, Serialize};

use super::{MemberId, Name, Note};

/// Who did something to an appointment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Author {
    /// Who booked it, by the link in their mail or by booking.
    Customer,
    /// Someone of the team; the name as it was then, so that history outlives whoever leaves.
    Member(MemberId, Name),
    /// The portal's own programs, by a key of `/v1`.
    Program(Name),
    /// Someone who comes along, by a link of their own.
    Attendee(Name),
}

/// How a change is made, besides what it changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manner {
    /// Who makes it.
    pub by: Author,
    /// The customer is to be told.
    pub tell: bool,
    /// Why: what overrules the rules when the team says it, and what a customer says who cancels.
    pub reason: Option<Note>,
}

impl Manner {
    /// As a customer changes their own: they are told, and overrule nothing.
    pub const fn customer() -> Self {
        Self { by: Author::Customer, tell: true, reason: None }
    }
}

/// What has happened to an appointment, as its history keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// It was booked.
    Booked,
    /// It has another time.
    Rescheduled,
    /// It has another agenda, at the same time.
    Moved,
    /// It was called off.
    Cancelled,
    /// It has taken place.
    Completed,
    /// The customer did not come.
    NoShow,
    /// That it was over was a mistake.
    Reopened,
    /// The customer said that they still come.
    Attending,
    /// Someone is to come along.
    AttendeeAdded,
    /// Someone comes along no longer.
    AttendeeLeft,
    /// A mail about it came back: the Inbox says so, and no history does, as nothing about the appointment has changed.
    Bounced,
}

impl What {
    /// Everything that can happen.
    pub const ALL: [Self; 11] = [
        Self::Booked,
        Self::Rescheduled,
        Self::Moved,
        Self::Cancelled,
        Self::Completed,
        Self::NoShow,
        Self::Reopened,
        Self::Attending,
        Self::AttendeeAdded,
        Self::AttendeeLeft,
        Self::Bounced,
    ];

    /// Reads it as it is stored.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.as_str() == text)
    }

    /// As it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Booked => "booked",
            Self::Rescheduled => "rescheduled",
            Self::Moved => "moved",
            Self::Cancelled => "cancelled",
            Self::Completed => "completed",
            Self::NoShow => "no_show",
            Self::Reopened => "reopened",
            Self::Attending => "attending",
            Self::AttendeeAdded => "attendee_added",
            Self::AttendeeLeft => "attendee_left",
            Self::Bounced => "bounced",
        }
    }
}
