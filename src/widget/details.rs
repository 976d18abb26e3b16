//! The second step: who comes.

use crate::element::*;
use leptos::ev::SubmitEvent;

use super::Wires;
use super::button::Button;
use super::field::FieldRow;
use super::summary::When;
use crate::domain::texts::Text;
use crate::flow::Field;

/// The second step.
#[component]
pub fn Details(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let flow = wires.flow;
    let start = flow.with_untracked(|flow| flow.chosen());
    let go_on = move |event: SubmitEvent| {
        event.prevent_default();
        wires.next();
    };
    view! {
        <h2 tabindex="-1">{wires.text(Text::YourDetails)}</h2>
        <div class="chosen">
            {start.map(|start| view! { <When start wires/> })}
            <Button action="back" look="quiet" label=wires.label(Text::OtherTime) press=Box::new(move || wires.back())/>
        </div>
        <form novalidate on:submit=go_on>
            {Field::ALL.into_iter().map(|field| view! { <FieldRow wires field/> }).collect_view()}
            <div class="acts">
                <button type="submit" class="button main" part="button" data-action="next">{wires.text(Text::Next)}</button>
            </div>
        </form>
    }
}
