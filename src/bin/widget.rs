//! The widget: wiring only. What the loader calls is in `browser`.

fn main() {}
