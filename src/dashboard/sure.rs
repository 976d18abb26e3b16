//! What can't be taken back, asked once more.

use std::pin::Pin;

use leptos::ev::SubmitEvent;
use leptos::prelude::{Callable, Callback, RwSignal, Set, StoredValue, WithValue};

use super::dialog::Dialog;
use super::fields::Submit;
use super::wires::Wires;
use crate::api::team::TeamError;
use crate::element::*;

/// Does it, and then what follows from it.
pub type Act = Box<dyn Fn() -> Pin<Box<dyn Future<Output = Result<Then, TeamError>>>>>;

/// What follows once it is done.
pub type Then = Box<dyn FnOnce()>;

/// What is asked, in words.
pub struct Asked {
    /// The dialog's name.
    pub name: &'static str,
    /// What its heading says.
    pub title: String,
    /// What will be.
    pub sentence: String,
    /// The name of the button that does it, and what it says.
    pub yes: (&'static str, String),
    /// What the button says that leaves all as it is.
    pub no: String,
}

/// The dialog.
#[component]
pub fn Sure(
    /// What it is wired to.
    wires: Wires,
    /// What is asked.
    asked: Asked,
    /// What it does.
    act: Act,
    /// It is to go.
    close: Callback<()>,
) -> impl IntoView {
    let act = StoredValue::new_local(act);
    let (calling, error) = (RwSignal::new(false), RwSignal::new(None::<TeamError>));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if calling.get_untracked() {
            return;
        }
        calling.set(true);
        error.set(None);
        wires.call(act.with_value(|act| act()), move |answer| {
            calling.set(false);
            match answer {
                Ok(then) => then(),
                Err(wrong) => error.set(Some(wrong)),
            }
        });
    };
    let said = Memo::new(move |_| error.with(|error| error.as_ref().map(|error| wires.trouble(error)).unwrap_or_default()));
    let Asked { name, title, sentence, yes: (action, yes), no } = asked;
    let inside = view! {
        <form novalidate=true on:submit=submit>
            <p>{sentence}</p>
            <p class="error" role="alert">{move || said.get()}</p>
            <p class="buttons">
                <Submit action label=yes waits=calling danger=true/>
                <button type="button" on:click=move |_| close.run(())>{no}</button>
            </p>
        </form>
    }
    .into_any();
    view! { <Dialog wires name title close inside/> }
}
