//! `POST /v1/manage/{token}/cancel`: a customer calls their appointment off.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::IntoResponse;
use serde::Deserialize;
use utoipa::openapi::{RefOr, Response};
use utoipa::{IntoResponses, ToSchema};

use super::address::Link;
use super::body::MaybeBody;
use super::manage::{Managed, answer};
use super::{answers, codes};
use crate::app;
use crate::domain::Note;
use crate::http::Site;
use crate::http::problem::Problem;

/// Why it is cancelled. Unknown fields are refused.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Cancel {
    /// The customer's words; the team reads them in the appointment's history, and in its mail.
    #[serde(default)]
    #[schema(max_length = 2000, example = "Ik ben ziek.")]
    reason: Option<String>,
}

/// Cancel the appointment of a link
///
/// Its time is free again at once. Cancelling again changes nothing and mails nothing; the reason that came first stays. The body may be left out.
#[utoipa::path(
    post,
    path = "/v1/manage/{token}/cancel",
    operation_id = "cancel",
    tag = "managing",
    params(Link),
    request_body = Option<Cancel>,
    responses((status = 200, description = "It is cancelled.", body = Managed), Problems),
)]
pub(super) async fn cancel(State(site): State<Site>, Link { token }: Link, MaybeBody(asked): MaybeBody<Cancel>) -> Result<impl IntoResponse, Problem> {
    let reason = asked.and_then(|asked| asked.reason).unwrap_or_default();
    let reason = Note::parse(reason.trim()).map_err(|error| Problem::field("reason", answers::lines(error)))?;
    app::cancel_for(&site.app, &token, Some(reason)).await?;
    answer(&site, &token).await
}

struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        codes::responses(&[codes::UNKNOWN_LINK, codes::CHANGED, codes::GONE, codes::NOT_YOURS, codes::TOO_LATE, codes::TOO_LARGE, codes::NOT_JSON, codes::INVALID])
    }
}
