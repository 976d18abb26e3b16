//! Asks whether an appointment is really to get another time, and whether the customer is told. Outside the rules it wants a reason.

use leptos::ev::SubmitEvent;
use leptos::prelude::{Callback, RwSignal, Set};

use super::looking::Looking;
use super::over::Asked;
use crate::api::team::wire::{Act, HistoryLine, Move, Start};
use crate::api::team::{self, TeamError};
use crate::dashboard::appointment::Happened;
use crate::dashboard::around;
use crate::dashboard::dialog::Dialog;
use crate::dashboard::fields::{Field, Kind, Submit, Tick};
use crate::dashboard::starts::Starts;
use crate::dashboard::wires::Wires;
use crate::element::*;

/// The dialog.
#[component]
pub fn Confirm(
    /// Of what is looked at.
    looking: Looking,
    /// What is asked for.
    asked: Asked,
) -> impl IntoView {
    let wires = looking.wires;
    let chosen = RwSignal::new((asked.starts.len() == 1).then(|| asked.starts[0]));
    let (tell, reason) = (RwSignal::new(true), RwSignal::new(String::new()));
    let (calling, tried) = (RwSignal::new(false), RwSignal::new(false));
    let error = RwSignal::new(None::<TeamError>);
    // Once it is outside the rules, a reason is asked for as long as the time stays.
    let outside = RwSignal::new(false);
    let into = asked.into.clone().map(|(agenda, _)| agenda);
    let (id, version) = (asked.id.to_string(), asked.version);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(start) = chosen.get_untracked().filter(|_| !calling.get_untracked()) else {
            return;
        };
        let why = reason.get_untracked().trim().to_owned();
        if outside.get_untracked() && why.is_empty() {
            tried.set(true);
            around::focus("[name=overrule]");
            return;
        }
        calling.set(true);
        error.set(None);
        let act = Act { portal: wires.portal(), id: id.clone(), version, tell: tell.get_untracked(), reason: why };
        let to = Move { agenda: into.clone(), starts_at: Some(start.instant().seconds()) };
        wires.call(async move { team::reschedule(act, to).await }, move |answer| {
            calling.set(false);
            match answer {
                Ok(_) => {
                    wires.say(wires.text("act.rescheduled"));
                    looking.close();
                    looking.load();
                }
                Err(wrong) => {
                    if matches!(wrong, TeamError::NotOffered(_)) {
                        outside.set(true);
                        around::focus("[name=overrule]");
                    }
                    if matches!(wrong, TeamError::Changed(_)) {
                        // What is there now is on the board once this is closed.
                        looking.load();
                    }
                    // Whatever it is: on the board it stands where it stood.
                    looking.moving.set(None);
                    error.set(Some(wrong));
                }
            }
        });
    };
    let wrong = Memo::new(move |_| if tried.get() && reason.with(|reason| reason.trim().is_empty()) { wires.text("times.reason_missing") } else { String::new() });
    let why = move || outside.get().then(|| view! { <Field wires name="overrule" label="times.reason" kind=Kind::Text value=reason error=wrong/> }.into_any());
    let over = Memo::new(move |_| error.with(|error| matches!(error, Some(TeamError::Changed(_) | TeamError::Gone | TeamError::NotFound))));
    let take = Callback::new(move |start: Start| {
        chosen.set(Some(start));
        outside.set(false);
        error.set(None);
    });
    let (old, minutes) = (asked.old, asked.minutes);
    let new = move || match chosen.get() {
        Some(start) => view! { <b data-chosen=start.instant().to_string()>{wires.short_when(start, minutes)}</b> }.into_any(),
        None => view! { <span>{wires.text("times.choose")}</span> }.into_any(),
    };
    let twice = (asked.starts.len() > 1).then(|| view! { <p>{wires.text("times.twice")}</p> <Starts wires starts=asked.starts.clone() take/> });
    let into = asked.into.clone().map(|(_, name)| view! { <p>{wires.fill("agendas.into", &[("agenda", &name)])}</p> });
    let finish = move || (!over.get()).then(|| view! { <Submit action="reschedule-it" label=wires.text("act.reschedule_it") waits=calling/> }.into_any());
    let inside = view! {
        <form novalidate=true on:submit=submit>
            <p class="from-to" aria-live="polite"><s>{wires.short_when(old, minutes)}</s>" → "{new}</p>
            {into}
            {twice}
            <Tick name="tell" label=wires.fill("act.tell", &[("name", &asked.name)]) value=tell/>
            <Refused wires error take/>
            {why}
            <p class="buttons">
                {finish}
                <button type="button" data-action="leave" on:click=move |_| looking.close()>{wires.text("act.keep_it")}</button>
            </p>
        </form>
    }
    .into_any();
    view! { <Dialog wires name="confirm" title=wires.text("act.reschedule") close=Callback::new(move |()| looking.close()) inside/> }
}

/// Why it couldn't be: what someone else did meanwhile, or which times are near.
#[component]
fn Refused(wires: Wires, error: RwSignal<Option<TeamError>>, take: Callback<Start>) -> impl IntoView {
    let meanwhile = move |lines: Vec<HistoryLine>| {
        let lines = lines.into_iter().map(|line| view! { <li><Happened wires line/></li> });
        view! { <ol class="history">{lines.collect_view()}</ol> }
    };
    let show = move || {
        let error = error.get()?;
        let sentence = wires.trouble(&error);
        let more = match error {
            TeamError::Changed(lines) => meanwhile(lines).into_any(),
            TeamError::Taken(starts) | TeamError::NotOffered(starts) if !starts.is_empty() => view! { <p>{wires.text("act.nearest")}</p> <Starts wires starts take/> }.into_any(),
            _ => ().into_any(),
        };
        Some(view! { <div class="trouble"><p>{sentence}</p>{more}</div> }.into_any())
    };
    view! { <div role="alert">{show}</div> }
}
