//! The server as a process: how it starts, stands, and ends; what every answer carries.

mod answers;
mod assets;
mod cors;
mod database;
mod domains;
mod examples;
mod happenings;
mod life;
mod limits;
mod processes;
mod told;
