//! What may be done to the appointment. What a member may not do stays visible, and says why.

use leptos::prelude::{RwSignal, Set};

use super::opened::Opened;
use crate::api::team;
use crate::api::team::wire::Act;
use crate::dashboard::around;
use crate::desk::{self, Panel};
use crate::domain::{Permission, Status};
use crate::element::*;

/// Why something can't be done, by the key of its sentence.
fn bar(barred: Option<Permission>, status: Status, wrong_time: bool, why: &'static str) -> Option<&'static str> {
    match (barred, status) {
        (Some(lacking), _) => Some(desk::permission(lacking)),
        (_, Status::Cancelled) => Some("act.is_cancelled"),
        _ if wrong_time => Some(why),
        _ => None,
    }
}

/// The buttons.
#[component]
pub fn Actions(
    /// Of which appointment.
    opened: Opened,
) -> impl IntoView {
    let wires = opened.wires;
    let calling = RwSignal::new(false);
    let known = opened.watch(|dossier| (dossier.barred, dossier.status, dossier.begun));
    let conclude = move |status: Status| {
        let Some(version) = opened.now(|dossier| dossier.version).filter(|_| !calling.get_untracked()) else {
            return;
        };
        calling.set(true);
        let act = Act { portal: wires.portal(), id: opened.id(), version, tell: false, reason: String::new() };
        wires.call(async move { team::conclude(act, status).await }, move |answer| {
            calling.set(false);
            match answer {
                Ok(dossier) => {
                    wires.say(wires.fill("act.concluded", &[("status", &wires.text(desk::status(dossier.status)))]));
                    opened.learn(dossier);
                }
                Err(error) => {
                    wires.say(wires.trouble(&error));
                    opened.glance();
                }
            }
        });
    };
    let show = move || {
        let (barred, status, begun) = known.get()?;
        let concluded = matches!(status, Status::Completed | Status::NoShow);
        let change = bar(barred, status, begun || concluded, "act.has_begun");
        let end = bar(barred, status, !begun, "act.not_begun");
        // One sentence is enough where both are barred by the same.
        let (change_id, end_id) = ("barred-change", if end == change { "barred-change" } else { "barred-end" });
        let panel = |panel: Panel, label: &'static str, class: &'static str| {
            let press = move |_| {
                if change.is_none() {
                    opened.panel(panel);
                }
            };
            view! {
                <button type="button" class=class data-action=panel.as_str() aria-disabled=change.map(|_| "true") aria-describedby=change.map(|_| change_id) on:click=press>
                    {wires.text(label)}
                </button>
            }
        };
        let ending = |to: Status, name: &'static str, label: &'static str| {
            let press = move |_| {
                if end.is_none() {
                    conclude(to);
                    around::focus("h1");
                }
            };
            view! {
                <button type="button" data-action=name aria-disabled=end.map(|_| "true") aria-describedby=end.map(|_| end_id) on:click=press>
                    {wires.text(label)}
                </button>
            }
        };
        let endings = if concluded {
            view! { {ending(Status::Confirmed, "reopen", "act.reopen")} }.into_any()
        } else {
            view! { {ending(Status::Completed, "complete", "act.complete")} {ending(Status::NoShow, "no-show", "act.no_show")} }.into_any()
        };
        let why = |id: &'static str, key: Option<&'static str>| key.map(|key| view! { <p class="small" id=id>{wires.text(key)}</p> });
        Some(
            view! {
                <div class="buttons">
                    {panel(Panel::Reschedule, "act.reschedule", "main")}
                    {panel(Panel::Move, "act.move", "")}
                    {panel(Panel::Cancel, "act.cancel", "danger")}
                    <span class="gap"></span>
                    {endings}
                    <button type="button" class="quiet" data-action="print" on:click=move |_| { let _refused = around::window().print(); }>{wires.text("act.print")}</button>
                </div>
                {why(change_id, change)}
                {why("barred-end", end.filter(|_| end_id == "barred-end"))}
            }
            .into_any(),
        )
    };
    view! { <div class="actions screen-only">{show}</div> }
}
