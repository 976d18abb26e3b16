//! Whether this server is alive, and whether it can serve.

use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::Site;
use super::problem::Problem;

/// How long the database may take to answer the question whether it is there.
const PATIENCE: Duration = Duration::from_secs(2);

/// `GET /healthz`: the process answers. Asks nobody else.
pub async fn alive() -> Response {
    plain("alive\n")
}

/// `GET /readyz`: the database answers, and its tables are this program's.
pub async fn ready(State(site): State<Site>) -> Response {
    let why = match tokio::time::timeout(PATIENCE, site.app.store.ping()).await {
        Ok(Ok(())) => return plain("ready\n"),
        Ok(Err(error)) => error.to_string(),
        Err(_) => "the database does not answer".to_owned(),
    };
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", why).with_retry_after(1).into_response()
}

fn plain(text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-store")], text).into_response()
}
