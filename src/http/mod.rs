//! What the outside may ask: pages, `/v1`, the widget's calls, health. Knows the deeds, no SQL and no engine.

pub mod assets;
mod body;
pub mod calendar;
pub mod calls;
mod cors;
pub mod examples;
mod first_screen;
mod front;
mod happenings;
mod headers;
mod health;
mod limit;
mod metrics;
mod page;
pub mod pages;
pub mod problem;
pub mod rest;
mod serve;
mod wire;

use std::sync::Arc;

use axum::Router;
use axum::http::HeaderMap;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::compression::{CompressionLayer, CompressionLevel};

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

/// Everything that can be asked, behind the front that every request passes; `more` is what only the command at hand serves.
pub fn router(site: Site, front: Arc<Front>, more: Router<Site>) -> Router {
    // What is written for each request is compressed with little effort; what was compressed when it was built is not touched.
    let compressed = CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(SizeAbove::new(1_024).and(NotForContentType::IMAGES).and(NotForContentType::SSE));
    let dynamic = Router::new().merge(rest::routes()).merge(calls::routes()).merge(pages::routes()).merge(calendar::routes()).layer(compressed);
    let counted = {
        let (site, front) = (site.clone(), Arc::clone(&front));
        move |asked: HeaderMap| async move { front.metrics.scrape(&site, &asked).await }
    };
    Router::new()
        .merge(dynamic)
        .merge(assets::routes())
        .merge(more)
        .route("/api/t1/happenings/{portal}", get(happenings::listen))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(counted))
        .fallback(page::nothing_here)
        .with_state(site)
        .layer(from_fn_with_state(front, front::pass))
}
