//! What happened to it: who, when, from what to what, and why.

use super::opened::Opened;
use crate::api::team::wire::{HistoryLine, Start};
use crate::dashboard::wires::Wires;
use crate::desk;
use crate::domain::{Author, What};
use crate::element::*;

/// All of it, the newest first.
#[component]
pub fn History(
    /// Of which appointment.
    opened: Opened,
) -> impl IntoView {
    let wires = opened.wires;
    let lines = opened.watch(|dossier| dossier.history.clone());
    let show = move || lines.get().unwrap_or_default().into_iter().map(|line| view! { <li><Happened wires line/></li> }).collect_view();
    view! {
        <section class="card">
            <h2>{wires.text("history.title")}</h2>
            <ol class="history">{show}</ol>
        </section>
    }
}

/// One thing that happened.
#[component]
pub fn Happened(
    /// What it is wired to.
    wires: Wires,
    /// What happened.
    line: HistoryLine,
) -> impl IntoView {
    let by = match &line.by {
        Author::Customer => wires.text("history.by_customer"),
        Author::Member(_, name) | Author::Program(name) => name.to_string(),
        Author::Attendee(name) => wires.fill("history.by_attendee", &[("name", name.as_str())]),
    };
    let when = |at: Start| format!("{} {}", wires.short_day(at.day()), at.time());
    let times = line.old.zip(line.new).map(|(old, new)| view! { <p class="change"><s>{when(old)}</s>" → "<b>{when(new)}</b></p> });
    let agendas = line.agendas.map(|(old, new)| view! { <p class="change"><s>{old}</s>" → "<b>{new}</b></p> });
    let reason = line.reason.map(|reason| view! { <p dir="auto">{wires.fill("history.reason", &[("reason", &reason)])}</p> });
    // How it ended, nobody writes to a customer; and who comes along they say themselves.
    let ended = matches!(line.what, What::Completed | What::NoShow | What::Reopened | What::AttendeeAdded | What::AttendeeLeft);
    let told = (!ended).then(|| format!(" · {}", wires.text(if line.told { "history.told" } else { "history.not_told" })));
    view! {
        <p><b>{wires.text(desk::what(line.what))}</b>" · "{by}</p>
        {times}
        {agendas}
        {reason}
        <p class="small"><time datetime=line.at.instant().to_string()>{wires.moment(line.at)}</time>{told}</p>
    }
}
