//! The Inbox by keys.

use leptos::ev;
use leptos::prelude::{RwSignal, Set, Update, WithUntracked, on_cleanup, window_event_listener};

use super::line::screen_of;
use super::{focus_line, read};
use crate::dashboard::wires::Wires;
use crate::dashboard::{around, marking};
use crate::desk::{Deed, Screen, Wanted, deed};
use crate::domain::Marking;

/// Follows the keys as long as the screen is there.
pub fn follow(wires: Wires, helping: RwSignal<bool>) {
    let keys = window_event_listener(ev::keydown, move |event| {
        let modified = event.ctrl_key() || event.meta_key() || event.alt_key();
        let Some(deed) = deed(&event.key(), modified, around::is_typing()) else {
            return;
        };
        event.prevent_default();
        act(wires, helping, deed);
    });
    on_cleanup(move || keys.remove());
}

fn act(wires: Wires, helping: RwSignal<bool>, deed: Deed) {
    let here = wires.list.with_untracked(|list| list.at().and_then(|at| list.line(at)).cloned());
    match deed {
        Deed::Next | Deed::Previous => {
            wires.list.update(|list| list.step(deed == Deed::Next));
            focus_line(wires);
        }
        Deed::Open => {
            if let Some(line) = here {
                wires.go(screen_of(&line));
            }
        }
        Deed::Unread => {
            if let Some(line) = here {
                marking::mark(wires, line.id(), Marking::Read(line.is_unread()), Marking::Read(!line.is_unread()));
            }
        }
        Deed::Done => {
            if let Some(line) = here {
                marking::mark(wires, line.id(), Marking::Done(!line.is_done()), Marking::Done(line.is_done()));
            }
        }
        Deed::Search => around::focus("[name=q]"),
        Deed::Fresh => read::take(wires),
        Deed::Book => wires.go(Screen::Book(Wanted::default())),
        Deed::Help => helping.set(true),
    }
}
