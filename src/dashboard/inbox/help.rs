//! What the keys do.

use leptos::prelude::{Callback, RwSignal, Set};

use crate::dashboard::dialog::Dialog;
use crate::dashboard::wires::Wires;
use crate::element::*;

const KEYS: [(&str, &str); 10] = [
    ("j", "help.next"),
    ("k", "help.previous"),
    ("↵", "help.open"),
    ("u", "help.unread"),
    ("e", "help.done"),
    ("z", "help.undo"),
    ("n", "help.fresh"),
    ("/", "help.search"),
    ("b", "help.book"),
    ("?", "help.help"),
];

/// The dialog that tells them.
#[component]
pub fn Help(
    /// What it is wired to.
    wires: Wires,
    /// It is open.
    helping: RwSignal<bool>,
) -> impl IntoView {
    let keys = KEYS.map(|(key, does)| view! { <div><dt><kbd>{key}</kbd></dt><dd>{wires.text(does)}</dd></div> });
    let inside = view! { <dl class="keys">{keys.into_iter().collect_view()}</dl> }.into_any();
    view! { <Dialog wires name="help" title=wires.text("help.title") close=Callback::new(move |()| helping.set(false)) inside/> }
}
