//! `POST /v1/manage/{token}/cancel`: a customer calls their appointment off.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::IntoResponse;
use utoipa::IntoResponses;
use utoipa::openapi::{RefOr, Response};

use super::address::Link;
use super::codes;
use super::manage::{Managed, answer};
use crate::app;
use crate::http::Site;
use crate::http::problem::Problem;

/// Cancel the appointment of a link
///
/// Its time is free again at once. Cancelling again changes nothing and mails nothing.
#[utoipa::path(
    post,
    path = "/v1/manage/{token}/cancel",
    operation_id = "cancel",
    tag = "managing",
    params(Link),
    responses((status = 200, description = "It is cancelled.", body = Managed), Problems),
)]
pub(super) async fn cancel(State(site): State<Site>, Link { token }: Link) -> Result<impl IntoResponse, Problem> {
    let card = app::cancel(&site.app, &token).await?;
    Ok(answer(&site, &card))
}

struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        codes::responses(&[codes::UNKNOWN_LINK, codes::CHANGED, codes::GONE, codes::TOO_LATE])
    }
}
