//! A note for the team, being written: of an appointment, or of a customer. What was typed stays until it is kept.

use leptos::ev::SubmitEvent;
use leptos::prelude::{RwSignal, Set};

use super::around;
use super::fields::{Field, Kind, Submit};
use super::wires::Wires;
use crate::api::team::{self, TeamError};
use crate::element::*;

/// The form. Nothing happens to an empty note.
#[component]
pub fn NoteForm<T, Asked>(
    /// What it is wired to.
    wires: Wires,
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
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = text.get_untracked();
        if calling.get_untracked() || typed.trim().is_empty() {
            around::focus("[name=note]");
            return;
        }
        calling.set(true);
        error.set(None);
        wires.call(ask(wires.portal(), typed), move |answer| {
            calling.set(false);
            match answer {
                Ok(found) => {
                    text.set(String::new());
                    learn(found);
                    wires.say(wires.text("notes.done"));
                }
                Err(wrong) => error.set(Some(wrong)),
            }
            around::focus("[name=note]");
        });
    };
    view! {
        <form novalidate=true on:submit=submit>
            <Field wires name="note" label="notes.new" kind=Kind::Text value=text error=said/>
            <Submit action="note" label=wires.text("notes.write") waits=calling/>
        </form>
    }
}
