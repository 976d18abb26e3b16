//! What only a browser can do: mount the widget, name days, read the visitor's clock, move the focus, tell the page. Thin: everything that
//! decides is elsewhere, and tested without a browser.

mod around;
mod mount;

pub use around::Host;
pub use mount::{Mounted, mount};
