//! The last step: it stands, and what can be done with it.

use crate::element::*;

use super::Wires;
use super::button::LinkButton;
use super::summary::{Line, Lines};
use crate::domain::Location;
use crate::domain::texts::Text;

/// The last step.
#[component]
pub fn Done(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let known = wires.flow.with_untracked(|flow| Some((flow.booked()?.clone(), flow.contact().email.trim().to_owned(), flow.opened().location)));
    known.map(|(booked, email, location)| {
        let room = match (location, booked.meeting_link) {
            (Location::Video, Some(link)) => view! { <LinkButton action="room" look="" label=wires.text(Text::VideoRoom) href=link outside=true/> }.into_any(),
            (Location::Video, None) => view! { <p>{wires.text(Text::VideoLater)}</p> }.into_any(),
            _ => ().into_any(),
        };
        view! {
            <span class="tick"></span>
            <h2 tabindex="-1">{wires.text(Text::Done)}</h2>
            <p class="facts">{wires.fill(Text::DoneMail, &[("email", &email)])}</p>
            <dl>
                <Lines start=booked.start wires/>
                <Line name=Text::With value=booked.with wires/>
            </dl>
            {room}
            <div class="acts">
                <LinkButton action="ics" look="main" label=wires.text(Text::AddToCalendar) href=booked.ics_url outside=false/>
                <LinkButton action="google" look="" label=wires.text(Text::GoogleCalendar) href=booked.google_url outside=true/>
                <LinkButton action="share" look="" label=wires.text(Text::Share) href=booked.share_url outside=false/>
                <LinkButton action="manage" look="quiet" label=wires.text(Text::ChangeOrCancel) href=booked.manage_url outside=false/>
            </div>
        }
    })
}
