//! The widget's calls: every server function of `api` under its fixed path, handed the desk that its answer is written at.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::ORIGIN;
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use leptos::prelude::provide_context;
use leptos_axum::handle_server_fns_with_context;

use super::Site;
use crate::replies::Desk;

/// `/api/w1/…`.
pub fn routes() -> Router<Site> {
    Router::new().route("/api/w1/{call}", any(call))
}

async fn call(State(site): State<Site>, request: Request) -> Response {
    let origin = request.headers().get(ORIGIN).and_then(|origin| origin.to_str().ok()).map(str::to_owned);
    let desk = Desk { app: site.app, public_url: site.public_url, origin };
    handle_server_fns_with_context(move || provide_context(desk.clone()), request).await.into_response()
}
