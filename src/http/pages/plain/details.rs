//! The second screen: who comes. Errors stand at their fields, and what was typed stays.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

use super::typed::Typed;
use super::{lost, screen};
use crate::domain::{FieldError, FieldErrors, Slot, email_domain};
use crate::flow::Field;
use crate::http::Site;
use crate::http::pages::opened::Opened;
use crate::http::pages::reader::Reader;
use crate::http::pages::trouble::Trouble;
use crate::http::pages::{offer, times};
use crate::locales::Words;

/// Shows the form, with what has been typed or came with the address.
pub async fn show(State(site): State<Site>, Path((portal, entry)): Path<(String, String)>, reader: Reader, typed: Typed) -> Result<Response, Trouble> {
    let opened = Opened::open(&site.app, &portal, &entry, &reader).await?;
    let Some(at) = typed.at else {
        return Ok(Redirect::to(&opened.link("/plain", &[])).into_response());
    };
    match times::offered(&site.app, &opened.bookable, at).await.map_err(|error| opened.trouble(error))? {
        Some(slot) => Ok(form(&opened, &typed, &slot, &FieldErrors::default())),
        None => lost::not_offered(&site, &opened, &typed, at).await,
    }
}

/// The form, with what is wrong in it.
pub fn form(opened: &Opened, typed: &Typed, slot: &Slot, errors: &FieldErrors) -> Response {
    let words = opened.words();
    let first = Field::ALL.into_iter().find(|field| field.error(errors).is_some());
    let fields = Field::ALL.into_iter().map(|field| row(&words, field, field.of(&typed.contact), field.error(errors), first == Some(field)));
    let main = view! {
        <section class="sheet">
            <h2>{words.get("your_details")}</h2>
            <div>{offer::when(opened.language, slot.span, opened.bookable.zone())}</div>
            <form class="fields" action=opened.link("/plain/check", &[]) method="post" novalidate>
                {typed.hidden_rest()}
                {typed.hidden_at()}
                {fields.collect_view()}
                <div class="acts">
                    <button class="main" data-action="next">{words.get("next")}</button>
                    <button class="quiet" formaction=opened.link("/plain", &[])>{words.get("other_time")}</button>
                </div>
            </form>
        </section>
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    screen(opened, status, "details", &words.get("your_details"), main)
}

/// A field with what was typed into it, and what is wrong with that.
pub fn row(words: &Words, field: Field, typed: &str, error: Option<FieldError>, first: bool) -> impl IntoView + use<> {
    let (kind, autocomplete, required) = match field {
        Field::Name => ("text", "name", true),
        Field::Email => ("email", "email", true),
        Field::Phone => ("tel", "tel", false),
        Field::Note => ("text", "off", false),
    };
    let name = field.name();
    let wrong = error.map(|_| "true");
    let described = error.map(|_| format!("error-{name}"));
    let control = match field {
        Field::Note => view! { <textarea id=name name=name rows="3" aria-invalid=wrong aria-describedby=described autofocus=first>{as_text(typed)}</textarea> }.into_any(),
        _ => view! {
            <input
                id=name
                name=name
                type=kind
                value=typed.to_owned()
                autocomplete=autocomplete
                aria-required=required.to_string()
                aria-invalid=wrong
                aria-describedby=described
                autofocus=first
            />
        }
        .into_any(),
    };
    view! {
        <div class="field">
            <label for=name>{words.get(name)}{(!required).then(|| view! { <span class="optional">" ("{words.get("optional")}")"</span> })}</label>
            {control}
            {error.map(|error| view! { <p class="error" id=format!("error-{name}")>{sentence(words, field, typed, error)}</p> })}
        </div>
    }
}

/// What a `textarea` holds is written as it is, unlike other text: it is made safe here. Its first line break is one that browsers drop.
pub fn as_text(typed: &str) -> String {
    format!("\n{}", typed.replace('&', "&amp;").replace('<', "&lt;"))
}

fn sentence(words: &Words, field: Field, typed: &str, error: FieldError) -> String {
    let key = match (error, field) {
        (FieldError::Missing, Field::Email) => "email_missing",
        (FieldError::Missing, _) => "name_missing",
        (FieldError::TooLong(most), _) => return words.fill("too_long", &[("most", &most.to_string())]),
        (FieldError::NoMail, _) => return words.fill("no_mail", &[("domain", email_domain(typed))]),
        (FieldError::NotAPhone, _) => "not_a_phone",
        (FieldError::NotAnEmail, _) => "not_an_email",
        _ => "control_character",
    };
    words.get(key).into_owned()
}
