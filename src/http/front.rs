//! What every request passes, in this order: who asks and how much, whether it can be served now, how long it may take; on the way out
//! the headers, the count, and a line in the log. Knows nothing of what is asked.

use std::future::poll_fn;
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Poll;
use std::time::{Duration, Instant};

use axum::body::HttpBody;
use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use tokio::sync::watch;

use super::Site;
use super::body;
use super::cors::{self, Cors, Readers};
use super::headers::dress;
use super::limit::{self, Limit};
use super::metrics::Metrics;
use super::wire::{Refusal, Wire};
use crate::clock::new_secret;
use crate::config::{Config, Network};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The front of the house.
#[derive(Debug)]
pub struct Front {
    site: Site,
    /// The database is there, and its tables are ours.
    ready: watch::Receiver<bool>,
    limit: Option<Limit>,
    proxies: Vec<Network>,
    cors: Cors,
    secure: bool,
    pub(super) metrics: Metrics,
    ids: Ids,
}

impl Front {
    /// A front before a site; until `ready` says so, nothing that needs the database is let in.
    pub fn new(config: &Config, site: Site, ready: watch::Receiver<bool>) -> Self {
        let (cors, secure) = (Cors::new(&site.public_url), site.public_url.starts_with("https://"));
        Self { ready, limit: Limit::new(config.limits), proxies: config.trusted_proxies.clone(), cors, secure, metrics: Metrics::default(), ids: Ids::new(), site }
    }

    async fn answer(&self, wire: Wire, peer: SocketAddr, request: Request, next: Next) -> Response {
        // Who was told that we can serve is served: readiness waits for the same sign as the requests do.
        if request.uri().path() == "/readyz" && !*self.ready.borrow() {
            return wire.refuse(Refusal::Unavailable, request.headers());
        }
        if wire.is_costly() {
            if let Some(limit) = &self.limit
                && let Err(seconds) = limit.check(limit::address(peer, request.headers(), &self.proxies))
            {
                return wire.refuse(Refusal::TooMany(seconds), request.headers());
            }
            if !*self.ready.borrow() {
                return wire.refuse(Refusal::Unavailable, request.headers());
            }
        }
        // Only a refusal looks at the headers again, and it comes after the request is gone.
        let asked = if wire == Wire::Page { request.headers().clone() } else { HeaderMap::new() };
        let answered = async {
            match body::whole(request).await {
                Ok(request) => caught(next.run(request)).await.unwrap_or_else(|| wire.refuse(Refusal::Broken, &asked)),
                Err(refusal) => wire.refuse(refusal, &asked),
            }
        };
        let mut response = tokio::time::timeout(PATIENCE, answered).await.unwrap_or_else(|_| wire.refuse(Refusal::Unavailable, &asked));
        if let Some(refusal) = Refusal::of(response.status()).filter(|_| response.body().size_hint().exact() == Some(0)) {
            let bare = std::mem::replace(&mut response, wire.refuse(refusal, &asked));
            if let Some(methods) = bare.headers().get(header::ALLOW) {
                response.headers_mut().insert(header::ALLOW, methods.clone());
            }
        }
        response
    }

    /// Who may read this answer. What says only that we can't serve, or not here, may be read by all, so that the widget can say so too.
    async fn readers(&self, wire: Wire, path: &str, origin: Option<&HeaderValue>, status: StatusCode) -> Readers {
        let (true, Some(origin)) = (wire.is_shared(), origin) else {
            return Readers::Ours;
        };
        let says_only_why_not = matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE)
            || wire == Wire::Call && matches!(status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND);
        if says_only_why_not || !*self.ready.borrow() {
            return Readers::Origin;
        }
        self.cors.readers(&self.site.app.store, path, origin).await.unwrap_or(Readers::Ours)
    }
}

/// Lets a request in, and its answer out.
pub async fn pass(State(front): State<Arc<Front>>, peer: ConnectInfo<SocketAddr>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let (path, method) = (request.uri().path().to_owned(), request.method().clone());
    let wire = Wire::of(&path);
    let route = request.extensions().get::<MatchedPath>().cloned();
    let origin = request.headers().get(header::ORIGIN).cloned();
    let mut response = if wire.is_shared() && cors::is_preflight(&method, request.headers()) { cors::preflight() } else { front.answer(wire, peer.0, request, next).await };
    let readers = front.readers(wire, &path, origin.as_ref(), response.status()).await;
    cors::mark(&mut response, wire, origin.as_ref(), readers);
    dress(response.headers_mut(), wire, &path, front.secure);
    let id = front.ids.next();
    let route = route.as_ref().map_or("none", MatchedPath::as_str);
    note(&front.metrics, &method, route, &response, began.elapsed(), &id);
    if let Ok(id) = HeaderValue::try_from(id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// Counts and tells. Templates only: a path's values, the query, the body and the address are a customer's.
fn note(metrics: &Metrics, method: &Method, route: &str, response: &Response, took: Duration, id: &str) {
    let (method, status) = (known(method), response.status().as_u16());
    metrics.request(method, route, status, took);
    let ms = took.as_micros() as f64 / 1_000.0;
    if status >= 500 {
        tracing::warn!(method, route, status, ms, id, "request");
    } else {
        tracing::info!(method, route, status, ms, id, "request");
    }
}

/// A method's name; those that nobody has heard of share one, as anybody can make them up.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::OPTIONS => "OPTIONS",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        _ => "other",
    }
}

/// Runs to the end, or to a panic: one request's is no other's. The panic itself has been told by the log.
async fn caught(running: impl Future<Output = Response>) -> Option<Response> {
    let mut running = pin!(running);
    poll_fn(move |context| match catch_unwind(AssertUnwindSafe(|| running.as_mut().poll(context))) {
        Ok(Poll::Pending) => Poll::Pending,
        Ok(Poll::Ready(response)) => Poll::Ready(Some(response)),
        Err(_) => Poll::Ready(None),
    })
    .await
}

/// Names for requests, by which a line of the log is found again: unlike any other server's, and short.
#[derive(Debug)]
struct Ids {
    server: String,
    count: AtomicU64,
}

impl Ids {
    fn new() -> Self {
        Self { server: new_secret().chars().take(8).collect(), count: AtomicU64::new(0) }
    }

    fn next(&self) -> String {
        format!("{}-{:x}", self.server, self.count.fetch_add(1, Ordering::Relaxed))
    }
}
