//! The server: wiring only.
fn main() {}
