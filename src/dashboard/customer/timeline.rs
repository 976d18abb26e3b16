//! What happened with a customer: one item for each appointment, with its history inside, and the team's notes.

use leptos::prelude::Set;

use super::Record;
use crate::api::team;
use crate::api::team::wire::{TimelineLine, TimelineWhat};
use crate::dashboard::appointment::Happened;
use crate::dashboard::note_form::NoteForm;
use crate::dashboard::wires::Wires;
use crate::desk::{Panel, Screen};
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
    let ask = move |portal, typed| team::note_on_customer(portal, id.clone(), typed);
    let lines = Memo::new(move |_| record.with(|record| record.as_ref().map(|record| record.timeline.clone()).unwrap_or_default()));
    let show = move || lines.get().into_iter().map(|line| view! { <li><Item wires line/></li> }).collect_view();
    view! {
        <section class="card">
            <h2>{wires.text("timeline.title")}</h2>
            <NoteForm wires ask learn=move |found| record.set(Some(found))/>
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
