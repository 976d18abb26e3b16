//! What must be said before the customer can go on, and the way out of it.

use leptos::prelude::*;

use super::Wires;
use super::button::Button;
use super::times::Slots;
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
    // Between two notices there is a moment without any: that there is one is all that changes.
    let said = wires.watch(|flow| flow.notice().is_some());
    move || {
        let notice = said.get().then(|| wires.flow.with_untracked(|flow| flow.notice().cloned())).flatten();
        notice.map(|notice| match notice {
            Notice::Taken(near) => view! { <Lost wires text=Text::Taken near/> }.into_any(),
            Notice::NotOffered(near) => view! { <Lost wires text=Text::NotOffered near/> }.into_any(),
            Notice::Failed(error) => view! { <Failed wires error/> }.into_any(),
        })
    }
}

#[component]
fn Lost(wires: Wires, text: Text, near: Vec<Start>) -> impl IntoView {
    let nearest = if near.is_empty() { String::new() } else { wires.text(Text::Nearest) };
    let starts = near.into_iter().map(|start| (start, format!("{}, {}", wires.short_day(start.day()), start.time()))).collect();
    view! {
        <div class="notice" role="alert">
            <p>{wires.text(text)}</p>
            <p>{nearest}</p>
            <Slots wires starts/>
        </div>
    }
}

#[component]
fn Failed(wires: Wires, error: CallError) -> impl IntoView {
    let lasting = match error {
        CallError::UnknownEntry => Some(Unsaid::UnknownEntry),
        CallError::Origin => Some(Unsaid::Origin),
        _ => None,
    };
    let text = match error {
        CallError::KeyReused => Text::SentBefore,
        CallError::Unreachable => Text::Unreachable,
        CallError::TooMany => Text::TooMany,
        _ => Text::Unavailable,
    };
    let again = move || match wires.flow.with_untracked(|flow| flow.step()) {
        Step::Confirm => wires.book(),
        _ => {
            wires.flow.update(|flow| flow.call());
            wires.fetch(wires.flow.with_untracked(|flow| flow.calendar().wanted().epoch_days()));
        }
    };
    match lasting {
        Some(lasting) => view! { <Said sentence=wires.unsaid(lasting) again=None/> },
        None => view! { <Said sentence=wires.text(text) again=Some((wires.text(Text::Retry), Box::new(again)))/> },
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
    let again = (sentence == Unsaid::Unreachable).then(|| (wires.unsaid(Unsaid::Retry), Box::new(move || wires.open()) as Box<dyn Fn()>));
    view! { <Said sentence=wires.unsaid(sentence) again/> }
}

/// A sentence, and the button that tries again.
#[component]
fn Said(sentence: String, again: Option<(String, Box<dyn Fn()>)>) -> impl IntoView {
    view! {
        <div class="notice" role="alert">
            <p>{sentence}</p>
            {again.map(|(label, press)| view! { <Button action="retry" look="" label=Signal::stored(label) press/> })}
        </div>
    }
}
