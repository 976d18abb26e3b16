//! Beneath the times: a customer asks for one where none fits. What a press leads to is read with GET, so that a refresh repeats nothing.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

use super::details::row;
use super::screen;
use super::typed::Typed;
use crate::app::{self, RequestAsk, RequestError};
use crate::domain::{DayPart, FieldErrors, Source};
use crate::flow::Field;
use crate::http::Site;
use crate::http::pages::opened::Opened;
use crate::http::pages::reader::Reader;
use crate::http::pages::trouble::Trouble;
use crate::locales::Words;

/// Leads there from the times.
pub fn link(opened: &Opened) -> impl IntoView + use<> {
    view! { <p class="acts"><a class="button quiet" data-action="request" href=opened.link("/plain/request", &[])>{opened.words().get("ask")}</a></p> }
}

/// Shows the form; where no requests are taken, the times.
pub async fn show(State(site): State<Site>, Path((portal, entry)): Path<(String, String)>, reader: Reader, typed: Typed) -> Result<Response, Trouble> {
    let opened = Opened::open(&site.app, &portal, &entry, &reader).await?;
    Ok(match opened.bookable.takes_requests() {
        true => form(&opened, &typed, &FieldErrors::default(), None),
        false => Redirect::to(&opened.link("/plain", &[])).into_response(),
    })
}

/// Asks, and leads to what becomes of it.
pub async fn act(State(site): State<Site>, Path((portal, entry)): Path<(String, String)>, reader: Reader, typed: Typed) -> Result<Response, Trouble> {
    let opened = Opened::open(&site.app, &portal, &entry, &reader).await?;
    let contact = match opened.read(&typed.contact) {
        Ok(contact) => contact,
        Err(errors) => return Ok(form(&opened, &typed, &errors, None)),
    };
    let ask = RequestAsk { contact, parts: typed.parts, key: typed.key.clone(), source: Source::Standalone };
    match app::request(&site.app, &opened.bookable, &ask).await {
        Ok(_) => Ok(Redirect::to(&opened.link("/plain/requested", &[])).into_response()),
        Err(RequestError::NotTaken) => Ok(Redirect::to(&opened.link("/plain", &[])).into_response()),
        Err(RequestError::NoMail) => Ok(form(&opened, &typed, &FieldErrors::no_mail(), None)),
        Err(RequestError::KeyReused) => Ok(form(&opened, &typed.afresh(), &FieldErrors::default(), Some(opened.words().get("asked_before").into_owned()))),
        Err(RequestError::Store(error)) => Err(opened.trouble(error)),
    }
}

/// Says that the request is on its way. It names nobody: the address carries nothing of them.
pub async fn done(State(site): State<Site>, Path((portal, entry)): Path<(String, String)>, reader: Reader) -> Result<Response, Trouble> {
    let opened = Opened::open(&site.app, &portal, &entry, &reader).await?;
    let title = opened.words().get("asked");
    let main = view! {
        <section class="sheet">
            <h2>{title.clone()}</h2>
            <p class="lead">{opened.texts().get("requested_help")}</p>
            <p class="acts"><a class="button quiet" href=opened.link("/plain", &[])>{opened.texts().get("all_times")}</a></p>
        </section>
    };
    Ok(screen(&opened, StatusCode::OK, "requested", &title, main))
}

fn form(opened: &Opened, typed: &Typed, errors: &FieldErrors, notice: Option<String>) -> Response {
    let words = opened.words();
    let first = Field::ALL.into_iter().find(|field| field.error(errors).is_some());
    // As any view, or the type of the whole page grows past what the compiler follows.
    let field = |field: Field| row(&words, field, field.of(&typed.contact), field.error(errors), first == Some(field)).into_any();
    let status = if errors.is_empty() && notice.is_none() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let portal = opened.bookable.portal.name.as_str();
    let main = view! {
        <section class="sheet">
            <h2>{words.get("ask_title")}</h2>
            {notice.map(|notice| view! { <div class="notice" role="alert"><p>{notice}</p></div> })}
            <p class="lead">{words.fill("ask_lead", &[("portal", portal)])}</p>
            <form class="fields" action=opened.link("/plain/request", &[]) method="post" novalidate>
                {typed.hidden_rest()}
                {[Field::Name, Field::Email, Field::Phone].map(field).collect_view()}
                {parts(&words, typed).into_any()}
                {field(Field::Note)}
                <div class="acts">
                    <button class="main" data-action="ask">{words.get("ask_send")}</button>
                    <a class="button quiet" href=opened.link("/plain", &[])>{words.get("back")}</a>
                </div>
            </form>
        </section>
    };
    screen(opened, status, "request", &words.get("ask_title"), main)
}

/// The parts of the week, to be ticked.
fn parts(words: &Words, typed: &Typed) -> impl IntoView + use<> {
    let group = |name: &str, parts: &[DayPart]| {
        let boxes = parts.iter().zip(["morning", "afternoon", "evening"]).map(|(part, name)| {
            view! { <label><input type="checkbox" name=part.as_str() value="yes" checked=typed.parts.has(*part) />{words.get(name)}</label> }
        });
        view! { <div class="ticks" role="group" aria-label=words.get(name)><span>{words.get(name)}</span>{boxes.collect_view()}</div> }
    };
    let (weekdays, weekend) = DayPart::ALL.split_at(3);
    view! {
        <fieldset class="field">
            <legend>{words.get("parts")}" "<span class="optional">"("{words.get("optional")}")"</span></legend>
            {group("weekdays", weekdays)}
            {group("weekend", weekend)}
        </fieldset>
    }
}
