//! What happened with a customer: one item for each appointment, with its history inside, and the team's notes.

use leptos::ev::SubmitEvent;
use leptos::prelude::{RwSignal, Set};

use super::Record;
use crate::api::team::wire::{TimelineLine, TimelineWhat};
use crate::api::team::{self, TeamError};
use crate::dashboard::appointment::Happened;
use crate::dashboard::around;
use crate::dashboard::fields::{Field, Kind, Submit};
use crate::dashboard::wires::Wires;
use crate::desk::{self, Panel, Screen};
use crate::element::*;

/// It, and a new note.
#[component]
pub fn Timeline(
    /// What it is wired to.
    wires: Wires,
    /// Of whom.
    record: Record,
    /// Their identity.
    id: String,
) -> impl IntoView {
    let (text, calling, error) = (RwSignal::new(String::new()), RwSignal::new(false), RwSignal::new(None::<TeamError>));
    let said = Memo::new(move |_| match error.get() {
        None => String::new(),
        Some(TeamError::Invalid(fields)) => fields.first().map(|(_, error)| wires.text(desk::field_error(*error))).unwrap_or_default(),
        Some(error) => wires.trouble(&error),
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = text.get_untracked();
        around::focus("[name=note]");
        if calling.get_untracked() || typed.trim().is_empty() {
            return;
        }
        calling.set(true);
        error.set(None);
        let (portal, id) = (wires.portal(), id.clone());
        wires.call(async move { team::note_on_customer(portal, id, typed).await }, move |answer| {
            calling.set(false);
            match answer {
                Ok(found) => {
                    text.set(String::new());
                    record.set(Some(found));
                    wires.say(wires.text("notes.done"));
                }
                Err(wrong) => error.set(Some(wrong)),
            }
        });
    };
    let lines = Memo::new(move |_| record.with(|record| record.as_ref().map(|record| record.timeline.clone()).unwrap_or_default()));
    let show = move || lines.get().into_iter().map(|line| view! { <li><Item wires line/></li> }).collect_view();
    view! {
        <section class="card">
            <h2>{wires.text("timeline.title")}</h2>
            <form novalidate=true on:submit=submit>
                <Field wires name="note" label="notes.new" kind=Kind::Text value=text error=said/>
                <Submit action="note" label=wires.text("notes.write") waits=calling/>
            </form>
            <ol class="history">{show}</ol>
        </section>
    }
}

/// One item.
#[component]
fn Item(wires: Wires, line: TimelineLine) -> impl IntoView {
    let at = view! { <time datetime=line.at.instant().to_string()>{wires.moment(line.at)}</time> };
    match line.what {
        TimelineWhat::Note(_, by, text) => view! { <p class="words" dir="auto">{text}</p> <p class="small">{by}" · "{at}</p> }.into_any(),
        TimelineWhat::Appointment(id, history) => {
            let href = wires.link(Screen::Appointment(id.to_string(), Panel::Closed));
            let history = history.into_iter().map(|line| view! { <li><Happened wires line/></li> });
            view! { <p><a href=href>{wires.text("appointment.title")}</a>" · "<span class="small">{at}</span></p> <ol class="history">{history.collect_view()}</ol> }.into_any()
        }
    }
}
