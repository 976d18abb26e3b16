//! A mail as its reader will see it, with what is typed at this moment.

use std::time::Duration;

use leptos::prelude::{Effect, GetValue, RwSignal, Set, StoredValue, UpdateValue, set_timeout};

use super::texts::{Typed, Wrong};
use crate::api::team::wire::{MailSample, MailSeen};
use crate::api::team::{self, TeamError};
use crate::dashboard::wires::Wires;
use crate::domain::RawMailText;
use crate::element::*;

/// So long after the last key it is drawn anew.
const PAUSE: Duration = Duration::from_millis(350);

/// The mail.
#[component]
pub fn Preview(
    /// What it is wired to.
    wires: Wires,
    /// Which mail.
    sample: MailSample,
    /// What is typed.
    typed: Typed,
    /// What is wrong with it.
    wrong: Wrong,
) -> impl IntoView {
    let seen = RwSignal::new(None::<MailSeen>);
    let (error, sending) = (RwSignal::new(String::new()), RwSignal::new(false));
    let dark = RwSignal::new(false);
    let turn = StoredValue::new(0_u32);
    let look = move |mine: u32| {
        let (portal, text) = (wires.portal(), RawMailText(typed.map(|typed| typed.get_untracked())));
        wires.call(async move { team::see_mail(portal, sample, text).await }, move |answer| {
            // What was typed since then is looked at next.
            if turn.try_get_value() != Some(mine) {
                return;
            }
            let (found, said) = match answer {
                Ok(mail) => {
                    seen.set(Some(mail));
                    (Vec::new(), String::new())
                }
                Err(TeamError::Invalid(found)) => (found, wires.text("mails.stale")),
                Err(error) => (Vec::new(), wires.trouble(&error)),
            };
            wrong.set(found);
            error.set(said);
        });
    };
    Effect::new(move |first: Option<()>| {
        typed.iter().for_each(|typed| typed.with(|_| ()));
        let mine = turn.try_update_value(|turn| {
            *turn += 1;
            *turn
        });
        let Some(mine) = mine else { return };
        let when = if first.is_none() { Duration::ZERO } else { PAUSE };
        set_timeout(
            move || {
                if turn.try_get_value() == Some(mine) {
                    look(mine);
                }
            },
            when,
        );
    });
    let send = move |_| {
        if sending.get_untracked() {
            return;
        }
        sending.set(true);
        let (portal, text) = (wires.portal(), RawMailText(typed.map(|typed| typed.get_untracked())));
        wires.call(async move { team::try_mail(portal, sample, text).await }, move |answer| {
            sending.set(false);
            let email = wires.me(|me| me.email.clone()).unwrap_or_default();
            wires.say(answer.map_or_else(|error| wires.trouble(&error), |()| wires.fill("mails.tried", &[("email", &email)])));
        });
    };
    let show = move || {
        let MailSeen { from, subject, html, text } = seen.get()?;
        let mode = move || if dark.get() { "seen dark" } else { "seen" };
        Some(
            view! {
                <p class="small">{wires.fill("mails.from_whom", &[("name", &from)])}</p>
                <p class="seen-subject" dir="auto">{subject}</p>
                <iframe class=mode title=wires.text("mails.preview") sandbox="" srcdoc=html></iframe>
                <details><summary>{wires.text("mails.plain")}</summary><pre class="seen-text" dir="auto">{text}</pre></details>
            }
            .into_any(),
        )
    };
    view! {
        <section class="card" aria-labelledby="mail-preview">
            <h2 id="mail-preview">{wires.text("mails.preview")}</h2>
            <p class="small">{wires.text("mails.preview_help")}</p>
            <p class="error" role="status">{move || error.get()}</p>
            {show}
            <p class="buttons">
                <button type="button" data-action="try-mail" aria-disabled=move || sending.get().then_some("true") on:click=send>{wires.text("mails.try")}</button>
                <button type="button" data-action="dark" aria-pressed=move || if dark.get() { "true" } else { "false" } on:click=move |_| dark.update(|dark| *dark = !*dark)>{wires.text("mails.dark")}</button>
            </p>
        </section>
    }
}
