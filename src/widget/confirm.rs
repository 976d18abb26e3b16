//! The third step: everything once more, then the press that books.

use leptos::prelude::*;

use super::Wires;
use super::notice::Notices;
use super::summary::{Line, Lines};
use crate::domain::texts::Text;

/// The third step.
#[component]
pub fn Confirm(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let flow = wires.flow;
    let (start, contact) = flow.with_untracked(|flow| (flow.chosen(), flow.contact().clone()));
    let calling = Memo::new(move |_| flow.with(|flow| flow.calling()));
    let you = [contact.name, contact.email, contact.phone].into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
    let note = contact.note.trim().to_owned();
    view! {
        <h2 tabindex="-1">{wires.text(Text::Check)}</h2>
        <dl>
            {start.map(|start| view! { <Lines start wires/> })}
            <Line name=Text::You value=you wires/>
            {(!note.is_empty()).then(|| view! { <Line name=Text::Note value=note wires/> })}
        </dl>
        <Notices wires/>
        <div class="acts">
            <button type="button" class="button main" part="button" data-action="book" aria-disabled=move || calling.get().to_string() on:click=move |_| wires.book()>
                {move || wires.text(if calling.get() { Text::Booking } else { Text::Book })}
            </button>
            <button type="button" class="button quiet" data-action="back" aria-disabled=move || calling.get().to_string() on:click=move |_| if !calling.get_untracked() { flow.update(|flow| flow.back()) }>
                {wires.text(Text::Back)}
            </button>
        </div>
    }
}
