//! Something that stands in an agenda: an appointment leads to its page. What it is, a sign and words say, and not its colour alone.

use super::looking::Looking;
use crate::api::team::wire::{Item, ItemWhat};
use crate::desk::{self, Laid, Panel, Screen};
use crate::domain::{FedKind, Filters, InboxView, Status};
use crate::element::*;

/// It.
#[component]
pub fn Thing(
    /// What is looked at.
    looking: Looking,
    /// What stands there.
    laid: Laid,
) -> impl IntoView {
    let wires = looking.wires;
    let Laid { item, nth, .. } = laid;
    let key = key(&item);
    let stands_in = move |name: String| {
        view! { <span class="marker">"⧉ "{if name.is_empty() { wires.text("agendas.elsewhere") } else { wires.fill("agendas.marker", &[("agenda", &name)]) }}</span> }
    };
    let when = view! { <time datetime=item.start.instant().to_string()>{format!("{}–{}", item.start.time(), item.start.time_after(item.minutes))}</time> };
    match item.what {
        ItemWhat::Appointment { id, customer, subject, status, marker, .. } => {
            let href = wires.link(Screen::Appointment(id.to_string(), Panel::Closed));
            let stands = sign(status).map(|sign| view! { <span class="stands">{sign}" "{wires.text(desk::status(status))}</span> });
            let moving = move || looking.moving.get().is_some_and(|moving| moving.nth == nth).then_some("true");
            let kind = if marker.is_some() { "elsewhere" } else { "appointment" };
            let marker = marker.map(stands_in);
            view! {
                <a class="thing" data-kind=kind data-thing=nth.to_string() data-key=key data-status=status.as_str() data-moving=moving aria-keyshortcuts="m" href=href>
                    {when} " " <b>{customer}</b> " " <span>{subject}</span> " " {marker} {stands}
                </a>
            }
            .into_any()
        }
        ItemWhat::Held { until, offered, marker } => {
            // Whom it is held for is told on their timeline; who waits for it, among the requests.
            let (screen, name) = match offered {
                Some((customer, name, proposal)) => (Screen::Customer(customer.to_string(), Some(proposal)), name),
                None => (Screen::Inbox(Filters { view: InboxView::Fed(FedKind::Request), ..Filters::default() }), wires.text("agendas.those_who_wait")),
            };
            view! {
                <a class="thing" data-kind="held" data-thing=nth.to_string() data-key=key href=wires.link(screen)>
                    {when} " " <b>"○ "{name}</b> " " <span>{wires.text("agendas.held")}</span> " " <span class="until">{wires.fill("agendas.held_until", &[("until", &wires.moment(until))])}</span> " " {marker.map(stands_in)}
                </a>
            }
            .into_any()
        }
        ItemWhat::Block { reason, from_parent, .. } => {
            let above = from_parent.then(|| view! { <span class="marker">"⧉ "{wires.text("agendas.from_parent")}</span> });
            view! {
                <button type="button" class="thing" data-kind="block" data-thing=nth.to_string() data-key=key>
                    {when} " " <b>"⊘ "{wires.text("agendas.block")}</b> " " <span>{reason}</span> " " {above}
                </button>
            }
            .into_any()
        }
    }
}

/// What something is known by when the board is drawn again.
pub fn key(item: &Item) -> String {
    match &item.what {
        ItemWhat::Appointment { id, .. } => id.to_string(),
        ItemWhat::Block { id, .. } => format!("{id}-{}", item.start.day),
        ItemWhat::Held { .. } => format!("held-{}-{}", item.start.instant(), item.minutes),
    }
}

/// A sign of how it stands; what is confirmed needs none.
const fn sign(status: Status) -> Option<&'static str> {
    match status {
        Status::Confirmed => None,
        Status::Requested => Some("?"),
        Status::Completed => Some("✓"),
        Status::NoShow | Status::Cancelled => Some("✕"),
    }
}
