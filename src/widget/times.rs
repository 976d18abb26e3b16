//! The times of the day looked at.

use crate::element::*;
use leptos::ev::MouseEvent;

use super::Wires;
use super::button::Button;
use crate::api::wire::Start;
use crate::domain::Day;
use crate::domain::texts::Text;
use crate::flow::parts;

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
                        let parts = parts(&starts, |start| start.minute);
                        let many = parts[0].len() < starts.len();
                        let part = |(starts, name): (&[Start], Text)| {
                            let starts = starts.iter().map(|start| (*start, label(*start, twice))).collect::<Vec<_>>();
                            (!starts.is_empty()).then(|| view! { <Slots wires part=many.then(|| wires.text(name)) starts/> })
                        };
                        let names = [Text::Morning, Text::Afternoon, Text::Evening];
                        let parts = parts.into_iter().zip(names).filter_map(part).collect_view();
                        view! {
                            <h3 tabindex="-1">{wires.fill(Text::TimesOn, &[("day", &wires.day(day))])}</h3>
                            {parts}
                            <Button action="days" look="quiet" label=wires.label(Text::BackToDays) press=Box::new(move || back(wires, day))/>
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
    /// Which part of the day they are, if that is to be said.
    part: Option<String>,
    /// The times.
    starts: Vec<(Start, String)>,
) -> impl IntoView {
    view! { <ul class="slots" aria-label=part>{starts.into_iter().map(|(start, label)| view! { <li><Slot wires start label/></li> }).collect_view()}</ul> }
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

/// Back to the day in the calendar, wherever that has been turned to meanwhile.
fn back(wires: Wires, day: Day) {
    wires.turn(|flow| flow.look_at(day));
    wires.focus(".day[aria-pressed='true']");
}

/// `02:00`; on a day whose clocks change with the offset that tells both apart: `02:00 (+01:00)`.
fn label(start: Start, twice: bool) -> String {
    match twice {
        false => start.time(),
        true => format!("{} ({})", start.time(), crate::domain::Offset::from_seconds(i32::from(start.offset) * 60)),
    }
}
