//! What the portal wants of its mail: who gets which, when reminders leave, from whom mail is, and until when customers may change.

mod kinds;
mod wishes;

use leptos::prelude::{Callback, Effect, RwSignal, Set};

use super::state::{Trouble, Waiting};
use super::wires::Wires;
use crate::api::team::wire::MailWishes;
use crate::api::team::{self, TeamError};
use crate::desk;
use crate::domain::Permission;
use crate::element::*;
use wishes::Wishes;

/// The wishes as they are known.
type Known = RwSignal<Option<Result<MailWishes, TeamError>>>;

/// The screen.
#[component]
pub fn Mail(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let known: Known = RwSignal::new(None);
    let decides = Memo::new(move |_| wires.opening.with(|opening| opening.me.as_ref().is_some_and(|me| me.permissions.allows(Permission::Settings))));
    let load = move || {
        let portal = wires.portal();
        wires.call(async move { team::wishes_of(portal).await }, move |answer| {
            known.try_update(|known| *known = Some(answer));
        });
    };
    Effect::new(move |_| {
        if decides.get() {
            load();
        }
    });
    let show = move || match known.get() {
        _ if !decides.get() => view! { <p class="small why" id="barred-mail">{wires.text(desk::permission(Permission::Settings))}</p> }.into_any(),
        None => view! { <Waiting wires/> }.into_any(),
        Some(Err(error)) => view! { <Trouble wires error again=Some(Callback::new(move |()| load()))/> }.into_any(),
        Some(Ok(wishes)) => view! { <Wishes wires known wishes load=Callback::new(move |()| load())/> }.into_any(),
    };
    view! {
        <section class="mails" data-screen="mail">
            <header class="top"><h1 tabindex="-1">{wires.text("mails.title")}</h1></header>
            {show}
        </section>
    }
}
