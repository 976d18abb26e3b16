//! One customer: how to reach them, their appointments, and everything that happened.

mod answer;
mod contact;
mod deeds;
mod erase;
mod fed;
mod merge;
mod proposal;
mod request;
mod timeline;

use leptos::prelude::{Callable, Callback, RwSignal, Set};

use super::inbox::Words;
use super::propose::way;
use super::state::{Trouble, Waiting};
use super::wires::Wires;
use crate::api::team::wire::CustomerRecord;
use crate::api::team::{self, TeamError};
use crate::desk::{Panel, Screen, Wanted};
use crate::element::*;
use contact::Contact;
use deeds::Deeds;
use timeline::Timeline;

/// What is known of them; nothing until it is there.
type Record = RwSignal<Option<CustomerRecord>>;

/// The screen.
#[component]
pub fn Customer(
    /// What it is wired to.
    wires: Wires,
    /// Which customer.
    id: String,
) -> impl IntoView {
    let record: Record = RwSignal::new(None);
    let error = RwSignal::new(None::<TeamError>);
    let asked = id.clone();
    let load = Callback::new(move |()| {
        error.set(None);
        let (portal, id) = (wires.portal(), asked.clone());
        wires.call(async move { team::customer_of(portal, id).await }, move |answer| match answer {
            Ok(found) => record.set(Some(found)),
            Err(wrong) => error.set(Some(wrong)),
        });
    });
    load.run(());
    let there = Memo::new(move |_| record.with(Option::is_some));
    // The heading itself stays: whoever arrived here has the focus on it before the answer is there.
    let name = move || record.with(|record| record.as_ref().map_or_else(|| wires.text("customer.title"), |record| record.line.name.clone()));
    let book = wires.link(Screen::Book(Wanted { customer: Some(id.clone()), ..Wanted::default() }));
    let propose = way(wires, &id, None, None);
    view! {
        <article data-screen="customer">
            <p class="back"><a href=wires.link(Screen::Customers(String::new()))>{wires.text("customer.back")}</a></p>
            <header class="top">
                <h1 tabindex="-1">{name}</h1>
                <p class="buttons">
                    <a class="button" data-action="propose" href=propose>{wires.text("proposal.way")}</a>
                    <a class="button main" data-action="book" href=book>{wires.text("customer.book")}</a>
                </p>
            </header>
            {move || match (there.get(), error.get()) {
                (true, _) => {
                    view! {
                        <div class="columns">
                            <div class="main-column"><Appointments wires record/><Timeline wires record id=id.clone()/></div>
                            <div class="side-column"><Contact wires record id=id.clone()/><Deeds wires record/></div>
                        </div>
                    }
                    .into_any()
                }
                (false, Some(error)) => view! { <Trouble wires error again=Some(load)/> }.into_any(),
                (false, None) => view! { <Waiting wires/> }.into_any(),
            }}
        </article>
    }
}

/// Their appointments, the newest first.
#[component]
fn Appointments(wires: Wires, record: Record) -> impl IntoView {
    let lines = Memo::new(move |_| record.with(|record| record.as_ref().map(|record| record.appointments.clone()).unwrap_or_default()));
    let show = move || {
        let lines = lines.get();
        if lines.is_empty() {
            return view! { <p class="small">{wires.text("customer.no_appointments")}</p> }.into_any();
        }
        let lines = lines.into_iter().map(|line| {
            let id = line.id.to_string();
            let href = wires.link(Screen::Appointment(id.clone(), Panel::Closed));
            view! { <li class="line" data-line=id><a href=href><Words wires line/></a></li> }
        });
        view! { <ol class="lines">{lines.collect_view()}</ol> }.into_any()
    };
    view! {
        <section>
            <h2>{wires.text("customer.appointments")}</h2>
            {show}
        </section>
    }
}
