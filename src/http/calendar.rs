//! `/calendar/{secret}.ics`: an agenda for whoever has its secret address; calendars come again and again.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH, LAST_MODIFIED, REFERRER_POLICY};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::Site;
use super::assets::matches;
use crate::app::team;
use crate::domain::{Instant, Key, Subscribed};
use crate::mail;

/// The address.
pub fn routes() -> Router<Site> {
    Router::new().route("/calendar/{file}", get(read))
}

/// The calendar; the front says 404 in a person's words. A secret that has ended is like one that never was.
async fn read(State(site): State<Site>, Path(file): Path<String>, asked: HeaderMap) -> Response {
    let Some(key) = file.strip_suffix(".ics").and_then(Key::parse) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let agenda = match team::subscribed(&site.app, &key).await {
        Ok(Some(agenda)) => agenda,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "an agenda's calendar can't be read");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    let calendar = mail::subscribed(&agenda, &site.public_url);
    // Of what it says, as an agenda's new name changes it as well; weak, as it may be compressed on its way.
    let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(&Sha256::digest(&calendar)[..16]));
    let known = asked.get(IF_NONE_MATCH).and_then(|tags| tags.to_str().ok()).is_some_and(|tags| matches(tags, &tag));
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
        ([(CONTENT_TYPE, kind)], calendar).into_response()
    };
    let headers = response.headers_mut();
    for (name, value) in [(CACHE_CONTROL, "private, no-cache"), (REFERRER_POLICY, "no-referrer"), (HeaderName::from_static("x-robots-tag"), "noindex")] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let told = [(ETAG, Some(format!("W/{tag}"))), (LAST_MODIFIED, changed_at(&agenda).map(Instant::http_date))];
    for (name, value) in told {
        if let Some(value) = value.and_then(|value| HeaderValue::try_from(value).ok()) {
            headers.insert(name, value);
        }
    }
    response
}

/// When something in it was changed last. Told, and not asked for: what is gone since then has left no moment behind.
fn changed_at(agenda: &Subscribed) -> Option<Instant> {
    let (appointments, blocks) = (agenda.appointments.iter().map(|(_, at)| *at), agenda.blocks.iter().map(|(_, at)| *at));
    appointments.chain(blocks).max()
}
