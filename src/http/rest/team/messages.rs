//! `POST …/appointments/{id}/messages`: the team's side writes to who booked.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::openapi::{RefOr, Response};
use utoipa::{IntoResponses, ToSchema};

use super::caller::Caller;
use crate::app::{self, team};
use crate::domain::{AppointmentId, Scope};
use crate::http::Site;
use crate::http::problem::Problem;
use crate::http::rest::address::Numbered;
use crate::http::rest::appointment::NO_STORE;
use crate::http::rest::body::Body;
use crate::http::rest::{answers, book, codes};
use crate::store::MessageRow;

/// A message to who booked. Unknown fields are refused.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMessage {
    /// What it says; several lines if you like.
    #[serde(default)]
    #[schema(
        required = true,
        pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*[^\s\u0000-\u001f\u007f-\u009f][^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$",
        max_length = 2000,
        example = "Ja, er is een lift."
    )]
    text: String,
}

/// What was written about an appointment.
#[derive(Serialize, ToSchema)]
pub struct Conversation {
    /// The oldest first.
    messages: Vec<Message>,
}

/// One message.
#[derive(Serialize, ToSchema)]
pub struct Message {
    /// Its item on the customer's timeline.
    #[schema(format = "uuid")]
    id: String,
    /// `in`: from the customer; `out`: to them.
    #[schema(value_type = crate::http::rest::team::feed::Way)]
    direction: &'static str,
    /// Who wrote it.
    who: String,
    text: String,
    #[schema(format = DateTime, example = "2026-12-01T08:00:00Z")]
    at: String,
}

/// Write to who booked
///
/// It is mailed to them, and stands on their page and their timeline. What they wrote before is dealt with then. Repeat it with the same `Idempotency-Key` as often as you like: it is sent once. Scope `appointments:write`.
#[utoipa::path(
    post,
    path = "/v1/portals/{portal}/appointments/{id}/messages",
    operation_id = "write_message",
    tag = "team: appointments",
    params(
        Numbered,
        ("Idempotency-Key" = String, Header, description = "Chosen by you: 1 to 200 visible ASCII characters, a UUID for instance.", pattern = "^[!-~]+$", max_length = 200, example = "5f0e8a52-6c1b-4d0e-9a59-3a1c7c1c8f10"),
    ),
    security(("key" = [])),
    request_body = NewMessage,
    responses(
        (status = 201, description = "It is on its way: what was written so far.", body = Conversation),
        (status = 200, description = "It had been written before.", body = Conversation),
        Problems,
    ),
)]
pub async fn write_message(State(site): State<Site>, caller: Caller, headers: HeaderMap, Body(asked): Body<NewMessage>) -> Result<impl IntoResponse, Problem> {
    caller.is_for(Scope::AppointmentsWrite)?;
    let id = AppointmentId::new(caller.id("id", codes::UNKNOWN_APPOINTMENT)?);
    let mut wrong = BTreeMap::new();
    let key = book::key(&headers).map_err(|sentence| wrong.insert("Idempotency-Key".to_owned(), sentence)).ok();
    let text = crate::domain::Note::parse(asked.text.trim()).map_err(|error| wrong.insert("text".to_owned(), answers::lines(error))).ok();
    if text.as_ref().is_some_and(|text| text.as_str().is_empty()) {
        wrong.insert("text".to_owned(), "must not be empty".to_owned());
    }
    let (Some(key), Some(text), true) = (key, text, wrong.is_empty()) else {
        return Err(Problem::invalid(wrong));
    };
    let (_, new) = team::write_to_customer(&site.app, &caller.actor, &id, &text, &key).await.map_err(|error| codes::refused(error, codes::UNKNOWN_APPOINTMENT))?;
    let filed = super::appointment::filed(&site, &caller, &id).await?;
    let messages = app::conversation(&site.app, &filed.card).await?.iter().map(Message::new).collect();
    let status = if new { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, [(CACHE_CONTROL, NO_STORE)], Json(Conversation { messages })))
}

impl Message {
    fn new(row: &MessageRow) -> Self {
        Self { id: row.id.to_string(), direction: row.direction.as_str(), who: row.who.to_string(), text: row.text.to_string(), at: row.at.to_string() }
    }
}

struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        use codes::*;
        keyed(&[UNKNOWN_APPOINTMENT, TOO_LARGE, NOT_JSON, INVALID, KEY_REUSED])
    }
}
