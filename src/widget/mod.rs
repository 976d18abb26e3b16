//! The customer's side: one screen or control per file. Compiled in both programs; what only a browser can do is asked of the
//! [`Surroundings`]. Decides nothing: [`crate::flow`] does.

mod button;
mod calendar;
mod confirm;
mod details;
mod done;
mod field;
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
    let screen = wires.watch(|flow| match flow.opened() {
        Some(_) => Screen::At(flow.step()),
        None if flow.notice().is_some() => Screen::Unopened,
        None => Screen::Loading,
    });
    wires.open();
    view! {
        <div class="appointment" part="widget" data-step=move || screen.get().name().to_owned() lang=move || wires.language().to_owned()>
            <section class="step" part="step">
                {move || match screen.get() {
                    Screen::Loading => view! { <Skeleton/> }.into_any(),
                    Screen::Unopened => view! { <Unopened wires/> }.into_any(),
                    Screen::At(Step::Pick) => view! { <Pick wires/> }.into_any(),
                    Screen::At(Step::Details) => view! { <Details wires/> }.into_any(),
                    Screen::At(Step::Confirm) => view! { <Confirm wires/> }.into_any(),
                    Screen::At(Step::Done) => view! { <Done wires/> }.into_any(),
                }}
            </section>
        </div>
    }
}

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The entry is being fetched.
    Loading,
    /// It could not be fetched.
    Unopened,
    /// A step of the path.
    At(Step),
}

impl Screen {
    /// As hosts and tests read it in `data-step`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Loading | Self::Unopened => Step::Pick.name(),
            Self::At(step) => step.name(),
        }
    }
}
