//! `/v1`: JSON for everyone but our own pages. Parses once, asks a deed, writes the answer; decides nothing.

mod address;
mod answers;
mod appointment;
mod attendees;
mod body;
mod book;
mod cancel;
mod codes;
mod coming;
mod document;
mod entry;
mod manage;
mod request;
mod reschedule;
mod slot;
mod slots;
mod team;
mod written;

pub use document::openapi;
pub use slot::{Alternative, FreeSlot};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{any, get};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::Site;
use super::problem::Problem;

/// Bytes at most in a request's body: the longest legal booking, escaped throughout, takes less.
pub const BODY_MOST: usize = 1 << 20;

/// Everything under `/v1`, each wrong path and method answered as a problem.
pub fn routes() -> Router<Site> {
    let (router, _) = described().split_for_parts();
    router
        .route("/v1/openapi.json", get(document::document))
        .method_not_allowed_fallback(wrong_method)
        .route("/v1", any(unknown_path))
        .route("/v1/", any(unknown_path))
        .route("/v1/{*path}", any(unknown_path))
        .layer(DefaultBodyLimit::max(BODY_MOST))
}

/// The calls with their descriptions: what is served is what is documented.
fn described() -> OpenApiRouter<Site> {
    OpenApiRouter::with_openapi(document::Base::openapi())
        .routes(routes!(entry::entry))
        .routes(routes!(slots::slots))
        .routes(routes!(book::book))
        .routes(routes!(request::request))
        .routes(routes!(manage::manage))
        .routes(routes!(coming::coming))
        .routes(routes!(attendees::add))
        .routes(routes!(attendees::remove))
        .routes(routes!(cancel::cancel))
        .routes(routes!(reschedule::reschedule))
        .merge(team::described())
}

async fn wrong_method() -> Problem {
    codes::WRONG_METHOD.into()
}

async fn unknown_path() -> Problem {
    codes::UNKNOWN_PATH.into()
}
