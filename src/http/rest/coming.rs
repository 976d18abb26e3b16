//! `POST /v1/manage/{token}/coming`: a customer says that they still come.

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

/// Say that the customer of a link still comes
///
/// The team sees it in the appointment's history, and nobody is mailed. Said again it changes nothing; another time of the appointment unsays it.
#[utoipa::path(
    post,
    path = "/v1/manage/{token}/coming",
    operation_id = "say_coming",
    tag = "managing",
    params(Link),
    responses((status = 200, description = "It is noted.", body = Managed), Problems),
)]
pub(super) async fn coming(State(site): State<Site>, Link { token }: Link) -> Result<impl IntoResponse, Problem> {
    app::attend(&site.app, &token).await?;
    answer(&site, &token).await
}

struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        codes::responses(&[codes::UNKNOWN_LINK, codes::CHANGED, codes::GONE, codes::NOT_YOURS])
    }
}
