//! A new key: shown once, for whoever made it to hand over.

use leptos::prelude::Set;
use leptos::task::spawn_local;

use super::{Doing, Now};
use crate::dashboard::hand_over;
use crate::dashboard::wires::Wires;
use crate::element::*;

/// The key, and a button that copies it.
#[component]
pub fn Shown(
    /// What it is wired to.
    wires: Wires,
    /// What the screen does.
    doing: Now,
    /// It.
    key: String,
) -> impl IntoView {
    let copy = move |_| {
        spawn_local(async move {
            let said = if hand_over::copy("#field-key").await { "keys.copied" } else { "keys.by_hand" };
            wires.say(wires.text(said));
        });
    };
    view! {
        <div class="handed">
            <div class="field">
                <label for="field-key">{wires.text("keys.label")}</label>
                <p class="small" id="help-key">{wires.text("keys.help")}</p>
                <input id="field-key" name="key" type="text" dir="ltr" readonly=true aria-describedby="help-key" value=key/>
            </div>
            <p class="buttons">
                <button type="button" class="main" data-action="copy" on:click=copy>{wires.text("keys.copy")}</button>
                <button type="button" data-action="finish" on:click=move |_| doing.set(Doing::Nothing)>{wires.text("keys.finish")}</button>
            </p>
        </div>
    }
}
