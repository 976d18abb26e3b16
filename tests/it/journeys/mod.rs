//! Whole deeds as customers do them, on every engine.

mod afterwards;
mod blocks;
mod caps;
mod changed_rules;
mod cutoffs;
mod ladder;
mod mails;
mod plans;
mod portal_files;
pub mod proposals;
mod races;
mod refusals;
mod reminders;
mod repetitions;
pub mod requests;
mod separated;
mod wall_times;
mod why_not;
