//! The link by which a member chooses a password: shown once, for whoever asked for it to hand over.

use leptos::prelude::Set;
use leptos::task::spawn_local;

use super::{Doing, Now};
use crate::dashboard::hand_over;
use crate::dashboard::wires::Wires;
use crate::element::*;

/// The link, and a button that copies it.
#[component]
pub fn HandOver(
    /// What it is wired to.
    wires: Wires,
    /// What the screen does.
    doing: Now,
    /// For whom.
    name: String,
    /// It.
    link: String,
) -> impl IntoView {
    let copy = move |_| {
        spawn_local(async move {
            let said = if hand_over::copy("#field-link").await { "members.copied" } else { "members.by_hand" };
            wires.say(wires.text(said));
        });
    };
    view! {
        <div class="handed">
            <div class="field">
                <label for="field-link">{wires.text("members.link_label")}</label>
                <p class="small" id="help-link">{wires.fill("members.link_help", &[("name", &name)])}</p>
                <input id="field-link" name="link" type="text" dir="ltr" readonly=true aria-describedby="help-link" value=link/>
            </div>
            <p class="buttons">
                <button type="button" class="main" data-action="copy" on:click=copy>{wires.text("members.copy")}</button>
                <button type="button" data-action="finish" on:click=move |_| doing.set(Doing::Nothing)>{wires.text("members.finish")}</button>
            </p>
        </div>
    }
}
