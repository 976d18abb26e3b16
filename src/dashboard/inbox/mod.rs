//! The Inbox: what came in, the newest first. Nothing moves under whoever reads: what is new waits above.

mod filters;
mod help;
mod keyboard;
mod line;
mod read;
mod views;

use leptos::prelude::{Callback, Effect, For, RwSignal};

use super::around;
use super::listen::listen;
use super::state::{Empty, Trouble, Waiting};
use super::wires::Wires;
use crate::api::team::wire::Interaction;
use crate::desk::{self, Screen, Shown};
use crate::element::*;
use filters::{Counts, Narrow};
use help::Help;
use line::LineOf;
use views::Views;

pub use line::Words;
pub use read::early;

/// The screen.
#[component]
pub fn Inbox(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let kept = Memo::new(move |_| match wires.place.with(|place| place.screen.clone()) {
        Screen::Inbox(filters) => Some(filters),
        _ => None,
    });
    // A list is read again when other things are to be in it; back finds the one it left.
    Effect::new(move |_| {
        if let Some(filters) = kept.get() {
            read::show(wires, filters);
        }
    });
    let helping = RwSignal::new(false);
    keyboard::follow(wires, helping);
    listen(move || {
        wires.wake();
        read::glance(wires);
    });
    read::on_scrolling(wires);
    let shown = Memo::new(move |_| wires.list.with(|list| list.shown()));
    let fresh = Memo::new(move |_| wires.list.with(|list| list.fresh()));
    let new = move || {
        let count = fresh.get();
        (count > 0).then(|| {
            let words = if count == 1 { wires.text("inbox.one_new") } else { wires.fill("inbox.new", &[("count", &count.to_string())]) };
            view! { <button type="button" class="fresh" data-action="fresh" aria-keyshortcuts="n" on:click=move |_| read::take(wires)>{words}</button> }.into_any()
        })
    };
    view! {
        <section class="inbox" data-screen="inbox">
            <header class="top">
                <h1 tabindex="-1">{wires.text("inbox.title")}</h1>
                <button type="button" class="quiet keys" data-action="help" aria-keyshortcuts="?" on:click=move |_| helping.update(|helping| *helping = true)>{wires.text("help.title")}</button>
            </header>
            <Views wires kept/>
            <Counts wires kept/>
            <Narrow wires kept/>
            <div class="news" aria-live="polite">{new}</div>
            {move || match shown.get() {
                Shown::Loading => view! { <Waiting wires/> }.into_any(),
                Shown::Trouble(error) => view! { <Trouble wires error again=Some(Callback::new(move |()| read::again(wires)))/> }.into_any(),
                Shown::Empty if kept.get().is_none_or(|filters| desk::is_whole(&filters)) => {
                    let (title, help) = desk::empty(kept.get().unwrap_or_default().view);
                    view! { <Empty title=wires.text(title) help=wires.text(help)/> }.into_any()
                }
                Shown::Empty => view! { <Empty title=wires.text("inbox.none") help=wires.text("inbox.none_help")/> }.into_any(),
                Shown::Lines => view! { <Lines wires/> }.into_any(),
            }}
            {move || helping.get().then(|| view! { <Help wires helping/> }.into_any())}
        </section>
    }
}

/// The lines, and what is below the last of them.
#[component]
fn Lines(wires: Wires) -> impl IntoView {
    read::resume(wires);
    let ids = move || wires.list.with(|list| list.lines().iter().map(Interaction::id).collect::<Vec<_>>());
    let end = Memo::new(move |_| wires.list.with(|list| (list.has_more(), list.calling(), list.stuck().cloned())));
    let more = move || match end.get() {
        (_, _, Some(error)) => view! { <Trouble wires error again=Some(Callback::new(move |()| read::more(wires)))/> }.into_any(),
        (_, true, _) => view! { <p class="end" role="status">{wires.text("state.loading")}</p> }.into_any(),
        (true, false, _) => {
            view! { <p class="end"><button type="button" data-action="more" on:click=move |_| read::more(wires)>{wires.text("inbox.more")}</button></p> }.into_any()
        }
        (false, false, _) => view! { <p class="end">{wires.text("inbox.end")}</p> }.into_any(),
    };
    view! {
        <ol class="lines" aria-label=wires.text("inbox.title")>
            <For each=ids key=|id| id.clone() children=move |id| view! { <LineOf wires id/> }.into_any()/>
        </ol>
        {move || more()}
    }
}

/// Where the keyboard is: on the line that the list says.
fn focus_line(wires: Wires) {
    if let Some(id) = wires.list.with_untracked(|list| list.at().cloned()) {
        around::focus(format!("[data-line=\"{}\"] a", id.as_str()));
    }
}
