//! Words being written: a note for the team, or an answer to a customer. What was typed stays until it is kept.

use leptos::ev::SubmitEvent;
use leptos::prelude::{RwSignal, Set};

use super::around;
use super::fields::{Field, Kind, Submit};
use super::wires::Wires;
use crate::api::team::{self, TeamError};
use crate::element::*;

/// What the form is called, and the keys of what it says: above what is typed, on its button, and once it is kept.
#[derive(Clone, Copy)]
pub struct Says {
    /// Of the field and the button.
    pub name: &'static str,
    /// Above what is typed.
    pub label: &'static str,
    /// On the button.
    pub button: &'static str,
    /// Once it is kept.
    pub done: &'static str,
}

/// A note for the team.
pub const NOTE: Says = Says { name: "note", label: "notes.new", button: "notes.write", done: "notes.done" };

/// The form. Nothing happens while it is empty.
#[component]
pub fn Writing<T, Asked>(
    /// What it is wired to.
    wires: Wires,
    /// What it says.
    says: Says,
    /// Keeps what was typed, in a portal.
    ask: impl Fn(String, String) -> Asked + 'static,
    /// Learns what there is then.
    learn: impl Fn(T) + Copy + 'static,
) -> impl IntoView
where
    T: 'static,
    Asked: Future<Output = Result<T, TeamError>> + 'static,
{
    let (text, calling, error) = (RwSignal::new(String::new()), RwSignal::new(false), RwSignal::new(None::<TeamError>));
    let said = Memo::new(move |_| match error.get() {
        None => String::new(),
        Some(error @ TeamError::Invalid(_)) => wires.wrong(&error, team::Field::Note),
        Some(error) => wires.trouble(&error),
    });
    let focus = move || around::focus(format!("[name={}]", says.name));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = text.get_untracked();
        if calling.get_untracked() || typed.trim().is_empty() {
            focus();
            return;
        }
        calling.set(true);
        error.set(None);
        wires.call(ask(wires.portal(), typed), move |answer| {
            calling.try_set(false);
            match answer {
                Ok(found) => {
                    text.set(String::new());
                    learn(found);
                    wires.say(wires.text(says.done));
                }
                Err(wrong) => error.set(Some(wrong)),
            }
            focus();
        });
    };
    view! {
        <form novalidate=true on:submit=submit>
            <Field wires name=says.name label=says.label kind=Kind::Text value=text error=said/>
            <Submit action=says.name label=wires.text(says.button) waits=calling/>
        </form>
    }
}
