//! The agendas that are set apart beneath one: for which project, when they are open, and the end of each.

use leptos::prelude::{Callback, Effect, GetValue, RwSignal, Set, StoredValue};

use super::apart_form::SetApart;
use crate::api::team::wire::{Beneath, HoursLines, SeparatedLine};
use crate::api::team::{self, TeamError};
use crate::dashboard::around;
use crate::dashboard::state::{Trouble, Waiting};
use crate::dashboard::sure::{Act, Asked, Sure, Then};
use crate::dashboard::wires::Wires;
use crate::desk::{HOURS, Screen};
use crate::domain::{AgendaId, Day};
use crate::element::*;

/// What is being done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doing {
    /// They are looked at.
    Nothing,
    /// Another is set apart.
    Set,
    /// One ends: which, and its name.
    End(AgendaId, String),
}

/// What the section shows and does.
#[derive(Clone, Copy)]
pub struct Section {
    /// What the dashboard is wired to.
    pub wires: Wires,
    /// Beneath which agenda.
    pub parent: StoredValue<AgendaId>,
    /// What lies there.
    pub found: RwSignal<Option<Result<Beneath, TeamError>>>,
    /// What is being done.
    pub doing: RwSignal<Doing>,
}

impl Section {
    fn load(self) {
        let (portal, agenda) = (self.wires.portal(), self.parent.get_value());
        self.wires.call(async move { team::beneath_of(portal, agenda).await }, move |answer| {
            self.found.try_update(|found| *found = Some(answer));
        });
    }

    /// It is so now, and the agendas' names everywhere else too.
    pub fn changed(self, beneath: Beneath, said: String) {
        self.found.set(Some(Ok(beneath)));
        self.doing.set(Doing::Nothing);
        self.wires.say(said);
        self.wires.reopen();
        around::focus("[data-action=set-apart]");
    }
}

/// The section.
#[component]
pub fn Apart(
    /// What it is wired to.
    wires: Wires,
    /// Beneath which agenda.
    id: StoredValue<AgendaId>,
    /// The member may change that.
    editable: bool,
) -> impl IntoView {
    let section = Section { wires, parent: id, found: RwSignal::new(None), doing: RwSignal::new(Doing::Nothing) };
    Effect::new(move |_| section.load());
    let show = move || match section.found.get() {
        None => view! { <Waiting wires/> }.into_any(),
        Some(Err(error)) => view! { <Trouble wires error again=Some(Callback::new(move |()| section.load()))/> }.into_any(),
        Some(Ok(beneath)) => view! { <Lines section beneath editable/> }.into_any(),
    };
    let over = move || match section.doing.get() {
        Doing::Nothing => None,
        Doing::Set => Some(view! { <SetApart section/> }.into_any()),
        Doing::End(agenda, name) => Some(view! { <End section agenda name/> }.into_any()),
    };
    view! {
        <section class="card apart" aria-labelledby="apart-title">
            <h2 id="apart-title">{wires.text("apart.title")}</h2>
            {show}
            {over}
        </section>
    }
}

#[component]
fn Lines(section: Section, beneath: Beneath, editable: bool) -> impl IntoView {
    let wires = section.wires;
    let Beneath { separated, agendas, projects, room } = beneath;
    if let Some((parent, project)) = separated {
        return view! { <p class="small">"⧉ "{wires.fill("apart.of", &[("parent", &parent), ("project", &project)])}</p> }.into_any();
    }
    let barred = match () {
        () if !editable => Some("permission.agenda"),
        () if !room => Some("trouble.plan"),
        () if projects.is_empty() => Some("apart.no_project"),
        () => None,
    };
    let set = move |_| {
        if barred.is_none() {
            section.doing.set(Doing::Set);
        }
    };
    let lines: Vec<_> = agendas.into_iter().map(|line| view! { <Line section line editable/> }.into_any()).collect();
    let lines = if lines.is_empty() { view! { <p class="small">{wires.text("apart.none")}</p> }.into_any() } else { view! { <ul class="beneath">{lines}</ul> }.into_any() };
    view! {
        <p class="small">{wires.text("apart.help")}</p>
        {lines}
        {barred.map(|why| view! { <p class="small" id="barred-apart">{wires.text(why)}</p> })}
        <p class="buttons">
            <button type="button" data-action="set-apart" aria-disabled=barred.map(|_| "true") aria-describedby=barred.map(|_| "barred-apart") on:click=set>{wires.text("apart.set")}</button>
        </p>
    }
    .into_any()
}

/// One of them.
#[component]
fn Line(section: Section, line: SeparatedLine, editable: bool) -> impl IntoView {
    let wires = section.wires;
    let SeparatedLine { agenda, name, project, hours, upcoming, entries, in_file } = line;
    let barred = match () {
        () if !editable => Some(wires.text("permission.agenda")),
        () if in_file => Some(wires.trouble(&TeamError::InFile)),
        () if upcoming > 0 => Some(wires.trouble(&TeamError::Occupied(upcoming))),
        () => None,
    };
    let why = format!("why-{agenda}");
    let (free, described) = (barred.is_none(), barred.as_ref().map(|_| why.clone()));
    let href = wires.link(Screen::Hours(agenda.clone()));
    let key = agenda.to_string();
    let label = wires.fill("apart.end_of", &[("name", &name)]);
    let called = name.clone();
    let end = move |_| {
        if free {
            section.doing.set(Doing::End(agenda.clone(), called.clone()));
        }
    };
    let said = [wires.fill("apart.for", &[("project", &project)]), wires.fill("apart.upcoming", &[("count", &upcoming.to_string())])];
    let nowhere = (entries == 0).then(|| view! { <p class="small warn">{wires.text("apart.no_entry")}</p> });
    view! {
        <li data-apart=key>
            <div class="words">
                <h3>"⧉ "<a href=href>{name}</a></h3>
                <p class="small">{said.join(" · ")}</p>
                <p class="small">{open(wires, &hours)}</p>
                {nowhere}
                {barred.map(|sentence| view! { <p class="small" id=why>{sentence}</p> })}
            </div>
            <button type="button" data-action="end-apart" aria-label=label aria-disabled=(!free).then_some("true") aria-describedby=described on:click=end>{wires.text("apart.end")}</button>
        </li>
    }
}

/// When one is open, in a line.
fn open(wires: Wires, hours: &HoursLines) -> String {
    let week = HOURS.iter().zip(&hours.week).filter(|(_, line)| !line.is_empty()).map(|((_, day), line)| format!("{} {line}", wires.text(day)));
    let extra = hours.extra.iter().map(|(day, line)| format!("{} {line}", wires.short_day(Day::from_epoch_days(*day))));
    week.chain(extra).collect::<Vec<_>>().join(" · ")
}

/// The end of one: asked once more.
#[component]
fn End(section: Section, agenda: AgendaId, name: String) -> impl IntoView {
    let wires = section.wires;
    let fill = |key: &'static str| wires.fill(key, &[("name", &name)]);
    let yes = ("end-it", wires.text("apart.end_it"));
    let asked = Asked { name: "end-apart", title: fill("apart.end_whom"), sentence: wires.text("apart.end_sure"), yes, no: wires.text("apart.keep") };
    let ended = fill("apart.ended");
    let act: Act = Box::new(move || {
        let (portal, agenda, ended) = (wires.portal(), agenda.clone(), ended.clone());
        Box::pin(async move {
            let beneath = team::end_separated(portal, agenda).await?;
            let then: Then = Box::new(move || section.changed(beneath, ended));
            Ok(then)
        })
    });
    view! { <Sure wires asked act close=Callback::new(move |()| section.doing.set(Doing::Nothing))/> }
}
