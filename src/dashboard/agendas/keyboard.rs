//! The agendas by the keyboard: what a key does is [`crate::desk::stroke`].

use leptos::ev;
use leptos::prelude::{Set, on_cleanup, window_event_listener};

use super::looking::Looking;
use super::over::put;
use crate::dashboard::around;
use crate::desk::{Moving, Stroke, moving_stroke, stroke};
use crate::element::*;

/// Follows the keyboard until the screen is gone.
pub fn follow(looking: Looking) {
    let keys = window_event_listener(ev::keydown, move |event| {
        let modified = event.ctrl_key() || event.meta_key() || event.shift_key();
        let held = looking.moving.get_untracked().filter(|_| looking.over.with_untracked(Option::is_none));
        let asked = match held {
            Some(_) => moving_stroke(&event.key()),
            None => stroke(&event.key(), event.alt_key(), modified, around::is_typing()),
        };
        let Some(asked) = asked else {
            return;
        };
        act(looking, asked, held);
        event.prevent_default();
    });
    on_cleanup(move || keys.remove());
}

fn act(looking: Looking, asked: Stroke, held: Option<Moving>) {
    let at = around::focused_in("[data-thing]", "data-thing").and_then(|nth| nth.parse().ok());
    match (asked, held) {
        (Stroke::Go(toward), _) => {
            if let Some(next) = looking.look(|board| board.beside(at, toward)) {
                around::focus(format!("[data-thing=\"{next}\"]"));
            }
        }
        (Stroke::Turn(on), _) => looking.go(looking.at().turned(on, looking.today())),
        (Stroke::Today, _) => looking.go(looking.at().today()),
        (Stroke::Take, _) if !looking.narrow.get_untracked() => match at.and_then(|nth| looking.look(|board| Some(Moving::of(board, nth)))) {
            Some(Ok(moving)) => looking.moving.set(Some(moving)),
            Some(Err(why)) => looking.wires.say(looking.wires.text(why)),
            None => {}
        },
        (Stroke::Shift(shift), Some(moving)) => {
            if let Some(moved) = looking.look(|board| Some(moving.shifted(board, shift))) {
                looking.moving.set(Some(moved));
            }
        }
        (Stroke::Put, Some(moving)) => put(looking, moving),
        (Stroke::GiveUp, _) => looking.moving.set(None),
        (Stroke::Take | Stroke::Shift(_) | Stroke::Put, _) => {}
    }
}
