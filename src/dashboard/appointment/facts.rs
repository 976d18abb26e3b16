//! What the appointment is: what it is about, when and where, and for whom.

use super::opened::Opened;
use crate::api::team::wire::{Dossier, Place};
use crate::dashboard::bounce::Bounce;
use crate::dashboard::wires::Wires;
use crate::desk::{self, Screen};
use crate::domain::Location;
use crate::element::*;

/// What it is about, and how it stands.
#[component]
pub fn Heading(
    /// Of which appointment.
    opened: Opened,
) -> impl IntoView {
    let wires = opened.wires;
    let known = opened.watch(|dossier| (dossier.subject.clone(), dossier.title.clone(), dossier.status, dossier.source));
    // The heading itself stays: whoever arrived here has the focus on it before the answer is there.
    let name = move || known.get().map_or_else(|| wires.text("appointment.title"), |(subject, title, ..)| subject.unwrap_or(title));
    let facts = move || {
        let (subject, title, status, source) = known.get()?;
        let more = subject.map(|_| view! { <span>{title}</span> });
        let status = view! { <span class="status" data-status=status.as_str()>{wires.text(desk::status(status))}</span> };
        Some(view! { <p class="facts">{status}{more}<span>{wires.text(desk::source(source))}</span></p> }.into_any())
    };
    view! { <header class="top"><h1 tabindex="-1">{name}</h1>{facts}</header> }
}

/// When and where, and with whom.
#[component]
pub fn When(
    /// Of which appointment.
    opened: Opened,
) -> impl IntoView {
    let wires = opened.wires;
    let known = opened.watch(|dossier| (dossier.start, dossier.minutes, dossier.clock.clone(), dossier.agenda_name.clone(), dossier.place.clone()));
    let show = move || {
        let (start, minutes, clock, agenda, place) = known.get()?;
        let near = wires.near(start.day).map(|near| view! { <span class="near">{near}</span> });
        Some(
            view! {
                <h2 class="spoken">{wires.text("appointment.when")}</h2>
                <p class="big opens"><time datetime=start.instant().to_string()>{wires.day(start.day())}</time>" "{near}</p>
                <p class="big">{format!("{}–{}", start.time(), start.time_after(minutes))}" "<span class="small">{format!("({clock})")}</span></p>
                <dl class="pairs">
                    <div><dt>{wires.text("appointment.with")}</dt><dd>{agenda}</dd></div>
                    <div><dt>{wires.text(desk::location(place.location))}</dt><dd><Where wires place/></dd></div>
                </dl>
            }
            .into_any(),
        )
    };
    view! { <section class="card">{show}</section> }
}

/// Where it takes place: with a way there, or what is missing.
#[component]
fn Where(wires: Wires, place: Place) -> impl IntoView {
    if let Some(missing) = desk::missing(&place) {
        return view! { <span class="warn">{wires.text(missing)}</span> }.into_any();
    }
    let outside = |href: String, words: String| view! { <a href=href target="_blank" rel="noopener noreferrer">{words}</a> };
    match (place.location, place.address, place.meeting_link) {
        (Location::AtAddress, Some((address, map)), _) => view! { {address}" "{outside(map, wires.text("place.map"))} }.into_any(),
        (Location::Video, _, Some(link)) => outside(link.clone(), link).into_any(),
        _ => view! { {wires.text("place.we_call")} }.into_any(),
    }
}

/// For whom, in their own words.
#[component]
pub fn Customer(
    /// Of which appointment.
    opened: Opened,
) -> impl IntoView {
    let wires = opened.wires;
    let known = opened.watch(Dossier::clone);
    let show = move || {
        let dossier = known.get()?;
        let number = dossier.phone.clone();
        let phone = dossier.phone.map(|phone| {
            let href = format!("tel:{}", phone.replace(' ', ""));
            view! { <div><dt>{wires.text("field.phone")}</dt><dd><a href=href>{phone}</a></dd></div> }
        });
        let along =
            dossier.attendees.into_iter().map(|(name, email)| view! { <p dir="auto">{name}" "<a href=format!("mailto:{email}")>{email.clone()}</a></p> }).collect::<Vec<_>>();
        let along = (!along.is_empty()).then(|| view! { <div><dt>{wires.text("appointment.along")}</dt><dd>{along}</dd></div> });
        let bounced = dossier.bounced.map(|bounced| view! { <Bounce wires bounced phone=number/> });
        let words = (!dossier.words.is_empty()).then(|| view! { <blockquote dir="auto">{dossier.words}</blockquote> });
        let came: Vec<String> = [dossier.tags.source, dossier.tags.campaign].into_iter().flatten().collect();
        let came = (!came.is_empty()).then(|| view! { <div><dt>{wires.text("appointment.came")}</dt><dd>{came.join(" · ")}</dd></div> });
        Some(
            view! {
                <h2>{wires.text("customer.title")}</h2>
                <p class="big"><a href=wires.link(Screen::Customer(dossier.customer.to_string(), None))>{dossier.name}</a></p>
                {bounced}
                <dl class="pairs">
                    <div><dt>{wires.text("field.email")}</dt><dd><a href=format!("mailto:{}", dossier.email)>{dossier.email.clone()}</a></dd></div>
                    {phone}
                    {along}
                    {came}
                </dl>
                {words}
                <p class="small screen-only"><a href=dossier.manage_url target="_blank" rel="noopener noreferrer">{wires.text("appointment.their_page")}</a></p>
            }
            .into_any(),
        )
    };
    view! { <section class="card">{show}</section> }
}
