//! Why a time is not offered: asked for an entry and a time, answered agenda by agenda, by what offers.

use leptos::ev::SubmitEvent;
use leptos::prelude::{Callback, Effect, RwSignal, Set};

use crate::api::team::wire::Against;
use crate::api::team::{self, TeamError};
use crate::dashboard::around;
use crate::dashboard::fields::{Choice, Field, Kind, Submit};
use crate::dashboard::state::{Trouble, Waiting};
use crate::dashboard::wires::Wires;
use crate::desk::{Calendar, Placed, Question, Screen, placed, start_at, to_minute};
use crate::domain::Day;
use crate::element::*;
use crate::intl;

/// The screen.
#[component]
pub fn WhyNot(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let question = Memo::new(move |_| match wires.place.with(|place| place.screen.clone()) {
        Screen::WhyNot(question) => question,
        _ => Question::default(),
    });
    let found = RwSignal::new(None::<Result<Vec<Against>, TeamError>>);
    let ask = move |Question { entry, at }: Question| {
        let (Some(entry), Some(at)) = (entry, at) else {
            return found.set(None);
        };
        let (portal, asked) = (wires.portal(), question.get_untracked());
        wires.call(async move { team::why_not_at(portal, entry, at).await }, move |answer| {
            if question.try_get_untracked() == Some(asked) {
                found.set(Some(answer));
            }
        });
    };
    Effect::new(move |_| ask(question.get()));
    let answered = Memo::new(move |_| question.with(|question| question.entry.is_some() && question.at.is_some()));
    let show = move || match found.get() {
        None if answered.get() => view! { <Waiting wires/> }.into_any(),
        None => ().into_any(),
        Some(Err(error)) => view! { <Trouble wires error again=Some(Callback::new(move |()| ask(question.get_untracked())))/> }.into_any(),
        Some(Ok(found)) => {
            let found = found.into_iter().map(|against| {
                let free = against.sentences.is_empty();
                let sentences = against.sentences.into_iter().map(|sentence| view! { <li>"✕ "{sentence}</li> });
                let offered = free.then(|| view! { <p>"✓ "{wires.text("why.offered")}</p> });
                view! { <section class="card" data-offered=free.then_some("true")><h2>{against.agenda}</h2>{offered}<ul class="against">{sentences.collect_view()}</ul></section> }
            });
            view! { {found.collect_view()} }.into_any()
        }
    };
    let back = wires.link(Screen::Agendas(Calendar::default()));
    view! {
        <section data-screen="why-not">
            <p class="back screen-only"><a href=back>{wires.text("hours.back")}</a></p>
            <header class="top"><h1 tabindex="-1">{wires.text("why.title")}</h1></header>
            <div class="columns">
                <div class="main-column" aria-live="polite">{show}</div>
                <div class="side-column"><Ask wires question/></div>
            </div>
        </section>
    }
}

/// The question.
#[component]
fn Ask(wires: Wires, question: Memo<Question>) -> impl IntoView {
    // A time is on the wall of the entry's first agenda; before there is one, of the portal's first.
    let zone = move |entry: &str| {
        let read = |me: &crate::api::team::wire::Me| {
            let mine = me.names.entries.iter().find(|known| known.slug == entry).and_then(|entry| entry.agendas.first());
            me.names.agendas.iter().find(|agenda| mine.is_none_or(|mine| agenda.id == *mine)).map(|agenda| agenda.zone.clone())
        };
        wires.me(read).flatten().unwrap_or_default()
    };
    let asked = question.get_untracked();
    let entry = RwSignal::new(asked.entry.unwrap_or_default());
    let start = asked.at.map(|at| start_at(at, intl::offset(&zone(&entry.get_untracked()), at).unwrap_or_default()));
    let day = RwSignal::new(start.map(|start| start.day().to_string()).unwrap_or_default());
    let time = RwSignal::new(start.map(|start| start.time()).unwrap_or_default());
    let wrong = RwSignal::new(None::<(&'static str, &'static str)>);
    let said = move |name: &'static str| Memo::new(move |_| wrong.get().filter(|(field, _)| *field == name).map(|(_, key)| wires.text(key)).unwrap_or_default());
    let refuse = move |name: &'static str, key: &'static str| {
        wrong.set(Some((name, key)));
        around::focus(format!("[name={name}]"));
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        wrong.set(None);
        let slug = entry.get_untracked();
        if slug.is_empty() {
            return refuse("why-entry", "book.what_first");
        }
        let Some(on) = Day::parse(&day.get_untracked()) else {
            return refuse("why-day", "field.missing");
        };
        let Some(minute) = to_minute(&time.get_untracked()) else {
            return refuse("why-time", "field.missing");
        };
        let zone = zone(&slug);
        match placed(on, minute, |at| intl::offset(&zone, at).unwrap_or_default()) {
            Placed::Nowhere => refuse("why-time", "times.nowhere"),
            Placed::At(start) | Placed::Twice(start, _) => wires.turn(Screen::WhyNot(Question { entry: Some(slug), at: Some(start.instant().seconds()) })),
        }
    };
    let entries = wires.me(|me| me.names.entries.clone()).unwrap_or_default();
    let named = entries.into_iter().map(|entry| {
        let words = entry.subject.map_or_else(|| entry.title.clone(), |subject| format!("{subject} · {}", entry.title));
        (entry.slug, words)
    });
    let options = std::iter::once((String::new(), wires.text("book.choose"))).chain(named).collect();
    let choose = Callback::new(move |slug| entry.set(slug));
    let missing = said("why-entry");
    view! {
        <form class="card" novalidate=true on:submit=submit>
            <Choice name="why-entry" label=wires.text("book.entry") options value=entry choose/>
            <p class="error" role="alert">{move || missing.get()}</p>
            <Field wires name="why-day" label="times.day" kind=Kind::Day value=day error=said("why-day")/>
            <Field wires name="why-time" label="times.time" kind=Kind::Time value=time error=said("why-time")/>
            <Submit action="why" label=wires.text("why.ask") waits=Signal::stored(false)/>
        </form>
    }
}
