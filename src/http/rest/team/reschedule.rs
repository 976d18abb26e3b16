//! `POST …/appointments/{id}/reschedule` and `/move`: another time, another agenda, or both, for the same appointment.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use utoipa::openapi::{RefOr, response};
use utoipa::{IntoResponses, ToSchema};

use super::appointment::{One, reason};
use super::caller::Caller;
use super::change::answer;
use super::version::counted;
use crate::app::team::{self, Deed, To};
use crate::domain::{AgendaId, AppointmentId, Instant, Scope, Slug};
use crate::http::Site;
use crate::http::problem::Problem;
use crate::http::rest::address::Numbered;
use crate::http::rest::body::Body;
use crate::http::rest::codes;

/// Another time, and where it is said another agenda. Unknown fields are refused.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rescheduling {
    /// The start of a free time; any time to come, with a reason.
    #[serde(default)]
    #[schema(required = true, format = DateTime, example = "2026-12-02T08:00:00Z")]
    starts_at: String,
    /// The slug of the agenda that it is to stand in; its own when unsaid.
    #[serde(default)]
    #[schema(pattern = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", max_length = 80, example = "zuid")]
    agenda: Option<String>,
    /// The customer gets a mail; yes when unsaid.
    #[serde(default)]
    tell_customer: Option<bool>,
    /// Why the rules are overruled, which they are where this says something. Another appointment never is.
    #[serde(default)]
    #[schema(pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$", max_length = 2000, example = "Kan alleen 's avonds")]
    reason: Option<String>,
}

/// Another agenda, at the same time. Unknown fields are refused.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Moving {
    /// The slug of the agenda that it is to stand in.
    #[serde(default)]
    #[schema(required = true, pattern = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", max_length = 80, example = "zuid")]
    agenda: String,
    /// The customer gets a mail; yes when unsaid.
    #[serde(default)]
    tell_customer: Option<bool>,
    /// Why the rules are overruled, which they are where this says something. Another appointment never is.
    #[serde(default)]
    #[schema(pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$", max_length = 2000, example = "Sanne is ziek")]
    reason: Option<String>,
}

/// Reschedule an appointment
///
/// It stays the same appointment, and the customer's link stays valid. When it can't be rescheduled, the old time stands. Scope `appointments:write`.
#[utoipa::path(
    post,
    path = "/v1/portals/{portal}/appointments/{id}/reschedule",
    operation_id = "reschedule_for",
    tag = "team: appointments",
    params(Numbered, ("If-Match" = String, Header, description = "The `ETag` that was read.", pattern = "^\"[0-9]{1,9}\"$", example = "\"1\"")),
    security(("key" = [])),
    request_body = Rescheduling,
    responses((status = 200, description = "It is at the time wanted.", body = One, headers(("ETag" = String, description = "Its version."))), Problems),
)]
pub async fn reschedule_for(State(site): State<Site>, caller: Caller, headers: HeaderMap, Body(asked): Body<Rescheduling>) -> Result<Response, Problem> {
    let starts_at = Instant::parse(&asked.starts_at);
    let mut wrong = BTreeMap::new();
    if starts_at.is_none() {
        wrong.insert("starts_at".to_owned(), "must be a moment such as 2026-12-01T08:00:00Z".to_owned());
    }
    let how = How { agenda: asked.agenda, tell_customer: asked.tell_customer, reason: asked.reason };
    put(&site, &caller, &headers, starts_at, how, wrong).await
}

/// Move an appointment to another agenda
///
/// At the same time. It stays the same appointment. Scope `appointments:write`.
#[utoipa::path(
    post,
    path = "/v1/portals/{portal}/appointments/{id}/move",
    operation_id = "move",
    tag = "team: appointments",
    params(Numbered, ("If-Match" = String, Header, description = "The `ETag` that was read.", pattern = "^\"[0-9]{1,9}\"$", example = "\"1\"")),
    security(("key" = [])),
    request_body = Moving,
    responses((status = 200, description = "It stands in the agenda wanted.", body = One, headers(("ETag" = String, description = "Its version."))), Problems),
)]
pub async fn move_to(State(site): State<Site>, caller: Caller, headers: HeaderMap, Body(asked): Body<Moving>) -> Result<Response, Problem> {
    let how = How { agenda: Some(asked.agenda), tell_customer: asked.tell_customer, reason: asked.reason };
    put(&site, &caller, &headers, None, how, BTreeMap::new()).await
}

struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<response::Response>> {
        use codes::*;
        keyed(&[UNKNOWN_APPOINTMENT, CHANGED, SLOT_TAKEN, GONE, TOO_LARGE, NOT_JSON, INVALID, NOT_OFFERED, VERSION_NEEDED])
    }
}

/// What both calls say besides the time, as typed.
struct How {
    agenda: Option<String>,
    tell_customer: Option<bool>,
    reason: Option<String>,
}

async fn put(site: &Site, caller: &Caller, headers: &HeaderMap, starts_at: Option<Instant>, how: How, mut wrong: BTreeMap<String, String>) -> Result<Response, Problem> {
    caller.is_for(Scope::AppointmentsWrite)?;
    let (id, version) = (AppointmentId::new(caller.id("id", codes::UNKNOWN_APPOINTMENT)?), counted(headers)?);
    let reason = reason(how.reason, &mut wrong);
    let agenda = agenda(site, caller, how.agenda.as_deref(), &mut wrong).await?;
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let deed = Deed { id, version, tell: how.tell_customer.unwrap_or(true), reason };
    let done = team::reschedule(&site.app, &caller.actor, &deed, &To { starts_at, agenda }).await;
    answer(site, caller, &deed, done).await
}

/// An agenda by its slug, where one is named; one that the portal doesn't have is put among `wrong`.
pub async fn agenda(site: &Site, caller: &Caller, typed: Option<&str>, wrong: &mut BTreeMap<String, String>) -> Result<Option<AgendaId>, Problem> {
    let Some(typed) = typed else {
        return Ok(None);
    };
    let found = match Slug::parse(typed) {
        Ok(slug) => site.app.store.agenda_by_slug(&caller.actor.portal.id, &slug).await?,
        Err(_) => None,
    };
    if found.is_none() {
        wrong.insert("agenda".to_owned(), "must be the slug of one of the portal's agendas".to_owned());
    }
    Ok(found)
}
