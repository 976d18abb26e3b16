//! What the widget asks of the place that it runs in: names of days by the reader's language, the visitor's own clock, focus, chance; and
//! what it tells that place.

use crate::api::wire::Start;
use crate::domain::{Day, Language};
use crate::flow::Step;

/// What the widget asks of the place that it runs in.
pub trait Surroundings {
    /// `december 2026`.
    fn month(&self, language: Language, month: Day) -> String;
    /// `dinsdag 1 december 2026`.
    fn day(&self, language: Language, day: Day) -> String;
    /// `di 1 dec`.
    fn short_day(&self, language: Language, day: Day) -> String;
    /// A day of the week, short and long: `di`, `dinsdag`.
    fn weekday(&self, language: Language, day: Day) -> (String, String);
    /// What the visitor's own clock shows then, when it differs from the place's: `03:00`, `wo 2 dec 03:00`.
    fn own_time(&self, language: Language, start: Start) -> Option<String>;
    /// Moves the focus to the first thing that a selector finds in the widget, once what has changed is on the screen.
    fn focus(&self, selector: &str);
    /// A new idempotency key.
    fn key(&self) -> String;
    /// Does something later: so many seconds on.
    fn later(&self, seconds: u16, act: Box<dyn FnOnce()>);
    /// Tells what has happened.
    fn tell(&self, told: Told<'_>);
}

/// What a host page may want to know. Nothing personal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told<'a> {
    /// Another step is shown.
    View(Step),
    /// A time was picked: its instant.
    SlotPicked(&'a str),
    /// An appointment stands.
    Booked {
        /// Its identity.
        id: &'a str,
        /// The instant at which it starts.
        start: &'a str,
        /// The instant at which it ends.
        end: &'a str,
    },
    /// A call brought nothing; why, by its lasting name.
    Failed(&'static str),
}

impl<'a> Told<'a> {
    /// The event's name after `appointment-`, and what it says.
    pub const fn words(self) -> (&'static str, [&'a str; 3]) {
        match self {
            Self::View(step) => ("view", [step.name(), "", ""]),
            Self::SlotPicked(start) => ("slot-picked", [start, "", ""]),
            Self::Booked { id, start, end } => ("booked", [id, start, end]),
            Self::Failed(code) => ("failed", [code, "", ""]),
        }
    }
}
