//! The team's agendas as plain values: which days are looked at, how what stands there is laid out, what a key does.

mod board;
mod calendar;
mod hours;
mod moving;
mod strokes;

pub use board::{Board, Column, Laid, Toward};
pub use calendar::{Calendar, View};
pub use hours::{APART, APART_WEEK, WEEK as HOURS, first_wrong, toggle};
pub use moving::{Moving, Shift, drawn, minute_at, snapped};
pub use strokes::{Stroke, moving_stroke, stroke};
