//! The session's cookie: one for each portal, for this server's own pages alone, out of reach of scripts.

use axum::http::HeaderValue;
use axum::http::header::SET_COOKIE;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

use super::{TeamDesk, desk};
use crate::api::team::TeamError;
use crate::app::team::signed_in;
use crate::domain::{Key, Member, Slug};
use crate::store::team::Session;

/// 90 days: no session lives longer.
const LONGEST: u32 = 90 * 86_400;

/// Who calls, in a portal; the cookie is replaced where its key was turned.
pub(super) async fn session(portal: &str) -> Result<(TeamDesk, Session), TeamError> {
    let desk = desk();
    let portal = Slug::parse(portal).map_err(|_| TeamError::SignedOut)?;
    let key = key_of(&desk.public_url, &desk.cookies, portal.as_str()).ok_or(TeamError::SignedOut)?;
    let (session, turned) = signed_in(&desk.app, &key).await?.ok_or(TeamError::SignedOut)?;
    if let Some(key) = turned {
        keep(&desk, &key);
    }
    Ok((desk, session))
}

/// Who calls, in a portal.
pub(super) async fn member(portal: &str) -> Result<(TeamDesk, Member), TeamError> {
    let (desk, session) = session(portal).await?;
    Ok((desk, session.member))
}

/// Lets the browser keep a key.
pub(super) fn keep(desk: &TeamDesk, key: &Key) {
    set(format!("{}={}; Max-Age={LONGEST}", name(&desk.public_url, key.portal().as_str()), key.reveal()), desk);
}

/// Lets the browser forget its key.
pub(super) fn forget(desk: &TeamDesk, portal: &Slug) {
    set(format!("{}=; Max-Age=0", name(&desk.public_url, portal.as_str())), desk);
}

fn set(cookie: String, desk: &TeamDesk) {
    let secure = if is_secure(&desk.public_url) { "; Secure" } else { "" };
    let cookie = HeaderValue::try_from(format!("{cookie}; Path=/; HttpOnly; SameSite=Strict{secure}"));
    if let (Ok(cookie), Some(response)) = (cookie, use_context::<ResponseOptions>()) {
        response.append_header(SET_COOKIE, cookie);
    }
}

fn is_secure(public_url: &str) -> bool {
    public_url.starts_with("https://")
}

/// The cookie's name. With `__Host-` no other host of the domain can set it (RFC 6265bis, 4.1.3.2).
fn name(public_url: &str, portal: &str) -> String {
    format!("{}appointment-{portal}", if is_secure(public_url) { "__Host-" } else { "" })
}

/// The key that a browser keeps for a portal, among its cookies.
pub fn key_of(public_url: &str, cookies: &str, portal: &str) -> Option<Key> {
    let name = name(public_url, portal);
    let value = cookies.split(';').filter_map(|cookie| cookie.trim().split_once('=')).find(|(known, _)| *known == name)?.1;
    Key::parse(value).filter(|key| key.portal().as_str() == portal)
}
