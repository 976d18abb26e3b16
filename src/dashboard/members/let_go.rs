//! Letting a member go: asked once more.

use leptos::ev::SubmitEvent;
use leptos::prelude::{Callback, RwSignal, Set};

use super::{Doing, Now};
use crate::api::team::{self, TeamError};
use crate::dashboard::around;
use crate::dashboard::dialog::Dialog;
use crate::dashboard::fields::Submit;
use crate::dashboard::wires::Wires;
use crate::domain::MemberId;
use crate::element::*;

/// The dialog.
#[component]
pub fn LetGo(
    /// What it is wired to.
    wires: Wires,
    /// What the screen does.
    doing: Now,
    /// Who goes.
    id: MemberId,
    /// As colleagues call them.
    name: String,
) -> impl IntoView {
    let (calling, error) = (RwSignal::new(false), RwSignal::new(None::<TeamError>));
    let sure = if wires.me(|me| me.id == id) == Some(true) { "members.let_go_self" } else { "members.let_go_sure" };
    let sure = wires.fill(sure, &[("name", &name)]);
    let title = wires.fill("members.let_go_whom", &[("name", &name)]);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if calling.get_untracked() {
            return;
        }
        calling.set(true);
        error.set(None);
        let (portal, id, name) = (wires.portal(), id.clone(), name.clone());
        wires.call(async move { team::let_go(portal, id).await }, move |answer| {
            calling.set(false);
            match answer {
                Ok(members) => {
                    wires.say(wires.fill("members.gone", &[("name", &name)]));
                    doing.set(Doing::Nothing);
                    wires.regroup(members);
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
                <Submit action="let-go-it" label=wires.text("members.let_go_it") waits=calling danger=true/>
                <button type="button" on:click=move |_| doing.set(Doing::Nothing)>{wires.text("members.keep")}</button>
            </p>
        </form>
    }
    .into_any();
    view! { <Dialog wires name="let-go" title close=Callback::new(move |()| doing.set(Doing::Nothing)) inside/> }
}
