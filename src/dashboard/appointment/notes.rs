//! The team's notes on it. What is being written stays when the rest is renewed.

use leptos::ev::SubmitEvent;
use leptos::prelude::{RwSignal, Set};

use super::opened::Opened;
use crate::api::team::{self, TeamError};
use crate::dashboard::around;
use crate::dashboard::fields::{Field, Kind, Submit};
use crate::desk;
use crate::element::*;

/// They, and a new one.
#[component]
pub fn Notes(
    /// Of which appointment.
    opened: Opened,
) -> impl IntoView {
    let wires = opened.wires;
    let (text, calling, error) = (RwSignal::new(String::new()), RwSignal::new(false), RwSignal::new(None::<TeamError>));
    let notes = opened.watch(|dossier| dossier.notes.clone());
    let said = Memo::new(move |_| match error.get() {
        None => String::new(),
        Some(TeamError::Invalid(fields)) => fields.first().map(|(_, error)| wires.text(desk::field_error(*error))).unwrap_or_default(),
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
        let (portal, id) = (wires.portal(), opened.id());
        wires.call(async move { team::note_down(portal, id, typed).await }, move |answer| {
            calling.set(false);
            match answer {
                Ok(dossier) => {
                    text.set(String::new());
                    opened.learn(dossier);
                    wires.say(wires.text("notes.done"));
                }
                Err(wrong) => error.set(Some(wrong)),
            }
            around::focus("[name=note]");
        });
    };
    let show = move || {
        let notes = notes.get().unwrap_or_default().into_iter().map(|note| {
            view! {
                <li data-note=note.id.to_string()>
                    <p class="words" dir="auto">{note.text.to_string()}</p>
                    <p class="small">{note.by}" · "<time datetime=note.at.instant().to_string()>{wires.moment(note.at)}</time></p>
                </li>
            }
        });
        notes.collect_view()
    };
    view! {
        <section class="card">
            <h2>{wires.text("notes.title")}</h2>
            <form class="screen-only" novalidate=true on:submit=submit>
                <Field wires name="note" label="notes.new" kind=Kind::Text value=text error=said/>
                <Submit action="note" label=wires.text("notes.write") waits=calling/>
            </form>
            <ul class="history">{show}</ul>
        </section>
    }
}
