//! The mails about it, and what became of each.

use leptos::prelude::{Callback, GetValue, RwSignal, Set, StoredValue};

use super::mail_words::Words;
use super::opened::Opened;
use crate::api::team::wire::{MailLine, MailState};
use crate::api::team::{self, TeamError};
use crate::dashboard::wires::Wires;
use crate::desk;
use crate::element::*;

/// They.
#[component]
pub fn Mails(
    /// Of which appointment.
    opened: Opened,
) -> impl IntoView {
    let wires = opened.wires;
    let mails = opened.watch(|dossier| dossier.mails.clone());
    let barred = opened.watch(|dossier| dossier.barred);
    let show = move || {
        let mails = mails.get().unwrap_or_default();
        if mails.is_empty() {
            return view! { <p class="small">{wires.text("mail.none")}</p> }.into_any();
        }
        let mails = mails.into_iter().map(|mail| view! { <li><Mail opened mail/></li> });
        let why = barred.get().flatten().map(|permission| view! { <p class="small" id="barred-mails">{wires.text(desk::permission(permission))}</p> });
        view! { <ul class="history">{mails.collect_view()}</ul> {why} }.into_any()
    };
    view! {
        <section class="card screen-only">
            <h2>{wires.text("mail.title")}</h2>
            {show}
        </section>
    }
}

/// What became of a mail.
pub fn state(wires: Wires, state: MailState) -> AnyView {
    match state {
        MailState::Sent => view! { <span>{wires.text("mail.sent")}</span> }.into_any(),
        MailState::Open(0, _) => view! { <span>{wires.text("mail.open")}</span> }.into_any(),
        MailState::Open(tries, why) => {
            let said = wires.fill("mail.retried", &[("count", &tries.to_string()), ("why", &why.unwrap_or_default())]);
            view! { <span class="warn">{said}</span> }.into_any()
        }
        MailState::Dead(why) => view! { <span class="warn">{wires.fill("mail.dead", &[("why", &why)])}</span> }.into_any(),
    }
}

/// One mail.
#[component]
fn Mail(opened: Opened, mail: MailLine) -> impl IntoView {
    let wires = opened.wires;
    let to = match mail.attendee {
        Some(name) => wires.fill("mail.to_attendee", &[("name", &name)]),
        None => wires.text(if mail.to_customer { "mail.to_customer" } else { "mail.to_agenda" }),
    };
    let waits = matches!(mail.state, MailState::Open(0, _));
    let (read, reading) = (StoredValue::new(mail.id.clone()), RwSignal::new(false));
    let state = state(wires, mail.state);
    let again = (mail.newest && !waits).then(|| {
        let id = StoredValue::new(mail.id.clone());
        let (calling, barred) = (RwSignal::new(false), opened.watch(|dossier| dossier.barred.is_some()));
        let barred = move || barred.get().unwrap_or(true);
        let press = move |_| {
            if calling.get_untracked() || barred() {
                return;
            }
            calling.set(true);
            let (portal, appointment, mail) = (wires.portal(), opened.id(), id.get_value());
            wires.call(async move { team::send_again(portal, appointment, mail).await }, move |answer| {
                calling.try_set(false);
                match answer {
                    Ok(dossier) => {
                        opened.learn(dossier);
                        wires.say(wires.text("mail.queued"));
                    }
                    Err(TeamError::Changed(_)) => {
                        opened.glance();
                        wires.say(wires.text("mail.outdated"));
                    }
                    Err(error) => wires.say(wires.trouble(&error)),
                }
            });
        };
        view! {
            <button type="button" class="small" data-action="send-again" aria-disabled=move || (barred() || calling.get()).then_some("true")
                aria-describedby=move || barred().then_some("barred-mails") on:click=press>{wires.text("mail.again")}</button>
        }
    });
    view! {
        <p><b>{wires.text(desk::mail_occasion(mail.occasion))}</b>" · "{to}</p>
        <p class="small"><time datetime=mail.at.instant().to_string()>{wires.moment(mail.at)}</time>" · "{state}</p>
        <p class="buttons">
            <button type="button" class="small" data-action="read-mail" on:click=move |_| reading.set(true)>{wires.text("mail.read")}</button>
            {again}
        </p>
        {move || reading.get().then(|| view! { <Words opened mail=read.get_value() close=Callback::new(move |()| reading.set(false))/> }.into_any())}
    }
}
