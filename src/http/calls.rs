//! The calls of both browser programs: the widget's first screen, and every server function of `api` under its fixed path, handed the desk that its
//! answer is written at.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, COOKIE, HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use leptos::prelude::provide_context;
use leptos_axum::handle_server_fns_with_context;
use server_fn::ContentType;
use server_fn::codec::PostcardEncoding;
use server_fn::error::FromServerFnError;

use super::{Site, first_screen};
use crate::api::team::TeamError;
use crate::replies::Desk;
use crate::replies::team::TeamDesk;

/// `/api/w1/…` and `/api/t1/…`.
pub fn routes() -> Router<Site> {
    Router::new().route("/api/w1/open", get(first_screen::open)).route("/api/w1/{call}", any(call)).route("/api/t1/{call}", post(team))
}

/// The desk for a request.
pub fn desk(site: Site, headers: &HeaderMap) -> Desk {
    Desk { app: site.app, public_url: site.public_url, origin: website(headers) }
}

async fn call(State(site): State<Site>, request: Request) -> Response {
    let desk = desk(site, request.headers());
    readable(handle_server_fns_with_context(move || provide_context(desk.clone()), request).await.into_response())
}

/// A call of the dashboard. A page of another website can't make one: a form has no such content type, a script needs a preflight that
/// nobody answers, and besides the browser would leave our cookie at home.
async fn team(State(site): State<Site>, request: Request) -> Response {
    let headers = request.headers();
    let is_ours = website(headers).is_none() && headers.get(CONTENT_TYPE).is_some_and(|kind| kind == PostcardEncoding::CONTENT_TYPE);
    if !is_ours {
        return (StatusCode::FORBIDDEN, TeamError::NotFound.ser()).into_response();
    }
    let cookies = headers.get_all(COOKIE).iter().filter_map(|cookies| cookies.to_str().ok()).collect::<Vec<_>>().join("; ");
    let desk = TeamDesk { app: site.app, public_url: site.public_url, cookies };
    let mut response = readable(handle_server_fns_with_context(move || provide_context(desk.clone()), request).await.into_response());
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Every answer of ours has its status: what is left at 500 is a call whose arguments can't be read.
fn readable(mut response: Response) -> Response {
    if response.status() == StatusCode::INTERNAL_SERVER_ERROR {
        *response.status_mut() = StatusCode::BAD_REQUEST;
    }
    response
}

/// The website that a call comes from, unless that is the very server it goes to, under whatever name it was reached.
fn website(headers: &HeaderMap) -> Option<String> {
    let text = |name| headers.get(name).and_then(|value: &axum::http::HeaderValue| value.to_str().ok());
    let origin = text(ORIGIN)?;
    let own = origin.split_once("://").is_some_and(|(_, authority)| Some(authority) == text(HOST));
    (!own).then(|| origin.to_owned())
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue};

    use super::website;

    #[test]
    fn the_servers_own_pages_are_no_website_of_someone_elses() {
        let asked = |origin: &'static str, host: &'static str| {
            website(&HeaderMap::from_iter([("origin", origin), ("host", host)].map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)))))
        };
        assert_eq!(asked("http://localhost:3000", "localhost:3000"), None);
        assert_eq!(asked("https://www.example.nl", "localhost:3000").as_deref(), Some("https://www.example.nl"));
        assert_eq!(asked("null", "localhost:3000").as_deref(), Some("null"));
        assert_eq!(website(&HeaderMap::new()), None);
    }
}
