//! A mail that has a cause and no wording yet: what the outbox keeps, written in the same transaction as its cause.

use serde::{Deserialize, Serialize};

use super::{AttendeeId, Card, Day, Instant, MailKind, Name, Note, Offset, OutboxId, Span, WallTime};

/// Why a mail is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// The appointment was booked.
    Confirmation,
    /// It was rescheduled.
    Change,
    /// It was cancelled.
    Cancellation,
    /// It was rescheduled into another agenda: for the one that it left.
    Departure,
    /// It comes near.
    Reminder,
    /// It comes near, and its customer is asked whether they still come.
    StillComing,
    /// It was.
    FollowUp,
    /// Someone writes about it: the customer to the team, or the team to them.
    Message,
}

impl Occasion {
    /// Nothing has happened but time: such a letter holds only while the appointment stands as it says, and is for the waking hours.
    pub const fn is_by_the_clock(self) -> bool {
        matches!(self, Self::Reminder | Self::StillComing | Self::FollowUp)
    }

    /// A calendar is to hear of it.
    pub const fn changes_calendars(self) -> bool {
        !self.is_by_the_clock() && !matches!(self, Self::Message)
    }
}

/// Whom a mail is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Who booked, or comes along, in their language.
    Customer,
    /// The team, at the agenda's address, in the portal's language.
    Agenda,
}

/// When an appointment was, before it was rescheduled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OldTime {
    /// As instants.
    pub span: Span,
    /// The day that the place's calendar showed.
    pub day: Day,
    /// The time that the place's clock showed.
    pub time: WallTime,
    /// That clock's offset.
    pub offset: Offset,
}

impl Letter {
    /// Its kind, by which a portal wants it or not; none of what someone writes, which always goes.
    pub fn kind(&self) -> Option<MailKind> {
        Some(match self.occasion {
            Occasion::Confirmation => MailKind::Confirmation,
            Occasion::Change if self.is_move() => MailKind::Move,
            Occasion::Change | Occasion::Departure => MailKind::Change,
            Occasion::Cancellation => MailKind::Cancellation,
            Occasion::Reminder => MailKind::Reminder,
            Occasion::StillComing => MailKind::StillComing,
            Occasion::FollowUp => MailKind::FollowUp,
            Occasion::Message => return None,
        })
    }

    /// It has another agenda, at the same time.
    pub fn is_move(&self) -> bool {
        self.occasion == Occasion::Change && self.before.is_some_and(|before| before.span == self.card.appointment.span)
    }
}

/// A mail that has a cause and no wording yet. The card is as the cause left it, so that a letter says the same however late it leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Its row, from which the Message-ID is made: the same mail is the same message however often it is tried.
    pub id: OutboxId,
    /// Why.
    pub occasion: Occasion,
    /// For whom.
    pub audience: Audience,
    /// Who comes along, where it is for them: the card is then as they see it.
    #[serde(default)]
    pub attendee: Option<AttendeeId>,
    /// About what.
    pub card: Card,
    /// Who of the team caused it; nobody when the customer did. A letter that was kept before there were members has none.
    #[serde(default)]
    pub by: Option<Name>,
    /// Why, in the words of who caused it; only to the team, as what it tells itself is not for customers.
    #[serde(default)]
    pub reason: Option<Note>,
    /// What someone writes, in a message.
    #[serde(default)]
    pub message: Option<Note>,
    /// The time before, in a change.
    pub before: Option<OldTime>,
    /// When its cause happened: the mail's Date and the calendar file's DTSTAMP.
    pub caused_at: Instant,
}
