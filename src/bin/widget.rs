//! The widget: wiring only.
fn main() {}
