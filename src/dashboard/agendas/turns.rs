//! Which days, which agendas, and how they are seen. All of it are links, so that each can be opened beside this one.

use leptos::prelude::Callback;

use super::looking::Looking;
use super::over::{Over, Spot};
use crate::dashboard::around;
use crate::dashboard::fields::Choice;
use crate::desk::{Calendar, Question, Screen, View};
use crate::domain::{AgendaId, Day};
use crate::element::*;

/// They, and what days these are.
#[component]
pub fn Turns(
    /// What is looked at.
    looking: Looking,
) -> impl IntoView {
    let wires = looking.wires;
    let link = move |to: &dyn Fn(Calendar) -> Calendar| wires.link(Screen::Agendas(to(looking.calendar.get().unwrap_or_default())));
    let views = View::ALL.map(|view| {
        let current = move || looking.calendar.get().is_some_and(|calendar| calendar.view == view).then_some("true");
        view! { <li><a class="choice" data-view=view.as_str() href=move || link(&|calendar| calendar.seen(view)) aria-current=current>{wires.text(named(view))}</a></li> }
    });
    let turn = move |on: bool, name: &'static str, label: &'static str, sign: &'static str| {
        let keys = if on { "Alt+ArrowRight" } else { "Alt+ArrowLeft" };
        view! { <a class="button" data-action=name aria-label=wires.text(label) aria-keyshortcuts=keys href=move || link(&|calendar| calendar.turned(on, looking.today()))>{sign}</a> }
    };
    let period = move || {
        let calendar = looking.calendar.get()?;
        let (first, count) = calendar.days(looking.today());
        let last = first.plus_days(i64::from(count) - 1);
        Some(if count == 1 { wires.day(first) } else { format!("{} – {}", wires.short_day(first), wires.short_day(last)) })
    };
    let hours = move || {
        let agenda = looking.calendar.get().unwrap_or_default().shown(&looking.all()).into_iter().next();
        agenda.map(|agenda| wires.link(Screen::Hours(agenda)))
    };
    let barred = wires.me(|me| me.names.agendas.iter().all(|agenda| !agenda.editable)).unwrap_or(true);
    let keep = move |_| {
        if !barred {
            let calendar = looking.at();
            let agenda = calendar.shown(&looking.all()).into_iter().next();
            let editable = agenda.as_ref().and_then(|agenda| wires.agenda(agenda, |agenda| agenda.editable)).unwrap_or_default();
            let day = calendar.on.unwrap_or(looking.today()).epoch_days();
            looking.open(Over::KeepFree(Spot { agenda, editable, day, from: 12 * 60, to: 13 * 60 }));
        }
    };
    view! {
        <div class="turning">
            <nav class="choices screen-only" aria-label=wires.text("agendas.views")><ul>{views.into_iter().collect_view()}</ul></nav>
            <p class="period opens" aria-live="polite">{period}</p>
            <p class="buttons screen-only">
                {turn(false, "earlier", "agendas.earlier", "‹")}
                <a class="button" data-action="today" aria-keyshortcuts="t" href=move || link(&|calendar| calendar.today())>{wires.text("agendas.today")}</a>
                {turn(true, "later", "agendas.later", "›")}
                <button type="button" data-action="keep" aria-disabled=barred.then_some("true") aria-describedby=barred.then_some("barred-keep") on:click=keep>{wires.text("agendas.keep_free")}</button>
                <a class="button" data-action="hours" href=hours>{wires.text("hours.title")}</a>
                <a class="button" data-action="why" href=wires.link(Screen::WhyNot(Question::default()))>{wires.text("agendas.why")}</a>
                <button type="button" class="quiet" data-action="print" on:click=move |_| { let _refused = around::window().print(); }>{wires.text("act.print")}</button>
            </p>
        </div>
        {barred.then(|| view! { <p class="small screen-only" id="barred-keep">{wires.text("permission.agenda")}</p> })}
        {move || (looking.all().len() > 1).then(|| view! { <Which looking/> }.into_any())}
    }
}

/// Which agendas.
#[component]
fn Which(looking: Looking) -> impl IntoView {
    let wires = looking.wires;
    let named = wires.me(|me| me.names.agendas.iter().map(|agenda| (agenda.id.clone(), agenda.name.clone())).collect::<Vec<_>>()).unwrap_or_default();
    let shown = Memo::new(move |_| looking.calendar.get().unwrap_or_default().shown(&looking.all()));
    let alone = Memo::new(move |_| looking.calendar.get().is_none_or(|calendar| calendar.view == View::Week));
    move || {
        if alone.get() {
            let value = Signal::derive(move || shown.get().first().map(ToString::to_string).unwrap_or_default());
            let choose = Callback::new(move |id: String| looking.go(Calendar { agendas: vec![AgendaId::new(id)], ..looking.at() }));
            let options = named.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
            return view! { <div class="which screen-only"><Choice name="agenda" label=wires.text("filter.agenda") options value choose/></div> }.into_any();
        }
        let buttons = named.clone().into_iter().map(|(id, name)| {
            let (mine, key) = (id.clone(), id.to_string());
            let pressed = move || shown.get().contains(&mine).to_string();
            view! { <li><button type="button" data-which=key aria-pressed=pressed on:click=move |_| looking.go(looking.at().toggled(&id, &looking.all()))>{name}</button></li> }
        });
        view! { <ul class="which buttons screen-only" aria-label=wires.text("agendas.which")>{buttons.collect_view()}</ul> }.into_any()
    }
}

const fn named(view: View) -> &'static str {
    match view {
        View::Week => "agendas.week",
        View::Day => "agendas.day",
        View::List => "agendas.list",
    }
}

/// The day in few words, where the year is said elsewhere: `wo 2 dec`.
pub fn brief(looking: Looking, day: i32) -> String {
    crate::intl::named(looking.wires.language(), Day::from_epoch_days(day), &[("weekday", "short"), ("day", "numeric"), ("month", "short")])
}
