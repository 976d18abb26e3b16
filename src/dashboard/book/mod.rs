//! Booking on someone's behalf: what, for whom, and when. The same rules as for customers, unless they are overruled with a reason.

mod person;
mod what;

use std::pin::Pin;

use leptos::ev::SubmitEvent;
use leptos::prelude::{Callback, GetValue, RwSignal, Set, SetValue, StoredValue};

use super::around;
use super::fields::{Field, Kind, Submit, Tick};
use super::picker::{Choosing, Chosen, Picker};
use super::starts::Starts;
use super::whom::Written;
use super::wires::Wires;
use crate::api::team::wire::{Behalf, Start, Whom};
use crate::api::team::{self, TeamError};
use crate::desk::{Panel, Screen, Wanted, start_at};
use crate::domain::AgendaId;
use crate::element::*;
use crate::intl;
use person::Person;
pub use what::{What, entry_of};

/// The screen.
#[component]
pub fn Book(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let wanted = Memo::new(move |_| match wires.place.with(|place| place.screen.clone()) {
        Screen::Book(wanted) => wanted,
        _ => Wanted::default(),
    });
    let written = Written::new(Whom { name: String::new(), email: String::new(), phone: String::new(), language: wires.language() });
    let choosing = Choosing::new(RwSignal::new(String::new()));
    let (note, tell, calling) = (RwSignal::new(String::new()), RwSignal::new(true), RwSignal::new(false));
    let error = RwSignal::new(None::<TeamError>);
    // A repetition of the same ask keeps its key, so that an answer that was lost books nothing twice.
    let sent = StoredValue::new(None::<Behalf>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        error.set(None);
        let Wanted { entry, agenda, .. } = wanted.get_untracked();
        let Some(entry) = entry else {
            around::focus("[name=entry]");
            return;
        };
        // All that is wrong shows at once; the focus goes to what is asked first.
        let (person, chosen) = (written.check(), choosing.ready());
        let Some(chosen) = chosen.filter(|_| person) else {
            return;
        };
        if calling.get_untracked() {
            return;
        }
        let reason = if chosen.outside { choosing.reason.get_untracked().trim().to_owned() } else { String::new() };
        let starts_at = chosen.start.instant().seconds();
        let mut behalf =
            Behalf { portal: wires.portal(), entry, agenda, starts_at, whom: written.whom(), note: note.get_untracked(), tell: tell.get_untracked(), reason, key: String::new() };
        behalf.key = match sent.get_value() {
            Some(before) if (Behalf { key: String::new(), ..before.clone() }) == behalf => before.key,
            _ => around::key(),
        };
        sent.set_value(Some(behalf.clone()));
        calling.set(true);
        wires.call(async move { team::book_for(behalf).await }, move |answer| {
            calling.set(false);
            match answer {
                Ok(dossier) => {
                    wires.say(wires.text("book.done"));
                    wires.turn(Screen::Appointment(dossier.id, Panel::Closed));
                }
                Err(wrong @ TeamError::Invalid(_)) => written.refuse(wrong),
                Err(wrong) => error.set(Some(wrong)),
            }
        });
    };
    let source = Memo::new(move |_| wanted.with(|wanted| (wanted.entry.clone(), wanted.agenda.clone(), wanted.at)));
    let times = move || {
        let (entry, agenda, at) = source.get();
        let Some(entry) = entry.and_then(|entry| entry_of(wires, &entry)) else {
            return view! { <p class="small">{wires.text("book.what_first")}</p> }.into_any();
        };
        let here = agenda.as_ref().or(entry.agendas.first());
        let zone = here.and_then(|agenda| wires.agenda(agenda, |agenda| agenda.zone.clone())).unwrap_or_default();
        // A time that was pressed in an agenda is chosen as if it were offered: whether it is, the server says.
        choosing.chosen.set(at.map(|at| Chosen { start: start_at(at, intl::offset(&zone, at).unwrap_or_default()), outside: false }));
        let portal = wires.portal();
        let ask = Box::new(move |from: i32| -> Pin<Box<dyn Future<Output = _>>> { Box::pin(team::times_at(portal.clone(), entry.slug.clone(), agenda.clone(), from)) });
        view! { <Picker wires ask choosing zone/> }.into_any()
    };
    let turn = Callback::new(move |now: Wanted| wires.turn(Screen::Book(now)));
    view! {
        <section data-screen="book">
            <header class="top"><h1 tabindex="-1">{wires.text("book.title")}</h1></header>
            <form class="columns" novalidate=true on:submit=submit>
                <div class="main-column">
                    <section class="card"><h2>{wires.text("book.what")}</h2><What wires wanted turn/></section>
                    <section class="card">
                        <h2>{wires.text("book.when")}</h2>
                        {times}
                        <p class="error" role="alert">{move || (choosing.tried.get() && choosing.chosen.get().is_none()).then(|| wires.text("times.choose"))}</p>
                    </section>
                </div>
                <div class="side-column">
                    <section class="card"><h2>{wires.text("book.for_whom")}</h2><Person wires wanted written/></section>
                    <section class="card">
                        <Field wires name="note" label="book.note" kind=Kind::Text value=note error=Signal::stored(String::new()) optional=true/>
                        <Tick name="tell" label=wires.text("book.tell") value=tell/>
                        <Summary wires wanted choosing/>
                        <Refused wires error choosing/>
                        <Submit action="book" label=wires.text("book.book") waits=calling/>
                    </section>
                </div>
            </form>
        </section>
    }
}

/// What is about to be booked.
#[component]
fn Summary(wires: Wires, wanted: Memo<Wanted>, choosing: Choosing) -> impl IntoView {
    let show = move || {
        let chosen = choosing.chosen.get()?;
        let entry = wanted.with(|wanted| wanted.entry.clone()).and_then(|entry| entry_of(wires, &entry))?;
        let about = entry.subject.clone().unwrap_or_else(|| entry.title.clone());
        Some(view! { <p class="from-to" data-chosen=chosen.start.instant().to_string()><b>{about}</b><br/>{wires.short_when(chosen.start, entry.minutes)}</p> }.into_any())
    };
    view! { <div aria-live="polite">{show}</div> }
}

/// Why it wasn't booked, with times that are near; a time that only the rules refuse can be insisted on.
#[component]
fn Refused(wires: Wires, error: RwSignal<Option<TeamError>>, choosing: Choosing) -> impl IntoView {
    let error_said = error;
    let show = move || {
        let error = error_said.get()?;
        let sentence = wires.trouble(&error);
        let insist = matches!(error, TeamError::NotOffered(_)).then(|| {
            let press = move |_| {
                choosing.insist();
                error_said.set(None);
            };
            view! { <p class="buttons"><button type="button" data-action="insist" on:click=press>{wires.text("times.insist")}</button></p> }
        });
        let near = match error {
            TeamError::Taken(starts) | TeamError::NotOffered(starts) => starts,
            _ => Vec::new(),
        };
        Some(view! { <div class="trouble"><p>{sentence}</p><Starts wires starts=near take=Callback::new(move |start: Start| choosing.take(start))/>{insist}</div> }.into_any())
    };
    view! { <div role="alert">{show}</div> }
}

/// An agenda of the address, where it is one of the entry's.
fn known_agenda(wires: Wires, id: &AgendaId) -> Option<String> {
    wires.agenda(id, |agenda| agenda.name.clone())
}
