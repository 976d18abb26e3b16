//! The team's notes on it. What is being written stays when the rest is renewed.

use super::opened::Opened;
use crate::api::team;
use crate::dashboard::writing::{NOTE, Writing};
use crate::element::*;

/// They, and a new one.
#[component]
pub fn Notes(
    /// Of which appointment.
    opened: Opened,
) -> impl IntoView {
    let wires = opened.wires;
    let notes = opened.watch(|dossier| dossier.notes.clone());
    let ask = move |portal, typed| team::note_down(portal, opened.id(), typed);
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
            <div class="screen-only"><Writing wires says=NOTE ask learn=move |dossier| opened.learn(dossier)/></div>
            <ul class="history">{show}</ul>
        </section>
    }
}
