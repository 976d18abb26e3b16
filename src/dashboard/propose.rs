//! Offering a customer several times: what, which of the free times, and for how long. What the plan lacks is shown with its reason, and can't be sent.

use std::pin::Pin;

use leptos::ev::SubmitEvent;
use leptos::prelude::{Callback, GetValue, RwSignal, Set, SetValue, StoredValue};

use super::around;
use super::book::{What, entry_of};
use super::fields::{Choice, Field, Kind, Submit, Tick};
use super::picker::{Choosing, Picker};
use super::wires::Wires;
use crate::api::team::wire::{CustomerLine, Proposing, Start};
use crate::api::team::{self, TeamError};
use crate::desk::{self, Counts, Screen, Wanted};
use crate::domain::{CustomerId, FedId};
use crate::element::*;

/// The screen.
#[component]
pub fn Propose(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let here = Memo::new(move |_| match wires.place.with(|place| place.screen.clone()) {
        Screen::Propose(wanted, request) => (wanted, request),
        _ => (Wanted::default(), None),
    });
    let wanted = Memo::new(move |_| here.with(|(wanted, _)| wanted.clone()));
    let usual = wires.me(|me| me.proposals).unwrap_or_default();
    let lacking = wires.me(|me| me.plan.lacks_for_proposals()).flatten();
    let (ticked, note, held) = (RwSignal::new(Vec::<Start>::new()), RwSignal::new(String::new()), RwSignal::new(usual.held));
    let (expires, calling, tried) = (RwSignal::new(usual.expires.count().to_string()), RwSignal::new(false), RwSignal::new(false));
    let (error, whom) = (RwSignal::new(None::<TeamError>), RwSignal::new(None::<CustomerLine>));
    if let Some(id) = wanted.get_untracked().customer {
        let portal = wires.portal();
        wires.call(async move { team::customer_of(portal, id).await }, move |answer| match answer {
            Ok(record) => whom.set(Some(record.line)),
            Err(wrong) => error.set(Some(wrong)),
        });
    }
    // A repetition of the same ask keeps its key, so that an answer that was lost offers nothing twice.
    let sent = StoredValue::new(None::<Proposing>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        error.set(None);
        tried.set(true);
        let (Wanted { entry, agenda, customer, .. }, request) = here.get_untracked();
        let Some(entry) = entry else {
            return around::focus("[name=entry]");
        };
        let starts = ticked.get_untracked();
        if !desk::enough(&starts) {
            return around::focus(".picker .slots button");
        }
        let Some(customer) = customer.filter(|_| !calling.get_untracked() && lacking.is_none()) else {
            return;
        };
        let mut asked = Proposing {
            portal: wires.portal(),
            entry,
            agenda,
            starts: starts.iter().map(|start| start.instant().seconds()).collect(),
            customer: CustomerId::new(customer.clone()),
            request,
            held: held.get_untracked(),
            expires: expires.get_untracked().parse().unwrap_or(usual.expires.count()),
            note: note.get_untracked(),
            key: String::new(),
        };
        asked.key = match sent.get_value() {
            Some(before) if (Proposing { key: String::new(), ..before.clone() }) == asked => before.key,
            _ => around::key(),
        };
        sent.set_value(Some(asked.clone()));
        calling.set(true);
        wires.call(async move { team::propose(asked).await }, move |answer| {
            calling.set(false);
            match answer {
                Ok(card) => {
                    wires.say(wires.text("proposal.done"));
                    wires.turn(Screen::Customer(customer, Some(card.id)));
                }
                Err(wrong) => error.set(Some(wrong)),
            }
        });
    };
    let source = Memo::new(move |_| wanted.with(|wanted| (wanted.entry.clone(), wanted.agenda.clone())));
    let times = move || {
        let (entry, agenda) = source.get();
        ticked.set(Vec::new());
        let Some(entry) = entry.and_then(|entry| entry_of(wires, &entry)) else {
            return view! { <p class="small">{wires.text("book.what_first")}</p> }.into_any();
        };
        let portal = wires.portal();
        let ask = Box::new(move |from: i32| -> Pin<Box<dyn Future<Output = _>>> { Box::pin(team::times_at(portal.clone(), entry.slug.clone(), agenda.clone(), from)) });
        view! { <Picker wires ask choosing=Choosing::new(RwSignal::new(String::new())) zone=String::new() many=ticked/> }.into_any()
    };
    let turn = Callback::new(move |now: Wanted| wires.turn(Screen::Propose(now, here.with_untracked(|(_, request)| request.clone()))));
    let lasting: Vec<_> = desk::lasting(usual.expires.count()).into_iter().map(|minutes| (minutes.to_string(), wires.counted(minutes, Counts::Minutes))).collect();
    let barred = lacking.map(|feature| view! { <p class="warn" data-barred="plan">{wires.text(desk::lacking(feature))}</p> });
    view! {
        <section data-screen="propose">
            <header class="top"><h1 tabindex="-1">{wires.text("proposal.title")}</h1></header>
            {barred}
            <form class="columns" novalidate=true on:submit=submit>
                <div class="main-column">
                    <section class="card"><h2>{wires.text("book.what")}</h2><What wires wanted turn/></section>
                    <section class="card">
                        <h2>{wires.text("proposal.times")}</h2>
                        <p class="small">{wires.text("proposal.times_help")}</p>
                        {times}
                        <p class="error" role="alert">{move || (tried.get() && !ticked.with(|ticked| desk::enough(ticked))).then(|| wires.text("proposal.more"))}</p>
                    </section>
                </div>
                <div class="side-column">
                    <section class="card"><h2>{wires.text("book.for_whom")}</h2><Whom wires whom/></section>
                    <section class="card">
                        <Ticked wires wanted ticked/>
                        <Tick name="held" label=wires.text("proposal.hold") value=held/>
                        <Choice name="expires" label=wires.text("proposal.expires") options=lasting value=expires choose=Callback::new(move |minutes| expires.set(minutes))/>
                        <Field wires name="note" label="proposal.note" kind=Kind::Text value=note error=Signal::stored(String::new()) optional=true/>
                        <p class="error" role="alert">{move || error.get().map(|error| wires.trouble(&error))}</p>
                        <Submit action="propose" label=wires.text("proposal.send") waits=Signal::derive(move || calling.get() || lacking.is_some())/>
                    </section>
                </div>
            </form>
        </section>
    }
}

/// For whom; nobody yet leads to the customers.
#[component]
fn Whom(wires: Wires, whom: RwSignal<Option<CustomerLine>>) -> impl IntoView {
    move || match whom.get() {
        Some(line) => view! { <p><b dir="auto">{line.name}</b><br/>{line.email}</p> }.into_any(),
        None => view! { <p><a href=wires.link(Screen::Customers(String::new()))>{wires.text("proposal.choose_customer")}</a></p> }.into_any(),
    }
}

/// What is ticked, on whichever page of the times; each can be taken away again.
#[component]
fn Ticked(wires: Wires, wanted: Memo<Wanted>, ticked: RwSignal<Vec<Start>>) -> impl IntoView {
    let minutes = Memo::new(move |_| wanted.with(|wanted| wanted.entry.as_ref().and_then(|entry| entry_of(wires, entry)).map_or(0, |entry| entry.minutes)));
    let list = move || {
        let lines = ticked.get().into_iter().map(|start| {
            let when = wires.short_when(start, minutes.get());
            let label = wires.fill("proposal.take_away", &[("when", &when)]);
            let press = move |_| ticked.update(|ticked| ticked.retain(|known| *known != start));
            view! { <li data-ticked=start.instant().to_string()>{when}" "<button type="button" aria-label=label on:click=press>"×"</button></li> }
        });
        view! { <ul>{lines.collect_view()}</ul> }
    };
    view! { <div aria-live="polite"><h3>{move || wires.fill("proposal.chosen", &[("count", &ticked.with(Vec::len).to_string())])}</h3>{list}</div> }
}

/// The way here from a customer, or from what they ask for.
pub fn way(wires: Wires, customer: &str, entry: Option<String>, request: Option<FedId>) -> String {
    wires.link(Screen::Propose(Wanted { entry, customer: Some(customer.to_owned()), ..Wanted::default() }, request))
}
