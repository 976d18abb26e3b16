//! What stands where there is nothing else: an answer that is awaited, nothing at all, or why there is nothing.

use leptos::prelude::{Callable, Callback};

use super::wires::Wires;
use crate::api::team::TeamError;
use crate::element::*;

/// An answer is awaited. Nothing moves at once: most answers are there before it is seen.
#[component]
pub fn Waiting(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    view! { <div class="waiting" aria-busy="true"><p class="spoken" role="status">{wires.text("state.loading")}</p><i></i><i></i><i></i></div> }
}

/// There is nothing.
#[component]
pub fn Empty(
    /// What is missing.
    title: String,
    /// What would change that.
    help: String,
) -> impl IntoView {
    view! { <div class="blank"><p class="title">{title}</p><p>{help}</p></div> }
}

/// Why there is nothing.
#[component]
pub fn Trouble(
    /// What it is wired to.
    wires: Wires,
    /// Why.
    error: TeamError,
    /// Another try; none where it can't help.
    again: Option<Callback<()>>,
) -> impl IntoView {
    let useful = !matches!(error, TeamError::NotAllowed(_) | TeamError::NotFound);
    let again = again.filter(|_| useful).map(|again| view! { <button type="button" data-action="again" on:click=move |_| again.run(())>{wires.text("state.again")}</button> });
    view! { <div class="trouble" role="alert"><p>{wires.trouble(&error)}</p>{again}</div> }
}
