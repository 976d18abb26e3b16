//! What the customer and the team write to each other about the appointment: shown, and written with POST.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

use super::field::Field;
use super::linked::Linked;
use crate::app::{self, ChangeError, MessageError};
use crate::clock::new_secret;
use crate::dates;
use crate::domain::{FieldError, IdempotencyKey, Note};
use crate::http::Site;
use crate::http::pages::reader::Reader;
use crate::http::pages::sent::Sent;
use crate::http::pages::trouble::{Cause, Trouble};
use crate::store::MessageRow;
use crate::zone::Zone;

/// What is written so far, and a form to write more. Whoever comes along reads none of it: it is the customer's.
pub fn section(linked: &Linked, typed: &str, error: Option<FieldError>) -> Option<AnyView> {
    if linked.attendee.is_some() {
        return None;
    }
    let (texts, agenda) = (linked.texts(), linked.card.agenda_name.as_str());
    let said = linked.messages.iter().map(|row| message(linked, row)).collect_view();
    let said = (!linked.messages.is_empty()).then(|| view! { <ol class="messages">{said}</ol> });
    let text = Field { name: "text", label: texts.get("message").into_owned(), typed, error, optional: false };
    Some(
        view! {
            <section class="sheet" id="messages">
                <h2>{texts.get("messages")}</h2>
                {said.is_none().then(|| view! { <p>{texts.fill("messages_help", &[("agenda", agenda)])}</p> })}
                {said}
                <form class="fields" action=linked.link("/messages", &[]) method="post" novalidate>
                    <input type="hidden" name="key" value=new_secret() />
                    {text.lines(linked)}
                    <div class="acts"><button data-action="write">{texts.get("send")}</button></div>
                </form>
            </section>
        }
        .into_any(),
    )
}

fn message(linked: &Linked, row: &MessageRow) -> AnyView {
    let (day, time) = Zone::of(&linked.card.appointment.zone).wall(row.at);
    let when = format!("{}, {}", dates::short_day(linked.language, day), dates::time(time));
    let lines = row.text.as_str().lines().map(|line| view! { <p dir="auto">{line.to_owned()}</p> }).collect_view();
    view! {
        <li data-direction=row.direction.as_str()>
            <p class="small">{row.who.to_string()}" · "<time datetime=row.at.to_string()>{when}</time></p>
            {lines}
        </li>
    }
    .into_any()
}

/// Leads to where they stand, and changes nothing.
pub async fn back(State(site): State<Site>, Path(token): Path<String>, reader: Reader) -> Result<Response, Trouble> {
    let linked = Linked::open(&site.app, &token, &reader).await?;
    Ok(Redirect::to(&format!("{}#messages", linked.link("", &[]))).into_response())
}

/// Writes to the team.
pub async fn act(State(site): State<Site>, Path(token): Path<String>, reader: Reader, sent: Sent) -> Result<Response, Trouble> {
    let linked = Linked::open(&site.app, &token, &reader).await?;
    let typed = sent.get("text");
    let text = match Note::parse(typed.trim()) {
        Ok(text) if text.as_str().is_empty() => return Ok(again(&linked, "", FieldError::Missing)),
        Ok(text) => text,
        Err(error) => return Ok(again(&linked, &typed, error)),
    };
    // A form without a key was made by nobody we know: each press is then a message of its own.
    let fresh = || IdempotencyKey::parse(&new_secret()).expect("letters and digits make a key");
    let key = IdempotencyKey::parse(&sent.get("key")).unwrap_or_else(|_| fresh());
    let written = match app::write_to_team(&site.app, &linked.token, &text, &key).await {
        // Who goes back and sends the form with another text means another message.
        Err(MessageError::KeyReused) => app::write_to_team(&site.app, &linked.token, &text, &fresh()).await,
        written => written,
    };
    match written {
        Ok(_) | Err(MessageError::KeyReused) => Ok(linked.back("written")),
        Err(MessageError::NotYours) => linked.refused(ChangeError::NotYours),
        Err(MessageError::UnknownLink) => Err(linked.trouble(Cause::UnknownLink)),
        Err(MessageError::Store(error)) => Err(linked.trouble(error)),
    }
}

/// The form once more, with what is wrong in it.
fn again(linked: &Linked, typed: &str, error: FieldError) -> Response {
    let title = linked.texts().get("messages");
    let back = view! { <p class="acts"><a class="button quiet" href=linked.link("", &[])>{linked.texts().get("back_to_appointment")}</a></p> };
    linked.page(StatusCode::UNPROCESSABLE_ENTITY, "", &title, view! { <div>{section(linked, typed, Some(error))}{back}</div> })
}
