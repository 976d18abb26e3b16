//! The mails about it, and what became of each.

use super::opened::Opened;
use crate::api::team::wire::{MailLine, MailState};
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
    let show = move || {
        let mails = mails.get().unwrap_or_default();
        if mails.is_empty() {
            return view! { <p class="small">{wires.text("mail.none")}</p> }.into_any();
        }
        let mails = mails.into_iter().map(|mail| view! { <li><Mail wires mail/></li> });
        view! { <ul class="history">{mails.collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="card screen-only">
            <h2>{wires.text("mail.title")}</h2>
            {show}
        </section>
    }
}

/// One mail.
#[component]
fn Mail(wires: Wires, mail: MailLine) -> impl IntoView {
    let to = wires.text(if mail.to_customer { "mail.to_customer" } else { "mail.to_agenda" });
    let state = match mail.state {
        MailState::Sent => view! { <span>{wires.text("mail.sent")}</span> }.into_any(),
        MailState::Open(0, _) => view! { <span>{wires.text("mail.open")}</span> }.into_any(),
        MailState::Open(tries, why) => {
            let said = wires.fill("mail.retried", &[("count", &tries.to_string()), ("why", &why.unwrap_or_default())]);
            view! { <span class="warn">{said}</span> }.into_any()
        }
        MailState::Dead(why) => view! { <span class="warn">{wires.fill("mail.dead", &[("why", &why)])}</span> }.into_any(),
    };
    view! {
        <p><b>{wires.text(desk::mail_occasion(mail.occasion))}</b>" · "{to}</p>
        <p class="small"><time datetime=mail.at.instant().to_string()>{wires.moment(mail.at)}</time>" · "{state}</p>
    }
}
