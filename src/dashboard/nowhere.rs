//! An address that leads nowhere.

use super::wires::Wires;
use crate::desk::Screen;
use crate::domain::Filters;
use crate::element::*;

/// Says so, and leads back.
#[component]
pub fn Nowhere(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    view! {
        <section class="blank">
            <h1 tabindex="-1">{wires.text("nowhere.title")}</h1>
            <p>{wires.text("nowhere.help")}</p>
            <p><a class="button" href=wires.link(Screen::Inbox(Filters::default()))>{wires.text("nowhere.inbox")}</a></p>
        </section>
    }
}
