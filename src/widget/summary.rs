//! What is booked and when: above the details, in the summary and at the end.

use crate::element::*;

use super::Wires;
use crate::api::wire::{Opened, Start};
use crate::domain::Location;
use crate::domain::texts::Text;

/// What is booked, how long and where, under the heading.
#[component]
pub fn Facts(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let opened = wires.opened(Opened::clone);
    let minutes = wires.fill(Text::Minutes, &[("minutes", &opened.minutes.to_string())]);
    // The subject's title often begins its address: then the address alone says both.
    let subject = opened.subject.filter(|subject| !opened.address.as_ref().is_some_and(|address| address.starts_with(subject.as_str())));
    let facts = [Some(opened.title), subject, opened.address, by(wires, opened.location), Some(minutes)];
    view! { <p class="facts">{facts.into_iter().flatten().map(|fact| view! { <span>{fact}</span> }).collect_view()}</p> }
}

/// A line of the summary.
#[component]
pub fn Line(
    /// What it tells.
    name: Text,
    /// What it tells of it.
    value: String,
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let class = if name == Text::When { "when" } else { "" };
    let end = value.find('\n').unwrap_or(value.len());
    let more = value[end..].to_owned();
    view! {
        <div>
            <dt>{wires.text(name)}</dt>
            <dd><span class=class>{value[..end].to_owned()}</span>{more}</dd>
        </div>
    }
}

/// `dinsdag 1 december 2026, 09:00–09:30`, and what the visitor's own clock shows.
#[component]
pub fn When(
    /// Which time.
    start: Start,
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    view! {
        <span>
            <time class="when" datetime=start.instant().to_string()>{when(wires, start)}</time>
            {wires.own_time(start).map(|own| view! { " " <span class="own">"(" {own} ")"</span> })}
        </span>
    }
}

/// `dinsdag 1 december 2026, 09:00–09:30`.
pub fn when(wires: Wires, start: Start) -> String {
    let minutes = wires.opened(|opened| opened.minutes);
    format!("{}, {}–{}", wires.day(start.day()), start.time(), start.time_after(minutes))
}

/// The lines that confirm and done have in common.
#[component]
pub fn Lines(
    /// Which time.
    start: Start,
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let opened = wires.opened(Opened::clone);
    let clock = wires.clock();
    let own = wires.own_time(start).map(|own| format!("\n({own})")).unwrap_or_default();
    let what = [Some(opened.title), opened.subject].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let place = opened.address.or_else(|| by(wires, opened.location));
    view! {
        <Line name=Text::What value=what wires/>
        <Line name=Text::When value=format!("{}\n{clock}{own}", when(wires, start)) wires/>
        {place.map(|place| view! { <Line name=Text::Where value=place wires/> })}
    }
}

fn by(wires: Wires, location: Location) -> Option<String> {
    match location {
        Location::AtAddress => None,
        Location::Video => Some(wires.text(Text::ByVideo)),
        Location::Phone => Some(wires.text(Text::ByPhone)),
    }
}
