//! One month as a grid of days. Arrow keys move in it, a day without times can be reached but not pressed.

use crate::element::*;
use leptos::ev::{KeyboardEvent, MouseEvent};

use super::Wires;
use super::button::Button;
use crate::domain::Day;
use crate::domain::texts::Text;
use crate::flow::{Arrow, Flow};

/// One month as a grid of days.
#[component]
pub fn Month(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let flow = wires.flow;
    let month = wires.watch_with(Box::new(move |flow| wires.month(flow.calendar().month())));
    let earlier = wires.watch(|flow| flow.calendar().earlier());
    let later = wires.watch(|flow| flow.calendar().later());
    let next = wires.watch(|flow| flow.calendar().next_free());
    // The grid is made anew when the month or its times are others, not when another day is looked at.
    let weeks = wires.watch(|flow| {
        let calendar = flow.calendar();
        let counted = |day: Option<Day>| day.map(|day| (day, calendar.starts(day).len()));
        calendar.weeks().into_iter().map(|week| week.map(counted)).collect::<Vec<_>>()
    });
    let monday = flow.with_untracked(|flow| flow.calendar().month());
    let names = (0..7).map(|day| wires.weekday(week_start(monday).plus_days(day))).collect::<Vec<_>>();
    view! {
        <div>
            <div class="month">
                <Turn wires turn="back" label=wires.text(Text::PreviousMonth) to=earlier press=Box::new(move || flow.update(|flow| flow.turn_back()))/>
                <h3 id="month">{move || month.get()}</h3>
                <Turn wires turn="on" label=wires.text(Text::NextMonth) to=later press=Box::new(move || wires.turn(Flow::turn_on))/>
            </div>
            <table class="days" role="grid" aria-labelledby="month" on:keydown=move |event| press(wires, &event)>
                <thead>
                    <tr>
                        {names
                            .into_iter()
                            .map(|(short, long)| view! { <th scope="col"><span aria-hidden="true">{short}</span><span class="spoken">{long}</span></th> })
                            .collect_view()}
                    </tr>
                </thead>
                <tbody>
                    {move || {
                        let shown = flow.with_untracked(|flow| flow.calendar().month());
                        let row = |week: [Option<(Day, usize)>; 7]| {
                            let beyond = week[0].is_some_and(|(day, _)| day.first_of_month() > shown);
                            let cells = week.into_iter().map(|day| view! { <td>{day.map(|(day, free)| view! { <DayButton wires day free/> })}</td> });
                            view! { <tr data-beyond=beyond.to_string()>{cells.collect_view()}</tr> }
                        };
                        weeks.get().into_iter().map(row).collect_view()
                    }}
                </tbody>
            </table>
            {move || {
                let label = |day| Signal::stored(wires.fill(Text::NextFree, &[("day", &wires.short_day(day))]));
                next.get().map(|day| view! { <Button action="next-free" look="" label=label(day) press=Box::new(move || look(wires, day))/> })
            }}
        </div>
    }
}

#[component]
fn Turn(wires: Wires, turn: &'static str, label: String, to: Memo<Option<Day>>, press: Box<dyn Fn()>) -> impl IntoView {
    let press = move |event: MouseEvent| {
        event.prevent_default();
        press();
    };
    view! {
        <button
            class="turn"
            data-turn=turn
            aria-label=label
            formaction=wires.plain("")
            name="from"
            value=move || to.get().map(|day| day.to_string())
            disabled=move || to.get().is_none()
            on:click=press
        ></button>
    }
}

#[component]
fn DayButton(wires: Wires, day: Day, free: usize) -> impl IntoView {
    let flow = wires.flow;
    let name = {
        let date = wires.day(day);
        match free {
            0 => wires.fill(Text::DayNone, &[("day", &date)]),
            1 => wires.fill(Text::DayOne, &[("day", &date)]),
            _ => wires.fill(Text::DayFree, &[("day", &date), ("count", &free.to_string())]),
        }
    };
    let today = flow.with_untracked(|flow| flow.calendar().today() == day);
    let name = if today { format!("{name}, {}", wires.text(Text::Today)) } else { name };
    let chosen = move || flow.with(|flow| flow.calendar().day() == Some(day));
    let reached = move || flow.with(|flow| if flow.calendar().cursor() == day { "0" } else { "-1" }).to_owned();
    let press = move |event: MouseEvent| {
        event.prevent_default();
        if free > 0 {
            look(wires, day);
        }
    };
    view! {
        <button
            class="day"
            part="day"
            formaction=wires.plain("")
            name="from"
            value=day.to_string()
            data-day=day.to_string()
            data-free=(free > 0).to_string()
            data-today=today.to_string()
            aria-label=name
            aria-disabled=(free == 0).to_string()
            aria-pressed=move || chosen().to_string()
            tabindex=reached
            on:click=press
        >
            {day_of_month(day)}
        </button>
    }
}

/// Looks at a day, and goes on at its times.
fn look(wires: Wires, day: Day) {
    wires.turn(|flow| flow.look_at(day));
    wires.focus(".times h3");
}

fn press(wires: Wires, event: &KeyboardEvent) {
    let arrow = match event.key().as_str() {
        "ArrowLeft" => Arrow::Days(-1),
        "ArrowRight" => Arrow::Days(1),
        "ArrowUp" => Arrow::Days(-7),
        "ArrowDown" => Arrow::Days(7),
        "Home" => Arrow::WeekStart,
        "End" => Arrow::WeekEnd,
        "PageUp" => Arrow::MonthBack,
        "PageDown" => Arrow::MonthOn,
        _ => return,
    };
    event.prevent_default();
    wires.turn(|flow| flow.move_cursor(arrow));
    wires.focus(".day[tabindex='0']");
}

fn week_start(day: Day) -> Day {
    use chrono::Datelike;
    day.plus_days(-i64::from(day.date().weekday().num_days_from_monday()))
}

fn day_of_month(day: Day) -> u32 {
    use chrono::Datelike;
    day.date().day()
}
