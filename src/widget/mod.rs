//! The customer's side: one screen or control per file. Compiled in both programs: the server writes the first screen with it, the
//! browser's program takes over from there. What only one of them can do is asked of the [`Surroundings`]. Decides nothing:
//! [`crate::flow`] does.

mod button;
mod calendar;
mod confirm;
mod details;
mod done;
mod field;
mod notice;
mod pick;
mod request;
mod summary;
mod surroundings;
mod times;
mod wires;

use crate::element::*;

pub use surroundings::{Surroundings, Told};
pub use wires::{Place, Wires};

use crate::domain::texts::Text;
use crate::flow::Step;
use confirm::Confirm;
use details::Details;
use done::Done;
use pick::Pick;
use request::{Request, Requested};

/// The whole widget.
#[component]
pub fn Widget(
    /// What its parts are wired to.
    wires: Wires,
) -> impl IntoView {
    let step = wires.watch(|flow| flow.step());
    // For whoever can't see it: which month is shown, and that an answer is awaited.
    let said = wires.watch_with(Box::new(move |flow| match (flow.step(), flow.calling()) {
        (Step::Pick, true) => wires.text(Text::Loading),
        (Step::Pick, false) => {
            let calendar = flow.calendar();
            wires.fill(Text::MonthFree, &[("month", &wires.month(calendar.month())), ("count", &calendar.free_days().to_string())])
        }
        (Step::Request, true) => wires.text(Text::Asking),
        (_, true) => wires.text(Text::Booking),
        (_, false) => String::new(),
    }));
    view! {
        // Its texts run from left to right, whatever the page around it does.
        <div class="appointment" part="widget" data-step=move || step.get().name().to_owned() lang=wires.language() dir="ltr">
            <section class="step" part="step">
                {move || match step.get() {
                    Step::Pick => view! { <Pick wires/> }.into_any(),
                    Step::Details => view! { <Details wires/> }.into_any(),
                    Step::Confirm => view! { <Confirm wires/> }.into_any(),
                    Step::Done => view! { <Done wires/> }.into_any(),
                    Step::Request => view! { <Request wires/> }.into_any(),
                    Step::Requested => view! { <Requested wires/> }.into_any(),
                }}
            </section>
            <p class="spoken" role="status">{move || said.get()}</p>
        </div>
    }
}
