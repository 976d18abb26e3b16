//! Making a key: what its program is called, and what it is for.

use leptos::ev::SubmitEvent;
use leptos::prelude::{Callback, RwSignal, Set};

use super::{Doing, Found, Now};
use crate::api::team::wire::AddedKey;
use crate::api::team::{self, Field, TeamError};
use crate::dashboard::around;
use crate::dashboard::dialog::Dialog;
use crate::dashboard::fields::{Field as FieldRow, Kind, Submit, Tick};
use crate::dashboard::wires::Wires;
use crate::desk;
use crate::domain::Scope;
use crate::element::*;

/// The dialog.
#[component]
pub fn Make(
    /// What it is wired to.
    wires: Wires,
    /// What the screen does.
    doing: Now,
    /// The keys as they are known.
    found: Found,
) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let ticked = Scope::ALL.map(|scope| (scope, RwSignal::new(false)));
    let (calling, error) = (RwSignal::new(false), RwSignal::new(None::<TeamError>));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if calling.get_untracked() {
            return;
        }
        calling.set(true);
        error.set(None);
        let scopes = ticked.into_iter().filter(|(_, ticked)| ticked.get_untracked()).map(|(scope, _)| scope).collect();
        let (portal, called) = (wires.portal(), name.get_untracked());
        wires.call(async move { team::add_key(portal, called, scopes).await }, move |answer| {
            calling.set(false);
            match answer {
                Ok(AddedKey { keys, key }) => {
                    doing.set(Doing::Shown(name.get_untracked(), key));
                    found.set(Some(Ok(keys)));
                }
                Err(wrong) => {
                    let at_the_name = !wires.wrong(&wrong, Field::Name).is_empty();
                    error.set(Some(wrong));
                    around::focus(if at_the_name { "dialog [aria-invalid=true]" } else { "dialog .box" });
                }
            }
        });
    };
    let wrong = Memo::new(move |_| error.with(|error| error.as_ref().map(|error| wires.wrong(error, Field::Name)).unwrap_or_default()));
    let none = Memo::new(move |_| error.with(|error| error.as_ref().is_some_and(|error| !wires.wrong(error, Field::Scopes).is_empty())));
    let said = Memo::new(move |_| match error.get() {
        None | Some(TeamError::Invalid(_)) => String::new(),
        Some(error) => wires.trouble(&error),
    });
    let ticks = ticked.map(|(scope, value)| view! { <Tick name=scope.as_str() label=wires.text(desk::scope(scope)) value/> }.into_any());
    let inside = view! {
        <form novalidate=true on:submit=submit>
            <FieldRow wires name="name" label="keys.name" kind=Kind::Name value=name error=wrong help="keys.name_help"/>
            <fieldset class="may" aria-describedby=move || none.get().then_some("error-scopes")>
                <legend>{wires.text("keys.may")}</legend>
                {ticks.into_iter().collect::<Vec<_>>()}
                <p class="error" id="error-scopes" role="alert">{move || none.get().then(|| wires.text("keys.may_nothing"))}</p>
            </fieldset>
            <p class="error" role="alert">{move || said.get()}</p>
            <p class="buttons">
                <Submit action="make-it" label=wires.text("keys.make_it") waits=calling/>
            </p>
        </form>
    }
    .into_any();
    view! { <Dialog wires name="make-key" title=wires.text("keys.make") close=Callback::new(move |()| doing.set(Doing::Nothing)) inside/> }
}
