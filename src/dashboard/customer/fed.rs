//! Something that was fed in, on a customer's timeline: what it is and how it begins, and whole on opening, with its link and the team's marks.

use leptos::prelude::{Callable, Callback, RwSignal, Set};

use super::Record;
use super::answer::Answer;
use super::proposal::Offered;
use super::request::Asked;
use crate::api::team::wire::FedLine;
use crate::api::team::{self, TeamError};
use crate::dashboard::fed::Kind;
use crate::dashboard::wires::Wires;
use crate::dashboard::{around, marking};
use crate::desk::{Panel, Screen};
use crate::domain::{AppointmentId, FedWhat, InteractionId, Marking, MemberId};
use crate::element::*;

/// It. Whoever opens it has read it.
#[component]
pub fn Fed(
    /// What it is wired to.
    wires: Wires,
    /// Of whom.
    record: Record,
    /// As it was when it was first shown: of this, marks alone change.
    first: FedLine,
    /// As it is.
    line: Memo<Option<FedLine>>,
) -> impl IntoView {
    let FedLine { id, what, title, text, whole, link, who, at, about, mail_failed, .. } = first;
    let wanted = wires.place.with_untracked(|place| matches!(&place.screen, Screen::Customer(_, Some(item)) if *item == id));
    let (open, said, error) = (RwSignal::new(wanted), RwSignal::new(whole.then(|| text.clone())), RwSignal::new(None::<TeamError>));
    let unread = Memo::new(move |_| line.with(|line| line.as_ref().is_some_and(|line| line.unread)));
    let (asked, item, name, inner) = (id.clone(), id.clone(), id.to_string(), what.clone());
    let read = Callback::new(move |()| {
        if unread.get_untracked() {
            marking::read(wires, InteractionId::Fed(asked.clone()));
        }
        if said.with_untracked(Option::is_none) {
            error.set(None);
            let (portal, id) = (wires.portal(), asked.clone());
            wires.call(async move { team::fed_of(portal, id).await }, move |answer| match answer {
                Ok(found) => said.set(Some(found.text)),
                Err(wrong) => error.set(Some(wrong)),
            });
        }
    });
    if wanted {
        read.run(());
        around::focus(format!("[data-fed=\"{id}\"] .unfold"));
    }
    let turn = move |_| {
        open.update(|open| *open = !*open);
        if open.get_untracked() {
            read.run(());
        }
    };
    let inside = move || {
        open.get().then(|| {
            let link = link.clone().map(|(href, host)| {
                let words = wires.fill("fed.open_at", &[("host", &host)]);
                view! { <p><a href=href target="_blank" rel="noopener noreferrer">{words}" ↗"</a></p> }
            });
            let text = move || match (said.get(), error.get()) {
                (Some(text), _) if text.is_empty() => ().into_any(),
                (Some(text), _) => view! { <p class="words" dir="auto">{text}</p> }.into_any(),
                (None, Some(error)) => view! { <p class="error" role="alert">{wires.trouble(&error)}</p> }.into_any(),
                (None, None) => view! { <p class="small" role="status">{wires.text("state.loading")}</p> }.into_any(),
            };
            let asked = match inner {
                FedWhat::Request => Some(view! { <Asked wires id=item.clone()/> }.into_any()),
                FedWhat::Proposal => Some(view! { <Offered wires id=item.clone()/> }.into_any()),
                _ => None,
            };
            let about = about.clone().map(|about| view! { <About wires record line about/> });
            let failed = mail_failed.clone().map(|reason| view! { <p class="error" data-failed="mail">{wires.text("inbox.mail_failed")}": "{reason}</p> });
            view! { <div class="fed-inside">{text}{failed}{asked}{about}{link}<Marks wires line/></div> }.into_any()
        })
    };
    let begins = text.lines().next().unwrap_or_default().to_owned();
    let teaser = move || (!open.get() && !begins.is_empty()).then(|| view! { <span class="begins" dir="auto">{begins.clone()}</span> }.into_any());
    let new = move || unread.get().then(|| view! { <span class="near">{wires.text("fed.new")}</span> }.into_any());
    view! {
        <div class="fed" data-fed=name data-unread=move || unread.get().then_some("")>
            <button type="button" class="unfold" aria-expanded=move || open.get().to_string() on:click=turn>
                <span class="top-line"><Kind wires what/>{new}</span>
                <b dir="auto">{title}</b>
                {teaser}
                <span class="small">{who}" · "<time datetime=at.instant().to_string()>{wires.moment(at)}</time></span>
            </button>
            {inside}
        </div>
    }
}

/// Of a message: what became of its mail, the appointment that it is about, and an answer.
#[component]
fn About(wires: Wires, record: Record, line: Memo<Option<FedLine>>, about: AppointmentId) -> impl IntoView {
    let href = wires.link(Screen::Appointment(about.to_string(), Panel::Closed));
    let mail = move || {
        line.with(|line| line.as_ref().and_then(|line| line.mail.clone()))
            .map(|state| view! { <p class="small">{wires.text("mail.by_mail")}" "{super::super::appointment::state(wires, state)}</p> })
    };
    view! {
        {mail}
        <p class="small"><a href=href>{wires.text("request.appointment")}</a></p>
        <Answer wires record appointment=about/>
    }
}

/// The team's marks on it.
#[component]
fn Marks(wires: Wires, line: Memo<Option<FedLine>>) -> impl IntoView {
    let mark = move |marking: fn(&FedLine) -> (Marking, Marking)| {
        if let Some(line) = line.get_untracked() {
            let (to, before) = marking(&line);
            marking::mark(wires, InteractionId::Fed(line.id), to, before);
        }
    };
    let is = |read: fn(&FedLine) -> bool| move || line.with(|line| line.as_ref().is_some_and(read)).to_string();
    let assigned = Memo::new(move |_| line.with(|line| line.as_ref().and_then(|line| line.assigned.as_ref().map(ToString::to_string))).unwrap_or_default());
    let choose = move |event| {
        if let Some(line) = line.get_untracked() {
            let to = Some(event_target_value(&event)).filter(|id| !id.is_empty()).map(MemberId::new);
            marking::mark(wires, InteractionId::Fed(line.id), Marking::Assigned(to), Marking::Assigned(line.assigned));
        }
    };
    let nobody = std::iter::once((String::new(), wires.text("marks.nobody")));
    let options = nobody.chain(wires.members().into_iter().map(|member| (member.id.to_string(), member.name))).map(|(id, name)| {
        let mine = id.clone();
        view! { <option value=id selected=move || assigned.get() == mine>{name}</option> }
    });
    view! {
        <p class="buttons screen-only">
            <button type="button" data-action="done" aria-pressed=is(|line| line.done) on:click=move |_| mark(|line| (Marking::Done(!line.done), Marking::Done(line.done)))>{wires.text("marks.done")}</button>
            <button type="button" data-action="unread" aria-pressed=is(|line| line.unread) on:click=move |_| mark(|line| (Marking::Read(line.unread), Marking::Read(!line.unread)))>{wires.text("marks.unread")}</button>
            <select aria-label=wires.text("marks.assigned") prop:value=move || assigned.get() on:change=choose>{options.collect_view()}</select>
        </p>
    }
}
