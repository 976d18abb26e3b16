//! `/api/w1/open`: the first screen for the loader of a website. An answer is always a screen, also when it says why there is none.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::{FirstScreen, sorry};
use crate::domain::{Language, ZoneName};
use crate::http::{Site, assets, calls};
use crate::replies;
use crate::zone::Zone;

/// What the loader asks. What is missing names nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    portal: String,
    entry: String,
    /// A language tag, or empty for the portal's own.
    lang: String,
    /// The visitor's zone, as their browser names it.
    zone: String,
}

/// Answers with the style and the screen.
pub async fn open(State(site): State<Site>, asked: Result<Query<Asked>, QueryRejection>, headers: HeaderMap) -> Response {
    let Query(asked) = asked.unwrap_or_default();
    let language = Language::parse(&asked.lang);
    let desk = calls::desk(site, &headers);
    let opened = replies::open(&desk, &asked.portal, &asked.entry, language).await;
    let status = opened.as_ref().map_or_else(replies::status, |_| axum::http::StatusCode::OK);
    let screen = match opened {
        // A zone that we don't know is one that nobody can be told about.
        Ok(opened) => FirstScreen { portal: asked.portal, entry: asked.entry, opened, zone: Zone::find(&asked.zone).map(|_| ZoneName::new(&asked.zone)) }.write(),
        Err(error) => sorry(language.unwrap_or_default(), &error),
    };
    let style = assets::sheet("widget.css");
    let mut response = (status, format!("<style>{}</style>{screen}", style.text)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
