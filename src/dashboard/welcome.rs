//! Choosing a password by the link of an invitation, or after it was forgotten.

use leptos::ev::SubmitEvent;
use leptos::prelude::{RwSignal, Set};

use super::around;
use super::fields::{Field, Kind, Submit};
use super::wires::Wires;
use crate::api::team::{self, TeamError};
use crate::desk::Screen;
use crate::domain::Filters;
use crate::element::*;

/// Characters of a password at least.
const LEAST: usize = 12;

/// The screen of whoever comes by a link.
#[component]
pub fn Welcome(
    /// What it is wired to.
    wires: Wires,
    /// The link's key.
    key: String,
) -> impl IntoView {
    let password = RwSignal::new(String::new());
    let (calling, tried, shown) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let error = RwSignal::new(None::<TeamError>);
    around::focus("[name=password]");
    let short = Memo::new(move |_| password.with(|password| password.chars().count() < LEAST));
    let wrong = Memo::new(move |_| match error.get() {
        Some(error @ TeamError::Invalid(_)) => wires.wrong(&error, team::Field::Password),
        _ if tried.get() && short.get() => wires.text("welcome.short"),
        _ => String::new(),
    });
    let said = Memo::new(move |_| match error.get() {
        None | Some(TeamError::Invalid(_)) => String::new(),
        Some(error) => wires.trouble(&error),
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if short.get_untracked() {
            around::focus("[name=password]");
        }
        if calling.get_untracked() || short.get_untracked() {
            return;
        }
        calling.set(true);
        error.set(None);
        let (link, chosen) = (key.clone(), password.get_untracked());
        wires.call(async move { team::choose_password(link, chosen).await }, move |answer| {
            calling.set(false);
            match answer {
                Ok(opening) => {
                    wires.open(opening);
                    wires.turn(Screen::Inbox(Filters::default()));
                    wires.say(wires.text("welcome.done"));
                }
                Err(wrong) => {
                    error.set(Some(wrong));
                    around::focus("[name=password]");
                }
            }
        });
    };
    view! {
        <main class="door" id="main">
            <form class="sheet" novalidate=true data-screen="welcome" on:submit=submit>
                <p class="house-name">{wires.opening.with_untracked(|opening| opening.portal.clone())}</p>
                <h1 tabindex="-1">{wires.text("welcome.title")}</h1>
                <p>{wires.text("welcome.lead")}</p>
                <Field wires name="password" label="welcome.password" kind=Kind::NewPassword value=password error=wrong shown help="welcome.help"/>
                <button type="button" class="quiet" data-action="show" aria-pressed=move || shown.get().to_string() on:click=move |_| shown.update(|shown| *shown = !*shown)>{wires.text("welcome.show")}</button>
                <p class="error" role="alert">{move || said.get()}</p>
                <Submit action="choose" label=wires.text("welcome.choose") waits=calling/>
            </form>
        </main>
    }
}
