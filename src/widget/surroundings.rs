//! What the widget asks of the place that it runs in: names of days by the reader's language, the visitor's own clock, focus, chance.

use crate::api::wire::Start;
use crate::domain::{Day, Language};

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
}
