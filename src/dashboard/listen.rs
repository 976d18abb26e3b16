//! What happens elsewhere, told to whoever listens. Today it is asked every 20 seconds and whenever someone comes back to the page; whoever
//! listens does not know.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::{on_cleanup, set_interval_with_handle, window_event_listener};

use super::around;

const OFTEN: Duration = Duration::from_secs(20);

/// Calls `happened` whenever something may have happened, until the screen that listens is gone.
pub fn listen(happened: impl Fn() + Copy + 'static) {
    let seen = move || {
        if !around::document().hidden() {
            happened();
        }
    };
    if let Ok(clock) = set_interval_with_handle(seen, OFTEN) {
        on_cleanup(move || clock.clear());
    }
    let back = window_event_listener(ev::focus, move |_| happened());
    on_cleanup(move || back.remove());
}
