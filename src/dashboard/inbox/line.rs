//! One line of the Inbox: who, about what, when, how it stands, and the marks that can be set on it.

use super::read;
use crate::api::team::wire::Line;
use crate::dashboard::wires::Wires;
use crate::desk::{self, Panel, Screen};
use crate::domain::{AppointmentId, Marking};
use crate::element::*;

/// The line of an appointment.
#[component]
pub fn LineOf(
    /// What it is wired to.
    wires: Wires,
    /// Whose line.
    id: AppointmentId,
) -> impl IntoView {
    let href = wires.link(Screen::Appointment(id.to_string(), Panel::Closed));
    let name = id.to_string();
    let line = Memo::new(move |_| wires.list.with(|list| list.line(&id).cloned()));
    let unread = Memo::new(move |_| line.with(|line| line.as_ref().is_some_and(|line| line.unread)));
    let done = Memo::new(move |_| line.with(|line| line.as_ref().is_some_and(|line| line.done)));
    let went = move |_| {
        if let Some(line) = line.get_untracked() {
            wires.list.update(|list| list.go(&line.id));
        }
    };
    let press = move |marking: fn(&Line) -> Marking| {
        if let Some(line) = line.get_untracked() {
            let marking = marking(&line);
            read::mark(wires, line.id, marking);
        }
    };
    view! {
        <li class="line" data-line=name data-unread=move || unread.get().then_some("") data-done=move || done.get().then_some("")>
            <a href=href on:focus=went>{move || line.get().map(|line| view! { <Words wires line/> }.into_any())}</a>
            <p class="marks">
                <button
                    type="button"
                    data-action="unread"
                    aria-pressed=move || unread.get().to_string()
                    title=wires.text("inbox.mark_unread")
                    aria-label=wires.text("inbox.mark_unread")
                    on:click=move |_| press(|line| Marking::Read(line.unread))
                >
                    <span class="dot" aria-hidden="true"></span>
                </button>
                <button
                    type="button"
                    data-action="done"
                    aria-pressed=move || done.get().to_string()
                    title=wires.text("inbox.mark_done")
                    aria-label=wires.text("inbox.mark_done")
                    on:click=move |_| press(|line| Marking::Done(!line.done))
                >
                    <span aria-hidden="true">"✓"</span>
                </button>
            </p>
        </li>
    }
}

/// What it says.
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
    let failed = line.mail_failed.then(|| view! { <span class="warn">{wires.text("inbox.mail_failed")}</span> });
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
