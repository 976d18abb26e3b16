//! The agendas by the keyboard: what a key does is [`crate::desk::stroke`].

use leptos::ev;
use leptos::prelude::{on_cleanup, window_event_listener};

use super::looking::Looking;
use crate::dashboard::around;
use crate::desk::{Stroke, stroke};
use crate::element::*;

/// Follows the keyboard until the screen is gone.
pub fn follow(looking: Looking) {
    let keys = window_event_listener(ev::keydown, move |event| {
        let modified = event.ctrl_key() || event.meta_key() || event.shift_key();
        let Some(stroke) = stroke(&event.key(), event.alt_key(), modified, around::is_typing()) else {
            return;
        };
        match stroke {
            Stroke::Go(toward) => {
                let at = around::focused_in("[data-thing]", "data-thing").and_then(|nth| nth.parse().ok());
                let next = looking.board.with_untracked(|board| board.as_ref()?.as_ref().ok()?.beside(at, toward));
                let Some(next) = next else {
                    return;
                };
                around::focus(format!("[data-thing=\"{next}\"]"));
            }
            Stroke::Turn(on) => looking.go(looking.at().turned(on, looking.today())),
            Stroke::Today => looking.go(looking.at().today()),
        }
        event.prevent_default();
    });
    on_cleanup(move || keys.remove());
}
