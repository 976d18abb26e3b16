//! An answer to a customer's message, being written.

use leptos::prelude::{GetValue, Set, SetValue, StoredValue};

use super::Record;
use crate::api::team;
use crate::dashboard::around;
use crate::dashboard::wires::Wires;
use crate::dashboard::writing::{Says, Writing};
use crate::domain::AppointmentId;
use crate::element::*;

const ANSWER: Says = Says { name: "answer", label: "answer.label", button: "answer.send", done: "answer.done" };

/// The form.
#[component]
pub fn Answer(
    /// What it is wired to.
    wires: Wires,
    /// Of whom.
    record: Record,
    /// About which appointment.
    appointment: AppointmentId,
) -> impl IntoView {
    // A repetition of the same text keeps its key, so that an answer that was lost is sent once.
    let sent = StoredValue::new(None::<(String, String)>);
    let ask = move |portal, typed: String| {
        let key = match sent.get_value() {
            Some((before, key)) if before == typed => key,
            _ => around::key(),
        };
        sent.set_value(Some((typed.clone(), key.clone())));
        team::write_to_customer(portal, appointment.to_string(), typed, key)
    };
    let learn = move |found| {
        sent.set_value(None);
        record.set(Some(found));
    };
    view! { <div class="screen-only"><Writing wires says=ANSWER ask learn/></div> }
}
