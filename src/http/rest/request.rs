//! `POST …/entries/{entry}/requests`: a customer asks for a time where none fits. The same key again gets the same answer.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::openapi::{RefOr, Response};
use utoipa::{IntoResponses, ToSchema};

use super::address::Place;
use super::appointment::NO_STORE;
use super::body::Body;
use super::book::{self, Contact};
use super::{answers, codes};
use crate::app::{self, RequestAsk};
use crate::domain::{self, DayParts, Note, Source};
use crate::http::Site;
use crate::http::problem::Problem;

/// What a customer asks for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Asking {
    #[serde(default)]
    #[schema(required = true)]
    customer: Contact,
    /// When it would suit them; none is no preference.
    #[serde(default)]
    #[schema(required = false, value_type = Vec<DayPart>, max_items = 6)]
    day_parts: Vec<String>,
    /// What they wish to say.
    #[serde(default)]
    #[schema(pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$", max_length = 2000, example = "Liefst na vijven.")]
    note: Option<String>,
}

/// A part of the day, on weekdays or at the weekend.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "documents the words of `domain::DayPart`; a test holds them equal")]
pub enum DayPart {
    WeekdayMorning,
    WeekdayAfternoon,
    WeekdayEvening,
    WeekendMorning,
    WeekendAfternoon,
    WeekendEvening,
}

/// A request that the team has.
#[derive(Serialize, ToSchema)]
pub struct Asked {
    request: Request,
}

/// A request.
#[derive(Serialize, ToSchema)]
pub struct Request {
    #[schema(format = "uuid")]
    id: String,
    /// What has become of it: it waits, its customer is invited to pick a time, an appointment closed it, or the team put it aside.
    #[schema(pattern = "^(open|invited|closed|withdrawn)$", example = "open")]
    status: &'static str,
    /// When it was made.
    #[schema(format = DateTime, example = "2026-12-01T07:00:00Z")]
    created_at: String,
}

/// Ask for a time
///
/// Where no time fits or none is free, and the event type takes requests: the team finds a time, and invites the customer by mail to take it. Send a fresh
/// `Idempotency-Key` with each request, and the same one whenever you repeat it.
#[utoipa::path(
    post,
    path = "/v1/portals/{portal}/entries/{entry}/requests",
    operation_id = "request",
    tag = "booking",
    params(
        Place,
        ("Idempotency-Key" = String, Header, description = "Chosen by you: 1 to 200 visible ASCII characters, a UUID for instance.", pattern = "^[!-~]+$", max_length = 200, example = "0d1a2d54-8a5e-4a43-8d0b-2f4f3d4f5a10"),
    ),
    request_body = Asking,
    responses(
        (status = 201, description = "The team has it, and the customer a mail that says so.", body = Asked),
        (status = 200, description = "This request had been made before: how it stands now.", body = Asked),
        Problems,
    ),
)]
pub(super) async fn request(State(site): State<Site>, place: Place, headers: HeaderMap, Body(asked): Body<Asking>) -> Result<impl IntoResponse, Problem> {
    let bookable = app::open_entry(&site.app, &place.portal, &place.entry).await?;
    let mut wrong = BTreeMap::new();
    let key = book::key(&headers).map_err(|sentence| wrong.insert("Idempotency-Key".to_owned(), sentence)).ok();
    let note = Note::parse(asked.note.as_deref().unwrap_or_default()).map_err(|error| wrong.insert("note".to_owned(), answers::lines(error))).ok();
    let contact = book::contact(asked.customer, &bookable.portal, "customer.", &mut wrong).zip(note).map(|(contact, note)| domain::Contact { note, ..contact });
    let parts = parts(&asked.day_parts, &mut wrong);
    let (Some(key), Some(contact), true) = (key, contact, wrong.is_empty()) else {
        return Err(Problem::invalid(wrong));
    };
    let (request, new) = app::request(&site.app, &bookable, &RequestAsk { contact, parts, key, source: Source::Portal }).await?;
    let status = if new { StatusCode::CREATED } else { StatusCode::OK };
    let request = Request { id: request.id.to_string(), status: request.status.as_str(), created_at: request.created_at.to_string() };
    Ok((status, [(header::CACHE_CONTROL, NO_STORE)], Json(Asked { request })))
}

/// Reads the parts; more than there are can't all be different.
fn parts(given: &[String], wrong: &mut BTreeMap<String, String>) -> DayParts {
    const MOST: usize = domain::DayPart::ALL.len();
    if given.len() > MOST {
        wrong.insert("day_parts".to_owned(), format!("must be at most {MOST}"));
        return DayParts::default();
    }
    let read = |(at, text): (usize, &String)| {
        let part = domain::DayPart::parse(text);
        if part.is_none() {
            let known = domain::DayPart::ALL.map(domain::DayPart::as_str).join(", ");
            wrong.insert(format!("day_parts[{at}]"), format!("must be one of {known}"));
        }
        part
    };
    given.iter().enumerate().filter_map(read).collect()
}

struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        use codes::*;
        codes::responses(&[UNKNOWN_PORTAL, UNKNOWN_ENTRY, NO_REQUESTS, TOO_LARGE, NOT_JSON, INVALID, KEY_REUSED])
    }
}
