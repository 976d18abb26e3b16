//! Whole deeds as customers do them, on every engine.

mod afterwards;
mod blocks;
mod caps;
mod changed_rules;
mod company;
mod cutoffs;
mod know;
pub mod ladder;
mod mails;
mod messages;
mod otherwise;
mod plans;
mod portal_files;
pub mod proposals;
mod races;
mod refusals;
pub mod reminders;
mod repetitions;
pub mod requests;
mod separated;
mod undeliverable;
mod wall_times;
mod why_not;
