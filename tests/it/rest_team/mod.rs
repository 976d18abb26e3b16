//! `/v1` by a key of the portal's: each call and each refusal, on both engines.

mod agendas;
mod appointments;
mod changes;
mod customers;
mod door;
mod keys;
mod mail_texts;
mod messages;
mod proposals;
mod timeline;
mod undeliverable;
mod wishes;
