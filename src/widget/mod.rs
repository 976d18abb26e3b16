//! The customer's side: one screen or control per file. Compiled in both programs; what only a browser can do is asked of the
//! [`Surroundings`]. Decides nothing: [`crate::flow`] does.

mod calendar;
mod confirm;
mod details;
mod done;
mod field;
mod icon;
mod notice;
mod pick;
mod skeleton;
mod summary;
mod surroundings;
mod times;
mod wires;

use leptos::prelude::*;

pub use surroundings::Surroundings;
pub use wires::{Place, Wires};

use crate::flow::Step;
use confirm::Confirm;
use details::Details;
use done::Done;
use notice::Unopened;
use pick::Pick;
use skeleton::Skeleton;

/// The whole widget.
#[component]
pub fn Widget(
    /// What its parts are wired to.
    wires: Wires,
) -> impl IntoView {
    let flow = wires.flow;
    let step = Memo::new(move |_| flow.with(|flow| flow.step()));
    let opened = Memo::new(move |_| flow.with(|flow| flow.opened().is_some()));
    let failed = Memo::new(move |_| flow.with(|flow| flow.opened().is_none() && flow.notice().is_some()));
    wires.focus_on_change(step);
    wires.open();
    view! {
        <div class="appointment" part="widget" data-step=move || step.get().name() lang=move || wires.language()>
            <section class="step" part="step">
                {move || match (opened.get(), step.get()) {
                    (false, _) if failed.get() => view! { <Unopened wires/> }.into_any(),
                    (false, _) => view! { <Skeleton/> }.into_any(),
                    (true, Step::Pick) => view! { <Pick wires/> }.into_any(),
                    (true, Step::Details) => view! { <Details wires/> }.into_any(),
                    (true, Step::Confirm) => view! { <Confirm wires/> }.into_any(),
                    (true, Step::Done) => view! { <Done wires/> }.into_any(),
                }}
            </section>
        </div>
    }
}
