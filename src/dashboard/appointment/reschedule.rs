//! Another time in the same agenda: one that is free, or one of the team's own, with a reason.

use leptos::ev::SubmitEvent;
use leptos::prelude::{Callback, Set};

use super::doing::{Doing, Refused, Telling};
use super::opened::Opened;
use crate::api::team::wire::Move;
use crate::api::team::{reschedule, times_of};
use crate::dashboard::dialog::Dialog;
use crate::dashboard::fields::Submit;
use crate::dashboard::picker::{Choosing, Picker};
use crate::desk::Panel;
use crate::element::*;

/// The dialog.
#[component]
pub fn Reschedule(
    /// Of which appointment.
    opened: Opened,
) -> impl IntoView {
    let wires = opened.wires;
    let doing = Doing::new(opened);
    let choosing = Choosing::new(doing.reason);
    let (portal, id) = (wires.portal(), opened.id());
    let ask = Box::new(move |from: i32| -> std::pin::Pin<Box<dyn Future<Output = _>>> { Box::pin(times_of(portal.clone(), id.clone(), None, from)) });
    let zone = opened.now(|dossier| wires.agenda(&dossier.agenda, |agenda| agenda.zone.clone())).flatten().unwrap_or_default();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(chosen) = choosing.ready() else {
            return;
        };
        // A reason overrules: where the time is free, nothing has to be.
        if !chosen.outside {
            doing.reason.set(String::new());
        }
        let to = Move { agenda: None, starts_at: Some(chosen.start.instant().seconds()) };
        doing.run(&event, "act.rescheduled", |act| reschedule(act, to));
    };
    let inside = view! {
        <form novalidate=true on:submit=submit>
            <Picker wires ask choosing zone/>
            <div class="finish">
                <FromTo opened choosing/>
                <Telling doing/>
                <Refused doing take=Some(Callback::new(move |start| choosing.take(start)))/>
                <p class="buttons">
                    <Submit action="reschedule-it" label=wires.text("act.reschedule_it") waits=doing.calling/>
                    <button type="button" on:click=move |_| opened.panel(Panel::Closed)>{wires.text("dialog.close")}</button>
                </p>
            </div>
        </form>
    }
    .into_any();
    view! { <Dialog wires name="reschedule" title=wires.text("act.reschedule") close=Callback::new(move |()| opened.panel(Panel::Closed)) inside/> }
}

/// From when to when, once there is a time.
#[component]
pub fn FromTo(
    /// Of which appointment.
    opened: Opened,
    /// What is chosen.
    choosing: Choosing,
) -> impl IntoView {
    let wires = opened.wires;
    let known = opened.watch(|dossier| (dossier.start, dossier.minutes));
    let show = move || {
        let (old, minutes) = known.get()?;
        let old = wires.short_when(old, minutes);
        let new = match choosing.chosen.get() {
            Some(chosen) => view! { <b data-chosen=chosen.start.instant().to_string()>{wires.short_when(chosen.start, minutes)}</b> }.into_any(),
            None if choosing.tried.get() => view! { <span class="error">{wires.text("times.choose")}</span> }.into_any(),
            None => view! { <span>{wires.text("times.choose")}</span> }.into_any(),
        };
        Some(view! { <p class="from-to"><s>{old}</s>" → "{new}</p> }.into_any())
    };
    view! { <div aria-live="polite">{show}</div> }
}
