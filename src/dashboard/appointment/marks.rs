//! The team's marks: dealt with, unread, and who handles it.

use leptos::prelude::Callback;

use super::opened::Opened;
use crate::dashboard::fields::Choice;
use crate::domain::{Marking, MemberId};
use crate::element::*;

/// They.
#[component]
pub fn Marks(
    /// Of which appointment.
    opened: Opened,
) -> impl IntoView {
    let wires = opened.wires;
    let done = opened.watch(|dossier| dossier.done);
    let unread = opened.watch(|dossier| dossier.unread);
    let assigned = opened.watch(|dossier| dossier.assigned.clone());
    let value = Memo::new(move |_| assigned.get().flatten().map(|id| id.to_string()).unwrap_or_default());
    let choose = Callback::new(move |id: String| {
        opened.mark(Marking::Assigned(Some(id).filter(|id| !id.is_empty()).map(MemberId::new)), Marking::Assigned(assigned.get_untracked().flatten()))
    });
    let nobody = std::iter::once((String::new(), wires.text("marks.nobody")));
    let options: Vec<_> = nobody.chain(wires.members().into_iter().map(|member| (member.id.to_string(), member.name))).collect();
    let press_done = move |_| {
        let is = done.get_untracked().unwrap_or_default();
        opened.mark(Marking::Done(!is), Marking::Done(is));
    };
    let press_unread = move |_| {
        let is = unread.get_untracked().unwrap_or_default();
        opened.mark(Marking::Read(is), Marking::Read(!is));
    };
    let is = |value: Memo<Option<bool>>| move || value.get().unwrap_or_default().to_string();
    view! {
        <section class="card screen-only">
            <h2>{wires.text("marks.title")}</h2>
            <Choice name="assigned" label=wires.text("marks.assigned") options value choose/>
            <p class="buttons">
                <button type="button" data-action="done" aria-pressed=is(done) on:click=press_done>{wires.text("marks.done")}</button>
                <button type="button" data-action="unread" aria-pressed=is(unread) on:click=press_unread>{wires.text("marks.unread")}</button>
            </p>
        </section>
    }
}
