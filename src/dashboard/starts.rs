//! Times to take one of, where the one that was wanted can't be had.

use leptos::prelude::{Callable, Callback};

use super::wires::Wires;
use crate::api::team::wire::Start;
use crate::desk::Offers;
use crate::element::*;

/// The list.
#[component]
pub fn Starts(
    /// What it is wired to.
    wires: Wires,
    /// The times.
    starts: Vec<Start>,
    /// Takes one of them.
    take: Callback<Start>,
) -> impl IntoView {
    let buttons = starts.clone().into_iter().map(|start| {
        let label = format!("{} {}", wires.short_day(start.day()), Offers::label(&starts, start));
        view! { <li><button type="button" data-slot=start.instant().to_string() on:click=move |_| take.run(start)>{label}</button></li> }
    });
    view! { <ul class="slots">{buttons.collect_view()}</ul> }
}
