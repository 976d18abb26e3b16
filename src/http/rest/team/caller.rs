//! Who calls by a key, and what such a call's path names.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;

use crate::app::team::{self, acting};
use crate::domain::{Actor, ApiKey, Scope};
use crate::http::Site;
use crate::http::problem::Problem;
use crate::http::rest::codes::{self, Code};
use crate::store::team::AgendaRow;

/// A program that calls by a key of the portal in the path. To a key of another portal this one does not exist.
pub struct Caller {
    /// Who.
    pub actor: Actor,
    path: Vec<(String, String)>,
}

impl FromRequestParts<Site> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        let key = key(&parts.headers).ok_or(codes::UNAUTHORIZED)?;
        let actor = acting(&site.app, &key).await?.ok_or(codes::UNAUTHORIZED)?;
        // What is no text is no path.
        let params = RawPathParams::from_request_parts(parts, site).await.map_err(|_| codes::UNKNOWN_PATH)?;
        let path: Vec<(String, String)> = params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let caller = Self { actor, path };
        if caller.named("portal") == caller.actor.portal.slug.as_str() { Ok(caller) } else { Err(codes::UNKNOWN_PORTAL.into()) }
    }
}

impl Caller {
    /// Refuses at once, before the path or the body is looked into, what the deed would refuse as well.
    pub fn is_for(&self, scope: Scope) -> Result<(), Problem> {
        self.actor.needs(scope).map_err(|missing| codes::refused(missing.into(), codes::UNKNOWN_PORTAL))
    }

    /// The part of the path with this name.
    pub fn named(&self, name: &str) -> &str {
        self.path.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// The identity in the path; what can't be one is as unknown as one that nobody has.
    pub fn id(&self, name: &str, unknown: Code) -> Result<String, Problem> {
        let id = self.named(name);
        if is_id(id) { Ok(id.to_owned()) } else { Err(unknown.into()) }
    }

    /// The agenda in the path.
    pub async fn agenda(&self, site: &Site) -> Result<AgendaRow, Problem> {
        let agendas = team::agendas(&site.app, &self.actor).await.map_err(|error| codes::refused(error, codes::UNKNOWN_AGENDA))?;
        agendas.into_iter().find(|row| row.slug.as_str() == self.named("agenda")).ok_or_else(|| codes::UNKNOWN_AGENDA.into())
    }
}

/// Whether a text is written as identities are: 8-4-4-4-12 small hexadecimal digits.
pub fn is_id(text: &str) -> bool {
    let dash = |at: usize| matches!(at, 8 | 13 | 18 | 23);
    text.len() == 36 && text.bytes().enumerate().all(|(at, byte)| if dash(at) { byte == b'-' } else { matches!(byte, b'0'..=b'9' | b'a'..=b'f') })
}

/// The key in the header. The scheme's name is read in any case (RFC 9110, 11.1).
fn key(headers: &HeaderMap) -> Option<ApiKey> {
    let mut given = headers.get_all(AUTHORIZATION).into_iter();
    let (Some(value), None) = (given.next(), given.next()) else {
        return None;
    };
    let (scheme, key) = value.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| ApiKey::parse(key.trim()))?
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_key_is_read_from_one_header_with_its_scheme() {
        let text = format!("ak_demo.{}", "a".repeat(32));
        let read = |values: &[String]| key(&values.iter().map(|value| (AUTHORIZATION, HeaderValue::try_from(value).unwrap())).collect());
        assert!(read(&[format!("Bearer {text}")]).is_some() && read(&[format!("bearer  {text}")]).is_some());
        for wrong in [vec![], vec![text.clone()], vec![format!("Basic {text}")], vec!["Bearer".to_owned()], vec![format!("Bearer {text}x")]] {
            assert_eq!(read(&wrong), None, "{wrong:?}");
        }
        let twice = vec![format!("Bearer {text}"); 2];
        assert_eq!(read(&twice), None);
    }

    #[test]
    fn an_identity_is_written_in_one_way() {
        assert!(is_id("019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c11"));
        for wrong in ["", "019A9F3C-5A10-7C3E-9B1D-2F4F6B8A0C11", "019a9f3c5a107c3e9b1d2f4f6b8a0c11", "019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c1-"] {
            assert!(!is_id(wrong), "{wrong}");
        }
    }
}
