//! The texts of one mail, as they are typed and saved.

use leptos::ev::SubmitEvent;
use leptos::prelude::{Callable, Callback, RwSignal, Set};

use super::texts::{Found, Typed, Wrong};
use crate::api::team::wire::{MailSample, MailTexts};
use crate::api::team::{self, TeamError};
use crate::dashboard::around;
use crate::dashboard::fields::{Field, Kind, Submit};
use crate::dashboard::wires::Wires;
use crate::desk::{self, TEXTS};
use crate::domain::{RawMailText, TextPart};
use crate::element::*;

/// The form.
#[component]
pub fn Form(
    /// What it is wired to.
    wires: Wires,
    /// Which mail.
    sample: MailSample,
    /// What it says, once it is known.
    found: Found,
    /// What is typed.
    typed: Typed,
    /// What is wrong with it.
    wrong: Wrong,
    /// What it said when it was read.
    texts: MailTexts,
    /// It is to be read again, and what is typed forgotten.
    load: Callback<()>,
) -> impl IntoView {
    let (calling, error) = (RwSignal::new(false), RwSignal::new(None::<TeamError>));
    let MailTexts { own, built_in, version } = texts;
    let is_own = own != RawMailText::default();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if calling.get_untracked() {
            return;
        }
        calling.set(true);
        error.set(None);
        let (portal, version, text) = (wires.portal(), version.clone(), RawMailText(typed.map(|typed| typed.get_untracked())));
        wires.call(async move { team::change_mail_texts(portal, sample, version, text).await }, move |answer| {
            calling.set(false);
            match answer {
                Ok(texts) => {
                    typed.into_iter().zip(desk::shown_texts(&texts.own, &texts.built_in)).for_each(|(typed, shown)| typed.set(shown));
                    found.set(Some(Ok(texts)));
                    wires.say(wires.text("mails.text_done"));
                    around::focus("[data-action=save-text]");
                }
                Err(TeamError::Invalid(found)) => {
                    wrong.set(found);
                    around::focus("[data-screen=mail-texts] [aria-invalid=true]");
                }
                Err(refused) => error.set(Some(refused)),
            }
        });
    };
    let begin = built_in.0.clone();
    let reset = move |_| {
        typed.into_iter().zip(begin.clone()).for_each(|(typed, built_in)| typed.set(built_in));
        wires.say(wires.text("mails.now_built_in"));
        around::focus("[data-action=save-text]");
    };
    let begin = built_in.0;
    let differs = Memo::new(move |_| typed.into_iter().zip(&begin).any(|(typed, built_in)| typed.get() != *built_in));
    let refused = move || {
        let error = error.get()?;
        let changed = matches!(error, TeamError::Changed(_));
        let sentence = if changed { wires.text("mails.text_changed") } else { wires.trouble(&error) };
        let again = changed.then(|| view! { <button type="button" data-action="again" on:click=move |_| load.run(())>{wires.text("types.show")}</button> });
        Some(view! { <div class="trouble"><p>{sentence}</p>{again}</div> }.into_any())
    };
    let fields = TEXTS.into_iter().zip(typed).map(|((name, label, part), value)| {
        let error = Memo::new(move |_| {
            let error = wrong.with(|wrong| wrong.iter().find(|(field, _)| *field == team::Field::Text(part)).map(|(_, error)| *error));
            let Some(error) = error else { return String::new() };
            match desk::text_error(sample.kind, &value.get_untracked(), error) {
                Some((key, at, found, places)) => wires.fill(key, &[("at", &at), ("found", &found), ("places", &places)]),
                None => wires.field_error(error),
            }
        });
        let kind = if part == TextPart::Subject { Kind::Name } else { Kind::Text };
        view! { <Field wires name label kind value error/> }
    });
    view! {
        <form class="card" novalidate=true on:submit=submit>
            <p class="small">{wires.text(if is_own { "mails.is_own" } else { "mails.is_built_in" })}</p>
            {fields.collect_view()}
            <p class="small">{wires.fill("mails.places", &[("places", &desk::places(sample.kind))])}</p>
            <div role="alert">{refused}</div>
            <p class="buttons">
                <Submit action="save-text" label=wires.text("mails.save_text") waits=calling/>
                <button type="button" data-action="built-in" hidden=move || !differs.get() on:click=reset>{wires.text("mails.built_in")}</button>
            </p>
        </form>
    }
}
