//! A request, opened on its customer's timeline: when a time would suit, what has become of it, and what the team does next.

use leptos::prelude::{RwSignal, Set};

use crate::api::team::wire::RequestCard;
use crate::api::team::{self, TeamError};
use crate::dashboard::propose::way;
use crate::dashboard::wires::Wires;
use crate::desk::{self, Panel, Screen};
use crate::domain::{DayPart, FedId, RequestStatus};
use crate::element::*;

/// It. What it was, is read anew on opening.
#[component]
pub fn Asked(
    /// What it is wired to.
    wires: Wires,
    /// Which.
    id: FedId,
) -> impl IntoView {
    let (card, error) = (RwSignal::new(None::<RequestCard>), RwSignal::new(None::<TeamError>));
    let (portal, asked, item) = (wires.portal(), id.clone(), id.clone());
    wires.call(async move { team::request_of(portal, asked).await }, move |answer| match answer {
        Ok(found) => card.set(Some(found)),
        Err(wrong) => error.set(Some(wrong)),
    });
    let turn = move |seen: RequestStatus, to: RequestStatus, said: &'static str| {
        let (portal, id) = (wires.portal(), id.clone());
        wires.call(async move { team::turn_request(portal, id, seen, to).await }, move |answer| match answer {
            Ok(turned) => {
                error.set(None);
                card.set(Some(turned));
                wires.say(wires.text(said));
            }
            Err(wrong) => error.set(Some(wrong)),
        });
    };
    move || {
        let trouble = error.get().map(|error| view! { <p class="error" role="alert">{wires.trouble(&error)}</p> });
        let shown = card.get().map(|card| {
            let parts: Vec<String> = card.parts.iter().map(|part: DayPart| wires.text(desk::day_part(part))).collect();
            let parts = (!parts.is_empty()).then(|| view! { <p>{wires.text("request.parts")}": "{parts.join(", ")}</p> });
            let reach = [Some(card.email), card.phone].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            let appointment = card.appointment.map(|id| {
                let href = wires.link(Screen::Appointment(id.to_string(), Panel::Closed));
                view! { <p><a href=href>{wires.text("request.appointment")}</a></p> }
            });
            let propose = card.status.waits().then(|| {
                let href = way(wires, card.customer.as_str(), Some(card.entry.clone()), Some(item.clone()));
                view! { <a class="button" data-action="propose" href=href>{wires.text("proposal.way")}</a> }
            });
            let (seen, turn) = (card.status, turn.clone());
            let buttons = desk::turns(seen).iter().map(move |(to, action, label, said)| {
                let (turn, to, said) = (turn.clone(), *to, *said);
                view! { <button type="button" data-action=*action on:click=move |_| turn(seen, to, said)>{wires.text(label)}</button> }
            });
            view! {
                <div class="request" data-status=seen.as_str()>
                    <p class="small" role="status">{wires.text(desk::request_status(seen))}</p>
                    {parts}
                    <p class="small">{reach}</p>
                    {appointment}
                    <p class="buttons screen-only">{buttons.collect_view()}{propose}</p>
                </div>
            }
        });
        view! { <div>{shown}{trouble}</div> }
    }
}
