//! The store's contract: every method, on every engine, gives the same.

mod applying;
mod booking;
mod changing;
mod last_word;
mod letters;
mod looking_up;
mod versions;
