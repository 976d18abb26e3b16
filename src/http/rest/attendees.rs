//! `/v1/manage/{token}/attendees`: who comes along, added and withdrawn by a customer's link; and by themselves withdrawn.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::IntoResponse;
use serde::Deserialize;
use utoipa::openapi::{RefOr, Response};
use utoipa::{IntoResponses, ToSchema};

use super::address::Link;
use super::body::Body;
use super::codes;
use super::manage::{Managed, answer};
use crate::app::{self, Companion};
use crate::domain::{AttendeeId, Email, FieldError, Language, Name, Token};
use crate::http::Site;
use crate::http::problem::Problem;

/// Who is to come along. Unknown fields are refused.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAttendee {
    /// Their name, one line.
    #[serde(default)]
    #[schema(
        required = true,
        pattern = r"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*[^\s\u0000-\u001f\u007f-\u009f\u2028\u2029][^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$",
        max_length = 200,
        example = "Bram de Vries"
    )]
    name: String,
    /// Where their mail goes.
    #[serde(default)]
    #[schema(required = true, format = Email, max_length = 254, example = "bram@example.nl")]
    email: String,
    /// What they read; the customer's language when unsaid.
    #[serde(default)]
    #[schema(pattern = "^(nl|en|de|fr)([-_][A-Za-z0-9]+)*$", example = "nl")]
    language: Option<String>,
}

/// Let someone come along
///
/// They are mailed the appointment, with a calendar file and a link of their own, and hear of every change. The same address again changes nothing; three people at most.
#[utoipa::path(
    post,
    path = "/v1/manage/{token}/attendees",
    operation_id = "add_attendee",
    tag = "managing",
    params(Link),
    request_body = NewAttendee,
    responses((status = 200, description = "They come along.", body = Managed), Adding),
)]
pub(super) async fn add(State(site): State<Site>, Link { token }: Link, Body(asked): Body<NewAttendee>) -> Result<impl IntoResponse, Problem> {
    let mut wrong = BTreeMap::new();
    let mut note = |field: &str, error: FieldError| wrong.insert(field.to_owned(), error.to_string());
    let name = Name::parse(&asked.name).map_err(|error| note("name", error)).ok();
    let email = Email::parse(&asked.email).map_err(|error| note("email", error)).ok();
    let language = asked.language.as_deref().map(|tag| Language::parse(tag).ok_or(FieldError::NotALanguage)).transpose();
    let language = language.map_err(|error| note("language", error)).ok();
    let (Some(name), Some(email), Some(language)) = (name, email, language) else {
        return Err(Problem::invalid(wrong));
    };
    app::add_attendee(&site.app, &token, Companion { name, email, language }).await?;
    answer(&site, &token).await
}

/// Let someone come along no longer
///
/// They are told, and their link ends. Whoever has gone already is not told twice. By the link of someone who comes along, only they themselves, after which it shows nothing.
#[utoipa::path(
    delete,
    path = "/v1/manage/{token}/attendees/{id}",
    operation_id = "remove_attendee",
    tag = "managing",
    params(Link, ("id" = String, Path, description = "Their identity.", example = "019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c11")),
    responses((status = 204, description = "They come along no longer."), Removing),
)]
pub(super) async fn remove(State(site): State<Site>, Path((token, id)): Path<(String, String)>) -> Result<impl IntoResponse, Problem> {
    let token = Token::parse(&token).ok_or(codes::UNKNOWN_LINK)?;
    app::remove_attendee(&site.app, &token, &AttendeeId::new(id)).await?;
    Ok(axum::http::StatusCode::NO_CONTENT)
}

struct Adding;

impl IntoResponses for Adding {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        use codes::*;
        responses(&[UNKNOWN_LINK, NOT_YOURS, FULL, GONE, TOO_LARGE, NOT_JSON, INVALID])
    }
}

struct Removing;

impl IntoResponses for Removing {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        codes::responses(&[codes::UNKNOWN_LINK, codes::NOT_YOURS, codes::GONE])
    }
}
