//! The native tests: journeys, the store's contract on both engines, tidy.

mod rest;
mod rest_refusals;
mod rest_schemathesis;
mod rest_server;
