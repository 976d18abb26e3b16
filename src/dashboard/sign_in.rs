//! Signing in. Which of the two was wrong is nobody's business; where the house slows down, the seconds are counted.

use std::time::Duration;

use leptos::ev::SubmitEvent;
use leptos::prelude::{RwSignal, Set, set_timeout};

use super::around;
use super::fields::{Field, Kind, Submit};
use super::wires::Wires;
use crate::api::team::{self, TeamError};
use crate::element::*;

/// The screen of whoever isn't signed in.
#[component]
pub fn SignIn(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let (email, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (calling, wait) = (RwSignal::new(false), RwSignal::new(0_u32));
    let error = RwSignal::new(None::<TeamError>);
    let empty = RwSignal::new(false);
    around::focus("[name=email]");
    let said = Memo::new(move |_| match error.get() {
        _ if wait.get() > 0 => wires.fill("trouble.slow_down", &[("seconds", &wait.get().to_string())]),
        // The seconds are over: another try is welcome.
        Some(TeamError::SlowDown(_)) | None => String::new(),
        Some(error) => wires.trouble(&error),
    });
    let missing = move |field: RwSignal<String>| Memo::new(move |_| if empty.get() && field.with(String::is_empty) { wires.text("field.missing") } else { String::new() });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if calling.get_untracked() || wait.get_untracked() > 0 {
            return;
        }
        let (typed, secret) = (email.get_untracked(), password.get_untracked());
        empty.set(true);
        if typed.trim().is_empty() || secret.is_empty() {
            around::focus(if typed.trim().is_empty() { "[name=email]" } else { "[name=password]" });
            return;
        }
        calling.set(true);
        error.set(None);
        let portal = wires.portal();
        wires.call(async move { team::sign_in(portal, typed, secret).await }, move |answer| {
            calling.set(false);
            match answer {
                Ok(opening) => wires.open(opening),
                Err(wrong) => {
                    if let TeamError::SlowDown(seconds) = wrong {
                        wait.set(seconds);
                        count_down(wait);
                    }
                    error.set(Some(wrong));
                    around::focus("[name=password]");
                }
            }
        });
    };
    let waits = Memo::new(move |_| calling.get() || wait.get() > 0);
    let asked = RwSignal::new(String::new());
    let forgot = move |_| {
        let typed = email.get_untracked();
        empty.set(true);
        if typed.trim().is_empty() {
            around::focus("[name=email]");
            return;
        }
        let portal = wires.portal();
        wires.call(async move { team::forgot(portal, typed).await }, move |answer| match answer {
            Ok(()) => asked.set(wires.text("sign_in.forgotten_sent")),
            Err(wrong) => error.set(Some(wrong)),
        });
    };
    view! {
        <main class="door" id="main">
            <form class="sheet" novalidate=true data-screen="sign-in" on:submit=submit>
                <p class="house-name">{wires.opening.with_untracked(|opening| opening.portal.clone())}</p>
                <h1 tabindex="-1">{wires.text("sign_in.title")}</h1>
                <Field wires name="email" label="field.email" kind=Kind::User value=email error=missing(email)/>
                <Field wires name="password" label="field.password" kind=Kind::Password value=password error=missing(password)/>
                <p class="error" role="alert" id="sign-in-error">{move || said.get()}</p>
                <Submit action="sign-in" label=wires.text("sign_in.enter") waits/>
                <p><button class="link" r#type="button" data-action="forgot" on:click=forgot>{wires.text("sign_in.forgotten")}</button></p>
                <p class="small" role="status" id="forgotten">{move || asked.get()}</p>
            </form>
        </main>
    }
}

fn count_down(wait: RwSignal<u32>) {
    let tick = move || {
        if wait.try_update(|seconds| *seconds = seconds.saturating_sub(1)).is_some() && wait.get_untracked() > 0 {
            count_down(wait);
        }
    };
    set_timeout(tick, Duration::from_secs(1));
}
