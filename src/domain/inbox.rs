//! What the Inbox can be asked: which interactions, from where on, and what one does to their marks.
//! An interaction is an appointment, or something that was fed into a customer's timeline, or asked for there.

use serde::{Deserialize, Serialize};

use super::{AgendaId, AppointmentId, CustomerId, Day, FedId, FedKind, MemberId, Source, Status, SubjectId};

/// Which interactions a list shows; nothing set is all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filters {
    /// Of this kind.
    pub view: InboxView,
    /// In this agenda.
    pub agenda: Option<AgendaId>,
    /// About this.
    pub subject: Option<SubjectId>,
    /// Booked by this customer.
    pub customer: Option<CustomerId>,
    /// That stand so.
    pub status: Option<Status>,
    /// Made there.
    pub source: Option<Source>,
    /// For this member to handle.
    pub assigned: Option<MemberId>,
    /// That take place, or took place, on this day or later, by the calendar of the place.
    pub from: Option<Day>,
    /// On this day or earlier.
    pub to: Option<Day>,
    /// That nobody has read since something happened.
    pub unread: bool,
    /// That are dealt with, or not; none: both.
    pub done: Option<bool>,
    /// Words of name, e-mail, phone and address, each of which must begin one.
    pub search: String,
}

impl Filters {
    /// Without what makes no sense in its view: only an appointment has an agenda, a status and a source; it, a request and a proposal have a subject, whose waiting list its requests are.
    #[must_use]
    pub fn fitting(self) -> Self {
        let subject = self.subject.filter(|_| self.view.has_subjects());
        if self.view.has_appointments() { Self { subject, ..self } } else { Self { agenda: None, subject, status: None, source: None, ..self } }
    }

    /// What was fed in can be among it.
    pub const fn has_fed(&self) -> bool {
        let about = self.subject.is_none() || matches!(self.view, InboxView::Fed(FedKind::Request | FedKind::Proposal));
        self.view.has_fed() && about && self.agenda.is_none() && self.status.is_none() && self.source.is_none()
    }
}

/// Which kind of interactions a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum InboxView {
    /// Every kind.
    #[default]
    Everything,
    /// Appointments alone.
    Appointments,
    /// One kind of what is fed in.
    Fed(FedKind),
}

impl InboxView {
    /// Every view, in the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::Everything,
        Self::Appointments,
        Self::Fed(FedKind::Request),
        Self::Fed(FedKind::Proposal),
        Self::Fed(FedKind::Message),
        Self::Fed(FedKind::Document),
        Self::Fed(FedKind::WorkflowAnswer),
        Self::Fed(FedKind::Bid),
    ];

    /// Appointments are in it.
    pub const fn has_appointments(self) -> bool {
        matches!(self, Self::Everything | Self::Appointments)
    }

    /// What is about a project or service is in it.
    pub const fn has_subjects(self) -> bool {
        matches!(self, Self::Everything | Self::Appointments | Self::Fed(FedKind::Request | FedKind::Proposal))
    }

    /// Something that is fed in is in it.
    pub const fn has_fed(self) -> bool {
        !matches!(self, Self::Appointments)
    }

    /// Where it stands among all.
    pub fn at(self) -> usize {
        Self::ALL.iter().position(|view| *view == self).unwrap_or_default()
    }
}

/// An interaction's identity.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum InteractionId {
    /// An appointment's.
    Appointment(AppointmentId),
    /// That of something that was fed in.
    Fed(FedId),
}

impl InteractionId {
    /// The identity alone: no two of either kind share one.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Appointment(id) => id.as_str(),
            Self::Fed(id) => id.as_str(),
        }
    }
}

/// How far a list has been read: its last line's activity, and its identity, as several may share a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// Microseconds since 1970.
    pub at: i64,
    /// The interaction.
    pub id: String,
}

/// A mark of the team's on an interaction. None of them is a change of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Marking {
    /// It has been read, or is to be read again.
    Read(bool),
    /// It is dealt with, or is not after all.
    Done(bool),
    /// It is for this member to handle, or for nobody in particular.
    Assigned(Option<MemberId>),
}
