//! What the portal wants of its mail: who gets which, when reminders leave, from whom mail is, and until when customers may change.

use leptos::prelude::{Callback, Effect, RwSignal};

use super::wishes::Wishes;
use super::{Tabs, barred};
use crate::api::team::wire::MailWishes;
use crate::api::team::{self, TeamError};
use crate::dashboard::state::{Trouble, Waiting};
use crate::dashboard::wires::Wires;
use crate::element::*;

/// The wishes as they are known.
pub type Known = RwSignal<Option<Result<MailWishes, TeamError>>>;

/// The screen.
#[component]
pub fn Mail(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let known: Known = RwSignal::new(None);
    let load = move || {
        let portal = wires.portal();
        wires.call(async move { team::wishes_of(portal).await }, move |answer| {
            known.try_update(|known| *known = Some(answer));
        });
    };
    Effect::new(move |_| {
        if barred(wires).is_none() {
            load();
        }
    });
    let show = move || match known.get() {
        None => view! { <Waiting wires/> }.into_any(),
        Some(Err(error)) => view! { <Trouble wires error again=Some(Callback::new(move |()| load()))/> }.into_any(),
        Some(Ok(wishes)) => view! { <Wishes wires known wishes load=Callback::new(move |()| load())/> }.into_any(),
    };
    view! {
        <section class="mails" data-screen="mail">
            <header class="top"><h1 tabindex="-1">{wires.text("mails.title")}</h1></header>
            <Tabs wires texts=false/>
            {move || if let Some(barred) = barred(wires) { barred } else { view! { <div>{show}</div> }.into_any() }}
        </section>
    }
}
