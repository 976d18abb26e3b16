//! The team's marks on an interaction: shown at once wherever it is, kept by the server, and taken back by one press.

use leptos::ev;
use leptos::prelude::{Set, window_event_listener};

use super::around;
use super::wires::Wires;
use crate::api::team::{self, TeamError};
use crate::desk;
use crate::domain::{InteractionId, Marking};
use crate::element::*;

/// Sets a mark in place of another, says so, and offers to take it back.
pub fn mark(wires: Wires, which: InteractionId, marking: Marking, before: Marking) {
    put(wires, which.clone(), marking.clone(), before.clone(), move |answer| match answer {
        Ok(()) => {
            let to = if let Marking::Assigned(Some(member)) = &marking { wires.member(member) } else { None };
            wires.offer(wires.fill(desk::marked(&marking), &[("name", &to.unwrap_or_default())]), (which, before));
        }
        Err(error) => wires.say(wires.trouble(&error)),
    });
}

/// It has been read, as it was opened: nothing needs to be said.
pub fn read(wires: Wires, which: InteractionId) {
    put(wires, which, Marking::Read(true), Marking::Read(false), |_| ());
}

/// Takes back what was done last.
pub fn undo(wires: Wires) {
    let Some((which, before)) = wires.undo.try_update(Option::take).flatten() else {
        return;
    };
    let after = match &before {
        Marking::Read(read) => Marking::Read(!read),
        Marking::Done(done) => Marking::Done(!done),
        // Where it can't be taken back, who it is for now is read again.
        Marking::Assigned(_) => before.clone(),
    };
    put(wires, which, before, after, move |answer| wires.say(answer.map_or_else(|error| wires.trouble(&error), |()| wires.text("marks.undone"))));
}

/// Follows the keys that take something back, as long as something is offered to be.
pub fn follow(wires: Wires) {
    let keys = window_event_listener(ev::keydown, move |event| {
        if wires.undo.with_untracked(Option::is_some) && desk::undoes(&event.key(), event.alt_key(), event.shift_key(), around::is_typing()) {
            event.prevent_default();
            undo(wires);
        }
    });
    leptos::prelude::on_cleanup(move || keys.remove());
}

/// What was said last, with what takes it back.
#[component]
pub fn Said(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let offered = Memo::new(move |_| wires.undo.with(Option::is_some));
    let button = move || {
        offered.get().then(|| view! { <button type="button" data-action="undo" aria-keyshortcuts="z" on:click=move |_| undo(wires)>{wires.text("marks.undo")}</button> }.into_any())
    };
    view! { <p class="said" role="status" aria-live="polite">{move || wires.said.get()}{button}</p> }
}

fn put(wires: Wires, which: InteractionId, marking: Marking, before: Marking, then: impl FnOnce(Result<(), TeamError>) + 'static) {
    show(wires, &which, &marking);
    let (portal, asked) = (wires.portal(), which.clone());
    wires.call(async move { team::mark_it(portal, asked, marking).await }, move |answer| {
        if answer.is_err() {
            show(wires, &which, &before);
        }
        then(answer);
    });
}

fn show(wires: Wires, which: &InteractionId, marking: &Marking) {
    wires.list.update(|list| {
        let _before = list.mark(which, marking);
    });
    wires.marked.set(Some((which.clone(), marking.clone())));
}
