//! What is pressed, and what leads elsewhere. One of each, so that the program holds one of each.

use crate::element::*;

/// A button that carries its name in `data-action`.
#[component]
pub fn Button(
    /// Its name for hosts and tests.
    action: &'static str,
    /// How it looks: `main`, `quiet` or nothing.
    look: &'static str,
    /// What it says.
    label: Signal<String>,
    /// It can't be pressed now.
    #[prop(optional)]
    waits: Option<Memo<bool>>,
    /// What pressing it does.
    press: Box<dyn Fn()>,
) -> impl IntoView {
    let waiting = move || waits.is_some_and(|waits| waits.get());
    let press = move |_| {
        if !waits.is_some_and(|waits| waits.get_untracked()) {
            press();
        }
    };
    view! {
        <button type="button" class=format!("button {look}") part="button" data-action=action aria-disabled=move || waiting().then(|| "true".to_owned()) on:click=press>
            {move || label.get()}
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    /// Its name for hosts and tests.
    action: &'static str,
    /// How it looks: `main`, `quiet` or nothing.
    look: &'static str,
    /// What it says.
    label: String,
    /// Where it leads.
    href: String,
    /// It opens a page of its own.
    outside: bool,
) -> impl IntoView {
    view! {
        <a class=format!("button {look}") part="button" data-action=action href=href target=outside.then_some("_blank") rel="noopener noreferrer">
            {label}
        </a>
    }
}
