//! What must be said before the customer can go on, and the way out of it.

use crate::element::*;

use super::Wires;
use super::button::Button;
use super::times::Slots;
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
        match notice {
            None => ().into_any(),
            Some(Notice::Taken(near)) => view! { <Lost wires text=Text::Taken near/> }.into_any(),
            Some(Notice::NotOffered(near)) => view! { <Lost wires text=Text::NotOffered near/> }.into_any(),
            Some(Notice::Failed(error)) => view! { <Failed wires error/> }.into_any(),
        }
    }
}

#[component]
fn Lost(wires: Wires, text: Text, near: Vec<Start>) -> impl IntoView {
    let nearest = if near.is_empty() { String::new() } else { wires.text(Text::Nearest) };
    let starts = near.into_iter().map(|start| (start, format!("{}, {}", wires.short_day(start.day()), start.time()))).collect();
    view! {
        <div class="notice" part="notice" role="alert">
            <p>{wires.text(text)}</p>
            <p>{nearest}</p>
            <Slots wires part=None starts/>
        </div>
    }
}

#[component]
fn Failed(wires: Wires, error: CallError) -> impl IntoView {
    let step = wires.flow.with_untracked(|flow| flow.step());
    let text = match error {
        CallError::UnknownEntry | CallError::Origin => Text::Gone,
        CallError::KeyReused if step == Step::Request => Text::AskedBefore,
        CallError::KeyReused => Text::SentBefore,
        CallError::Enough => Text::Enough,
        CallError::Unreachable => Text::Unreachable,
        CallError::TooMany => Text::TooMany,
        _ => Text::Unavailable,
    };
    let again = move || match wires.flow.with_untracked(|flow| flow.step()) {
        Step::Confirm => wires.book(),
        Step::Request => wires.ask(),
        _ => wires.fetch_again(),
    };
    view! {
        <div class="notice" part="notice" role="alert">
            <p>{wires.text(text)}</p>
            {(!matches!(text, Text::Gone | Text::Enough)).then(|| view! { <Button action="retry" look="" label=wires.label(Text::Retry) press=Box::new(again)/> })}
        </div>
    }
}
