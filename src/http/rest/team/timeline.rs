//! `GET …/customers/{id}/timeline`: all that happened with a customer, the newest first; one item for each appointment, however often it changed.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use serde::Serialize;
use utoipa::openapi::{RefOr, Response};
use utoipa::{IntoResponses, ToSchema};

use super::appointment::MailBounced;
use super::caller::Caller;
use super::feed::FedItem;
use super::proposals::Standing;
use super::read::{Happened, Note};
use crate::app::team;
use crate::domain::{Bounced, CustomerId, Instant};
use crate::http::Site;
use crate::http::problem::Problem;
use crate::http::rest::address::Numbered;
use crate::http::rest::appointment::NO_STORE;
use crate::http::rest::codes;
use crate::store::team::Item;

/// A customer's timeline.
#[derive(Serialize, ToSchema)]
pub struct Timeline {
    /// The newest first.
    items: Vec<TimelineItem>,
}

/// One item of a timeline: `kind` says which of the other fields it has.
#[derive(Serialize, ToSchema)]
pub struct TimelineItem {
    /// When something last happened to it.
    #[schema(format = DateTime, example = "2026-12-01T08:00:00Z")]
    at: String,
    /// `appointment`, `note`, `message`, `document`, `workflow_answer`, `bid`, `request`, `proposal`, `proposal_status` or `bounced`; there may be others one day.
    #[schema(example = "appointment")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false)]
    appointment: Option<AppointmentItem>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false)]
    note: Option<Note>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false)]
    bounced: Option<MailBounced>,
    /// What became of a proposal without anyone ending it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false)]
    proposal: Option<ProposalTurn>,
    /// What was fed in, where it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false)]
    item: Option<FedItem>,
}

/// What became of a proposal: its own item stands at the moment at which it was made.
#[derive(Serialize, ToSchema)]
pub struct ProposalTurn {
    #[schema(format = "uuid", example = "019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c11")]
    id: String,
    /// `gone`: none of its times could be had any more. `superseded`: its customer has an appointment that was booked otherwise.
    #[schema(value_type = Standing, example = "superseded")]
    status: &'static str,
}

/// An appointment in a timeline.
#[derive(Serialize, ToSchema)]
pub struct AppointmentItem {
    #[schema(format = "uuid", example = "019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c11")]
    id: String,
    /// What happened to it, the newest first.
    history: Vec<Happened>,
}

/// Read a customer's timeline
///
/// Scope `customers:read`.
#[utoipa::path(
    get,
    path = "/v1/portals/{portal}/customers/{id}/timeline",
    operation_id = "read_timeline",
    tag = "team: customers",
    params(Numbered),
    security(("key" = [])),
    responses((status = 200, description = "All that happened.", body = Timeline), Problems),
)]
pub async fn read_timeline(State(site): State<Site>, caller: Caller) -> Result<impl IntoResponse, Problem> {
    let id = CustomerId::new(caller.id("id", codes::UNKNOWN_CUSTOMER)?);
    let record = team::told_record(&site.app, &caller.actor, &id).await.map_err(|error| codes::refused(error, codes::UNKNOWN_CUSTOMER))?;
    let items = record.items.iter().map(|(at, item)| TimelineItem::new(*at, item)).collect();
    Ok(([(CACHE_CONTROL, NO_STORE)], Json(Timeline { items })))
}

struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        codes::keyed(&[codes::UNKNOWN_CUSTOMER])
    }
}

impl TimelineItem {
    fn new(at: Instant, item: &Item) -> Self {
        let empty = Self { at: at.to_string(), kind: "", appointment: None, note: None, bounced: None, proposal: None, item: None };
        match item {
            Item::Appointment(lines) => {
                let id = lines.first().map(|line| line.appointment.to_string()).unwrap_or_default();
                Self { kind: "appointment", appointment: Some(AppointmentItem { id, history: lines.iter().map(Happened::new).collect() }), ..empty }
            }
            Item::Fed(row) => Self { kind: row.fed.what.kind().as_str(), item: Some(FedItem::new(row)), ..empty },
            Item::Bounced(status) => Self { kind: "bounced", bounced: Some(MailBounced::new(Bounced { status: *status, at })), ..empty },
            Item::Proposal(id, status) => Self { kind: "proposal_status", proposal: Some(ProposalTurn { id: id.to_string(), status: status.as_str() }), ..empty },
            Item::Note(note) => Self { kind: "note", note: Some(Note::new(note)), ..empty },
        }
    }
}
