//! Customers: those seen last, or those whose name, address or number begins so. What is searched for is in the address.

use std::time::Duration;

use leptos::ev::SubmitEvent;
use leptos::prelude::{Callback, Effect, RwSignal, Set, set_timeout};

use super::state::{Empty, Trouble, Waiting};
use super::wires::Wires;
use crate::api::team::wire::CustomerLine;
use crate::api::team::{self, TeamError};
use crate::desk::Screen;
use crate::element::*;

/// So long nobody types before what was typed is looked for.
const PAUSE: Duration = Duration::from_millis(250);

/// The screen.
#[component]
pub fn Customers(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let words = Memo::new(move |_| match wires.place.with(|place| place.screen.clone()) {
        Screen::Customers(words) => words,
        _ => String::new(),
    });
    let found = RwSignal::new(None::<Result<Vec<CustomerLine>, TeamError>>);
    let typed = RwSignal::new(0_u32);
    let fetch = move |asked: String| {
        let portal = wires.portal();
        let sent = asked.clone();
        wires.call(async move { team::customers(portal, sent).await }, move |answer| {
            // Whoever types fast gets the answer to what was typed last.
            if words.try_get_untracked() == Some(asked) {
                found.set(Some(answer));
            }
        });
    };
    Effect::new(move |_| fetch(words.get()));
    let search = move |event| {
        let asked = event_target_value(&event).trim().to_owned();
        typed.update(|typed| *typed += 1);
        let mine = typed.get_untracked();
        let look = move || {
            if typed.try_get_untracked() == Some(mine) && words.get_untracked() != asked {
                wires.turn(Screen::Customers(asked));
            }
        };
        set_timeout(look, PAUSE);
    };
    let show = move || match found.get() {
        None => view! { <Waiting wires/> }.into_any(),
        Some(Err(error)) => view! { <Trouble wires error again=Some(Callback::new(move |()| fetch(words.get_untracked())))/> }.into_any(),
        Some(Ok(lines)) if lines.is_empty() && words.get_untracked().is_empty() => {
            view! { <Empty title=wires.text("customers.empty") help=wires.text("customers.empty_help")/> }.into_any()
        }
        Some(Ok(lines)) if lines.is_empty() => view! { <Empty title=wires.text("customers.none") help=wires.text("customers.none_help")/> }.into_any(),
        Some(Ok(lines)) => {
            let lines = lines.into_iter().map(|line| {
                let href = wires.link(Screen::Customer(line.id.to_string(), None));
                view! {
                    <li class="line" data-customer=line.id.to_string()>
                        <a href=href><span class="who">{line.name}</span><span class="about">{line.email}</span><span class="with">{line.phone}</span></a>
                    </li>
                }
            });
            view! { <ul class="lines people">{lines.collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <section data-screen="customers">
            <header class="top"><h1 tabindex="-1">{wires.text("customers.title")}</h1></header>
            <form class="narrow" role="search" on:submit=|event: SubmitEvent| event.prevent_default()>
                <input type="search" name="q" class="search" autocomplete="off" aria-label=wires.text("customers.search") placeholder=wires.text("customers.search") prop:value=move || words.get() on:input=search/>
            </form>
            {show}
        </section>
    }
}
