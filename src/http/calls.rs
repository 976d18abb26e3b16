//! The widget's calls: hands each to its server function, with what that needs.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::provide_context;

use super::Site;
use crate::replies::Desk;

/// `/api/w1/…`.
pub fn routes() -> Router<Site> {
    Router::new().route("/api/w1/{call}", get(call).post(call))
}

async fn call(State(site): State<Site>, request: Request) -> Response {
    let origin = request.headers().get(header::ORIGIN).and_then(|origin| origin.to_str().ok()).map(str::to_owned);
    let desk = Desk { app: site.app, public_url: site.public_url, origin };
    leptos_axum::handle_server_fns_with_context(move || provide_context(desk.clone()), request).await.into_response()
}
