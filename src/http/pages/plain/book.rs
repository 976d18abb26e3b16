//! The press that books. What it leads to is read with GET, so that a refresh repeats nothing.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

use super::typed::Typed;
use super::{details, lost, screen};
use crate::app::{self, BookAsk, BookError};
use crate::domain::{Card, Contact, FieldErrors, Instant, Source};
use crate::http::Site;
use crate::http::pages::opened::Opened;
use crate::http::pages::reader::{self, Reader};
use crate::http::pages::times;
use crate::http::pages::trouble::{Cause, Trouble};

/// Books, and leads to the appointment.
pub async fn book(State(site): State<Site>, Path((portal, entry)): Path<(String, String)>, reader: Reader, typed: Typed) -> Result<Response, Trouble> {
    let opened = Opened::open(&site.app, &portal, &entry, &reader).await?;
    let Some(at) = typed.at else {
        return Ok(Redirect::to(&opened.link("/plain", &[])).into_response());
    };
    let wrong = async |errors: FieldErrors| match times::offered(&site.app, &opened.bookable, at).await.map_err(|error| opened.trouble(error))? {
        Some(slot) => Ok(details::form(&opened, &typed, &slot, &errors)),
        None => lost::not_offered(&site, &opened, &typed, at).await,
    };
    let contact = match opened.read(&typed.contact) {
        Ok(contact) => contact,
        Err(errors) => return wrong(errors).await,
    };
    let ask = ask(&opened, &typed, at, contact);
    let booked = match &typed.invitation {
        Some(invitation) => app::book_invited(&site.app, ask, invitation).await,
        None => app::book(&site.app, ask).await,
    };
    match booked {
        Ok(booked) => Ok(done(&opened, &booked.card)),
        Err(BookError::Taken { alternatives }) => Ok(lost::screen_with(&opened, &typed, StatusCode::CONFLICT, "taken", &alternatives)),
        Err(BookError::NotOffered { alternatives }) => Ok(lost::screen_with(&opened, &typed, StatusCode::UNPROCESSABLE_ENTITY, "not_offered", &alternatives)),
        Err(BookError::NoMail) => wrong(FieldErrors::no_mail()).await,
        Err(BookError::Enough) => Ok(enough(&opened)),
        Err(BookError::KeyReused) => Ok(sent_before(&opened)),
        Err(BookError::UnknownPortal | BookError::UnknownEntry) => Err(opened.trouble(Cause::UnknownEntry)),
        Err(BookError::Store(error)) => Err(opened.trouble(error)),
    }
}

fn ask(opened: &Opened, typed: &Typed, starts_at: Instant, contact: Contact) -> BookAsk {
    let bookable = &opened.bookable;
    BookAsk {
        portal: bookable.portal.slug.clone(),
        entry: bookable.entry.slug.clone(),
        starts_at,
        contact,
        answers: BTreeMap::new(),
        key: typed.key.clone(),
        source: Source::Standalone,
        tags: typed.tags.clone(),
    }
}

fn done(opened: &Opened, card: &Card) -> Response {
    let appointment = format!("/m/{}", card.appointment.token.as_str());
    Redirect::to(&reader::address(&appointment, opened.asked, &[("now", "booked")])).into_response()
}

/// The portal lets this customer book no more about this. That is all that is said: whoever types someone's address learns no more of them.
fn enough(opened: &Opened) -> Response {
    let texts = opened.words();
    let main = view! { <section class="sheet"><div class="notice" role="alert"><p>{texts.get("enough")}</p></div></section> };
    screen(opened, StatusCode::CONFLICT, "confirm", &opened.texts().get("not_booked"), main)
}

/// The form was sent before with other words in it: someone went back after booking.
fn sent_before(opened: &Opened) -> Response {
    let texts = opened.texts();
    let main = view! {
        <section class="sheet">
            <h2>{texts.get("sent_before")}</h2>
            <p class="lead">{texts.get("sent_before_help")}</p>
            <p class="acts"><a class="button" href=opened.link("/plain", &[])>{texts.get("book_another")}</a></p>
        </section>
    };
    screen(opened, StatusCode::UNPROCESSABLE_ENTITY, "confirm", &texts.get("sent_before"), main)
}
