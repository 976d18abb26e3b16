//! Free times by day, some days at a time; and beside them a time of one's own, which overrules the rules and therefore wants a reason.

use std::pin::Pin;

use leptos::prelude::{Callback, RwSignal, Set, StoredValue, WithValue};

use super::around;
use super::fields::{Field, Kind};
use super::state::{Trouble, Waiting};
use super::wires::Wires;
use crate::api::team::TeamError;
use crate::api::team::wire::{Offer, Start};
use crate::desk::{Offers, Placed, placed, tick, to_minute};
use crate::domain::Day;
use crate::element::*;
use crate::intl;

/// How free times are asked for, from a day on.
pub type Ask = Box<dyn Fn(i32) -> Pin<Box<dyn Future<Output = Result<Offer, TeamError>>>>>;

/// A time that was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// When.
    pub start: Start,
    /// It was typed, and not taken from what is free.
    pub outside: bool,
}

/// What a choice of a time holds.
#[derive(Clone, Copy)]
pub struct Choosing {
    /// The time that is chosen.
    pub chosen: RwSignal<Option<Chosen>>,
    /// Why the rules are overruled.
    pub reason: RwSignal<String>,
    /// Someone tried to go on without what is needed.
    pub tried: RwSignal<bool>,
}

impl Choosing {
    /// Nothing chosen, and a reason that may be typed somewhere else too.
    pub fn new(reason: RwSignal<String>) -> Self {
        Self { chosen: RwSignal::new(None), reason, tried: RwSignal::new(false) }
    }

    /// Takes a time that is free.
    pub fn take(self, start: Start) {
        self.chosen.set(Some(Chosen { start, outside: false }));
    }

    /// Insists on the time that was refused by the rules: it wants a reason now.
    pub fn insist(self) {
        self.tried.set(false);
        self.chosen.try_update(|chosen| {
            if let Some(chosen) = chosen {
                chosen.outside = true;
            }
        });
        around::focus("[name=overrule]");
    }

    /// The time, once there is all that it needs; if not, the focus is where it is missing.
    pub fn ready(self) -> Option<Chosen> {
        self.tried.set(true);
        let chosen = self.chosen.get_untracked();
        let ready = chosen.filter(|chosen| !chosen.outside || !self.reason.get_untracked().trim().is_empty());
        if ready.is_none() {
            around::focus(if chosen.is_some() { "[name=overrule]" } else { ".picker .slots button" });
        }
        ready
    }
}

/// The choice.
#[component]
pub fn Picker(
    /// What it is wired to.
    wires: Wires,
    /// Whose times.
    ask: Ask,
    /// What is chosen.
    choosing: Choosing,
    /// The zone of a time that is typed.
    zone: String,
    /// Why no time of one's own can be typed; none where it can.
    #[prop(optional)]
    barred: Option<String>,
    /// Several free times are ticked, instead of one chosen; none of one's own.
    #[prop(optional)]
    many: Option<RwSignal<Vec<Start>>>,
) -> impl IntoView {
    let ask = StoredValue::new_local(ask);
    let offers = RwSignal::new(None::<Result<Offers, TeamError>>);
    let calling = RwSignal::new(false);
    let fetch = move |from: i32| {
        calling.set(true);
        let asked = ask.with_value(|ask| ask(from));
        wires.call(asked, move |answer| {
            calling.set(false);
            offers.try_update(|offers| match (answer, offers) {
                (Ok(offer), Some(Ok(known))) => known.learn(&offer),
                (Ok(offer), offers) => *offers = Some(Ok(Offers::new(&offer))),
                (Err(error), offers) => *offers = Some(Err(error)),
            });
        });
    };
    let today = wires.me(|me| me.today).unwrap_or_default();
    fetch(today);
    let show = move || match offers.get() {
        None => view! { <Waiting wires/> }.into_any(),
        Some(Err(error)) => view! { <Trouble wires error again=Some(Callback::new(move |()| fetch(today)))/> }.into_any(),
        Some(Ok(offers)) if offers.shown().is_empty() => view! { <p>{wires.text("times.none")}</p> }.into_any(),
        Some(Ok(offers)) => offers.shown().iter().map(|(day, starts)| view! { <DayOf wires day=*day starts=starts.clone() choosing many/> }).collect_view(),
    };
    let turn = move |on: bool, name: &'static str, label: &'static str| {
        let can = Memo::new(move |_| offers.with(|offers| matches!(offers, Some(Ok(offers)) if offers.has(on))));
        let press = move |_| {
            let from = offers.try_update(|offers| offers.as_mut().and_then(|offers| offers.as_mut().ok()).and_then(|offers| offers.turn(on))).flatten();
            if let Some(from) = from.filter(|_| !calling.get_untracked()) {
                fetch(from);
            }
        };
        view! { <button type="button" data-action=name aria-disabled=move || (!can.get()).then_some("true") on:click=press>{wires.text(label)}</button> }
    };
    view! {
        <section class="picker" aria-label=wires.text("times.title")>
            <p class="turns">{turn(false, "earlier", "times.earlier")}{turn(true, "later", "times.later")}</p>
            <div class="days" aria-busy=move || calling.get().then_some("true")>{show}</div>
            {many.is_none().then(|| view! { <Own wires choosing zone barred/> }.into_any())}
        </section>
    }
}

/// A day with its times.
#[component]
fn DayOf(wires: Wires, day: Day, starts: Vec<Start>, choosing: Choosing, many: Option<RwSignal<Vec<Start>>>) -> impl IntoView {
    let heading = format!("day-{day}");
    let near = wires.near(day.epoch_days()).map(|near| view! { <span class="near">{near}</span> });
    let times = starts.iter().map(|start| {
        let (start, label) = (*start, Offers::label(&starts, *start));
        let one = move || choosing.chosen.get().is_some_and(|chosen| chosen.start == start && !chosen.outside);
        let pressed = move || many.map_or_else(one, |many| many.with(|many| many.contains(&start))).to_string();
        let press = move |_| match many {
            None => choosing.take(start),
            Some(many) => {
                if many.try_update(|many| tick(many, start)) == Some(false) {
                    wires.say(wires.text("proposal.most"));
                }
            }
        };
        view! { <li><button type="button" data-slot=start.instant().to_string() aria-pressed=pressed on:click=press>{label}</button></li> }
    });
    view! {
        <section class="day" data-day=day.to_string()>
            <h3 class="opens" id=heading.clone()>{wires.day(day)}" "{near}</h3>
            <ul class="slots" aria-labelledby=heading>{times.collect_view()}</ul>
        </section>
    }
}

/// A time of one's own.
#[component]
fn Own(wires: Wires, choosing: Choosing, zone: String, barred: Option<String>) -> impl IntoView {
    let (day, time) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let typed = Memo::new(move |_| {
        let (day, minute) = (Day::parse(&day.get())?, to_minute(&time.get())?);
        Some(placed(day, minute, |at| intl::offset(&zone, at).unwrap_or_default()))
    });
    let outside = Memo::new(move |_| choosing.chosen.get().filter(|chosen| chosen.outside));
    let take = move |start: Start| choosing.chosen.set(Some(Chosen { start, outside: true }));
    let offer = move |starts: Vec<Start>| {
        let buttons = starts.clone().into_iter().map(|start| {
            let label = format!("{} {}", wires.short_day(start.day()), Offers::label(&starts, start));
            let pressed = move || outside.get().is_some_and(|chosen| chosen.start == start).to_string();
            view! { <li><button type="button" data-own=start.instant().to_string() aria-pressed=pressed on:click=move |_| take(start)>{label}</button></li> }
        });
        view! { <ul class="slots">{buttons.collect_view()}</ul> }
    };
    let show = move || match typed.get()? {
        Placed::Nowhere => Some(view! { <p class="error" role="alert">{wires.text("times.nowhere")}</p> }.into_any()),
        Placed::At(start) => Some(offer(vec![start]).into_any()),
        Placed::Twice(one, two) => Some(view! { <p>{wires.text("times.twice")}</p> {offer(vec![one, two])} }.into_any()),
    };
    let wrong = Memo::new(move |_| {
        if choosing.tried.get() && outside.get().is_some() && choosing.reason.with(|reason| reason.trim().is_empty()) { wires.text("times.reason_missing") } else { String::new() }
    });
    let why = move || {
        outside.get().map(|_| {
            view! {
                <p class="warn">{wires.text("times.outside")}</p>
                <Field wires name="overrule" label="times.reason" kind=Kind::Text value=choosing.reason error=wrong/>
            }
            .into_any()
        })
    };
    if let Some(barred) = barred {
        return view! { <p class="small">{barred}</p> }.into_any();
    }
    view! {
        <details class="own" open=move || outside.get().is_some().then_some("true")>
            <summary>{wires.text("times.own")}</summary>
            <div>
                <p class="small">{wires.text("times.own_help")}</p>
                <div class="grid">
                    <Field wires name="own-day" label="times.day" kind=Kind::Day value=day error=Signal::stored(String::new())/>
                    <Field wires name="own-time" label="times.time" kind=Kind::Time value=time error=Signal::stored(String::new())/>
            </div>
            {show}
            {why}
            </div>
        </details>
    }
    .into_any()
}
