//! What can be booked, and by which numbers: buffers, notice, caps. All agendas keep to them, so that who may not change every one only sees them.

mod form;

use leptos::prelude::{Callback, Effect, RwSignal, Set};

use super::around;
use super::state::{Empty, Trouble, Waiting};
use super::wires::Wires;
use crate::api::team::wire::EventTypeLine;
use crate::api::team::{self, TeamError};
use crate::desk;
use crate::domain::EventTypeId;
use crate::element::*;
use form::Form;

/// The screen.
#[component]
pub fn EventTypes(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let found = RwSignal::new(None::<Result<Vec<EventTypeLine>, TeamError>>);
    let changing = RwSignal::new(None::<EventTypeId>);
    let load = move || {
        let portal = wires.portal();
        wires.call(async move { team::event_types_of(portal).await }, move |answer| {
            found.try_update(|found| *found = Some(answer));
        });
    };
    Effect::new(move |_| load());
    let decides = wires.me(|me| me.permissions.edits_all()).unwrap_or_default();
    let show = move || match found.get() {
        None => view! { <Waiting wires/> }.into_any(),
        Some(Err(error)) => view! { <Trouble wires error again=Some(Callback::new(move |()| load()))/> }.into_any(),
        Some(Ok(lines)) if lines.is_empty() => view! { <Empty title=wires.text("types.none") help=wires.text("types.none_help")/> }.into_any(),
        Some(Ok(lines)) => {
            let rows = lines.into_iter().map(|line| view! { <Row wires found changing decides line/> }.into_any());
            view! { <ul class="lines">{rows.collect::<Vec<_>>()}</ul> }.into_any()
        }
    };
    view! {
        <section data-screen="event-types">
            <header class="top"><h1 tabindex="-1">{wires.text("types.title")}</h1></header>
            {(!decides).then(|| view! { <p class="small why" id="barred-types">{wires.text("types.barred")}</p> })}
            {show}
        </section>
    }
}

/// One event type.
#[component]
fn Row(wires: Wires, found: RwSignal<Option<Result<Vec<EventTypeLine>, TeamError>>>, changing: RwSignal<Option<EventTypeId>>, decides: bool, line: EventTypeLine) -> impl IntoView {
    let id = line.id.clone();
    let changed = Memo::new(move |_| changing.with(|changing| changing.as_ref() == Some(&id)));
    let pressed = line.id.clone();
    let press = move |_| {
        if !decides {
            return;
        }
        if changed.get_untracked() {
            changing.set(None);
        } else {
            changing.set(Some(pressed.clone()));
            around::focus("[name=minutes]");
        }
    };
    let said: Vec<String> = std::iter::once(wires.text(desk::location(line.location)))
        .chain(desk::said(&line.limits).into_iter().map(|(key, number, counts)| wires.fill(key, &[("length", &wires.counted(number, counts))])))
        .collect();
    let (row, title) = (line.id.to_string(), line.title.clone());
    let label = wires.fill("types.change_of", &[("title", &title)]);
    let form = move || changed.get().then(|| view! { <Form wires found changing line=line.clone()/> }.into_any());
    view! {
        <li class="member" data-type=row>
            <div class="words"><h2>{title}</h2><p class="small">{said.join(" · ")}</p></div>
            <button
                type="button"
                data-action="change"
                aria-expanded=move || if changed.get() { "true" } else { "false" }
                aria-label=label
                aria-disabled=(!decides).then_some("true")
                aria-describedby=(!decides).then_some("barred-types")
                on:click=press
            >
                {wires.text("types.change")}
            </button>
            {form}
        </li>
    }
}
