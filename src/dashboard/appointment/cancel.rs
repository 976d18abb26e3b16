//! Calling it off: asked once more, with a reason if there is one.

use leptos::prelude::Callback;

use super::doing::{Doing, Refused, Telling};
use super::opened::Opened;
use crate::api::team;
use crate::dashboard::dialog::Dialog;
use crate::dashboard::fields::{Field, Kind, Submit};
use crate::desk::Panel;
use crate::element::*;

/// The dialog.
#[component]
pub fn Cancel(
    /// Of which appointment.
    opened: Opened,
) -> impl IntoView {
    let wires = opened.wires;
    let doing = Doing::new(opened);
    let (name, when) = opened.now(|dossier| (dossier.name.clone(), wires.short_when(dossier.start, dossier.minutes))).unwrap_or_default();
    let inside = view! {
        <form novalidate=true on:submit=move |event| doing.run(&event, "act.cancelled", team::cancel)>
            <p>{wires.fill("act.cancel_sure", &[("name", &name), ("when", &when)])}</p>
            <Field wires name="reason" label="act.reason" kind=Kind::Text value=doing.reason error=Signal::stored(String::new()) optional=true/>
            <Telling doing/>
            <Refused doing take=None/>
            <p class="buttons">
                <Submit action="cancel-it" label=wires.text("act.cancel_it") waits=doing.calling danger=true/>
                <button type="button" on:click=move |_| opened.panel(Panel::Closed)>{wires.text("act.keep_it")}</button>
            </p>
        </form>
    }
    .into_any();
    view! { <Dialog wires name="cancel" title=wires.text("act.cancel") close=Callback::new(move |()| opened.panel(Panel::Closed)) inside/> }
}
