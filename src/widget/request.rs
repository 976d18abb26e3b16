//! Beside the booking: the customer asks for a time where none fits, and reads that it is on its way.

use crate::element::*;
use leptos::ev::{MouseEvent, SubmitEvent};

use super::Wires;
use super::button::Button;
use super::field::FieldRow;
use super::notice::Notices;
use crate::domain::DayPart;
use crate::domain::texts::Text;
use crate::flow::{Field, Flow};

/// Leads here from the times. As long as no program answers the press, it leads on by plain pages.
#[component]
pub fn RequestLink(
    /// What it is wired to.
    wires: Wires,
    /// How it looks: `main` where it is all that can be done, else `quiet`.
    look: &'static str,
) -> impl IntoView {
    let begin = move |event: MouseEvent| {
        event.prevent_default();
        wires.step(Flow::begin_request);
    };
    let href = format!("{}?lang={}", wires.plain("/request"), wires.language());
    view! { <p><a class=format!("button {look}") part="button" data-action="request" href=href on:click=begin>{wires.text(Text::Ask)}</a></p> }
}

/// The request.
#[component]
pub fn Request(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let portal = wires.opened(|opened| opened.portal.clone());
    let calling = wires.watch(|flow| flow.calling());
    let label = move || wires.text(if calling.get() { Text::Asking } else { Text::AskSend });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        wires.ask();
    };
    let (weekdays, weekend) = DayPart::ALL.split_at(3);
    view! {
        <h2 tabindex="-1">{wires.text(Text::AskTitle)}</h2>
        <p class="facts">{wires.fill(Text::AskLead, &[("portal", &portal)])}</p>
        <form novalidate on:submit=send>
            {[Field::Name, Field::Email, Field::Phone].into_iter().map(|field| view! { <FieldRow wires field/> }).collect_view()}
            <fieldset class="field">
                <legend>{wires.text(Text::Parts)} <span class="optional">" (" {wires.text(Text::Optional)} ")"</span></legend>
                <Ticks wires name=Text::Weekdays parts=weekdays/>
                <Ticks wires name=Text::Weekend parts=weekend/>
            </fieldset>
            <FieldRow wires field=Field::Note/>
            <Notices wires/>
            <div class="acts">
                <button type="submit" class="button main" part="button" data-action="ask" aria-disabled=move || calling.get().then_some("true")>{label}</button>
                <Button action="back" look="quiet" label=wires.label(Text::Back) waits=calling press=Box::new(move || wires.back())/>
            </div>
        </form>
    }
}

/// The parts of some days, to be ticked.
#[component]
fn Ticks(wires: Wires, name: Text, parts: &'static [DayPart]) -> impl IntoView {
    let chosen = wires.flow.with_untracked(|flow| flow.day_parts());
    let boxes = parts.iter().zip([Text::Morning, Text::Afternoon, Text::Evening]).map(|(part, name)| {
        let part = *part;
        let tick = move |_| wires.flow.update(|flow| flow.tick(part));
        view! { <label><input class="box" type="checkbox" name=part.as_str() checked=chosen.has(part) on:change=tick/> {wires.text(name)}</label> }
    });
    view! { <div class="ticks" role="group" aria-label=wires.text(name)><span>{wires.text(name)}</span>{boxes.collect_view()}</div> }
}

/// It is on its way.
#[component]
pub fn Requested(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let email = wires.flow.with_untracked(|flow| flow.contact().email.trim().to_owned());
    view! {
        <span class="tick"></span>
        <h2 tabindex="-1">{wires.text(Text::Asked)}</h2>
        <p class="facts">{wires.fill(Text::AskedMail, &[("email", &email)])}</p>
    }
}
