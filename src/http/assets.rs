//! The browser's files, compressed when they were built. Knows their names and bytes, nothing of what they do.
//!
//! A debug build reads `dist/` at each request, so that a rebuilt widget needs no rebuilt server; a release build holds it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use rust_embed::{Embed, EmbeddedFile};

use super::Site;

/// Under a name that holds their hash: the bytes never change.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Under a lasting name: a new version arrives within minutes, and nobody waits for it.
const SHORTLY: HeaderValue = HeaderValue::from_static("public, max-age=300, stale-while-revalidate=86400");

const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

#[derive(Embed)]
#[folder = "dist/"]
#[allow_missing = true]
struct Dist;

/// The address of a file by its plain name: `widget.wasm` is at `/assets/widget-….wasm`. None when it was not built.
pub fn path(name: &str) -> Option<String> {
    Some(format!("/{}", manifest().remove(name)?))
}

/// A sheet of styles as it is written into a page, and what a content security policy calls it (CSP 3, 2.3.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its text.
    pub text: String,
    /// `'sha256-…'`.
    pub source: String,
}

/// A sheet by its plain name; an empty one when it was not built. Looked up once, where the files can't change.
pub fn sheet(name: &'static str) -> Arc<Sheet> {
    static KNOWN: Mutex<BTreeMap<&str, Arc<Sheet>>> = Mutex::new(BTreeMap::new());
    if cfg!(debug_assertions) {
        return Arc::new(read(name).unwrap_or_default());
    }
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(known.entry(name).or_insert_with(|| Arc::new(read(name).unwrap_or_default())))
}

fn read(name: &str) -> Option<Sheet> {
    let file = Dist::get(manifest().get(name)?)?;
    let source = format!("'sha256-{}'", BASE64_STANDARD.encode(file.metadata.sha256_hash()));
    Some(Sheet { text: String::from_utf8(file.data.into_owned()).ok()?, source })
}

/// Every file by its plain name, with its address below the root; empty when nothing was built.
pub fn manifest() -> BTreeMap<String, String> {
    Dist::get("manifest.json").and_then(|file| serde_json::from_slice(&file.data).ok()).unwrap_or_default()
}

/// A file as text; none when it was not built.
pub(super) fn text(file: &str) -> Option<String> {
    String::from_utf8(Dist::get(file)?.data.into_owned()).ok()
}

/// Under lasting names: the loader, and what tools ask about it.
pub(super) const LASTING: [&str; 3] = ["/embed.js", "/embed.d.ts", "/custom-elements.json"];

/// `/assets/NAME`, and what has a lasting name.
pub fn routes() -> Router<Site> {
    let routes = Router::new().route("/assets/{name}", get(asset));
    LASTING.into_iter().fold(routes, |routes, path| routes.route(path, get(async move |headers: HeaderMap| answer(&path[1..], SHORTLY, &headers))))
}

async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    answer(&format!("assets/{name}"), FOR_EVER, &headers)
}

/// The answer to a request for a file.
pub(super) fn answer(file: &str, cache: HeaderValue, asked: &HeaderMap) -> Response {
    let Some(kind) = kind(file) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Some((found, encoding)) = choose(file, asked.get(header::ACCEPT_ENCODING)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let etag = etag(&found);
    let known = asked.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok()).is_some_and(|tags| matches(tags, &etag));
    let mut response = if known { StatusCode::NOT_MODIFIED.into_response() } else { Body::from(bytes(found.data)).into_response() };
    let headers = response.headers_mut();
    if !known {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        if let Some(encoding) = encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
    }
    headers.insert(header::CACHE_CONTROL, cache);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(CROSS_ORIGIN_RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    if let Ok(etag) = HeaderValue::try_from(etag) {
        headers.insert(header::ETAG, etag);
    }
    response
}

/// The media type of what the browser's programs are made of; anything else is nothing to hand out, such as a compressed sibling.
fn kind(file: &str) -> Option<&'static str> {
    if file == "custom-elements.json" {
        return Some("application/json");
    }
    Some(match file.rsplit_once('.')?.1 {
        // TypeScript has no registered type: as text a browser shows it.
        "ts" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        _ => return None,
    })
}

/// The file in the best encoding that the browser takes.
fn choose(file: &str, accepted: Option<&HeaderValue>) -> Option<(EmbeddedFile, Option<&'static str>)> {
    let accepted = accepted.and_then(|accepted| accepted.to_str().ok()).unwrap_or_default();
    for (encoding, suffix) in [("br", ".br"), ("gzip", ".gz")] {
        if accepts(accepted, encoding)
            && let Some(found) = Dist::get(&format!("{file}{suffix}"))
        {
            return Some((found, Some(encoding)));
        }
    }
    Some((Dist::get(file)?, None))
}

/// An `Accept-Encoding` names this encoding, with a weight above nothing (RFC 9110, 12.5.3).
fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|part| {
        let (name, weight) = part.split_once(';').unwrap_or((part, ""));
        let weight = weight.trim().strip_prefix("q=").map_or(1.0, |weight| weight.trim().parse().unwrap_or(0.0));
        name.trim().eq_ignore_ascii_case(encoding) && weight > 0.0
    })
}

/// Made of the bytes that are sent, so that each encoding has its own.
fn etag(file: &EmbeddedFile) -> String {
    let hash = file.metadata.sha256_hash();
    hash[..12].iter().fold(String::from("\""), |tag, byte| tag + &format!("{byte:02x}")) + "\""
}

/// `If-None-Match` names this tag; a weak mark before it makes no difference (RFC 9110, 13.1.2).
pub(super) fn matches(tags: &str, etag: &str) -> bool {
    tags.split(',').map(str::trim).any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}

fn bytes(data: Cow<'static, [u8]>) -> Bytes {
    match data {
        Cow::Borrowed(data) => Bytes::from_static(data),
        Cow::Owned(data) => Bytes::from(data),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_taken_when_it_is_named_with_a_weight() {
        let check = |accepted: &str, br: bool, gzip: bool| assert_eq!((accepts(accepted, "br"), accepts(accepted, "gzip")), (br, gzip), "{accepted}");
        check("", false, false);
        check("identity", false, false);
        check("gzip, deflate, br, zstd", true, true);
        check("br;q=0, gzip;q=0.5", false, true);
        check("BR; q=0.1", true, false);
        check("brotli, gzipped", false, false);
        check("br;q=nonsense", false, false);
    }

    #[test]
    fn a_tag_is_known_also_when_it_is_weak_or_one_of_many() {
        let check = |tags: &str, known: bool| assert_eq!(matches(tags, "\"a1\""), known, "{tags}");
        check("\"a1\"", true);
        check("\"b\", W/\"a1\"", true);
        check("*", true);
        check("\"a\"", false);
        check("a1", false);
    }

    #[test]
    fn only_what_browsers_run_has_a_kind() {
        assert_eq!(kind("assets/widget-0.wasm"), Some("application/wasm"));
        assert_eq!(kind("assets/widget-0.wasm.br"), None);
        assert_eq!(kind("manifest.json"), None);
        assert_eq!(kind("assets/x"), None);
    }
}
