//! What the outside may ask: pages, `/v1`, the widget's calls, health. Knows the deeds, no SQL and no engine.

pub mod assets;
mod calls;
mod front;
mod health;
mod page;
pub mod pages;
pub mod problem;
pub mod rest;
mod serve;

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;

use crate::app::App;

pub use front::Front;
pub use serve::serve;

/// What every request may use. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Site {
    /// The deeds.
    pub app: App,
    /// Where customers reach this server, without a closing slash: `https://afspraak.example.nl`.
    pub public_url: Arc<str>,
}

/// Everything that can be asked, behind the front that every request passes.
pub fn router(site: Site, front: Arc<Front>) -> Router {
    Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .merge(assets::routes())
        .merge(rest::routes())
        .merge(calls::routes())
        .merge(pages::routes())
        .fallback(page::nothing_here)
        .with_state(site)
        .layer(from_fn_with_state(front, front::pass))
}
