//! `…/proposals`: a program offers a customer several times, looks at what has become of that, and takes it back.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::openapi::{RefOr, Response};
use utoipa::{IntoResponses, ToSchema};

use super::caller::{Caller, is_id};
use super::reschedule::agenda;
use crate::app::team::{self, Proposing};
use crate::app::{self, Offering};
use crate::domain::{CustomerId, FedId, Instant, Minutes, Note, ProposalSettings, Scope, Slug};
use crate::http::Site;
use crate::http::problem::Problem;
use crate::http::rest::address::{Numbered, Portal};
use crate::http::rest::appointment::NO_STORE;
use crate::http::rest::body::Body;
use crate::http::rest::{answers, book, codes};

/// Times to be offered to a customer. Unknown fields are refused.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewProposal {
    /// The slug of the entry.
    #[serde(default)]
    #[schema(required = true, pattern = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", max_length = 80, example = "lindengracht-12")]
    entry: String,
    /// Whom they are offered to.
    #[serde(default)]
    #[schema(required = true, pattern = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", example = "019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c11")]
    customer_id: String,
    /// The starts of free times, each once.
    #[serde(default)]
    #[schema(required = true, min_items = 2, max_items = 10, value_type = Vec<Start>)]
    starts_at: Vec<String>,
    /// The slug of the only agenda that they are for; whichever of the entry's is free when unsaid.
    #[serde(default)]
    #[schema(pattern = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", max_length = 80, example = "noord")]
    agenda: Option<String>,
    /// The request that this answers, of the same customer; a pick closes it.
    #[serde(default)]
    #[schema(pattern = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", example = "019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c11")]
    request_id: Option<String>,
    /// The times are kept free until the proposal ends; else each is asked again as it is picked. As the portal wants it when unsaid.
    #[serde(default)]
    held: Option<bool>,
    /// After so many minutes it ends; as the portal wants it when unsaid.
    #[serde(default)]
    #[schema(minimum = 15, maximum = 43_200, example = 2880)]
    expires_minutes: Option<u32>,
    /// What the customer is told besides.
    #[serde(default)]
    #[schema(pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$", max_length = 2000, example = "Dit zijn de eerste tijden die er zijn.")]
    note: Option<String>,
}

/// The start of a free time.
#[derive(ToSchema)]
#[schema(as = ProposedStart, format = DateTime, example = "2026-12-01T08:00:00Z")]
#[expect(dead_code, reason = "documents the moments that are read")]
pub struct Start(String);

/// One proposal.
#[derive(Serialize, ToSchema)]
pub struct OneProposal {
    proposal: Proposal,
}

/// Times that a customer is offered.
#[derive(Serialize, ToSchema)]
pub struct Proposal {
    #[schema(format = "uuid", example = "019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c11")]
    id: String,
    /// How it stands now.
    #[schema(value_type = Standing, example = "open")]
    status: &'static str,
    /// The slug of the entry.
    #[schema(example = "lindengracht-12")]
    entry: String,
    #[schema(format = "uuid")]
    customer_id: String,
    #[schema(format = "uuid", required = true)]
    request_id: Option<String>,
    /// The times are kept free.
    held: bool,
    /// In order.
    times: Vec<Time>,
    #[schema(format = DateTime, example = "2026-11-25T09:00:00Z")]
    created_at: String,
    /// From then on nothing of it can be picked.
    #[schema(format = DateTime, example = "2026-11-27T09:00:00Z")]
    expires_at: String,
    /// The appointment that came of it, or that was booked otherwise where it is superseded.
    #[schema(format = "uuid", required = true)]
    appointment_id: Option<String>,
    /// Where the customer picks. Who knows it may.
    #[schema(format = "uri", example = "https://afspraak.example.nl/p/demo.0123456789abcdefghijklmnopqrstuv")]
    url: String,
}

/// What has become of a proposal.
#[derive(ToSchema)]
#[schema(as = ProposalStatus, rename_all = "snake_case")]
#[expect(dead_code, reason = "documents the words that are written")]
pub enum Standing {
    Open,
    Gone,
    Picked,
    Declined,
    Expired,
    Withdrawn,
    Superseded,
}

/// One of the times.
#[derive(Serialize, ToSchema)]
#[schema(as = ProposedTime)]
pub struct Time {
    #[schema(format = DateTime, example = "2026-12-01T08:00:00Z")]
    starts_at: String,
    #[schema(format = DateTime, example = "2026-12-01T08:30:00Z")]
    ends_at: String,
    /// The customer can pick it now.
    available: bool,
}

/// Offer a customer several times
///
/// They are mailed a link, and pick one with one press. Send a fresh `Idempotency-Key` with each proposal, and the same one whenever you repeat it. Scope `appointments:write`.
#[utoipa::path(
    post,
    path = "/v1/portals/{portal}/proposals",
    operation_id = "propose",
    tag = "team: proposals",
    params(
        Portal,
        ("Idempotency-Key" = String, Header, description = "Chosen by you: 1 to 200 visible ASCII characters, a UUID for instance.", pattern = "^[!-~]+$", max_length = 200, example = "5f0e8a52-6c1b-4d0e-9a59-3a1c7c1c8f10"),
    ),
    security(("key" = [])),
    request_body = NewProposal,
    responses((status = 201, description = "They are offered.", body = OneProposal), (status = 200, description = "This request had been answered before: the proposal as it is now.", body = OneProposal), Made),
)]
pub async fn propose(State(site): State<Site>, caller: Caller, headers: HeaderMap, Body(asked): Body<NewProposal>) -> Result<impl IntoResponse, Problem> {
    caller.is_for(Scope::AppointmentsWrite)?;
    let mut wrong = BTreeMap::new();
    let key = book::key(&headers).map_err(|sentence| wrong.insert("Idempotency-Key".to_owned(), sentence)).ok();
    let entry = Slug::parse(&asked.entry).map_err(|error| wrong.insert("entry".to_owned(), error.to_string())).ok();
    let starts = starts(&asked.starts_at, &mut wrong);
    if !is_id(&asked.customer_id) {
        wrong.insert("customer_id".to_owned(), "must be the id of one of the portal's customers".to_owned());
    }
    if asked.request_id.as_deref().is_some_and(|id| !is_id(id)) {
        wrong.insert("request_id".to_owned(), "must be the id of a request of this customer's".to_owned());
    }
    let limits = ProposalSettings::EXPIRES;
    if asked.expires_minutes.is_some_and(|minutes| !limits.contains(&minutes)) {
        wrong.insert("expires_minutes".to_owned(), format!("must be {} to {}", limits.start(), limits.end()));
    }
    let agenda = agenda(&site, &caller, asked.agenda.as_deref(), &mut wrong).await?;
    let note = Note::parse(asked.note.as_deref().unwrap_or_default()).map_err(|error| wrong.insert("note".to_owned(), answers::lines(error))).ok();
    let (Some(key), Some(entry), Some(note), true) = (key, entry, note, wrong.is_empty()) else {
        return Err(Problem::invalid(wrong));
    };
    let (customer, request) = (CustomerId::new(asked.customer_id), asked.request_id.map(FedId::new));
    let asked = Proposing { entry, agenda, starts, customer, request, held: asked.held, expires: asked.expires_minutes.map(Minutes::new), note, key };
    let (made, new) = team::propose(&site.app, &caller.actor, &asked).await.map_err(|error| codes::refused(error, codes::UNKNOWN_CUSTOMER))?;
    let offering = app::proposal(&site.app, &made.token).await?;
    let status = if new { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, [(CACHE_CONTROL, NO_STORE)], Json(OneProposal { proposal: Proposal::new(&offering, &site.public_url) })))
}

/// Read a proposal
///
/// With what can be picked of it now. Scope `appointments:read`.
#[utoipa::path(
    get,
    path = "/v1/portals/{portal}/proposals/{id}",
    operation_id = "read_proposal",
    tag = "team: proposals",
    params(Numbered),
    security(("key" = [])),
    responses((status = 200, description = "It.", body = OneProposal), Read),
)]
pub async fn read_proposal(State(site): State<Site>, caller: Caller) -> Result<impl IntoResponse, Problem> {
    caller.is_for(Scope::AppointmentsRead)?;
    let id = FedId::new(caller.id("id", codes::UNKNOWN_PROPOSAL)?);
    let offering = team::proposal(&site.app, &caller.actor, &id).await.map_err(|error| codes::refused(error, codes::UNKNOWN_PROPOSAL))?;
    Ok(([(CACHE_CONTROL, NO_STORE)], Json(OneProposal { proposal: Proposal::new(&offering, &site.public_url) })))
}

/// Take a proposal back
///
/// Nothing of it can be picked any more, and what it kept free is free. Withdrawing again changes nothing. Scope `appointments:write`.
#[utoipa::path(
    post,
    path = "/v1/portals/{portal}/proposals/{id}/withdraw",
    operation_id = "withdraw_proposal",
    tag = "team: proposals",
    params(Numbered),
    security(("key" = [])),
    responses((status = 200, description = "It is withdrawn.", body = OneProposal), Withdrawn),
)]
pub async fn withdraw_proposal(State(site): State<Site>, caller: Caller) -> Result<impl IntoResponse, Problem> {
    caller.is_for(Scope::AppointmentsWrite)?;
    let id = FedId::new(caller.id("id", codes::UNKNOWN_PROPOSAL)?);
    let offering = team::withdraw(&site.app, &caller.actor, &id).await.map_err(|error| match error {
        team::DeedError::Gone => codes::PROPOSAL_OVER.into(),
        error => codes::refused(error, codes::UNKNOWN_PROPOSAL),
    })?;
    Ok(([(CACHE_CONTROL, NO_STORE)], Json(OneProposal { proposal: Proposal::new(&offering, &site.public_url) })))
}

/// The starts, as many different ones as there may be.
fn starts(typed: &[String], wrong: &mut BTreeMap<String, String>) -> Vec<Instant> {
    let mut starts = Vec::new();
    for (at, text) in typed.iter().enumerate() {
        match Instant::parse(text) {
            Some(start) if !starts.contains(&start) => starts.push(start),
            Some(_) => {
                wrong.insert(format!("starts_at.{at}"), "must be there once".to_owned());
            }
            None => {
                wrong.insert(format!("starts_at.{at}"), "must be a moment such as 2026-12-01T08:00:00Z".to_owned());
            }
        }
    }
    let times = crate::domain::Proposal::TIMES;
    if !times.contains(&typed.len()) {
        wrong.insert("starts_at".to_owned(), format!("must be {} to {} times", times.start(), times.end()));
    }
    starts
}

impl Proposal {
    fn new(offering: &Offering, public_url: &str) -> Self {
        let proposal = &offering.proposal;
        let time = |(time, slot): &(crate::domain::ProposedTime, Option<crate::domain::Slot>)| Time {
            starts_at: time.span.start.to_string(),
            ends_at: slot.map_or(time.span.end, |slot| slot.span.end).to_string(),
            available: slot.is_some(),
        };
        Self {
            id: proposal.id.to_string(),
            status: offering.status.as_str(),
            entry: proposal.entry_slug.to_string(),
            customer_id: proposal.customer.to_string(),
            request_id: proposal.request.as_ref().map(ToString::to_string),
            held: proposal.held,
            times: offering.times.iter().map(time).collect(),
            created_at: proposal.created_at.to_string(),
            expires_at: proposal.expires_at.to_string(),
            appointment_id: proposal.appointment.as_ref().map(ToString::to_string),
            url: format!("{}/p/{}", public_url.trim_end_matches('/'), proposal.token.as_str()),
        }
    }
}

struct Made;

impl IntoResponses for Made {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        use codes::*;
        keyed(&[NOT_IN_PLAN, UNKNOWN_CUSTOMER, SLOT_TAKEN, TOO_LARGE, NOT_JSON, INVALID, NOT_OFFERED, KEY_REUSED])
    }
}

struct Read;

impl IntoResponses for Read {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        codes::keyed(&[codes::UNKNOWN_PROPOSAL])
    }
}

struct Withdrawn;

impl IntoResponses for Withdrawn {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        codes::keyed(&[codes::UNKNOWN_PROPOSAL, codes::PROPOSAL_OVER])
    }
}
