//! The list of what came in.

use serde::{Deserialize, Serialize};

use super::Start;
use crate::domain::{AgendaId, AppointmentId, Cursor, Filters, MemberId, Source, Status, What};

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
    pub lines: Vec<Line>,
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
}
