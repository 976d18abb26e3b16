//! The rules of free times: as tables, and against a slow second implementation.

mod caps;
mod clocks;
mod held;
mod properties;
mod question;
mod rules;
mod separated;
mod several;
mod slow;
mod why_not;
