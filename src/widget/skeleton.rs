//! Grey shapes where times will be.

use leptos::prelude::*;

/// Grey shapes where times will be.
#[component]
pub fn Skeleton() -> impl IntoView {
    view! {
        <div class="skeleton" aria-hidden="true">
            <i></i>
            <i></i>
        </div>
    }
}
