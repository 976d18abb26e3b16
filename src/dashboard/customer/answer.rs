//! An answer to a customer's message, being written. What was typed stays until it is on its way.

use leptos::ev::SubmitEvent;
use leptos::prelude::{GetValue, RwSignal, Set, SetValue, StoredValue};

use super::Record;
use crate::api::team::{self, TeamError};
use crate::dashboard::around;
use crate::dashboard::fields::{Field, Kind, Submit};
use crate::dashboard::wires::Wires;
use crate::domain::AppointmentId;
use crate::element::*;

/// The form. Nothing happens to an empty answer.
#[component]
pub fn Answer(
    /// What it is wired to.
    wires: Wires,
    /// Of whom.
    record: Record,
    /// About which appointment.
    appointment: AppointmentId,
) -> impl IntoView {
    let (text, calling, error) = (RwSignal::new(String::new()), RwSignal::new(false), RwSignal::new(None::<TeamError>));
    // A repetition of the same text keeps its key, so that an answer that was lost is sent once.
    let sent = StoredValue::new(None::<(String, String)>);
    let said = Memo::new(move |_| match error.get() {
        None => String::new(),
        Some(error @ TeamError::Invalid(_)) => wires.wrong(&error, team::Field::Note),
        Some(error) => wires.trouble(&error),
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = text.get_untracked();
        if calling.get_untracked() || typed.trim().is_empty() {
            around::focus("[name=answer]");
            return;
        }
        let key = match sent.get_value() {
            Some((before, key)) if before == typed => key,
            _ => around::key(),
        };
        sent.set_value(Some((typed.clone(), key.clone())));
        calling.set(true);
        error.set(None);
        let (portal, id) = (wires.portal(), appointment.to_string());
        wires.call(async move { team::write_to_customer(portal, id, typed, key).await }, move |answer| {
            calling.try_set(false);
            match answer {
                Ok(found) => {
                    text.set(String::new());
                    sent.set_value(None);
                    record.set(Some(found));
                    wires.say(wires.text("answer.done"));
                }
                Err(wrong) => error.set(Some(wrong)),
            }
            around::focus("[name=answer]");
        });
    };
    view! {
        <form class="screen-only" novalidate=true on:submit=submit>
            <Field wires name="answer" label="answer.label" kind=Kind::Text value=text error=said/>
            <Submit action="answer" label=wires.text("answer.send") waits=calling/>
        </form>
    }
}
