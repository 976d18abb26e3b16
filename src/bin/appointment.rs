//! The server: wiring only.

use std::process::ExitCode;

fn main() -> ExitCode {
    appointment::commands::run(std::env::args_os())
}
