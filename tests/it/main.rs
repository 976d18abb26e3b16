//! The native tests: journeys, the store's contract on both engines, tidy.
#![expect(clippy::unwrap_used, reason = "a test's unwrap is its assertion")]

mod journeys;
mod store;
mod support;
mod tidy;
