//! `POST /v1/manage/{token}/reschedule`: a customer takes another time for the same appointment.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::IntoResponse;
use serde::Deserialize;
use utoipa::openapi::{RefOr, Response};
use utoipa::{IntoResponses, ToSchema};

use super::address::Link;
use super::body::Body;
use super::codes;
use super::manage::{Managed, answer};
use crate::app;
use crate::domain::Instant;
use crate::http::Site;
use crate::http::problem::Problem;

/// The time that is wanted instead. Unknown fields are refused.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reschedule {
    /// The start of a free time of the same entry.
    #[serde(default)]
    #[schema(required = true, format = DateTime, example = "2026-12-02T08:00:00Z")]
    starts_at: String,
}

/// Reschedule the appointment of a link
///
/// It stays the same appointment, and its link stays valid. To the time it has already, nothing changes; when it can't be rescheduled, the old time stands.
#[utoipa::path(
    post,
    path = "/v1/manage/{token}/reschedule",
    operation_id = "reschedule",
    tag = "managing",
    params(Link),
    request_body = Reschedule,
    responses((status = 200, description = "It is at the time wanted.", body = Managed), Problems),
)]
pub(super) async fn reschedule(State(site): State<Site>, Link { token }: Link, Body(wanted): Body<Reschedule>) -> Result<impl IntoResponse, Problem> {
    let starts_at = Instant::parse(&wanted.starts_at).ok_or_else(|| Problem::field("starts_at", "must be a moment such as 2026-12-01T08:00:00Z"))?;
    app::reschedule(&site.app, &token, starts_at).await?;
    answer(&site, &token).await
}

struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        use codes::*;
        responses(&[UNKNOWN_LINK, SLOT_TAKEN, CHANGED, GONE, NOT_YOURS, TOO_LATE, TOO_LARGE, NOT_JSON, INVALID, NOT_OFFERED])
    }
}
