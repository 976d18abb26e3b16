//! The native tests: journeys, the store's contract on both engines, tidy.
#![expect(clippy::unwrap_used, reason = "a test's unwrap is its assertion")]

mod commands;
mod dns;
mod journeys;
mod outbox;
mod pages;
mod rest;
mod rest_refusals;
mod rest_schemathesis;
mod rest_server;
mod rest_team;
mod server;
mod serving;
mod store;
mod support;
mod team;
mod tidy;
