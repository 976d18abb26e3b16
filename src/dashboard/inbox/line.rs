//! One line of the Inbox: who, about what, when, how it stands, and the marks that can be set on it.

use crate::api::team::wire::{FedLine, Interaction, Line};
use crate::dashboard::fed::Kind;
use crate::dashboard::marking;
use crate::dashboard::wires::Wires;
use crate::desk::{self, Panel, Screen};
use crate::domain::{InteractionId, Marking};
use crate::element::*;

/// The line of an interaction.
#[component]
pub fn LineOf(
    /// What it is wired to.
    wires: Wires,
    /// Whose line.
    id: InteractionId,
) -> impl IntoView {
    let name = id.as_str().to_owned();
    let line = Memo::new(move |_| wires.list.with(|list| list.line(&id).cloned()));
    let unread = Memo::new(move |_| line.with(|line| line.as_ref().is_some_and(Interaction::is_unread)));
    let done = Memo::new(move |_| line.with(|line| line.as_ref().is_some_and(Interaction::is_done)));
    let went = move |_| {
        if let Some(line) = line.get_untracked() {
            wires.list.update(|list| list.go(&line.id()));
        }
    };
    let href = move || line.get().map(|line| wires.link(screen_of(&line)));
    let press_unread = move |_| {
        if let Some(line) = line.get_untracked() {
            marking::mark(wires, line.id(), Marking::Read(line.is_unread()), Marking::Read(!line.is_unread()));
        }
    };
    let press_done = move |_| {
        if let Some(line) = line.get_untracked() {
            marking::mark(wires, line.id(), Marking::Done(!line.is_done()), Marking::Done(line.is_done()));
        }
    };
    let words = move || {
        Some(match line.get()? {
            Interaction::Appointment(line) => view! { <Words wires line/> }.into_any(),
            Interaction::Fed(line) => view! { <FedWords wires line/> }.into_any(),
        })
    };
    view! {
        <li class="line" data-line=name data-unread=move || unread.get().then_some("") data-done=move || done.get().then_some("")>
            <a href=href on:focus=went>{words}</a>
            <p class="marks">
                <button
                    type="button"
                    data-action="unread"
                    aria-pressed=move || unread.get().to_string()
                    title=wires.text("inbox.mark_unread")
                    aria-label=wires.text("inbox.mark_unread")
                    on:click=press_unread
                >
                    <span class="dot" aria-hidden="true"></span>
                </button>
                <button
                    type="button"
                    data-action="done"
                    aria-pressed=move || done.get().to_string()
                    title=wires.text("inbox.mark_done")
                    aria-label=wires.text("inbox.mark_done")
                    on:click=press_done
                >
                    <span aria-hidden="true">"✓"</span>
                </button>
            </p>
        </li>
    }
}

/// Where all of it is.
pub fn screen_of(line: &Interaction) -> Screen {
    match line {
        Interaction::Appointment(line) => Screen::Appointment(line.id.to_string(), Panel::Closed),
        Interaction::Fed(line) => Screen::Customer(line.customer.to_string(), Some(line.id.clone())),
    }
}

/// What something says that was fed in.
#[component]
fn FedWords(wires: Wires, line: FedLine) -> impl IntoView {
    let handler = line.assigned.as_ref().and_then(|id| wires.member(id)).map(|name| view! { <span class="for">{wires.fill("inbox.for", &[("name", &name)])}</span> });
    let unread = line.unread.then(|| view! { <span class="spoken">{wires.text("inbox.is_unread")}</span> });
    let failed = line.mail_failed.is_some().then(|| view! { <span class="warn">{wires.text("inbox.mail_failed")}</span> });
    view! {
        <span class="who">{unread}{line.name.clone()}</span>
        <span class="about" dir="auto">{line.title.clone()}</span>
        <span class="when said-text" dir="auto">{line.text.clone()}</span>
        <span class="with">{line.who.clone()}</span>
        <span class="notes"><Kind wires what=line.what.clone()/>{handler}{failed}</span>
        <span class="last"><span class="spoken">{wires.text("fed.came")}" "</span><time datetime=line.came.instant().to_string()>{wires.moment(line.came)}</time></span>
    }
}

/// What an appointment's says.
#[component]
pub fn Words(
    /// What it is wired to.
    wires: Wires,
    /// Of which line.
    line: Line,
) -> impl IntoView {
    let near = wires.near(line.start.day).map(|near| view! { <span class="near">{near}</span> });
    let agenda = wires.agenda(&line.agenda, |agenda| agenda.name.clone());
    let handler = line.assigned.as_ref().and_then(|id| wires.member(id)).map(|name| view! { <span class="for">{wires.fill("inbox.for", &[("name", &name)])}</span> });
    let trouble = if line.bounced { Some("bounce.call") } else { line.mail_failed.then_some("inbox.mail_failed") };
    let failed = trouble.map(|said| view! { <span class="warn">{wires.text(said)}</span> });
    let unread = line.unread.then(|| view! { <span class="spoken">{wires.text("inbox.is_unread")}</span> });
    let what = wires.text(desk::what(line.last));
    view! {
        <span class="who">{unread}{line.customer.clone()}</span>
        <span class="about">{wires.about(&line)}</span>
        <span class="when">
            <time datetime=line.start.instant().to_string()>{wires.short_when(line.start, line.minutes)}</time>
            {near}
        </span>
        <span class="with">{agenda}</span>
        <span class="notes">
            <span class="status" data-status=line.status.as_str()>{wires.text(desk::status(line.status))}</span>
            {handler}
            {failed}
        </span>
        <span class="last">{what}" "<time datetime=line.happened.instant().to_string()>{wires.moment(line.happened)}</time></span>
    }
}
