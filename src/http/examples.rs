//! `/examples/`: pages of an invented realtor's with the widget on them, for whoever wants to see or copy how it is done. Only a command
//! that asks for them serves them. Knows their names and what stands open in them, nothing of what they show.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;

use super::{Site, assets};
use crate::domain::Origin;

/// The policy of a page that has none of its own, as most of the world's haven't: the widget may be anyone's guest here.
const NO_POLICY: &str = "frame-ancestors 'none'";

/// `/examples/` and what lies below, booking through one entry: `demo/lindengracht-12`.
pub fn routes(entry: &str) -> Router<Site> {
    let entry = entry.to_owned();
    let show = move |State(site): State<Site>, path: Option<Path<String>>, asked: HeaderMap| {
        let path = path.map_or_else(String::new, |Path(path)| path);
        let answer = show(&site, &entry, &path, &asked);
        async move { answer }
    };
    Router::new().route("/examples", get(|| async { Redirect::permanent("/examples/") })).route("/examples/", get(show.clone())).route("/examples/{*path}", get(show))
}

fn show(site: &Site, entry: &str, path: &str, asked: &HeaderMap) -> Response {
    let file = if path.is_empty() || path.ends_with('/') { format!("examples/{path}index.html") } else { format!("examples/{path}") };
    if path.split('/').any(|part| part == "..") {
        return StatusCode::NOT_FOUND.into_response();
    }
    if !file.ends_with(".html") {
        return assets::answer(&file, HeaderValue::from_static("no-cache"), asked);
    }
    let Some(page) = assets::text(&file) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let server = server(site, asked);
    let policy = assets::text(&file.replace(".html", ".policy")).map_or_else(|| NO_POLICY.to_owned(), |policy| fill(policy.trim(), &server, entry, ""));
    let page = fill(&page, &server, entry, &policy);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static(NO_POLICY))),
    ];
    (headers, page).into_response()
}

/// A page with its places filled: what an address of ours can be has no sign that means anything in HTML.
fn fill(page: &str, server: &str, entry: &str, policy: &str) -> String {
    let (portal, name) = entry.split_once('/').unwrap_or((entry, ""));
    page.replace("POLICY", policy).replace("SERVER", server).replace("PORTAL/ENTRY", entry).replace("PORTAL", portal).replace("ENTRY", name)
}

/// The server by the name that the reader came to it by, as a demo is looked at from other machines too; by its public address where it
/// has one that is not the machine's own.
fn server(site: &Site, asked: &HeaderMap) -> String {
    let came_to = asked.get(header::HOST).and_then(|host| host.to_str().ok()).and_then(|host| Origin::parse(&format!("http://{host}")).ok());
    came_to.filter(|_| site.public_url.starts_with("http://")).map_or_else(|| site.public_url.to_string(), |origin| origin.to_string())
}
