//! What every request passes, in this order. Knows how requests are let in and how answers leave, and nothing of what is asked.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

/// The front of the house.
#[derive(Debug, Default)]
pub struct Front {}

/// Lets a request in, and its answer out.
pub async fn pass(State(_front): State<Arc<Front>>, request: Request, next: Next) -> Response {
    next.run(request).await
}
