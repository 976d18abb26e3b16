//! The appointment as a calendar file, to keep. A cancelled one's file says so, and takes it off the calendar again.

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, REFERRER_POLICY};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};

use super::linked::Linked;
use crate::http::Site;
use crate::http::pages::reader::Reader;
use crate::http::pages::trouble::Trouble;
use crate::mail;

/// Hands the file out.
pub async fn file(State(site): State<Site>, Path(token): Path<String>, reader: Reader) -> Result<Response, Trouble> {
    let linked = Linked::open(&site.app, &token, &reader).await?;
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8")),
        (CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"appointment.ics\"")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
        (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex")),
    ];
    Ok((headers, mail::calendar_file(&linked.card, &site.public_url, site.app.clock.now())).into_response())
}
