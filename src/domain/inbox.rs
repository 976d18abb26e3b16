//! What the Inbox can be asked: which interactions, from where on, and what one does to their marks.

use serde::{Deserialize, Serialize};

use super::{AgendaId, CustomerId, Day, MemberId, Source, Status, SubjectId};

/// Which appointments a list shows; nothing set is all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filters {
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
    /// That take place on this day or later, by the calendar of the place.
    pub from: Option<Day>,
    /// That take place on this day or earlier.
    pub to: Option<Day>,
    /// That nobody has read since something happened.
    pub unread: bool,
    /// That are dealt with, or not; none: both.
    pub done: Option<bool>,
    /// Words of name, e-mail, phone and address, each of which must begin one.
    pub search: String,
}

/// How far a list has been read: its last line's activity, and its identity, as several may share a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// Microseconds since 1970.
    pub at: i64,
    /// The appointment.
    pub id: String,
}

/// A mark of the team's on an appointment. None of them is a change of the appointment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Marking {
    /// It has been read, or is to be read again.
    Read(bool),
    /// It is dealt with, or is not after all.
    Done(bool),
    /// It is for this member to handle, or for nobody in particular.
    Assigned(Option<MemberId>),
}
