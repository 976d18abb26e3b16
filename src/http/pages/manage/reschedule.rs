//! Another time for the same appointment: picked, asked once more with GET, done with POST.

use std::collections::HashMap;

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

use super::linked::Linked;
use crate::app::{self, ChangeError, TimesError};
use crate::domain::{Bookable, Day, Instant, Slot};
use crate::http::Site;
use crate::http::pages::reader::Reader;
use crate::http::pages::times::{self, Week};
use crate::http::pages::trouble::Trouble;
use crate::http::pages::{offer, times::near};

/// Lists the free times, or asks about the one that was picked.
pub async fn ask(State(site): State<Site>, Path(token): Path<String>, reader: Reader) -> Result<Response, Trouble> {
    let linked = Linked::open(&site.app, &token, &reader).await?;
    if !linked.may.reschedule {
        return Ok(Redirect::to(&linked.link("", &[])).into_response());
    }
    let bookable = match app::open_entry(&site.app, &linked.card.portal_slug, &linked.card.entry_slug).await {
        Ok(bookable) => bookable,
        Err(TimesError::UnknownPortal | TimesError::UnknownEntry | TimesError::Range) => return Ok(retired(&linked)),
        Err(TimesError::Store(error)) => return Err(linked.trouble(error)),
    };
    let Some(at) = reader.get("at").and_then(Instant::parse) else {
        let week = Week::from(&site.app, &bookable, reader.get("from").and_then(Day::parse)).await.map_err(|error| linked.trouble(error))?;
        return Ok(list(&linked, &bookable, &week));
    };
    match times::offered(&site.app, &bookable, at).await.map_err(|error| linked.trouble(error))? {
        Some(slot) => Ok(confirm(&linked, &bookable, &slot)),
        None => {
            let near = near(&site.app, &bookable, at).await.map_err(|error| linked.trouble(error))?;
            Ok(lost(&linked, StatusCode::UNPROCESSABLE_ENTITY, "move_not_offered", &near))
        }
    }
}

/// Takes the new time.
pub async fn act(State(site): State<Site>, Path(token): Path<String>, reader: Reader, sent: Result<Form<HashMap<String, String>>, FormRejection>) -> Result<Response, Trouble> {
    let linked = Linked::open(&site.app, &token, &reader).await?;
    let wanted = sent.ok().and_then(|Form(sent)| Instant::parse(sent.get("starts_at")?));
    let Some(wanted) = wanted else {
        return Ok(Redirect::to(&linked.link("/reschedule", &[])).into_response());
    };
    match app::reschedule(&site.app, &linked.token, wanted).await {
        Ok(_) => Ok(linked.back("rescheduled")),
        Err(ChangeError::Taken { alternatives }) => Ok(lost(&linked, StatusCode::CONFLICT, "move_taken", &alternatives)),
        Err(ChangeError::NotOffered { alternatives }) => Ok(lost(&linked, StatusCode::UNPROCESSABLE_ENTITY, "move_not_offered", &alternatives)),
        Err(error) => linked.refused(error),
    }
}

fn list(linked: &Linked, bookable: &Bookable, week: &Week) -> Response {
    let (texts, words) = (linked.texts(), linked.words());
    let turn = |day: Option<Day>, text: &str, rel: &'static str| {
        day.map(|day| view! { <a class="button" rel=rel href=linked.link("/reschedule", &[("from", &day.to_string())])>{texts.get(text)}</a> })
    };
    let nothing = week.days.is_empty() && week.next.is_none() && week.previous.is_none();
    let none = week.days.is_empty().then(|| match nothing {
        true => words.fill("nothing_free", &[("portal", linked.card.portal_name.as_str())]),
        false => texts.get("none_here").into_owned(),
    });
    let main = view! {
        <section class="sheet">
            <h2>{words.get("pick_time")}</h2>
            {none.map(|none| view! { <p>{none}</p> })}
            {(!nothing).then(|| offer::clock(&linked.texts(), linked.language, bookable.zone()))}
            <form action=format!("/m/{}/reschedule", linked.token.as_str()) method="get">
                {linked.hidden_language()}
                {offer::days(&linked.words(), linked.language, week)}
            </form>
            <nav class="turn" aria-label=texts.get("more_times")>{turn(week.previous, "earlier", "prev")}{turn(week.next, "later", "next")}</nav>
        </section>
    };
    page(linked, StatusCode::OK, main)
}

fn confirm(linked: &Linked, bookable: &Bookable, slot: &Slot) -> Response {
    let texts = linked.texts();
    let appointment = &linked.card.appointment;
    let main = view! {
        <section class="sheet">
            <h2>{linked.words().get("check")}</h2>
            <dl>
                <div><dt>{texts.get("new_time")}</dt><dd>{offer::when(linked.language, slot.span, bookable.zone())}</dd></div>
                <div><dt>{texts.get("old_time")}</dt><dd><del>{offer::when(linked.language, appointment.span, &appointment.zone)}</del></dd></div>
            </dl>
            <form class="acts" action=linked.link("/reschedule", &[]) method="post">
                <input type="hidden" name="starts_at" value=slot.span.start.to_string() />
                <button class="main" data-action="reschedule">{texts.get("yes_reschedule")}</button>
                <a class="button quiet" href=linked.link("/reschedule", &[("from", &slot.day.to_string())])>{linked.words().get("other_time")}</a>
            </form>
        </section>
    };
    page(linked, StatusCode::OK, main)
}

/// The new time can't be had: the old one stands, and these are near.
fn lost(linked: &Linked, status: StatusCode, sentence: &str, near: &[Slot]) -> Response {
    let texts = linked.texts();
    let nearest = (!near.is_empty()).then(|| {
        view! {
            <h2>{linked.words().get("nearest")}</h2>
            <form action=format!("/m/{}/reschedule", linked.token.as_str()) method="get">
                {linked.hidden_language()}
                {offer::nearest(linked.language, near)}
            </form>
            {offer::clock(&linked.texts(), linked.language, &linked.card.appointment.zone)}
        }
    });
    let main = view! {
        <section class="sheet">
            <div class="notice" role="alert"><p>{texts.get(sentence)}</p></div>
            {nearest}
            <p class="acts"><a class="button quiet" href=linked.link("/reschedule", &[])>{texts.get("all_times")}</a></p>
        </section>
    };
    page(linked, status, main)
}

/// The entry no longer offers times, and the appointment stands all the same.
fn retired(linked: &Linked) -> Response {
    let sentence = linked.texts().fill("no_longer_offered", &[("portal", linked.card.portal_name.as_str())]);
    page(linked, StatusCode::OK, view! { <section class="sheet"><p>{sentence}</p></section> })
}

fn page(linked: &Linked, status: StatusCode, main: impl IntoView) -> Response {
    let texts = linked.texts();
    let title = texts.get("reschedule_title");
    let appointment = &linked.card.appointment;
    let main = view! {
        <header class="subject">
            <h1>{title.clone()}</h1>
            <p class="lead">{linked.what()}</p>
            <div class="present"><p class="small">{texts.get("present_time")}</p>{offer::when(linked.language, appointment.span, &appointment.zone)}</div>
        </header>
        {main}
        <p class="acts after"><a class="button quiet" href=linked.link("", &[])>{texts.get("back_to_appointment")}</a></p>
    };
    linked.page(status, "/reschedule", &title, main)
}
