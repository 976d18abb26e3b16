//! `/api/t1/happenings/{portal}`: tells a member's page when something has happened (server-sent events, HTML standard 9.2). It says when, not
//! what: the page asks for what it shows, as any call does.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, Stream};
use tokio::sync::watch;

use super::Site;
use crate::app::{App, team};
use crate::domain::{Instant, Member, Permission};
use crate::replies::team::key_of;

/// How often it is looked whether something has happened: also by another server, so that a bell of this one would not do.
const LOOK: Duration = Duration::from_secs(2);
/// After so many looks the page comes back by itself, and is asked again who it is.
const LOOKS: u32 = 300;

/// The stream of a member who may see what happens.
pub async fn listen(State(site): State<Site>, Path(portal): Path<String>, headers: HeaderMap) -> Response {
    let cookies = headers.get(COOKIE).and_then(|cookies| cookies.to_str().ok()).unwrap_or_default();
    let Some(key) = key_of(&site.public_url, cookies, &portal) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let member = match team::signed_in(&site.app, &key).await {
        // A key that is to be turned stays for now: the next call turns it.
        Ok(Some((session, _))) => session.member,
        Ok(None) => return StatusCode::UNAUTHORIZED.into_response(),
        Err(_) => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
    };
    if member.needs(Permission::Interactions).is_err() {
        return StatusCode::FORBIDDEN.into_response();
    }
    let Ok(since) = site.app.store.last_activity(&member.portal.id).await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let mut response = Sse::new(happenings(site.app, member, since)).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))).into_response();
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Where a stream is.
struct Listening {
    app: App,
    member: Member,
    since: Instant,
    looks: u32,
    ending: watch::Receiver<bool>,
}

fn happenings(app: App, member: Member, since: Instant) -> impl Stream<Item = Result<Event, Infallible>> {
    let ending = app.ending.subscribe();
    stream::unfold(Listening { app, member, since, looks: 0, ending }, async |mut at: Listening| {
        while at.looks < LOOKS {
            at.looks += 1;
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                // A server that ends lets go: the page finds another, or this one again.
                _ = at.ending.wait_for(|ending| *ending) => return None,
            }
            // A database that is away for a moment is asked again.
            match at.app.store.last_activity(&at.member.portal.id).await {
                Ok(last) if last > at.since => {
                    at.since = last;
                    return Some((Ok(Event::default().data(last.micros().to_string())), at));
                }
                Ok(_) | Err(_) => {}
            }
        }
        None
    })
}
