//! What a member may do from now on, another link for them, and the way out of the team.

use leptos::ev::SubmitEvent;
use leptos::prelude::{RwSignal, Set};

use super::may::{May, Ticked};
use super::{Doing, Now};
use crate::api::team::wire::MemberLine;
use crate::api::team::{self, TeamError};
use crate::dashboard::around;
use crate::dashboard::fields::Submit;
use crate::dashboard::wires::Wires;
use crate::domain::Permissions;
use crate::element::*;

/// The form under a member's name.
#[component]
pub fn Change(
    /// What it is wired to.
    wires: Wires,
    /// What the screen does.
    doing: Now,
    /// The member.
    line: MemberLine,
) -> impl IntoView {
    let MemberLine { id, name, permissions, .. } = line;
    let ticked = Ticked::new(wires, permissions.unwrap_or(Permissions::none()));
    let (calling, error) = (RwSignal::new(false), RwSignal::new(None::<TeamError>));
    let begin = move || {
        let free = !calling.get_untracked();
        calling.set(true);
        error.set(None);
        free
    };
    let (changed, called) = (id.clone(), name.clone());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !begin() {
            return;
        }
        let (portal, id, name) = (wires.portal(), changed.clone(), called.clone());
        let row = format!("[data-member=\"{id}\"] [data-action=change]");
        wires.call(async move { team::permit(portal, id, ticked.permissions()).await }, move |answer| {
            calling.set(false);
            match answer {
                Ok(members) => {
                    doing.set(Doing::Nothing);
                    wires.regroup(members);
                    wires.say(wires.fill("members.saved", &[("name", &name)]));
                    around::focus(row);
                }
                Err(wrong) => error.set(Some(wrong)),
            }
        });
    };
    let (linked, called) = (id.clone(), name.clone());
    let link = move |_| {
        if !begin() {
            return;
        }
        let (portal, id, name) = (wires.portal(), linked.clone(), called.clone());
        wires.call(async move { team::link_for(portal, id).await }, move |answer| {
            calling.set(false);
            match answer {
                Ok(link) => doing.set(Doing::Link(name, link)),
                Err(wrong) => error.set(Some(wrong)),
            }
        });
    };
    let said = Memo::new(move |_| error.with(|error| error.as_ref().map(|error| wires.trouble(error)).unwrap_or_default()));
    view! {
        <form novalidate=true on:submit=submit>
            <May wires ticked/>
            <p class="error" role="alert">{move || said.get()}</p>
            <p class="buttons">
                <Submit action="permit" label=wires.text("members.save") waits=calling/>
                <button type="button" data-action="link" on:click=link>{wires.text("members.new_link")}</button>
                <span class="gap"></span>
                <button type="button" class="danger" data-action="let-go" on:click=move |_| doing.set(Doing::LetGo(id.clone(), name.clone()))>{wires.text("members.let_go")}</button>
            </p>
        </form>
    }
}
