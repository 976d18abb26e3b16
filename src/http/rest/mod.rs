//! `/v1`: JSON for everyone but our own pages. Parses once, asks a deed, writes the answer; decides nothing.

mod slot;

pub use slot::{Alternative, FreeSlot};
