//! Why a start is not offered, in a word for each thing that stands in its way. Knows no sentences: who shows it writes them.

use serde::{Deserialize, Serialize};

use super::{AgendaId, Day, Feature, Instant, Name, Span};

/// One thing because of which an agenda does not offer a start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WhyNot {
    /// The portal's plan lacks it.
    NotInPlan(Feature),
    /// The agenda is separated for another project than this is about.
    OtherProject,
    /// It lies in the past.
    Past,
    /// It is booked longer ahead than that.
    TooSoon {
        /// The first moment that is not too soon.
        earliest: Instant,
    },
    /// It is not booked so far ahead.
    TooFar {
        /// The last local day that is not too far.
        last: Day,
    },
    /// The date is closed.
    Closed {
        /// The closed date: that of the start, or the one before, when hours would have passed midnight.
        day: Day,
    },
    /// The agenda has no hours then.
    OutsideHours,
    /// It has hours then, but its starts lie elsewhere.
    BetweenSteps {
        /// The start before.
        before: Option<Instant>,
        /// The start after.
        after: Option<Instant>,
    },
    /// It would begin within the hours, and last longer than they do.
    TooLong {
        /// When they end.
        closes: Instant,
    },
    /// An appointment, or the buffer between it and this.
    Appointment {
        /// The appointment.
        span: Span,
        /// It is kept free around it: from when to when a slot can't lie.
        kept_free: Span,
    },
    /// A busy time from another calendar, or the buffer between it and this.
    Imported {
        /// The busy time.
        span: Span,
    },
    /// A time held for someone it was offered to, or the buffer between it and this.
    Held {
        /// What is held.
        span: Span,
        /// When it is free again, if nobody takes it.
        until: Instant,
    },
    /// A slot block, or the buffer between it and this.
    Block {
        /// The block.
        span: Span,
    },
    /// The hours of a separated agenda beneath this one, kept free for its project, or the buffer between them and this.
    Reserved {
        /// The hours.
        span: Span,
    },
    /// The day has as many as it may.
    DayFull {
        /// The agenda's local day.
        day: Day,
        /// How many it may have.
        most: u32,
    },
    /// The week has as many as it may.
    WeekFull {
        /// The Monday of the agenda's local week.
        monday: Day,
        /// How many it may have.
        most: u32,
    },
}

/// What one agenda has against a start; nothing, when it offers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaReasons {
    /// Which agenda.
    pub agenda: AgendaId,
    /// Its name.
    pub name: Name,
    /// One reason for each thing that stands in the way.
    pub reasons: Vec<WhyNot>,
}
