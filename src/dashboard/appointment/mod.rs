//! One appointment: everything that the team knows of it on one screen, and what may be done to it.

mod actions;
mod cancel;
mod doing;
mod facts;
mod history;
mod mail_words;
mod mails;
mod marks;
mod moves;
mod notes;
mod opened;
mod reschedule;

use leptos::prelude::{Callback, GetValue};

use super::listen::listen;
use super::state::{Trouble, Waiting};
use super::wires::Wires;
use crate::desk::{Panel, Screen};
use crate::element::*;
use actions::Actions;
use cancel::Cancel;
use facts::{Customer, Heading, When};
use history::History;
use mails::Mails;
use marks::Marks;
use moves::Moves;
use notes::Notes;
use opened::Opened;
use reschedule::Reschedule;

pub use history::Happened;
pub use mails::state;

/// The screen.
#[component]
pub fn Appointment(
    /// What it is wired to.
    wires: Wires,
    /// Which appointment.
    id: String,
) -> impl IntoView {
    let opened = Opened::new(wires, id);
    opened.load();
    opened.follow_marks();
    listen(move || opened.glance());
    let there = Memo::new(move |_| opened.dossier.with(Option::is_some));
    let error = Memo::new(move |_| opened.error.get());
    let panel = Memo::new(move |_| match wires.place.with(|place| place.screen.clone()) {
        Screen::Appointment(_, panel) => panel,
        _ => Panel::Closed,
    });
    view! {
        <article class="appointment-page" data-screen="appointment">
            <p class="back"><a href=wires.link(Screen::Inbox(wires.listed.try_get_value().flatten().unwrap_or_default()))>{wires.text("appointment.back")}</a></p>
            <Heading opened/>
            {move || match (there.get(), error.get()) {
                (true, _) => view! { <Whole opened/> }.into_any(),
                (false, Some(error)) => view! { <Trouble wires error again=Some(Callback::new(move |()| opened.load()))/> }.into_any(),
                (false, None) => view! { <Waiting wires/> }.into_any(),
            }}
            {move || {
                if !there.get() {
                    return ().into_any();
                }
                match panel.get() {
                    Panel::Closed => ().into_any(),
                    Panel::Reschedule => view! { <Reschedule opened/> }.into_any(),
                    Panel::Move => view! { <Moves opened/> }.into_any(),
                    Panel::Cancel => view! { <Cancel opened/> }.into_any(),
                }
            }}
        </article>
    }
}

/// All of it.
#[component]
fn Whole(opened: Opened) -> impl IntoView {
    view! {
        <Actions opened/>
        <div class="columns">
            <div class="main-column">
                <When opened/>
                <Customer opened/>
                <Notes opened/>
            </div>
            <div class="side-column">
                <Marks opened/>
                <History opened/>
                <Mails opened/>
            </div>
        </div>
    }
}
