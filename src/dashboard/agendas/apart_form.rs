//! Setting an agenda apart: a name, a project, and when it is open.

use leptos::ev::SubmitEvent;
use leptos::prelude::{Callback, GetValue, RwSignal, Set};

use super::apart::{Doing, Section};
use super::extra::ExtraOf;
use super::hours::{Typed, week};
use crate::api::team::wire::Apart;
use crate::api::team::{self, TeamError};
use crate::dashboard::dialog::Dialog;
use crate::dashboard::fields::{Choice, Field, Kind, Submit};
use crate::desk::{APART, APART_WEEK};
use crate::domain::SubjectId;
use crate::element::*;

/// The dialog.
#[component]
pub fn SetApart(
    /// What it is done in.
    section: Section,
) -> impl IntoView {
    let wires = section.wires;
    let (name, project) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let typed = Typed::nothing(wires, APART);
    let (calling, error) = (RwSignal::new(false), RwSignal::new(None::<TeamError>));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if calling.get_untracked() {
            return;
        }
        error.set(None);
        typed.wrong.set(Vec::new());
        let hours = match typed.lines() {
            Ok(lines) => lines,
            Err(missing) => return typed.refuse(missing),
        };
        calling.set(true);
        let project = Some(project.get_untracked()).filter(|project| !project.is_empty()).map(SubjectId::new);
        let apart = Apart { name: name.get_untracked(), project, hours };
        let (portal, parent) = (wires.portal(), section.parent.get_value());
        wires.call(async move { team::set_apart(portal, parent, apart).await }, move |answer| {
            calling.set(false);
            match answer {
                Ok(beneath) => section.changed(beneath, wires.fill("apart.done", &[("name", name.get_untracked().trim())])),
                Err(TeamError::Invalid(wrong)) => typed.refuse(wrong),
                Err(wrong) => error.set(Some(wrong)),
            }
        });
    };
    let said = Memo::new(move |_| error.with(|error| error.as_ref().map(|error| wires.trouble(error)).unwrap_or_default()));
    let projects = section.found.with_untracked(|found| found.as_ref().and_then(|found| found.as_ref().ok()).map(|found| found.projects.clone()).unwrap_or_default());
    let options = std::iter::once((String::new(), wires.text("book.choose"))).chain(projects.into_iter().map(|project| (project.id.to_string(), project.title)));
    let options = options.collect();
    let choose = Callback::new(move |chosen| project.set(chosen));
    let (name_wrong, project_wrong) = (typed.said(team::Field::Name), typed.said(team::Field::Project));
    let inside = view! {
        <form novalidate=true class="setting-apart" on:submit=submit>
            <Field wires name="apart-name" label="field.name" kind=Kind::Name value=name error=name_wrong/>
            <Choice name="apart-project" label=wires.text("apart.project") options value=project choose error=project_wrong/>
            <fieldset><legend>{wires.text("apart.hours")}</legend><p class="small">{wires.text("hours.help")}</p>{week(typed, APART_WEEK)}</fieldset>
            <fieldset><legend>{wires.text("hours.extra")}</legend><ExtraOf typed/></fieldset>
            <p class="error" role="alert">{move || said.get()}</p>
            <p class="buttons">
                <Submit action="set-it-apart" label=wires.text("apart.set_it") waits=calling/>
            </p>
        </form>
    }
    .into_any();
    view! { <Dialog wires name="set-apart" title=wires.text("apart.set") close=Callback::new(move |()| section.doing.set(Doing::Nothing)) inside/> }
}
