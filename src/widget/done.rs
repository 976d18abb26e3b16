//! The last step: it stands, and what can be done with it.

use leptos::prelude::*;

use super::Wires;
use super::icon::{Icon, Picture};
use super::summary::{Line, Lines};
use crate::domain::Location;
use crate::domain::texts::Text;

/// The last step.
#[component]
pub fn Done(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let known = wires.flow.with_untracked(|flow| Some((flow.booked()?.clone(), flow.contact().email.trim().to_owned(), flow.opened()?.location)));
    known.map(|(booked, email, location)| {
        let room = (location == Location::Video).then(|| match booked.meeting_link {
            Some(link) => view! { <p><a href=link target="_blank" rel="noopener noreferrer">{wires.text(Text::VideoRoom)}</a></p> }.into_any(),
            None => view! { <p>{wires.text(Text::VideoLater)}</p> }.into_any(),
        });
        view! {
            <span class="tick"><Icon picture=Picture::Tick/></span>
            <h2 tabindex="-1">{wires.text(Text::Done)}</h2>
            <p class="facts">{wires.fill(Text::DoneMail, &[("email", &email)])}</p>
            <dl>
                <Lines start=booked.start wires/>
                <Line name=Text::With value=booked.with wires/>
            </dl>
            {room}
            <div class="acts">
                <a class="button" data-action="ics" href=booked.ics_url>{wires.text(Text::AddToCalendar)}</a>
                <a class="button" data-action="google" href=booked.google_url target="_blank" rel="noopener noreferrer">{wires.text(Text::GoogleCalendar)}</a>
                <a class="button quiet" data-action="manage" href=booked.manage_url rel="noreferrer">{wires.text(Text::ChangeOrCancel)}</a>
            </div>
        }
    })
}
