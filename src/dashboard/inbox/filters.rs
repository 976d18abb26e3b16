//! What is to be in the Inbox: ready-made choices with their counts, words, and every filter there is. All of it is in the address.

use std::time::Duration;

use leptos::ev::SubmitEvent;
use leptos::prelude::{Callback, RwSignal, set_timeout};

use crate::dashboard::around;
use crate::dashboard::fields::Choice;
use crate::dashboard::wires::Wires;
use crate::desk::{self, Filter, Screen};
use crate::domain::{Filters, Source, Status};
use crate::element::*;

/// So long nobody types before what was typed is looked for.
const PAUSE: Duration = Duration::from_millis(250);

/// Ready-made choices: everything, and what waits.
#[component]
pub fn Counts(
    /// What it is wired to.
    wires: Wires,
    /// What the Inbox is narrowed to.
    kept: Memo<Option<Filters>>,
) -> impl IntoView {
    let me = wires.me(|me| me.id.clone());
    let counts = Memo::new(move |_| wires.list.with(|list| list.counts()));
    let choices = [
        ("all", "inbox.all", Filters::default()),
        ("unread", "inbox.unread", Filters { unread: true, ..Filters::default() }),
        ("open", "inbox.open", Filters { done: Some(false), ..Filters::default() }),
        ("mine", "inbox.mine", Filters { done: Some(false), assigned: me, ..Filters::default() }),
    ];
    let view = Memo::new(move |_| kept.get().unwrap_or_default().view);
    let choices = choices.map(|(name, label, filters)| {
        let here = Memo::new(move |_| Filters { view: view.get(), ..filters.clone() });
        let href = move || wires.link(Screen::Inbox(here.get()));
        let current = move || (kept.get().as_ref() == Some(&here.get())).then_some("true");
        let count = move || {
            let counts = counts.get();
            let count = match name {
                "unread" => counts.unread,
                "open" => counts.open,
                "mine" => counts.mine,
                _ => return None,
            };
            Some(view! { <span class="count">{many(count)}</span> }.into_any())
        };
        view! { <li><a class="choice" data-choice=name href=href aria-current=current>{wires.text(label)}{count}</a></li> }
    });
    view! { <nav class="choices" aria-label=wires.text("inbox.choices")><ul>{choices.into_iter().collect_view()}</ul></nav> }
}

/// More than a thousand is no more to a reader.
pub fn many(count: u32) -> String {
    if count >= 1_000 { "999+".to_owned() } else { count.to_string() }
}

/// Words, and every filter.
#[component]
pub fn Narrow(
    /// What it is wired to.
    wires: Wires,
    /// What the Inbox is narrowed to.
    kept: Memo<Option<Filters>>,
) -> impl IntoView {
    let typed = RwSignal::new(0_u32);
    let put = move |filter: Filter, value: &str| {
        let mut filters = kept.get_untracked().unwrap_or_default();
        desk::set(&mut filters, filter, value);
        if Some(&filters) != kept.get_untracked().as_ref() {
            wires.turn(Screen::Inbox(filters));
        }
    };
    let search = move |event| {
        let words = event_target_value(&event);
        typed.update(|typed| *typed += 1);
        let mine = typed.get_untracked();
        let look = move || {
            if typed.try_get_untracked() == Some(mine) {
                put(Filter::Search, words.trim());
            }
        };
        set_timeout(look, PAUSE);
    };
    let value = move |filter: Filter| Memo::new(move |_| kept.get().map(|filters| filter.value(&filters)).unwrap_or_default());
    let count = Memo::new(move |_| kept.get().map(|filters| desk::active(&filters)).unwrap_or_default());
    let matching = Memo::new(move |_| wires.list.with(|list| list.counts().matching));
    let narrowed = Memo::new(move |_| kept.get().is_some_and(|filters| !desk::is_whole(&filters)));
    let found = move || {
        let narrowed = narrowed.get();
        narrowed.then(|| wires.fill("inbox.matching", &[("count", &many(matching.get()))]))
    };
    let clear = move |_| {
        wires.turn(Screen::Inbox(Filters { view: kept.get_untracked().unwrap_or_default().view, ..Filters::default() }));
        around::focus("[name=q]");
    };
    let names = wires.me(|me| me.names.clone()).unwrap_or_default();
    let any = || (String::new(), wires.text("filter.any"));
    let with_any = |options: Vec<(String, String)>| std::iter::once(any()).chain(options).collect::<Vec<_>>();
    let yes_no = |yes: &str, no: &str| with_any(vec![("yes".to_owned(), wires.text(yes)), ("no".to_owned(), wires.text(no))]);
    let choices = [
        (Filter::Agenda, "filter.agenda", with_any(names.agendas.iter().map(|one| (one.id.to_string(), one.name.clone())).collect())),
        (Filter::Subject, "filter.subject", with_any(names.subjects.iter().map(|one| (one.id.to_string(), one.title.clone())).collect())),
        (Filter::Status, "filter.status", with_any(Status::ALL.map(|one| (one.as_str().to_owned(), wires.text(desk::status(one)))).to_vec())),
        (Filter::Source, "filter.source", with_any(Source::ALL.map(|one| (one.as_str().to_owned(), wires.text(desk::source(one)))).to_vec())),
        (Filter::Member, "filter.member", with_any(names.members.iter().map(|one| (one.id.to_string(), one.name.clone())).collect())),
        (Filter::Unread, "filter.unread", with_any(vec![("yes".to_owned(), wires.text("filter.unread_yes"))])),
        (Filter::Done, "filter.done", yes_no("filter.done_yes", "filter.done_no")),
    ];
    let view = Memo::new(move |_| kept.get().unwrap_or_default().view);
    let choices = choices.map(|(filter, label, options)| {
        let choose = Callback::new(move |chosen: String| put(filter, &chosen));
        // Only an appointment has an agenda, a status and a source; a request has a subject as well: that project's requests are its waiting list.
        let shown = move || match filter {
            Filter::Agenda | Filter::Status | Filter::Source => view.get().has_appointments(),
            Filter::Subject => view.get().has_subjects(),
            _ => true,
        };
        let (options, value) = (options.clone(), value(filter));
        move || shown().then(|| view! { <Choice name=filter.key() label=wires.text(label) options=options.clone() value choose/> }.into_any())
    });
    let days = [(Filter::From, "filter.from"), (Filter::To, "filter.to")].map(|(filter, label)| {
        let (id, value) = (format!("filter-{}", filter.key()), value(filter));
        view! {
            <div class="field">
                <label for=id.clone()>{wires.text(label)}</label>
                <input id=id type="date" name=filter.key() prop:value=move || value.get() on:change=move |event| put(filter, &event_target_value(&event))/>
            </div>
        }
    });
    let words = value(Filter::Search);
    view! {
        <form class="narrow" role="search" on:submit=|event: SubmitEvent| event.prevent_default()>
            <input
                type="search"
                name="q"
                class="search"
                autocomplete="off"
                aria-label=wires.text("inbox.search")
                aria-keyshortcuts="/"
                placeholder=wires.text("inbox.search")
                prop:value=move || words.get()
                on:input=search
            />
            <details class="filters" open=count.get_untracked() != 0>
                <summary>{wires.text("filter.title")}{move || (count.get() > 0).then(|| view! { <span class="count">{count.get().to_string()}</span> }.into_any())}</summary>
                <div class="grid">{choices.into_iter().collect_view()}{days.into_iter().collect_view()}</div>
            </details>
            <p class="found" role="status">
                {found}
                {move || narrowed.get().then(|| view! { <button type="button" class="link" data-action="clear" on:click=clear>{wires.text("filter.clear")}</button> }.into_any())}
            </p>
        </form>
    }
}
