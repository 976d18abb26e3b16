//! The team's agendas as plain values: which days are looked at, how what stands there is laid out, what a key does.

mod board;
mod calendar;
mod strokes;

pub use board::{Board, Column, Laid, Toward};
pub use calendar::{Calendar, View};
pub use strokes::{Stroke, stroke};
