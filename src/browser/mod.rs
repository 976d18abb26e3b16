//! What only a browser can do: mount the widget, name days, read the visitor's clock, move the focus. Thin: everything that
//! decides is elsewhere, and tested without a browser.

mod intl;
mod mount;

pub use mount::{Mounted, mount};
