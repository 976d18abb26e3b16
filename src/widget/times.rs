//! The times of the day looked at.

use super::element::*;
use leptos::ev::MouseEvent;

use super::Wires;
use crate::api::wire::Start;
use crate::domain::texts::Text;

/// The times of the day looked at.
#[component]
pub fn Times(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let shown = wires.watch(|flow| {
        let calendar = flow.calendar();
        calendar.day().map(|day| (day, calendar.starts(day).to_vec()))
    });
    view! {
        <div class="times">
            {move || {
                shown
                    .get()
                    .map(|(day, starts)| {
                        let twice = starts.windows(2).any(|pair| pair[0].offset != pair[1].offset);
                        view! {
                            <h3 tabindex="-1">{wires.fill(Text::TimesOn, &[("day", &wires.day(day))])}</h3>
                            <Slots wires starts=starts.into_iter().map(|start| (start, label(start, twice))).collect()/>
                        }
                    })
                    .into_any()
            }}
        </div>
    }
}

/// Times that can be pressed, each as it reads.
#[component]
pub fn Slots(
    /// What it is wired to.
    wires: Wires,
    /// The times.
    starts: Vec<(Start, String)>,
) -> impl IntoView {
    view! { <ul class="slots">{starts.into_iter().map(|(start, label)| view! { <li><Slot wires start label/></li> }).collect_view()}</ul> }
}

#[component]
fn Slot(wires: Wires, start: Start, label: String) -> impl IntoView {
    let at = start.instant().to_string();
    let chosen = move || wires.flow.with(|flow| flow.chosen() == Some(start)).to_string();
    let pick = move |event: MouseEvent| {
        event.prevent_default();
        wires.pick(start);
    };
    view! {
        <button class="slot" part="slot" name="at" value=at.clone() data-slot=at aria-pressed=chosen on:click=pick>
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
