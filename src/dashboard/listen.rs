//! What happens elsewhere, told to whoever listens: by the server as it happens, and whenever someone comes back to the page. Where the server can't
//! tell, it is asked every 20 seconds; whoever listens does not know.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::{on_cleanup, set_interval_with_handle, window_event_listener};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::EventSource;

use super::address::here;
use super::around;

const OFTEN: Duration = Duration::from_secs(20);

/// Calls `happened` whenever something may have happened, until the screen that listens is gone.
pub fn listen(happened: impl Fn() + Copy + 'static) {
    let seen = move || {
        if !around::document().hidden() {
            happened();
        }
    };
    let source = here().and_then(|place| EventSource::new(&format!("/api/t1/happenings/{}", place.portal)).ok());
    if let Some(source) = &source {
        let told = Closure::<dyn Fn()>::new(seen);
        source.set_onmessage(Some(told.as_ref().unchecked_ref()));
        let (source, told) = (SendWrapper::new(source.clone()), SendWrapper::new(told));
        on_cleanup(move || {
            source.set_onmessage(None);
            source.close();
            drop(told);
        });
    }
    let open = source.map(SendWrapper::new);
    let asked = move || {
        if open.as_ref().is_none_or(|source| source.ready_state() != EventSource::OPEN) {
            seen();
        }
    };
    if let Ok(clock) = set_interval_with_handle(asked, OFTEN) {
        on_cleanup(move || clock.clear());
    }
    let back = window_event_listener(ev::focus, move |_| happened());
    on_cleanup(move || back.remove());
}
