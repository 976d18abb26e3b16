//! Erasing a customer, for good. Their name is typed first, so that nobody does it by a slip.

use leptos::ev::SubmitEvent;
use leptos::prelude::{Callable, Callback, RwSignal, Set};

use crate::api::team::wire::CustomerLine;
use crate::api::team::{self, TeamError};
use crate::dashboard::around;
use crate::dashboard::dialog::Dialog;
use crate::dashboard::fields::{Field, Kind, Submit};
use crate::dashboard::wires::Wires;
use crate::desk::{self, Screen};
use crate::element::*;

/// The dialog.
#[component]
pub fn Erase(
    /// What it is wired to.
    wires: Wires,
    /// Who goes.
    line: CustomerLine,
    /// It is to close.
    close: Callback<()>,
) -> impl IntoView {
    let (typed, differs, calling, error) = (RwSignal::new(String::new()), RwSignal::new(false), RwSignal::new(false), RwSignal::new(None::<TeamError>));
    let CustomerLine { id, name, email, .. } = line;
    let sure = wires.fill("customer.erase_sure", &[("name", &name), ("email", &email)]);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if calling.get_untracked() {
            return;
        }
        error.set(None);
        differs.set(!desk::same_name(&typed.get_untracked(), &name));
        if differs.get_untracked() {
            around::focus("dialog [aria-invalid=true]");
            return;
        }
        calling.set(true);
        let (portal, id, name) = (wires.portal(), id.clone(), name.clone());
        wires.call(async move { team::erase_customer(portal, id).await }, move |answer| {
            calling.set(false);
            match answer {
                Ok(()) => {
                    wires.say(wires.fill("customer.erased", &[("name", &name)]));
                    // Back must not lead to whom nobody knows any more.
                    wires.turn(Screen::Customers(String::new()));
                }
                Err(wrong) => error.set(Some(wrong)),
            }
        });
    };
    let wrong = Memo::new(move |_| if differs.get() { wires.text("customer.other_name") } else { String::new() });
    let said = Memo::new(move |_| error.with(|error| error.as_ref().map(|error| wires.trouble(error)).unwrap_or_default()));
    let inside = view! {
        <form novalidate=true on:submit=submit>
            <p>{sure}</p>
            <p>{wires.text("customer.erase_what")}</p>
            <Field wires name="whose" label="customer.erase_name" kind=Kind::Name value=typed error=wrong/>
            <p class="error" role="alert">{move || said.get()}</p>
            <p class="buttons">
                <Submit action="erase-it" label=wires.text("customer.erase_it") waits=calling danger=true/>
                <button type="button" on:click=move |_| close.run(())>{wires.text("customer.keep")}</button>
            </p>
        </form>
    }
    .into_any();
    view! { <Dialog wires name="erase" title=wires.text("customer.erase_title") close inside/> }
}
