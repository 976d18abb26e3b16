//! Customers, and booking on their behalf.

use serde::{Deserialize, Serialize};

use super::{FedLine, HistoryLine, Line, Start};
use crate::domain::{AgendaId, AppointmentId, CustomerId, FedId, Language, MailStatus, NoteId, ProposalStatus};

/// How mail to an address came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BouncedLine {
    /// Why.
    pub status: MailStatus,
    /// When, by the clock of what it is shown with.
    pub at: Start,
}

/// A customer in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerLine {
    /// Who.
    pub id: CustomerId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their number, as it is dialled.
    pub phone: Option<String>,
}

/// A customer with all that the team knows of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerRecord {
    /// Who.
    pub line: CustomerLine,
    /// What they read.
    pub language: Language,
    /// Their first booking, by the portal's clock.
    pub since: Start,
    /// How mail to their address came back, where it did.
    pub bounced: Option<BouncedLine>,
    /// Their appointments, the newest first; 200 at most.
    pub appointments: Vec<Line>,
    /// What happened, the newest first.
    pub timeline: Vec<TimelineLine>,
}

/// One item of a customer's timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineLine {
    /// When, by the portal's clock.
    pub at: Start,
    /// What it is.
    pub what: TimelineWhat,
}

/// What an item of a timeline is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TimelineWhat {
    /// An appointment with its history, the newest first: one item however often it changed.
    Appointment(AppointmentId, Vec<HistoryLine>),
    /// A note of the team's: which, who wrote it, what it says.
    Note(NoteId, String, String),
    /// Something that was fed in.
    Fed(Box<FedLine>),
    /// Mail to their address came back.
    Bounced(MailStatus),
    /// What they were offered turned out so, without anyone ending it.
    Proposal(FedId, ProposalStatus),
}

impl TimelineWhat {
    /// What tells it from the others.
    pub fn key(&self) -> String {
        match self {
            Self::Appointment(id, _) => id.to_string(),
            Self::Note(id, ..) => id.to_string(),
            Self::Fed(line) => line.id.to_string(),
            Self::Bounced(_) => "bounced".to_owned(),
            Self::Proposal(id, status) => [id.as_str(), status.as_str()].concat(),
        }
    }
}

/// Who an appointment is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whom {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their number; empty is none.
    pub phone: String,
    /// What they read.
    pub language: Language,
}

/// An appointment that the team books for a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Behalf {
    /// The portal's slug.
    pub portal: String,
    /// The entry's slug.
    pub entry: String,
    /// In this agenda, or in whichever is free.
    pub agenda: Option<AgendaId>,
    /// The start, in seconds since 1970.
    pub starts_at: i64,
    /// For whom.
    pub whom: Whom,
    /// What the customer would say.
    pub note: String,
    /// The customer is to be told.
    pub tell: bool,
    /// Why the rules are overruled; empty where they aren't.
    pub reason: String,
    /// What makes a repetition the same ask.
    pub key: String,
}
