//! `POST …/appointments/{id}/cancel`, `/conclude` and `/notes`: an appointment is called off, said to be over, written on.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;
use utoipa::openapi::{RefOr, response};
use utoipa::{IntoResponses, ToSchema};

use super::appointment::{One, filed, one, reason};
use super::caller::Caller;
use super::version::counted;
use crate::app::team::{self, Deed, DeedError};
use crate::domain::{AppointmentId, Card, Note, Status};
use crate::http::Site;
use crate::http::problem::Problem;
use crate::http::rest::address::Numbered;
use crate::http::rest::body::Body;
use crate::http::rest::{answers, codes};

/// How an appointment is called off. Unknown fields are refused.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Cancelling {
    /// The customer gets a mail; yes when unsaid.
    #[serde(default)]
    tell_customer: Option<bool>,
    /// Why, for history.
    #[serde(default)]
    #[schema(pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$", max_length = 2000, example = "Verkocht")]
    reason: Option<String>,
}

/// How an appointment ended. Unknown fields are refused.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Concluding {
    /// How it ended; `confirmed` where that was a mistake.
    #[serde(default)]
    #[schema(required = true, value_type = Ended, example = "completed")]
    status: String,
}

/// How an appointment that has begun can end.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "documents the words that are read")]
pub enum Ended {
    Completed,
    NoShow,
    Confirmed,
}

/// A note for the team. Unknown fields are refused.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNote {
    /// What it says.
    #[serde(default)]
    #[schema(
        required = true,
        pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*[^\s\u0000-\u001f\u007f-\u009f][^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$",
        max_length = 2000,
        example = "Belt morgen terug"
    )]
    text: String,
}

/// Cancel an appointment
///
/// Its time is free again at once. Cancelling again changes nothing and mails nothing. Scope `appointments:write`.
#[utoipa::path(
    post,
    path = "/v1/portals/{portal}/appointments/{id}/cancel",
    operation_id = "cancel_for",
    tag = "team: appointments",
    params(Numbered, ("If-Match" = String, Header, description = "The `ETag` that was read.", pattern = "^\"[0-9]{1,9}\"$", example = "\"1\"")),
    security(("key" = [])),
    request_body = Cancelling,
    responses((status = 200, description = "It is cancelled.", body = One, headers(("ETag" = String, description = "Its version."))), Changing),
)]
pub async fn cancel_for(State(site): State<Site>, caller: Caller, headers: HeaderMap, Body(asked): Body<Cancelling>) -> Result<Response, Problem> {
    let (id, version) = (AppointmentId::new(caller.id("id", codes::UNKNOWN_APPOINTMENT)?), counted(&headers)?);
    let mut wrong = BTreeMap::new();
    let reason = reason(asked.reason, &mut wrong);
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let deed = Deed { id, version, tell: asked.tell_customer.unwrap_or(true), reason };
    let done = team::cancel(&site.app, &caller.actor, &deed).await;
    answer(&site, &caller, &deed, done).await
}

/// Say how an appointment ended
///
/// Once it has begun. Scope `appointments:write`.
#[utoipa::path(
    post,
    path = "/v1/portals/{portal}/appointments/{id}/conclude",
    operation_id = "conclude",
    tag = "team: appointments",
    params(Numbered, ("If-Match" = String, Header, description = "The `ETag` that was read.", pattern = "^\"[0-9]{1,9}\"$", example = "\"1\"")),
    security(("key" = [])),
    request_body = Concluding,
    responses((status = 200, description = "It stands so.", body = One, headers(("ETag" = String, description = "Its version."))), Concluded),
)]
pub async fn conclude(State(site): State<Site>, caller: Caller, headers: HeaderMap, Body(asked): Body<Concluding>) -> Result<Response, Problem> {
    let (id, version) = (AppointmentId::new(caller.id("id", codes::UNKNOWN_APPOINTMENT)?), counted(&headers)?);
    let ended = Status::parse(&asked.status).filter(|status| matches!(status, Status::Completed | Status::NoShow | Status::Confirmed));
    let status = ended.ok_or_else(|| Problem::field("status", "must be completed or no_show, or confirmed where that was a mistake"))?;
    let deed = Deed { id, version, tell: false, reason: None };
    let done = team::conclude(&site.app, &caller.actor, &deed, status).await;
    answer(&site, &caller, &deed, done).await
}

/// Write a note on an appointment
///
/// For the team; the customer never sees it. Scope `appointments:write`.
#[utoipa::path(
    post,
    path = "/v1/portals/{portal}/appointments/{id}/notes",
    operation_id = "note",
    tag = "team: appointments",
    params(Numbered),
    security(("key" = [])),
    request_body = NewNote,
    responses((status = 201, description = "It is written.", body = One), Noted),
)]
pub async fn note(State(site): State<Site>, caller: Caller, Body(asked): Body<NewNote>) -> Result<Response, Problem> {
    let id = AppointmentId::new(caller.id("id", codes::UNKNOWN_APPOINTMENT)?);
    let text = Note::parse(asked.text.trim()).map_err(|error| Problem::field("text", answers::lines(error)))?;
    if text.as_str().is_empty() {
        return Err(Problem::field("text", "must not be empty"));
    }
    team::note(&site.app, &caller.actor, &id, &text).await.map_err(|error| codes::refused(error, codes::UNKNOWN_APPOINTMENT))?;
    one(&site, &caller, StatusCode::CREATED, &id).await
}

/// What became of a change: the appointment as it is then; where someone else was first, the version that it has now.
pub async fn answer(site: &Site, caller: &Caller, deed: &Deed, done: Result<Card, DeedError>) -> Result<Response, Problem> {
    match done {
        Ok(_) => one(site, caller, StatusCode::OK, &deed.id).await,
        Err(DeedError::Changed(_)) => {
            let now = filed(site, caller, &deed.id).await?;
            Err(Problem::from(codes::CHANGED).with_version(now.card.appointment.version))
        }
        Err(error) => Err(codes::refused(error, codes::UNKNOWN_APPOINTMENT)),
    }
}

struct Changing;

impl IntoResponses for Changing {
    fn responses() -> BTreeMap<String, RefOr<response::Response>> {
        use codes::*;
        keyed(&[UNKNOWN_APPOINTMENT, CHANGED, GONE, TOO_LARGE, NOT_JSON, INVALID, VERSION_NEEDED])
    }
}

struct Concluded;

impl IntoResponses for Concluded {
    fn responses() -> BTreeMap<String, RefOr<response::Response>> {
        use codes::*;
        keyed(&[UNKNOWN_APPOINTMENT, CHANGED, NOT_YET, GONE, TOO_LARGE, NOT_JSON, INVALID, VERSION_NEEDED])
    }
}

struct Noted;

impl IntoResponses for Noted {
    fn responses() -> BTreeMap<String, RefOr<response::Response>> {
        use codes::*;
        keyed(&[UNKNOWN_APPOINTMENT, TOO_LARGE, NOT_JSON, INVALID])
    }
}
