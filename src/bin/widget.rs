//! The widget: wiring only. The loader calls what `browser` exports.

// Names the library, so that it is linked.
use appointment as _;

fn main() {}
