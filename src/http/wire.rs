//! The wires of this house: which kind of answer an address gives, and how each kind refuses.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use server_fn::error::FromServerFnError;

use super::assets::LASTING;
use super::page;
use super::problem::Problem;
use crate::api::CallError;
use crate::api::team::TeamError;

/// Which kind of answer an address gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    /// `/healthz`, `/readyz`, `/metrics`: for machines of the house.
    Health,
    /// `/assets/…`, `/embed.js` and its like: files that never ask the database.
    Asset,
    /// `/v1`: JSON, problems as RFC 9457.
    Rest,
    /// `/api`: the widget's calls.
    Call,
    /// `/api/t1`: the dashboard's calls, for our own pages alone.
    Team,
    /// Everything else: pages for people.
    Page,
}

/// Why the front refuses a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// More than one address may ask; the seconds after which it may again.
    TooMany(u32),
    /// A body larger than anything that is asked here.
    TooLarge,
    /// The database isn't there yet, or the answer took too long.
    Unavailable,
    /// A panic.
    Broken,
    /// No such address.
    UnknownPath,
    /// The address knows no such method.
    WrongMethod,
}

impl Wire {
    /// The wire of a path.
    pub fn of(path: &str) -> Self {
        let below = |root: &str| path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        if below("/v1") {
            Self::Rest
        } else if below("/api/t1") {
            Self::Team
        } else if below("/api") {
            Self::Call
        } else if below("/assets") || LASTING.contains(&path) {
            Self::Asset
        } else if matches!(path, "/healthz" | "/readyz" | "/metrics") {
            Self::Health
        } else {
            Self::Page
        }
    }

    /// Other websites' pages may ask here, where a portal allows it.
    pub fn is_shared(self) -> bool {
        matches!(self, Self::Rest | Self::Call)
    }

    /// Asks the database, costs work, and is therefore limited.
    pub fn is_costly(self) -> bool {
        matches!(self, Self::Rest | Self::Call | Self::Team | Self::Page)
    }

    /// A refusal in this wire's words.
    pub fn refuse(self, refusal: Refusal, asked: &HeaderMap) -> Response {
        let mut response = match self {
            Self::Rest | Self::Health | Self::Asset => refusal.problem().into_response(),
            Self::Call => {
                let error = if matches!(refusal, Refusal::TooMany(_)) { CallError::TooMany } else { CallError::Unavailable };
                (refusal.status(), [(header::CONTENT_TYPE, "application/octet-stream")], Body::from(error.ser())).into_response()
            }
            Self::Team => {
                let error = if matches!(refusal, Refusal::TooMany(_)) { TeamError::TooMany } else { TeamError::Unavailable };
                (refusal.status(), [(header::CONTENT_TYPE, "application/octet-stream")], Body::from(error.ser())).into_response()
            }
            Self::Page => page::sorry(refusal, asked),
        };
        if let Some(seconds) = refusal.retry_after() {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}

impl Refusal {
    /// Its status.
    pub fn status(self) -> StatusCode {
        match self {
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
            Self::UnknownPath => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
        }
    }

    /// The refusal that a bare status stands for.
    pub fn of(status: StatusCode) -> Option<Self> {
        [Self::TooLarge, Self::Unavailable, Self::Broken, Self::UnknownPath, Self::WrongMethod].into_iter().find(|refusal| refusal.status() == status)
    }

    /// Seconds after which another try makes sense.
    fn retry_after(self) -> Option<u32> {
        match self {
            Self::TooMany(seconds) => Some(seconds),
            Self::Unavailable => Some(2),
            _ => None,
        }
    }

    fn problem(self) -> Problem {
        let (code, detail) = match self {
            Self::TooMany(_) => ("too_many", "too many requests from this address: wait as long as Retry-After says"),
            Self::TooLarge => ("too_large", "the body is larger than any booking: send less"),
            Self::Unavailable => ("unavailable", "the database does not answer: try again in a moment"),
            Self::Broken => ("broken", "something broke on our side, and has been logged: try again later"),
            Self::UnknownPath => ("unknown_path", "nothing has this path: /v1/openapi.json describes every call"),
            Self::WrongMethod => ("wrong_method", "this path has no such method: the header Allow names those it has"),
        };
        Problem::new(self.status(), code, detail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_tells_its_wire() {
        let check = |path: &str, wire: Wire| assert_eq!(Wire::of(path), wire, "{path}");
        check("/v1", Wire::Rest);
        check("/v1/portals/demo/entries/x", Wire::Rest);
        check("/v10", Wire::Page);
        check("/api/w1/open", Wire::Call);
        check("/api/t1/inbox", Wire::Team);
        check("/apis", Wire::Page);
        check("/assets/x.js", Wire::Asset);
        check("/embed.js", Wire::Asset);
        check("/embed.d.ts", Wire::Asset);
        check("/custom-elements.json", Wire::Asset);
        check("/healthz", Wire::Health);
        check("/b/demo/x", Wire::Page);
        check("/", Wire::Page);
    }
}
