//! The third step: everything once more, then the press that books.

use crate::element::*;

use super::Wires;
use super::button::Button;
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
    let calling = wires.watch(|flow| flow.calling());
    let label = Signal::derive(move || wires.text(if calling.get() { Text::Booking } else { Text::Book }));
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
            <Button action="book" look="main" label waits=calling press=Box::new(move || wires.book())/>
            <Button action="back" look="quiet" label=wires.label(Text::Back) waits=calling press=Box::new(move || wires.back())/>
        </div>
    }
}
