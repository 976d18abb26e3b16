//! Ending a key: asked once more.

use leptos::ev::SubmitEvent;
use leptos::prelude::{Callback, RwSignal, Set};

use super::{Doing, Found, Now};
use crate::api::team::{self, TeamError};
use crate::dashboard::around;
use crate::dashboard::dialog::Dialog;
use crate::dashboard::fields::Submit;
use crate::dashboard::wires::Wires;
use crate::domain::ApiKeyId;
use crate::element::*;

/// The dialog.
#[component]
pub fn End(
    /// What it is wired to.
    wires: Wires,
    /// What the screen does.
    doing: Now,
    /// The keys as they are known.
    found: Found,
    /// Which.
    id: ApiKeyId,
    /// What its program is called.
    name: String,
) -> impl IntoView {
    let (calling, error) = (RwSignal::new(false), RwSignal::new(None::<TeamError>));
    let (title, sure) = (wires.fill("keys.end_which", &[("name", &name)]), wires.fill("keys.end_sure", &[("name", &name)]));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if calling.get_untracked() {
            return;
        }
        calling.set(true);
        error.set(None);
        let (portal, id, name) = (wires.portal(), id.clone(), name.clone());
        wires.call(async move { team::end_key(portal, id).await }, move |answer| {
            calling.set(false);
            match answer {
                Ok(keys) => {
                    wires.say(wires.fill("keys.ended", &[("name", &name)]));
                    doing.set(Doing::Nothing);
                    found.set(Some(Ok(keys)));
                    around::focus("h1");
                }
                Err(wrong) => error.set(Some(wrong)),
            }
        });
    };
    let said = Memo::new(move |_| error.with(|error| error.as_ref().map(|error| wires.trouble(error)).unwrap_or_default()));
    let inside = view! {
        <form novalidate=true on:submit=submit>
            <p>{sure}</p>
            <p class="error" role="alert">{move || said.get()}</p>
            <p class="buttons">
                <Submit action="end-it" label=wires.text("keys.end_it") waits=calling danger=true/>
                <button type="button" on:click=move |_| doing.set(Doing::Nothing)>{wires.text("keys.keep")}</button>
            </p>
        </form>
    }
    .into_any();
    view! { <Dialog wires name="end-key" title close=Callback::new(move |()| doing.set(Doing::Nothing)) inside/> }
}
