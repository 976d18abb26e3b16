//! Dates with hours of their own, besides those of the week.

use leptos::prelude::{RwSignal, Set};

use super::hours::Typed;
use crate::api::team;
use crate::dashboard::around;
use crate::domain::Day;
use crate::element::*;

/// One of them, as it is typed.
#[derive(Clone, Copy)]
pub struct Extra {
    date: RwSignal<String>,
    line: RwSignal<String>,
}

impl Extra {
    /// As it is known.
    pub fn of(day: i32, line: &str) -> Self {
        Self { date: RwSignal::new(Day::from_epoch_days(day).to_string()), line: RwSignal::new(line.to_owned()) }
    }

    /// What it says; nothing while its date is none.
    pub fn read(self) -> Option<(i32, String)> {
        Some((Day::parse(&self.date.get_untracked())?.epoch_days(), self.line.get_untracked()))
    }
}

/// They.
#[component]
pub fn ExtraOf(
    /// Of what is typed.
    typed: Typed,
) -> impl IntoView {
    let wires = typed.wires;
    let add = move |_| {
        let at = typed.extra.with_untracked(Vec::len);
        let empty = Extra { date: RwSignal::new(String::new()), line: RwSignal::new(String::new()) };
        typed.extra.update(|extra| extra.push(empty));
        around::focus(format!("[name=\"{}extra-day-{at}\"]", typed.before));
    };
    let lines = move || {
        let lines = typed.extra.get().into_iter().enumerate().map(|(at, extra)| view! { <Line typed extra at/> });
        view! { <ul class="dates">{lines.collect_view()}</ul> }
    };
    view! {
        {lines}
        <button type="button" data-action=format!("{}add-extra", typed.before) on:click=add>{wires.text("hours.add")}</button>
    }
}

#[component]
fn Line(typed: Typed, extra: Extra, at: usize) -> impl IntoView {
    let wires = typed.wires;
    let error = typed.said(team::Field::Extra(u8::try_from(at).unwrap_or(u8::MAX)));
    let wrong = move || (!error.get().is_empty()).then_some("true");
    let (before, described) = (typed.before, format!("error-{}extra-{at}", typed.before));
    let id = described.clone();
    let remove = move |_| {
        typed.wrong.set(Vec::new());
        typed.extra.update(|extra| {
            extra.remove(at);
        });
    };
    view! {
        <li class="extra">
            <input aria-label=wires.text("times.day") type="date" name=format!("{before}extra-day-{at}") aria-invalid=wrong aria-describedby=described.clone() prop:value=move || extra.date.get() on:input=move |event| extra.date.set(event_target_value(&event))/>
            <input aria-label=wires.text("hours.title") type="text" name=format!("{before}extra-{at}") autocomplete="off" placeholder="10:00-13:00" aria-invalid=wrong aria-describedby=described.clone() prop:value=move || extra.line.get() on:input=move |event| extra.line.set(event_target_value(&event))/>
            <button type="button" class="quiet" aria-label=wires.text("hours.remove") on:click=remove>"✕"</button>
            <p class="error" id=id role="alert">{move || error.get()}</p>
        </li>
    }
}
