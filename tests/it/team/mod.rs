//! The team's side over its own wire: real calls to a real server, on both engines.

mod acts;
mod agendas;
mod customers;
mod erasing;
mod event_types;
mod inbox;
mod keys;
mod links;
mod mail_texts;
mod members;
mod messages;
pub mod office;
mod proposals;
mod requests;
mod roles;
mod separated;
mod sign_in;
mod subscriptions;
mod timeline;
mod wishes;
