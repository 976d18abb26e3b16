//! The headers that keep an answer from being misused. What a room has set itself stays as it is.

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use super::assets::Sheet;
use super::wire::Wire;
use crate::mail;

/// Our own pages: our own files, WebAssembly, and nothing that is written into the page itself.
const PAGE: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
);
/// The same for a page that has these sheets written into it.
pub fn page_policy(sheets: &[Arc<Sheet>]) -> HeaderValue {
    let sources: Vec<&str> = sheets.iter().map(|sheet| sheet.source.as_str()).collect();
    let policy = PAGE.to_str().unwrap_or_default().replace("style-src 'self'", &format!("style-src 'self' {}", sources.join(" ")));
    HeaderValue::try_from(policy).unwrap_or(PAGE)
}

/// The same for the team's page, which shows mails: their sheet, and the styles on their elements. A frame without an address of its own has the page's policy.
pub fn team_policy() -> HeaderValue {
    let sheet = format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(mail::style())));
    let policy = PAGE.to_str().unwrap_or_default().replace("style-src 'self'", &format!("style-src 'self' {sheet}; style-src-attr 'unsafe-inline'"));
    HeaderValue::try_from(policy).unwrap_or(PAGE)
}

/// What is no page runs nothing, whoever opens it.
const NO_PAGE: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");

const NOTHING_OF_THE_DEVICE: HeaderValue = HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=(), usb=()");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const CROSS_ORIGIN_OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

/// Puts them on. `secure`: customers reach us by https, and are to come back that way only.
pub fn dress(headers: &mut HeaderMap, wire: Wire, path: &str, secure: bool) {
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if secure {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    // A customer's link and an agenda's secret address are keys: they must not travel on.
    let key = path.starts_with("/m/") || path.starts_with("/calendar/") || path.starts_with("/v1/manage/");
    let referrer = if key { "no-referrer" } else { "strict-origin-when-cross-origin" };
    headers.entry(header::REFERRER_POLICY).or_insert(HeaderValue::from_static(referrer));
    if wire == Wire::Asset {
        return;
    }
    let is_page = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(if is_page { PAGE } else { NO_PAGE });
    if is_page {
        headers.entry(PERMISSIONS_POLICY).or_insert(NOTHING_OF_THE_DEVICE);
    }
    // It makes a browser begin another process, which a customer waits for: only where there is something to keep from who opened the page.
    if is_page && key {
        headers.entry(CROSS_ORIGIN_OPENER_POLICY).or_insert(HeaderValue::from_static("same-origin"));
    }
}
