//! `POST …/appointments`: a program books for a customer. The same key again gets the same answer.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, ETAG};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use serde::Deserialize;
use utoipa::openapi::{RefOr, Response};
use utoipa::{IntoResponses, ToSchema};

use super::appointment::{One, TeamAppointment, filed, reason};
use super::caller::{Caller, is_id};
use super::reschedule::agenda;
use super::version::etag;
use crate::app::team::{self, Behalf, DeedError};
use crate::domain::{self, CustomerId, Instant, Note, Scope, Slug};
use crate::http::Site;
use crate::http::problem::Problem;
use crate::http::rest::address::Portal;
use crate::http::rest::appointment::NO_STORE;
use crate::http::rest::body::Body;
use crate::http::rest::book::{self, Contact};
use crate::http::rest::{answers, codes};

/// What is booked for a customer. Unknown fields are refused.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TeamBooking {
    /// The slug of the entry.
    #[serde(default)]
    #[schema(required = true, pattern = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", max_length = 80, example = "lindengracht-12")]
    entry: String,
    /// The start of a free time; any time to come, with a reason.
    #[serde(default)]
    #[schema(required = true, format = DateTime, example = "2026-12-01T08:00:00Z")]
    starts_at: String,
    /// The slug of the agenda; whichever of the entry's is free when unsaid.
    #[serde(default)]
    #[schema(pattern = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", max_length = 80, example = "noord")]
    agenda: Option<String>,
    /// Who it is for: either this, or `customer_id`.
    #[serde(default)]
    customer: Option<Contact>,
    /// Who it is for, where the portal knows them: either this, or `customer`.
    #[serde(default)]
    #[schema(pattern = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", example = "019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c11")]
    customer_id: Option<String>,
    /// What the customer would say.
    #[serde(default)]
    #[schema(pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$", max_length = 2000, example = "Mag mijn hond mee?")]
    note: Option<String>,
    /// The customer gets the confirmation by mail; yes when unsaid.
    #[serde(default)]
    tell_customer: Option<bool>,
    /// Why the rules are overruled, which they are where this says something. Another appointment never is.
    #[serde(default)]
    #[schema(pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$", max_length = 2000, example = "Kan alleen 's avonds")]
    reason: Option<String>,
}

/// Book for a customer
///
/// Send a fresh `Idempotency-Key` with each booking, and the same one whenever you repeat it: it is then booked once. Scope `appointments:write`.
#[utoipa::path(
    post,
    path = "/v1/portals/{portal}/appointments",
    operation_id = "book_for",
    tag = "team: appointments",
    params(
        Portal,
        ("Idempotency-Key" = String, Header, description = "Chosen by you: 1 to 200 visible ASCII characters, a UUID for instance.", pattern = "^[!-~]+$", max_length = 200, example = "5f0e8a52-6c1b-4d0e-9a59-3a1c7c1c8f10"),
    ),
    security(("key" = [])),
    request_body = TeamBooking,
    responses(
        (status = 201, description = "Booked.", body = One, headers(("ETag" = String, description = "Its version."))),
        (status = 200, description = "This request had been answered before: the appointment as it is now.", body = One, headers(("ETag" = String, description = "Its version."))),
        Problems,
    ),
)]
pub async fn book_for(State(site): State<Site>, caller: Caller, headers: HeaderMap, Body(asked): Body<TeamBooking>) -> Result<impl IntoResponse, Problem> {
    caller.is_for(Scope::AppointmentsWrite)?;
    let mut wrong = BTreeMap::new();
    let key = book::key(&headers).map_err(|sentence| wrong.insert("Idempotency-Key".to_owned(), sentence)).ok();
    let entry = Slug::parse(&asked.entry).map_err(|error| wrong.insert("entry".to_owned(), error.to_string())).ok();
    let starts_at = Instant::parse(&asked.starts_at);
    if starts_at.is_none() {
        wrong.insert("starts_at".to_owned(), "must be a moment such as 2026-12-01T08:00:00Z".to_owned());
    }
    let agenda = agenda(&site, &caller, asked.agenda.as_deref(), &mut wrong).await?;
    let note = Note::parse(asked.note.as_deref().unwrap_or_default()).map_err(|error| wrong.insert("note".to_owned(), answers::lines(error))).ok();
    let reason = reason(asked.reason, &mut wrong);
    let known = asked.customer_id.is_some();
    let contact = whom(&site, &caller, (asked.customer, asked.customer_id.as_deref()), note, &mut wrong).await?;
    let (Some(key), Some(entry), Some(starts_at), Some(contact), true) = (key, entry, starts_at, contact, wrong.is_empty()) else {
        return Err(Problem::invalid(wrong));
    };
    let behalf = Behalf { entry, agenda, starts_at, contact, tell: asked.tell_customer.unwrap_or(true), reason, key };
    let booked = team::book_for(&site.app, &caller.actor, behalf).await.map_err(|error| match error {
        // Nobody typed the address.
        DeedError::NoMail if known => Problem::field("customer_id", "must be a customer whom mail reaches: the domain of their address takes none"),
        error => codes::refused(error, codes::UNKNOWN_ENTRY),
    })?;
    let status = if booked.repeated { StatusCode::OK } else { StatusCode::CREATED };
    let filed = filed(&site, &caller, &booked.card.appointment.id).await?;
    let version = etag(&filed.card.appointment.version.to_string());
    Ok((status, [(CACHE_CONTROL, NO_STORE), (ETAG, version)], Json(One::new(TeamAppointment::new(&filed, &site.public_url)))))
}

struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        use codes::*;
        keyed(&[UNKNOWN_ENTRY, SLOT_TAKEN, TOO_LARGE, NOT_JSON, INVALID, NOT_OFFERED, KEY_REUSED])
    }
}

/// Who it is for, with what they would say: someone whose details are given, or someone whom the portal knows.
async fn whom(
    site: &Site,
    caller: &Caller,
    whom: (Option<Contact>, Option<&str>),
    note: Option<Note>,
    wrong: &mut BTreeMap<String, String>,
) -> Result<Option<domain::Contact>, Problem> {
    match whom {
        (Some(given), None) => Ok(book::contact(given, &caller.actor.portal, "customer.", wrong).zip(note).map(|(contact, note)| domain::Contact { note, ..contact })),
        (None, Some(id)) => {
            let found = match (is_id(id), note) {
                (true, Some(note)) => {
                    team::contact_of(&site.app, &caller.actor, &CustomerId::new(id), note).await.map_err(|error| codes::refused(error, codes::UNKNOWN_CUSTOMER))?
                }
                (false, _) => None,
                // The note is what is wrong.
                (true, None) => return Ok(None),
            };
            if found.is_none() {
                wrong.insert("customer_id".to_owned(), "must be the id of one of the portal's customers".to_owned());
            }
            Ok(found)
        }
        _ => {
            wrong.insert("customer".to_owned(), "must be given, or else customer_id, and not both".to_owned());
            Ok(None)
        }
    }
}
