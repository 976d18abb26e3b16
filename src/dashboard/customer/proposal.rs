//! A proposal, opened on its customer's timeline: its times, what has become of it, and that it can be taken back.

use leptos::prelude::{Callback, RwSignal, Set};

use crate::api::team::wire::ProposalCard;
use crate::api::team::{self, TeamError};
use crate::dashboard::sure::{self, Sure, Then};
use crate::dashboard::wires::Wires;
use crate::desk::{self, Panel, Screen};
use crate::domain::FedId;
use crate::element::*;

/// It. What it was, is read anew on opening.
#[component]
pub fn Offered(
    /// What it is wired to.
    wires: Wires,
    /// Which.
    id: FedId,
) -> impl IntoView {
    let (card, error, asking) = (RwSignal::new(None::<ProposalCard>), RwSignal::new(None::<TeamError>), RwSignal::new(false));
    let portal = wires.portal();
    wires.call(async move { team::proposal_of(portal, id).await }, move |answer| match answer {
        Ok(found) => card.set(Some(found)),
        Err(wrong) => error.set(Some(wrong)),
    });
    move || {
        let trouble = error.get().map(|error| view! { <p class="error" role="alert">{wires.trouble(&error)}</p> });
        let shown = card.get().map(|now| {
            let times = now.times.iter().map(|(start, minutes, there)| {
                let when = wires.short_when(*start, *minutes);
                // Once it has ended, none can be picked, which is said once and not of each.
                if *there || !now.status.waits() { view! { <li>{when}</li> }.into_any() } else { view! { <li><del>{when}</del>" "<span class="small">{wires.text("proposal.lost")}</span></li> }.into_any() }
            });
            let until = now.status.waits().then(|| {
                let words = wires.text(if now.held { "proposal.is_held" } else { "proposal.is_not_held" });
                view! { <p class="small">{wires.fill("proposal.until", &[("until", &wires.moment(now.until))])}" · "{words}</p> }
            });
            let appointment = now.appointment.clone().map(|id| {
                let href = wires.link(Screen::Appointment(id.to_string(), Panel::Closed));
                view! { <p><a href=href>{wires.text("request.appointment")}</a></p> }
            });
            let withdraw = now.status.waits().then(|| {
                view! { <p class="buttons screen-only"><button type="button" data-action="withdraw-proposal" on:click=move |_| asking.set(true)>{wires.text("proposal.withdraw")}</button></p> }
            });
            let sure = asking.get().then(|| view! { <Withdraw wires now=now.clone() card asking/> });
            view! {
                <div class="request" data-status=now.status.as_str()>
                    <p class="small" role="status">{wires.text(desk::proposal_status(now.status))}</p>
                    <ul>{times.collect_view()}</ul>
                    {until}
                    <p class="small">{now.email.clone()}</p>
                    {appointment}
                    {withdraw}
                    {sure}
                </div>
            }
        });
        view! { <div>{shown}{trouble}</div> }
    }
}

/// Asked once more: the customer has the mail, and finds nothing behind it any more.
#[component]
fn Withdraw(wires: Wires, now: ProposalCard, card: RwSignal<Option<ProposalCard>>, asking: RwSignal<bool>) -> impl IntoView {
    let asked = sure::Asked {
        name: "withdraw-proposal",
        title: wires.text("proposal.sure"),
        sentence: wires.text("proposal.sure_help"),
        yes: ("withdraw", wires.text("proposal.withdraw")),
        no: wires.text("proposal.keep"),
    };
    let act: sure::Act = Box::new(move || {
        let (portal, id) = (wires.portal(), now.id.clone());
        Box::pin(async move {
            let found = team::withdraw_proposal(portal, id).await?;
            Ok(Box::new(move || {
                asking.set(false);
                card.set(Some(found));
                wires.say(wires.text("proposal.withdrawn_now"));
            }) as Then)
        })
    });
    view! { <Sure wires asked act close=Callback::new(move |()| asking.set(false))/> }
}
