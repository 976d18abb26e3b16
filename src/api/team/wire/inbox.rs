//! The list of what came in.

use serde::{Deserialize, Serialize};

use super::{MailState, Start};
use crate::domain::{AgendaId, AppointmentId, Cursor, CustomerId, FedId, FedWhat, Filters, InboxView, InteractionId, Marking, MemberId, Source, Status, What};

/// What a list is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxAsk {
    /// The portal's slug.
    pub portal: String,
    /// What is to be in it.
    pub filters: Filters,
    /// Where the page before ended.
    pub after: Option<Cursor>,
}

/// Some lines, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxPage {
    /// The lines.
    pub lines: Vec<Interaction>,
    /// Where the next page begins; none when this is the last.
    pub next: Option<Cursor>,
    /// How much there is; with the first page only.
    pub counts: Option<Counts>,
}

/// How much waits, each at most 1,000: more is no more to a reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Nobody has read them.
    pub unread: u32,
    /// Not dealt with.
    pub open: u32,
    /// For the member who asks, and not dealt with.
    pub mine: u32,
    /// That match the filters.
    pub matching: u32,
    /// What nobody has read in each view, in the order of [`InboxView::ALL`].
    pub views: [u32; InboxView::ALL.len()],
}

/// What a list shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Interaction {
    /// An appointment.
    Appointment(Line),
    /// Something that was fed in.
    Fed(FedLine),
}

impl Interaction {
    /// Its identity.
    pub fn id(&self) -> InteractionId {
        match self {
            Self::Appointment(line) => InteractionId::Appointment(line.id.clone()),
            Self::Fed(line) => InteractionId::Fed(line.id.clone()),
        }
    }

    /// When something last happened to it, by the portal's clock.
    pub const fn happened(&self) -> Start {
        match self {
            Self::Appointment(line) => line.happened,
            Self::Fed(line) => line.came,
        }
    }

    /// Nobody has read it since.
    pub const fn is_unread(&self) -> bool {
        match self {
            Self::Appointment(line) => line.unread,
            Self::Fed(line) => line.unread,
        }
    }

    /// It is dealt with.
    pub const fn is_done(&self) -> bool {
        match self {
            Self::Appointment(line) => line.done,
            Self::Fed(line) => line.done,
        }
    }

    /// Sets a mark, and gives back the one that undoes it.
    pub fn mark(&mut self, marking: &Marking) -> Marking {
        let (unread, done, assigned) = match self {
            Self::Appointment(line) => (&mut line.unread, &mut line.done, &mut line.assigned),
            Self::Fed(line) => (&mut line.unread, &mut line.done, &mut line.assigned),
        };
        match marking {
            Marking::Read(read) => Marking::Read(!std::mem::replace(unread, !read)),
            Marking::Done(is) => Marking::Done(std::mem::replace(done, *is)),
            Marking::Assigned(to) => Marking::Assigned(std::mem::replace(assigned, to.clone())),
        }
    }
}

/// Something that was fed into a customer's timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FedLine {
    /// Which.
    pub id: FedId,
    /// Whose timeline it is on.
    pub customer: CustomerId,
    /// Their name.
    pub name: String,
    /// What it is.
    pub what: FedWhat,
    /// What it is called.
    pub title: String,
    /// What it says, or how that begins.
    pub text: String,
    /// That is all it says.
    pub whole: bool,
    /// The appointment that it is about, where it is a message that can be answered.
    pub about: Option<AppointmentId>,
    /// What became of the mail that brings it.
    pub mail: Option<MailState>,
    /// Where it is, and whose that place is.
    pub link: Option<(String, String)>,
    /// Who it came from.
    pub who: String,
    /// When it happened, by the portal's clock.
    pub at: Start,
    /// When it came in, by the portal's clock.
    pub came: Start,
    /// Nobody has read it.
    pub unread: bool,
    /// It is dealt with.
    pub done: bool,
    /// Who is to handle it.
    pub assigned: Option<MemberId>,
    /// Why a mail about it was given up, where one was.
    pub mail_failed: Option<String>,
}

/// One appointment in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Which.
    pub id: AppointmentId,
    /// Who booked.
    pub customer: String,
    /// What it is about, else what was booked.
    pub subject: String,
    /// What was booked.
    pub title: String,
    /// In which agenda.
    pub agenda: AgendaId,
    /// When it takes place, on the wall of its place.
    pub start: Start,
    /// How long, in minutes.
    pub minutes: u16,
    /// How it stands.
    pub status: Status,
    /// Where it was made.
    pub source: Source,
    /// What happened last.
    pub last: What,
    /// When that was, by the portal's clock.
    pub happened: Start,
    /// Nobody has read it since.
    pub unread: bool,
    /// It is dealt with.
    pub done: bool,
    /// Who is to handle it.
    pub assigned: Option<MemberId>,
    /// A mail about it could not be sent.
    pub mail_failed: bool,
    /// Mail to its customer's address came back.
    pub bounced: bool,
}
