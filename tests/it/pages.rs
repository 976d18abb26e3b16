//! The server's own pages, over a real socket, on a file of SQLite and a clock that stands still.

mod coming;
mod company;
mod cutoffs;
mod know;
mod manage;
mod messages;
mod plain;
mod proposals;
mod requests;
mod site;
mod standalone;
mod team;
mod undeliverable;
