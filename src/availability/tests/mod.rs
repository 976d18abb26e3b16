//! The rules of free times: as tables, and against a slow second implementation.

mod clocks;
mod properties;
mod question;
mod rules;
mod several;
mod slow;
