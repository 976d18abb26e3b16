//! The native tests: journeys, the store's contract on both engines, tidy.
#![expect(clippy::unwrap_used, reason = "a test's unwrap is its assertion")]

mod journeys;
mod pages;
mod rest;
mod rest_refusals;
mod rest_schemathesis;
mod rest_server;
mod store;
mod support;
