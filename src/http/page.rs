//! The small pages that a browser gets where there is nothing else to show.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// The answer to an address that leads nowhere; the front writes its body.
pub async fn nothing_here() -> Response {
    StatusCode::NOT_FOUND.into_response()
}
