//! A dialog over the screen. The browser keeps the focus inside, and gives it back.

use leptos::prelude::{Callable, Callback};
use web_sys::Event;

use super::around;
use super::wires::Wires;
use crate::element::*;

/// A dialog that is open as long as it is there.
#[component]
pub fn Dialog(
    /// What it is wired to.
    wires: Wires,
    /// Its name, by which its heading is known too.
    name: &'static str,
    /// What its heading says.
    title: String,
    /// It is to go.
    close: Callback<()>,
    /// What is in it.
    inside: AnyView,
) -> impl IntoView {
    let id = format!("dialog-{name}");
    let heading = format!("{id}-title");
    let labelled = heading.clone();
    around::show_modal(&id);
    view! {
        <dialog
            class="dialog"
            id=id
            data-dialog=name
            aria-labelledby=labelled
            on:cancel=move |event: Event| {
                // The program takes it away, and not the browser: the address has to follow.
                event.prevent_default();
                close.run(());
            }
        >
            <header>
                <h2 id=heading>{title}</h2>
                <button type="button" class="quiet" data-action="close" aria-label=wires.text("dialog.close") on:click=move |_| close.run(())>"✕"</button>
            </header>
            {inside}
        </dialog>
    }
}
