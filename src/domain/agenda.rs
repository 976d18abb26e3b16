//! A bookable calendar.

use serde::{Deserialize, Serialize};

use super::{AgendaId, Email, Hours, Name, Phone, Slug, SubjectId, ZoneName};

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
    /// Who calls whom its customers meet.
    pub phone: Option<Phone>,
    /// Where its hours are local.
    pub zone: ZoneName,
    /// When it is open.
    pub hours: Hours,
    /// The address of its video room, when it has one.
    pub meeting_link: Option<String>,
    /// Where it is separated: the agenda that it lies beneath, whose time it takes.
    pub parent: Option<AgendaId>,
    /// Where it is separated: the project that alone has its slots.
    pub project: Option<SubjectId>,
    /// The portal's plan has room for it.
    pub in_plan: bool,
    /// The hours of the separated agendas beneath it, which it keeps free for their projects.
    pub reserved: Vec<Reserved>,
}

impl Agenda {
    /// Whose time its appointments take: its parent's, or its own. No two appointments of one lane overlap.
    pub fn lane(&self) -> &AgendaId {
        self.parent.as_ref().unwrap_or(&self.id)
    }

    /// Its slots are for those who come about this: a separated agenda's only for those of its project.
    pub fn is_for(&self, subject: Option<&SubjectId>) -> bool {
        self.project.is_none() || self.project.as_ref() == subject
    }
}

/// The hours of a separated agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reserved {
    /// Where they are local.
    pub zone: ZoneName,
    /// When it is open.
    pub hours: Hours,
}
