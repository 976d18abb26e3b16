//! Another agenda: at the same time where it is free, at other times where they are shown, or not, and why.

use leptos::ev::SubmitEvent;
use leptos::prelude::{Callable, Callback, RwSignal, Set};

use super::doing::{Doing, Refused, Telling};
use super::opened::Opened;
use super::reschedule::FromTo;
use crate::api::team::wire::{Elsewhere, Move, Possible};
use crate::api::team::{self, TeamError, reschedule};
use crate::dashboard::around;
use crate::dashboard::dialog::Dialog;
use crate::dashboard::fields::Submit;
use crate::dashboard::picker::{Choosing, Picker};
use crate::dashboard::state::{Trouble, Waiting};
use crate::dashboard::wires::Wires;
use crate::desk::{self, Offers, Panel};
use crate::domain::AgendaId;
use crate::element::*;

/// Where it is to go.
#[derive(Clone, Debug, PartialEq, Eq)]
struct There {
    agenda: AgendaId,
    same_time: bool,
}

/// The dialog.
#[component]
pub fn Moves(
    /// Of which appointment.
    opened: Opened,
) -> impl IntoView {
    let wires = opened.wires;
    let doing = Doing::new(opened);
    let choosing = Choosing::new(doing.reason);
    let there = RwSignal::new(None::<There>);
    let found = RwSignal::new(None::<Result<Vec<Elsewhere>, TeamError>>);
    let fetch = move || {
        let (portal, id) = (wires.portal(), opened.id());
        wires.call(async move { team::moves_of(portal, id).await }, move |answer| found.set(Some(answer)));
    };
    fetch();
    let close = Callback::new(move |()| opened.panel(Panel::Closed));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match there.get_untracked() {
            None => around::focus("[name=agenda]:enabled"),
            Some(There { agenda, same_time: true }) => {
                doing.reason.set(String::new());
                doing.run(&event, "act.moved", |act| team::move_to(act, agenda));
            }
            Some(There { agenda, same_time: false }) => {
                let Some(chosen) = choosing.ready() else {
                    return;
                };
                if !chosen.outside {
                    doing.reason.set(String::new());
                }
                let to = Move { agenda: Some(agenda), starts_at: Some(chosen.start.instant().seconds()) };
                doing.run(&event, "act.moved", |act| reschedule(act, to));
            }
        }
    };
    let list = move || match found.get() {
        None => view! { <Waiting wires/> }.into_any(),
        Some(Err(error)) => view! { <Trouble wires error again=Some(Callback::new(move |()| fetch()))/> }.into_any(),
        Some(Ok(agendas)) => {
            let none = agendas.iter().all(|agenda| matches!(agenda.possible, Possible::No(_)));
            let plainly = none.then(|| view! { <p class="trouble">{wires.text("move.impossible")}</p> });
            let agendas = agendas.into_iter().map(|agenda| view! { <li><Target wires agenda there choosing/></li> });
            view! { {plainly} <fieldset><legend>{wires.text("move.where")}</legend><ul class="targets">{agendas.collect_view()}</ul></fieldset> }.into_any()
        }
    };
    let times = move || {
        let There { agenda, .. } = there.get().filter(|there| !there.same_time)?;
        let zone = wires.agenda(&agenda, |agenda| agenda.zone.clone()).unwrap_or_default();
        let (portal, id) = (wires.portal(), opened.id());
        let ask = Box::new(move |from: i32| -> std::pin::Pin<Box<dyn Future<Output = _>>> { Box::pin(team::times_of(portal.clone(), id.clone(), Some(agenda.clone()), from)) });
        Some(view! { <Picker wires ask choosing zone/> }.into_any())
    };
    let possible = Memo::new(move |_| found.with(|found| matches!(found, Some(Ok(agendas)) if agendas.iter().any(|agenda| !matches!(agenda.possible, Possible::No(_))))));
    let finish = move || {
        possible.get().then(|| {
            view! {
                <div class="finish">
                    {move || there.get().filter(|there| !there.same_time).map(|_| view! { <FromTo opened choosing/> }.into_any())}
                    <Telling doing/>
                    <Refused doing take=Some(Callback::new(move |start| choosing.take(start)))/>
                    <p class="buttons">
                        <Submit action="move-it" label=wires.text("act.move_it") waits=doing.calling/>
                        <button type="button" on:click=move |_| close.run(())>{wires.text("dialog.close")}</button>
                    </p>
                </div>
            }
            .into_any()
        })
    };
    let inside = view! { <form novalidate=true on:submit=submit>{list}{times}{finish}</form> }.into_any();
    view! { <Dialog wires name="move" title=wires.text("act.move") close inside/> }
}

/// An agenda, and whether it can be.
#[component]
fn Target(wires: Wires, agenda: Elsewhere, there: RwSignal<Option<There>>, choosing: Choosing) -> impl IntoView {
    let (said, barred) = match &agenda.possible {
        Possible::SameTime => (wires.text("move.same_time"), false),
        Possible::OtherTimes(offer) => {
            let first = Offers::first_of(offer).map(|start| format!("{} {}", wires.short_day(start.day()), start.time()));
            (wires.fill("move.other_times", &[("first", &first.unwrap_or_default())]), false)
        }
        Possible::No(why) => (wires.text(desk::why_not(*why)), true),
    };
    let mine = There { agenda: agenda.agenda.clone(), same_time: agenda.possible == Possible::SameTime };
    let choose = move |_| {
        choosing.chosen.set(None);
        there.set(Some(mine.clone()));
    };
    view! {
        <label class="target">
            <input class="box" type="radio" name="agenda" value=agenda.agenda.to_string() disabled=barred on:change=choose/>
            <span><b>{agenda.name}</b><br/><span class="small">{said}</span></span>
        </label>
    }
}
