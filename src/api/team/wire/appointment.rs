//! One appointment with all that the team knows of it, and what may be done to it.

use serde::{Deserialize, Serialize};

use super::{BouncedLine, Offer, Start};
use crate::domain::{AgendaId, Author, CustomerId, Location, MemberId, Note, NoteId, Occasion, OutboxId, Permission, Source, Status, Tags, What};

/// Everything on one screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// Which.
    pub id: String,
    /// The version that a change names.
    pub version: u32,
    /// Who booked.
    pub customer: CustomerId,
    /// Their name, as they gave it with this appointment.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their number, as it is dialled.
    pub phone: Option<String>,
    /// How mail to that address came back, where it did.
    pub bounced: Option<BouncedLine>,
    /// What was booked.
    pub title: String,
    /// What it is about.
    pub subject: Option<String>,
    /// The entry it was booked at.
    pub entry: String,
    /// Whose time it takes.
    pub agenda: AgendaId,
    /// That agenda's name.
    pub agenda_name: String,
    /// When, on the wall of its place.
    pub start: Start,
    /// How long, in minutes.
    pub minutes: u16,
    /// Whose clock that is: `tijd in Amsterdam`.
    pub clock: String,
    /// Where.
    pub place: Place,
    /// How it stands.
    pub status: Status,
    /// It has begun, so that it can be concluded and no longer be changed.
    pub begun: bool,
    /// Where it was made.
    pub source: Source,
    /// How the customer came.
    pub tags: Tags,
    /// The customer's words.
    pub words: String,
    /// Who comes along: names and addresses.
    pub attendees: Vec<(String, String)>,
    /// Nobody has read it since something happened.
    pub unread: bool,
    /// It is dealt with.
    pub done: bool,
    /// Who is to handle it.
    pub assigned: Option<MemberId>,
    /// The team's notes, the newest first.
    pub notes: Vec<NoteLine>,
    /// What happened, the newest first.
    pub history: Vec<HistoryLine>,
    /// The mails about it, the newest first.
    pub mails: Vec<MailLine>,
    /// What the member lacks to change it.
    pub barred: Option<Permission>,
    /// The customer's own page of it.
    pub manage_url: String,
}

/// Where it takes place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// How they meet.
    pub location: Location,
    /// The address, and a map of it; none where it is missing or there is to be none.
    pub address: Option<(String, String)>,
    /// The video room; none where it is missing or there is to be none.
    pub meeting_link: Option<String>,
}

impl Place {
    /// It takes place at an address or in a room that nobody has filled in.
    pub fn is_missing(&self) -> bool {
        match self.location {
            Location::AtAddress => self.address.is_none(),
            Location::Video => self.meeting_link.is_none(),
            Location::Phone => false,
        }
    }
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryLine {
    /// What.
    pub what: What,
    /// Who did it.
    pub by: Author,
    /// When, by the portal's clock.
    pub at: Start,
    /// The time before, where it changed.
    pub old: Option<Start>,
    /// The time after, where it changed.
    pub new: Option<Start>,
    /// The agenda before and after, where it changed.
    pub agendas: Option<(String, String)>,
    /// Why the rules were overruled, or why it was called off.
    pub reason: Option<String>,
    /// The customer was told.
    pub told: bool,
}

/// A note of the team's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteLine {
    /// Which.
    pub id: NoteId,
    /// Who wrote it.
    pub by: String,
    /// When, by the portal's clock.
    pub at: Start,
    /// What it says.
    pub text: Note,
}

/// One mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailLine {
    /// Which.
    pub id: OutboxId,
    /// Why it was written.
    pub occasion: Occasion,
    /// It is the customer's, or whoever's comes along; else the agenda's.
    pub to_customer: bool,
    /// Who comes along, where it is theirs.
    pub attendee: Option<String>,
    /// When its cause happened, by the portal's clock.
    pub at: Start,
    /// What became of it.
    pub state: MailState,
    /// It is the newest to its reader: it says how things are, and can be sent again.
    pub newest: bool,
}

/// A mail as its reader finds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailWords {
    /// To whom it goes: `Anna Bos <anna@example.nl>`.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// What it says.
    pub text: String,
}

/// What became of a mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MailState {
    /// It waits, or is tried again: so often so far, and what went wrong last.
    Open(u32, Option<String>),
    /// The mail server took it.
    Sent,
    /// It was given up, for this reason.
    Dead(String),
}

/// A change of an appointment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// The portal's slug.
    pub portal: String,
    /// Which appointment.
    pub id: String,
    /// The version that was looked at.
    pub version: u32,
    /// The customer is to be told.
    pub tell: bool,
    /// Why the rules are overruled, or why it is called off; empty is unsaid. Rules are overruled only where it says something.
    pub reason: String,
}

/// Where an appointment is to go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// The agenda; its present one when there is none.
    pub agenda: Option<AgendaId>,
    /// The start, in seconds since 1970; its present one when there is none.
    pub starts_at: Option<i64>,
}

/// An agenda that an appointment might move to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    /// Which.
    pub agenda: AgendaId,
    /// Its name.
    pub name: String,
    /// Whether it can be.
    pub possible: Possible,
}

/// Whether an appointment can move to an agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Possible {
    /// At its own time.
    SameTime,
    /// At other times: these.
    OtherTimes(Offer),
    /// Not.
    No(WhyNotMove),
}

/// Why an appointment can't move to an agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WhyNotMove {
    /// The entry it was booked at isn't connected with that agenda.
    NotConnected,
    /// The member may not change that agenda.
    NoPermission,
    /// The portal's plan lacks room for it.
    Plan,
    /// It has no free time in the days looked at.
    Busy,
}
