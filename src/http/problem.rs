//! What a request gets that can't be served: RFC 9457, with a stable `code`. Knows no deed; each room of the wires turns its errors into this.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::num::NonZeroU32;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::rest::Alternative;
use crate::domain::Slot;
use crate::store::StoreError;

/// The media type of a problem.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// Seconds after which a request that found the database away may be tried again.
const AWAY: u32 = 2;

/// Why a request was not served, and what to do about it (RFC 9457). Programs go by `code`, people read `detail`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Always `about:blank`: the status says what kind of problem it is, `code` which one.
    #[serde(rename = "type")]
    #[schema(value_type = String, example = "about:blank")]
    kind: Kind,
    /// The status in words.
    #[schema(value_type = String, example = "Conflict")]
    title: &'static str,
    /// The status.
    #[serde(serialize_with = "number")]
    #[schema(value_type = u16, minimum = 400, maximum = 599, example = 409)]
    status: StatusCode,
    /// Which problem it is. Never changes its meaning.
    #[schema(value_type = String, pattern = "^[a-z_]+$", example = "slot_taken")]
    code: &'static str,
    /// What is wrong with this request, and what to do about it.
    #[schema(value_type = String, example = "this time has just been taken: choose one of the alternatives")]
    detail: Cow<'static, str>,
    /// With `invalid`: a sentence for each wrong field, by its path: `customer.email`, `from`, `Idempotency-Key`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(required = false, example = json!({}))]
    fields: BTreeMap<String, String>,
    /// With `slot_taken` and `not_offered`: the nearest free times, 5 at most, nearest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false, max_items = 5)]
    alternatives: Option<Vec<Alternative>>,
    /// With `changed`: the version that it has now, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = u32, required = false, nullable = false, minimum = 1, example = 4)]
    version: Option<NonZeroU32>,
    #[serde(skip)]
    retry_after: Option<u32>,
}

/// The types of problem that have an address of their own: none.
#[derive(Clone, Copy, Debug, Serialize)]
enum Kind {
    #[serde(rename = "about:blank")]
    Blank,
}

impl Problem {
    /// A problem with its status, its stable code, and a sentence that says what to do.
    pub fn new(status: StatusCode, code: &'static str, detail: impl Into<Cow<'static, str>>) -> Self {
        let title = status.canonical_reason().unwrap_or("Error");
        Self { kind: Kind::Blank, title, status, code, detail: detail.into(), fields: BTreeMap::new(), alternatives: None, version: None, retry_after: None }
    }

    /// 422 `invalid`: fields that must be mended, each with its sentence.
    pub fn invalid(fields: BTreeMap<String, String>) -> Self {
        let detail = if fields.len() == 1 { "one field is wrong: see fields" } else { "some fields are wrong: see fields" };
        Self { fields, ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", detail) }
    }

    /// 422 `invalid` with one field.
    pub fn field(name: impl Into<String>, sentence: impl std::fmt::Display) -> Self {
        Self::invalid(BTreeMap::from([(name.into(), sentence.to_string())]))
    }

    /// With the free times that are nearest to the one refused.
    #[must_use]
    pub fn with_alternatives(self, slots: &[Slot]) -> Self {
        Self { alternatives: Some(slots.iter().map(Alternative::from).collect()), ..self }
    }

    /// With the version that a thing has now which was changed meanwhile.
    #[must_use]
    pub fn with_version(self, version: u32) -> Self {
        Self { version: NonZeroU32::new(version), ..self }
    }

    /// With the seconds after which another try makes sense.
    #[must_use]
    pub fn with_retry_after(self, seconds: u32) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }

    /// Its status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Its code.
    pub fn code(&self) -> &'static str {
        self.code
    }
}

/// 503 while the database is away, 500 for what should not happen; the cause is logged here, and told to nobody.
impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match &error {
            StoreError::Unavailable(cause) => {
                tracing::warn!(%error, %cause, "a request found the database away");
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", "the database does not answer: try again in a moment").with_retry_after(AWAY)
            }
            StoreError::Newer { .. } => {
                tracing::error!(%error, "a request found the database newer than this program");
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", "this server is being renewed: try again in a moment").with_retry_after(AWAY)
            }
            _ => {
                let cause = std::error::Error::source(&error).map(ToString::to_string);
                tracing::error!(%error, cause, "a request could not be served");
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "broken", "something broke on our side, and has been logged: try again later")
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, retry_after) = (self.status, self.retry_after);
        let mut response = (status, Json(self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

fn number<S: serde::Serializer>(status: &StatusCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u16(status.as_u16())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(problem: &Problem) -> String {
        serde_json::to_string(problem).expect("a problem is plain text and numbers")
    }

    #[test]
    fn a_problem_is_written_as_the_rfc_says_and_carries_only_what_it_has() {
        let plain = Problem::new(StatusCode::GONE, "gone", "book another time");
        assert_eq!(json(&plain), r#"{"type":"about:blank","title":"Gone","status":410,"code":"gone","detail":"book another time"}"#);
        let invalid = Problem::field("from", "must be a date");
        assert_eq!(
            json(&invalid),
            r#"{"type":"about:blank","title":"Unprocessable Entity","status":422,"code":"invalid","detail":"one field is wrong: see fields","fields":{"from":"must be a date"}}"#
        );
        assert!(json(&plain.with_alternatives(&[])).ends_with(r#","alternatives":[]}"#));
    }

    #[test]
    fn a_database_away_says_when_to_come_back() {
        let response = Problem::from(StoreError::Unavailable(sqlx::Error::PoolTimedOut)).into_response();
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(response.headers()[header::RETRY_AFTER], "2");
        assert_eq!(response.headers()[header::CONTENT_TYPE], PROBLEM_JSON);
        assert_eq!(Problem::from(StoreError::Clash).status(), StatusCode::INTERNAL_SERVER_ERROR);
    }
}
