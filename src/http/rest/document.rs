//! `GET /v1/openapi.json`: what `/v1` is, generated from the calls themselves.

use std::sync::LazyLock;

use axum::body::Bytes;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::IntoResponse;
use utoipa::OpenApi;

use super::appointment::{Location, Status};
use super::entry::EntryKind;
use crate::http::problem::Problem;

/// What the calls don't say themselves.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Appointment",
        description = "Appointments for realtors: which times are free, book one, reschedule or cancel it.\n\n\
            Times are RFC 3339 in UTC, dates are local to the place. Every refusal is `application/problem+json` (RFC 9457) with a stable `code`; \
            a path or method that is not described here is refused with 404 `unknown_path` or 405 `wrong_method`. \
            Within `/v1` fields may be added to answers, and nothing else changes."
    ),
    tags((name = "booking", description = "From an entry to an appointment."), (name = "managing", description = "The customer's own changes, by their link.")),
    components(schemas(Problem, Status, Location, EntryKind)),
)]
pub struct Base;

/// The document, as OpenAPI 3.1.
pub fn openapi() -> utoipa::openapi::OpenApi {
    super::described().into_openapi()
}

static WRITTEN: LazyLock<Bytes> = LazyLock::new(|| openapi().to_pretty_json().expect("a document of strings and numbers is always JSON").into());

pub(super) async fn document() -> impl IntoResponse {
    let headers: [(HeaderName, HeaderValue); 2] =
        [(header::CONTENT_TYPE, HeaderValue::from_static("application/json")), (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"))];
    (headers, WRITTEN.clone())
}
