//! A time that is kept free: what it says, how it is given back, and how that is undone.

use leptos::ev::SubmitEvent;
use leptos::prelude::{Callback, RwSignal, Set};

use super::looking::Looking;
use crate::api::team::wire::{Item, ItemWhat};
use crate::api::team::{self, TeamError};
use crate::dashboard::around;
use crate::dashboard::dialog::Dialog;
use crate::dashboard::fields::Submit;
use crate::element::*;

/// The dialog.
#[component]
pub fn BlockOf(
    /// Of what is looked at.
    looking: Looking,
    /// What is kept free.
    item: Item,
    /// The member may give it back.
    editable: bool,
) -> impl IntoView {
    let wires = looking.wires;
    let ItemWhat::Block { id, reason, from_parent } = item.what else {
        return ().into_any();
    };
    let (calling, error) = (RwSignal::new(false), RwSignal::new(None::<TeamError>));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if calling.get_untracked() {
            return;
        }
        calling.set(true);
        let (portal, block) = (wires.portal(), id.clone());
        wires.call(async move { team::unblock(portal, block).await }, move |answer| {
            calling.set(false);
            match answer {
                Ok(was) => {
                    looking.close();
                    looking.undo.set(Some(was));
                    around::focus("[data-action=undo]");
                    looking.load();
                }
                Err(wrong) => error.set(Some(wrong)),
            }
        });
    };
    let barred = if from_parent { Some("agendas.in_parent") } else { (!editable).then_some("permission.agenda") };
    let act = match barred {
        Some(why) => view! { <p class="small">{wires.text(why)}</p> }.into_any(),
        None => view! { <p class="buttons"><Submit action="give-back" label=wires.text("agendas.give_back") waits=calling/></p> }.into_any(),
    };
    let inside = view! {
        <form on:submit=submit>
            <p>{wires.short_when(item.start, item.minutes)}</p>
            <p class="words">{reason}</p>
            <div role="alert">{move || error.get().map(|error| view! { <p class="trouble">{wires.trouble(&error)}</p> }.into_any())}</div>
            {act}
        </form>
    }
    .into_any();
    view! { <Dialog wires name="block" title=wires.text("agendas.block") close=Callback::new(move |()| looking.close()) inside/> }.into_any()
}

/// What was given back can be kept free again.
#[component]
pub fn Undo(
    /// Of what is looked at.
    looking: Looking,
) -> impl IntoView {
    let wires = looking.wires;
    let undo = move |_| {
        let Some(was) = looking.undo.get_untracked() else {
            return;
        };
        looking.undo.set(None);
        wires.call(async move { team::block_time(was).await }, move |answer| {
            wires.say(answer.map_or_else(|error| wires.trouble(&error), |_| wires.text("agendas.kept")));
            looking.load();
        });
    };
    let show = move || {
        looking.undo.get()?;
        Some(
            view! { <p class="undone">{wires.text("agendas.given_back")}" "<button type="button" data-action="undo" on:click=undo>{wires.text("agendas.undo")}</button></p> }
                .into_any(),
        )
    };
    view! { <div role="status">{show}</div> }
}
