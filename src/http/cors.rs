//! Which other websites' pages may read an answer: those that the portal allows (Fetch standard, 3.2). Nothing here carries credentials, so
//! this protects no customer: it keeps a widget off pages that its portal has not agreed to.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::wire::Wire;
use crate::domain::{Origin, Slug};
use crate::store::{Store, StoreError};

/// How long a website that was allowed is taken to be so still.
const KEPT: Duration = Duration::from_secs(10);
/// Websites kept at most; past that all are asked for again.
const MOST: usize = 1_024;

/// For a day no browser asks again whether it may ask.
const A_DAY: HeaderValue = HeaderValue::from_static("86400");

/// Who may read what is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Everyone: nothing in it is anyone's.
    Everyone,
    /// This website's pages.
    Origin,
    /// Nobody but our own pages.
    Ours,
}

/// What is known of other websites.
#[derive(Debug)]
pub struct Cors {
    ours: Option<Origin>,
    allowed: Mutex<HashMap<(Option<Slug>, Origin), Instant>>,
}

impl Cors {
    /// For a server at this public address.
    pub fn new(public_url: &str) -> Self {
        Self { ours: Origin::parse(public_url).ok(), allowed: Mutex::default() }
    }

    /// Who may read the answer to a path, when a page of `origin` asks. The portal is in the path, or else any portal will do.
    pub async fn readers(&self, store: &Store, path: &str, origin: &HeaderValue) -> Result<Readers, StoreError> {
        if path == "/v1/openapi.json" {
            return Ok(Readers::Everyone);
        }
        let Some(origin) = origin.to_str().ok().and_then(|origin| Origin::parse(origin).ok()) else {
            return Ok(Readers::Ours);
        };
        if Some(&origin) == self.ours.as_ref() {
            return Ok(Readers::Origin);
        }
        // What is asked by a key is asked by no page: a key in a page is everyone's.
        let below = path.strip_prefix("/v1/portals/").map(|rest| rest.split_once('/').unwrap_or((rest, "")));
        if below.is_some_and(|(_, rest)| rest != "entries" && !rest.starts_with("entries/")) {
            return Ok(Readers::Ours);
        }
        let portal = match below.map(|(portal, _)| Slug::parse(portal)) {
            Some(Ok(portal)) => Some(portal),
            Some(Err(_)) => return Ok(Readers::Ours),
            None => None,
        };
        let asked = (portal, origin);
        if self.kept(&asked) {
            return Ok(Readers::Origin);
        }
        let allowed = match &asked {
            (Some(portal), origin) => store.allowed_origins(portal).await?.is_some_and(|allowed| allowed.contains(origin)),
            (None, origin) => store.origin_known(origin).await?,
        };
        if allowed {
            self.keep(asked);
        }
        Ok(if allowed { Readers::Origin } else { Readers::Ours })
    }

    fn kept(&self, asked: &(Option<Slug>, Origin)) -> bool {
        let allowed = self.allowed.lock().unwrap_or_else(PoisonError::into_inner);
        allowed.get(asked).is_some_and(|since| since.elapsed() < KEPT)
    }

    fn keep(&self, asked: (Option<Slug>, Origin)) {
        let mut allowed = self.allowed.lock().unwrap_or_else(PoisonError::into_inner);
        if allowed.len() >= MOST {
            allowed.clear();
        }
        allowed.insert(asked, Instant::now());
    }
}

/// Whether a request only asks whether another may be sent.
pub fn is_preflight(method: &axum::http::Method, headers: &HeaderMap) -> bool {
    method == axum::http::Method::OPTIONS && headers.contains_key(header::ORIGIN) && headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
}

/// What a preflight is answered; who may ask is said by [`mark`].
pub fn preflight() -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("accept, content-type, idempotency-key"));
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, A_DAY);
    headers.insert(header::VARY, HeaderValue::from_static("access-control-request-method, access-control-request-headers"));
    response
}

/// Says on an answer who may read it. That it differs by website is said also where none asks: caches must know.
pub fn mark(response: &mut Response, wire: Wire, origin: Option<&HeaderValue>, readers: Readers) {
    if !wire.is_shared() {
        return;
    }
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("origin"));
    let reader = match readers {
        Readers::Everyone => Some(HeaderValue::from_static("*")),
        Readers::Origin => origin.cloned(),
        Readers::Ours => None,
    };
    if let Some(reader) = reader {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, reader);
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("etag, retry-after, x-request-id"));
    }
}
