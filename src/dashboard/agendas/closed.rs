//! Closed dates: one by one, or the public holidays of a year to tick.

use leptos::prelude::{Callback, Effect, RwSignal, Set};

use super::hours::Typed;
use crate::api::team::{self, TeamError};
use crate::dashboard::fields::{Choice, Field, Kind};
use crate::desk;
use crate::domain::Day;
use crate::element::*;

/// They.
#[component]
pub fn Closed(
    /// Of what is typed.
    typed: Typed,
) -> impl IntoView {
    let wires = typed.wires;
    let date = RwSignal::new(String::new());
    let wrong = RwSignal::new(String::new());
    let add = move |_| match Day::parse(&date.get_untracked()) {
        Some(day) => {
            wrong.set(String::new());
            date.set(String::new());
            typed.closed.update(|closed| {
                if !closed.contains(&day.epoch_days()) {
                    desk::toggle(closed, day.epoch_days());
                }
            });
        }
        None => wrong.set(wires.text("field.missing")),
    };
    let dates = move || {
        let dates = typed.closed.get().into_iter().map(|day| {
            let name = wires.day(Day::from_epoch_days(day));
            let label = wires.fill("hours.open_again", &[("day", &name)]);
            let open = move |_| typed.closed.update(|closed| desk::toggle(closed, day));
            view! { <li data-closed=Day::from_epoch_days(day).to_string()><span class="opens">{name}</span><button type="button" class="quiet" aria-label=label on:click=open>"✕"</button></li> }
        });
        view! { <ul class="dates">{dates.collect_view()}</ul> }
    };
    view! {
        {dates}
        <Field wires name="close-date" label="hours.close" kind=Kind::Day value=date error=wrong optional=true/>
        <button type="button" data-action="close-date" on:click=add>{wires.text("hours.add")}</button>
        <Holidays typed/>
    }
}

/// The public holidays of a year.
#[component]
fn Holidays(typed: Typed) -> impl IntoView {
    let wires = typed.wires;
    let today = Day::from_epoch_days(wires.me(|me| me.today).unwrap_or_default());
    let this: u16 = today.to_string().get(..4).and_then(|year| year.parse().ok()).unwrap_or(2000);
    let year = RwSignal::new(this);
    let found = RwSignal::new(None::<Result<Vec<(i32, String)>, TeamError>>);
    Effect::new(move |_| {
        let (portal, asked) = (wires.portal(), year.get());
        wires.call(async move { team::holidays(portal, asked).await }, move |answer| {
            if year.try_get_untracked() == Some(asked) {
                found.set(Some(answer));
            }
        });
    });
    let options = (this..=this.saturating_add(2)).map(|year| (year.to_string(), year.to_string())).collect();
    let choose = Callback::new(move |chosen: String| year.set(chosen.parse().unwrap_or(this)));
    let value = Signal::derive(move || year.get().to_string());
    let ticks = move || match found.get() {
        None => ().into_any(),
        Some(Err(error)) => view! { <p class="error" role="alert">{wires.trouble(&error)}</p> }.into_any(),
        Some(Ok(days)) => {
            let days = days.into_iter().map(|(day, name)| {
                let when = wires.short_day(Day::from_epoch_days(day));
                let date = Day::from_epoch_days(day).to_string();
                let tick = move |_| typed.closed.update(|closed| desk::toggle(closed, day));
                view! {
                    <label class="tick">
                        <input class="box" type="checkbox" name="holiday" value=date checked=typed.closed.with_untracked(|closed| closed.contains(&day)) on:change=tick/>
                        <span>{name}" "<span class="small">{when}</span></span>
                    </label>
                }
            });
            view! { <div>{days.collect_view()}</div> }.into_any()
        }
    };
    view! {
        <fieldset>
            <legend>{wires.text("hours.holidays")}</legend>
            <Choice name="holiday-year" label=wires.text("hours.year") options value choose/>
            {ticks}
        </fieldset>
    }
}
