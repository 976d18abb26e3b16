//! The agendas: a week of one, a day of several, or a list. Where one is, the address says.

mod columns;
mod keyboard;
mod list;
mod looking;
mod thing;
mod turns;

use leptos::prelude::{Callback, Effect};

use super::listen::listen;
use super::state::{Empty, Trouble, Waiting};
use super::wires::Wires;
use crate::desk::View;
use crate::element::*;
use columns::Columns;
use list::ListOf;
use looking::Looking;
use turns::Turns;

/// The screen.
#[component]
pub fn Agendas(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let looking = Looking::new(wires);
    Effect::new(move |_| {
        if looking.calendar.get().is_some() {
            looking.load();
        }
    });
    listen(move || {
        wires.wake();
        looking.load();
    });
    keyboard::follow(looking);
    looking.follow_width();
    let show = move || match looking.board.get() {
        _ if looking.all().is_empty() => view! { <Empty title=wires.text("agendas.none") help=wires.text("agendas.none_help")/> }.into_any(),
        None => view! { <Waiting wires/> }.into_any(),
        Some(Err(error)) => view! { <Trouble wires error again=Some(Callback::new(move |()| looking.load()))/> }.into_any(),
        Some(Ok(board)) => {
            let board = std::sync::Arc::new(board);
            if looking.narrow.get() || looking.kind.get() == View::List { view! { <ListOf looking board/> }.into_any() } else { view! { <Columns looking board/> }.into_any() }
        }
    };
    view! {
        <section class="agendas" data-screen="agendas">
            <header class="top"><h1 tabindex="-1">{wires.text("agendas.title")}</h1></header>
            <Turns looking/>
            <div class="board" data-board=move || looking.known() aria-busy=move || looking.calling.get().then_some("true")>{show}</div>
            <p class="small screen-only keys">{wires.text("agendas.keys")}</p>
        </section>
    }
}
