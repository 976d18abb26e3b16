//! The few pictures, drawn with the text's colour.

use leptos::prelude::*;

/// A picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// To what was before.
    Back,
    /// To what comes next.
    On,
    /// It is done.
    Tick,
}

/// One picture, hidden from readers that can't see it.
#[component]
pub fn Icon(
    /// Which.
    picture: Picture,
) -> impl IntoView {
    let path = match picture {
        Picture::Back => "M15 5l-7 7 7 7",
        Picture::On => "M9 5l7 7-7 7",
        Picture::Tick => "M5 13l5 5L20 7",
    };
    view! {
        <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
            <path d=path></path>
        </svg>
    }
}
