//! When an agenda is open: lines by day of the week, closed dates, and dates with hours of their own. The lines are the portal file's.

use leptos::ev::SubmitEvent;
use leptos::prelude::{Callback, Effect, GetValue, RwSignal, Set, StoredValue};

use super::apart::Apart;
use super::closed::Closed;
use super::extra::{Extra, ExtraOf};
use super::subscription::Subscription;
use crate::api::team::wire::HoursLines;
use crate::api::team::{self, TeamError};
use crate::dashboard::around;
use crate::dashboard::fields::{Field, Kind, Submit};
use crate::dashboard::state::{Trouble, Waiting};
use crate::dashboard::wires::Wires;
use crate::desk::{self, Calendar, HOURS, Screen};
use crate::domain::{AgendaId, FieldError};
use crate::element::*;

/// What is typed.
#[derive(Clone, Copy)]
pub struct Typed {
    /// What the dashboard is wired to.
    pub wires: Wires,
    /// What the names of its fields begin with.
    pub before: &'static str,
    /// The lines of the week.
    pub week: [RwSignal<String>; 7],
    /// The closed dates.
    pub closed: RwSignal<Vec<i32>>,
    /// The dates with hours of their own.
    pub extra: RwSignal<Vec<Extra>>,
    /// What is wrong.
    pub wrong: RwSignal<Vec<(team::Field, FieldError)>>,
}

impl Typed {
    /// Nothing yet.
    pub fn nothing(wires: Wires, before: &'static str) -> Self {
        let text = || RwSignal::new(String::new());
        Self { wires, before, week: [(); 7].map(|()| text()), closed: RwSignal::new(Vec::new()), extra: RwSignal::new(Vec::new()), wrong: RwSignal::new(Vec::new()) }
    }

    fn fill(self, lines: &HoursLines) {
        for (typed, line) in self.week.iter().zip(&lines.week) {
            typed.set(line.clone());
        }
        self.closed.set(lines.closed.clone());
        self.extra.set(lines.extra.iter().map(|(day, line)| Extra::of(*day, line)).collect());
        self.wrong.set(Vec::new());
    }

    /// All of it, once every date is one.
    pub fn lines(self) -> Result<HoursLines, Vec<(team::Field, FieldError)>> {
        let extra: Vec<_> = self.extra.get_untracked().iter().map(|extra| extra.read()).collect();
        let missing = (0..).zip(&extra).filter(|(_, extra)| extra.is_none()).map(|(at, _)| (team::Field::Extra(at), FieldError::Missing)).collect::<Vec<_>>();
        if !missing.is_empty() {
            return Err(missing);
        }
        Ok(HoursLines { week: self.week.map(|line| line.get_untracked()), closed: self.closed.get_untracked(), extra: extra.into_iter().flatten().collect() })
    }

    /// Points at what is wrong.
    pub fn refuse(self, wrong: Vec<(team::Field, FieldError)>) {
        if let Some(first) = desk::first_wrong(&wrong, self.before) {
            around::focus(format!("[name=\"{first}\"]"));
        }
        self.wrong.set(wrong);
    }

    /// What is wrong with a field, in a sentence.
    pub fn said(self, field: team::Field) -> Memo<String> {
        Memo::new(move |_| {
            let error = self.wrong.with(|wrong| wrong.iter().find(|(known, _)| *known == field).map(|(_, error)| *error));
            error.map(|error| self.wires.field_error(error)).unwrap_or_default()
        })
    }
}

/// The screen.
#[component]
pub fn Hours(
    /// What it is wired to.
    wires: Wires,
    /// Of which agenda.
    agenda: AgendaId,
) -> impl IntoView {
    let id = StoredValue::new(agenda.clone());
    let known = RwSignal::new(None::<Result<HoursLines, TeamError>>);
    let typed = Typed::nothing(wires, "");
    let load = move || {
        let (portal, agenda) = (wires.portal(), id.get_value());
        wires.call(async move { team::hours_of(portal, agenda).await }, move |answer| {
            if let Ok(lines) = &answer {
                typed.fill(lines);
            }
            known.try_update(|known| *known = Some(answer));
        });
    };
    Effect::new(move |_| load());
    let (name, editable) = wires.agenda(&agenda, |agenda| (agenda.name.clone(), agenda.editable)).unwrap_or_default();
    let back = wires.link(Screen::Agendas(Calendar { agendas: vec![agenda], ..Calendar::default() }));
    let there = Memo::new(move |_| known.with(|known| known.as_ref().map(|known| known.as_ref().err().cloned())));
    let show = move || match there.get() {
        None => view! { <Waiting wires/> }.into_any(),
        Some(Some(error)) => view! { <Trouble wires error again=Some(Callback::new(move |()| load()))/> }.into_any(),
        Some(None) => view! { <Form typed id known editable load=Callback::new(move |()| load())/> <Apart wires id editable/> <Subscription wires id editable/> }.into_any(),
    };
    view! {
        <section class="hours-of" data-screen="hours">
            <p class="back screen-only"><a href=back>{wires.text("hours.back")}</a></p>
            <header class="top"><h1 tabindex="-1">{wires.fill("hours.of", &[("agenda", &name)])}</h1></header>
            {show}
        </section>
    }
}

/// The form.
#[component]
fn Form(typed: Typed, id: StoredValue<AgendaId>, known: RwSignal<Option<Result<HoursLines, TeamError>>>, editable: bool, load: Callback<()>) -> impl IntoView {
    let wires = typed.wires;
    let (calling, error) = (RwSignal::new(false), RwSignal::new(None::<TeamError>));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(Ok(before)) = known.get_untracked().filter(|_| !calling.get_untracked() && editable) else {
            return;
        };
        error.set(None);
        typed.wrong.set(Vec::new());
        let lines = match typed.lines() {
            Ok(lines) => lines,
            Err(missing) => return typed.refuse(missing),
        };
        calling.set(true);
        let (portal, agenda) = (wires.portal(), id.get_value());
        wires.call(async move { team::change_hours(portal, agenda, before, lines).await }, move |answer| {
            calling.set(false);
            match answer {
                Ok(lines) => {
                    typed.fill(&lines);
                    known.set(Some(Ok(lines)));
                    wires.say(wires.text("hours.done"));
                }
                Err(TeamError::Invalid(wrong)) => typed.refuse(wrong),
                Err(wrong) => error.set(Some(wrong)),
            }
        });
    };
    let refused = move || {
        use leptos::prelude::Callable;
        let error = error.get()?;
        let changed = matches!(error, TeamError::Changed(_));
        let sentence = if changed { wires.text("hours.changed") } else { wires.trouble(&error) };
        let again = changed.then(|| view! { <button type="button" data-action="again" on:click=move |_| load.run(())>{wires.text("hours.show")}</button> });
        Some(view! { <div class="trouble"><p>{sentence}</p>{again}</div> }.into_any())
    };
    let week = week(typed, HOURS);
    let barred = (!editable).then(|| view! { <p class="warn" id="barred-hours">{wires.text("permission.agenda")}</p> });
    let described = (!editable).then_some("barred-hours");
    view! {
        <form novalidate=true on:submit=submit>
            {barred}
            <fieldset aria-describedby=described disabled=!editable>
                <legend class="spoken">{wires.text("hours.title")}</legend>
                <div class="columns">
                    <section class="card"><h2>{wires.text("hours.week")}</h2><p class="small">{wires.text("hours.help")}</p>{week}</section>
                    <div class="side-column">
                        <section class="card"><h2>{wires.text("hours.closed")}</h2><Closed typed/></section>
                        <section class="card"><h2>{wires.text("hours.extra")}</h2><ExtraOf typed/></section>
                    </div>
                </div>
            </fieldset>
            <div role="alert">{refused}</div>
            {editable.then(|| view! { <p class="buttons"><Submit action="save-hours" label=wires.text("hours.save") waits=calling/></p> })}
        </form>
    }
}

/// The lines of the week, by the names and labels of their fields.
pub fn week(typed: Typed, fields: [(&'static str, &'static str); 7]) -> AnyView {
    let fields = fields.into_iter().zip(0..).map(|((name, label), at)| {
        let error = typed.said(team::Field::Week(at));
        view! { <Field wires=typed.wires name label kind=Kind::Name value=typed.week[usize::from(at)] error optional=true/> }
    });
    fields.collect_view().into_any()
}
