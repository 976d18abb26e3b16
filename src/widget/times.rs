//! The times of the day looked at.

use leptos::prelude::*;

use super::Wires;
use crate::api::wire::Start;
use crate::domain::texts::Text;

/// The times of the day looked at.
#[component]
pub fn Times(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let flow = wires.flow;
    let day = Memo::new(move |_| flow.with(|flow| flow.calendar().day()));
    let starts = Memo::new(move |_| day.get().map_or_else(Vec::new, |day| flow.with(|flow| flow.calendar().starts(day).to_vec())));
    view! {
        <div class="times">
            <h3 tabindex="-1">{move || day.get().map(|day| wires.fill(Text::TimesOn, &[("day", &wires.day(day))]))}</h3>
            <ul class="slots">
                {move || {
                    let starts = starts.get();
                    let twice = starts.windows(2).any(|pair| pair[0].offset != pair[1].offset);
                    starts.into_iter().map(|start| view! { <li><Slot wires start label=label(start, twice)/></li> }).collect_view()
                }}
            </ul>
        </div>
    }
}

/// A time that can be pressed.
#[component]
pub fn Slot(
    /// What it is wired to.
    wires: Wires,
    /// Which time.
    start: Start,
    /// How it reads.
    label: String,
) -> impl IntoView {
    let flow = wires.flow;
    let chosen = move || flow.with(|flow| flow.chosen() == Some(start)).to_string();
    view! {
        <button type="button" class="slot" part="slot" data-slot=start.instant().to_string() aria-pressed=chosen on:click=move |_| flow.update(|flow| flow.pick(start))>
            {label}
            {wires.own_time(start).map(|own| view! { <small>{own}</small> })}
        </button>
    }
}

/// `02:00`; on a day whose clocks change with the offset that tells both apart: `02:00 (+01:00)`.
fn label(start: Start, twice: bool) -> String {
    match twice {
        false => start.time(),
        true => format!("{} ({})", start.time(), crate::domain::Offset::from_seconds(i32::from(start.offset) * 60)),
    }
}
