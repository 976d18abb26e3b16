//! The agendas: a week of one, a day of several, or a list. Where one is, the address says.

mod apart;
mod apart_form;
mod block;
mod closed;
mod columns;
mod confirm;
mod extra;
mod hours;
mod keep_free;
mod keyboard;
mod list;
mod looking;
mod over;
mod pointer;
mod subscription;
mod thing;
mod turns;
mod why_not;

use leptos::prelude::{Callback, Effect};

use super::listen::listen;
use super::state::{Empty, Trouble, Waiting};
use super::wires::Wires;
use crate::desk::View;
use crate::domain::Day;
use crate::element::*;
pub use hours::Hours;
pub use why_not::WhyNot;

use block::Undo;
use columns::Columns;
use list::ListOf;
use looking::Looking;
use over::Overlay;
use pointer::Pointer;
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
    let pointer = Pointer::follow(looking);
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
            <div class="board" data-board=move || looking.known() aria-busy=move || looking.calling.get().then_some("true")
                on:pointerdown=move |event| pointer.down(&event) on:click=move |event| pointer.click(&event) on:dragstart=|event| event.prevent_default()>{show}</div>
            <Held looking/>
            <Undo looking/>
            <Overlay looking/>
            <p class="small screen-only keys">{wires.text("agendas.keys")}</p>
        </section>
    }
}

/// Where what is moved would be, for who moves it by keys, and for who hears it.
#[component]
fn Held(looking: Looking) -> impl IntoView {
    let show = move || {
        let moving = looking.moving.get().filter(|_| looking.over.with(Option::is_none))?;
        let when = looking.look(|board| {
            let column = board.columns.get(moving.column)?;
            let time = format!("{:02}:{:02}", moving.minute / 60, moving.minute % 60);
            Some(format!("{} {time}, {}", looking.wires.short_day(Day::from_epoch_days(column.day)), column.name))
        });
        Some(looking.wires.fill("agendas.moving", &[("when", &when.unwrap_or_default())]))
    };
    view! { <p class="held" role="status">{show}</p> }
}
