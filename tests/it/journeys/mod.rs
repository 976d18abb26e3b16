//! Whole deeds as customers do them, on every engine.

mod afterwards;
mod portal_files;
mod races;
mod refusals;
mod repetitions;
mod wall_times;
