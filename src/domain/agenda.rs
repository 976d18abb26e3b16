//! A bookable calendar.

use serde::{Deserialize, Serialize};

use super::{AgendaId, Email, Hours, Name, Slug, ZoneName};

/// A bookable calendar: its hours, and who hears of its appointments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    /// Its identity.
    pub id: AgendaId,
    /// Its name in the portal file.
    pub slug: Slug,
    /// What the team reads, and customers as the one they meet.
    pub name: Name,
    /// Who hears of its appointments, and their calendar's organizer.
    pub email: Email,
    /// Where its hours are local.
    pub zone: ZoneName,
    /// When it is open.
    pub hours: Hours,
    /// The address of its video room, when it has one.
    pub meeting_link: Option<String>,
}
