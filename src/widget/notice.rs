//! What must be said before the customer can go on, and the way out of it.

use leptos::prelude::*;

use super::Wires;
use super::times::Slot;
use super::wires::Unsaid;
use crate::api::CallError;
use crate::api::wire::Start;
use crate::domain::texts::Text;
use crate::flow::{Notice, Step};

/// What the flow has to say; nothing, mostly.
#[component]
pub fn Notices(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let flow = wires.flow;
    let notice = Memo::new(move |_| flow.with(|flow| flow.notice().cloned()));
    move || {
        notice.get().map(|notice| match notice {
            Notice::Taken(near) => view! { <Lost wires text=Text::Taken near/> }.into_any(),
            Notice::NotOffered(near) => view! { <Lost wires text=Text::NotOffered near/> }.into_any(),
            Notice::Failed(error) => view! { <Failed wires error/> }.into_any(),
        })
    }
}

#[component]
fn Lost(wires: Wires, text: Text, near: Vec<Start>) -> impl IntoView {
    let label = move |start: Start| format!("{}, {}", wires.day(start.day()), start.time());
    view! {
        <div class="notice" role="alert">
            <p>{wires.text(text)}</p>
            {(!near.is_empty()).then(|| wires.text(Text::Nearest)).map(|nearest| view! { <p>{nearest}</p> })}
            <ul class="slots">{near.into_iter().map(|start| view! { <li><Slot wires start label=label(start)/></li> }).collect_view()}</ul>
        </div>
    }
}

#[component]
fn Failed(wires: Wires, error: CallError) -> impl IntoView {
    let text = match error {
        CallError::Unreachable => Text::Unreachable,
        CallError::TooMany => Text::TooMany,
        _ => Text::Unavailable,
    };
    let again = move |_| match wires.flow.with_untracked(|flow| flow.step()) {
        Step::Confirm => wires.book(),
        _ => {
            wires.flow.update(|flow| flow.call());
            wires.fetch(wires.flow.with_untracked(|flow| flow.calendar().wanted().epoch_days()));
        }
    };
    view! {
        <div class="notice" role="alert">
            <p>{wires.text(text)}</p>
            <button type="button" class="button" data-action="retry" on:click=again>{wires.text(Text::Retry)}</button>
        </div>
    }
}

/// The entry could not be opened: said by the loader's sentences, as no text has arrived.
#[component]
pub fn Unopened(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let sentence = wires.flow.with_untracked(|flow| match flow.notice() {
        Some(Notice::Failed(CallError::UnknownEntry)) => Unsaid::UnknownEntry,
        Some(Notice::Failed(CallError::Origin)) => Unsaid::Origin,
        _ => Unsaid::Unreachable,
    });
    let again = (sentence == Unsaid::Unreachable)
        .then(|| view! { <button type="button" class="button" data-action="retry" on:click=move |_| wires.open()>{wires.unsaid(Unsaid::Retry)}</button> });
    view! {
        <div class="notice" role="alert">
            <p>{wires.unsaid(sentence)}</p>
            {again}
        </div>
    }
}
