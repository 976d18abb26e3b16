//! A JSON body, read strictly: an unknown field, a wrong type and broken JSON are each told by path. Knows no field of any call.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;

use super::codes;
use crate::http::problem::Problem;

/// A body of JSON, or none at all.
pub struct MaybeBody<T>(pub Option<T>);

/// A body of JSON.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(codes::NOT_JSON.into());
        }
        match Bytes::from_request(request, state).await {
            Ok(bytes) => read(&bytes).map(Self),
            Err(refused) if refused.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(codes::TOO_LARGE.into()),
            Err(_) => Err(Problem::field("body", "ended before it was complete")),
        }
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for MaybeBody<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let json = is_json(request.headers());
        match Bytes::from_request(request, state).await {
            Ok(bytes) if bytes.is_empty() => Ok(Self(None)),
            Ok(_) if !json => Err(codes::NOT_JSON.into()),
            Ok(bytes) => read(&bytes).map(Self),
            Err(refused) if refused.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(codes::TOO_LARGE.into()),
            Err(_) => Err(Problem::field("body", "ended before it was complete")),
        }
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let named = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let essence = named.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    // A structure could also be read from a list of its fields' values, which no document describes.
    if bytes.trim_ascii_start().first() == Some(&b'[') {
        return Err(Problem::field("body", "invalid type: a list, expected an object"));
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        let path = if error.inner().is_data() && path != "." { path } else { "body".to_owned() };
        Problem::field(path, sentence(error.inner()))
    })?;
    reader.end().map_err(|error| Problem::field("body", sentence(&error)))?;
    Ok(value)
}

/// The reader's own words, which repeat what they found: cut, so that an answer stays small.
fn sentence(error: &serde_json::Error) -> String {
    const MOST: usize = 200;
    let whole = if error.is_data() { error.to_string() } else { format!("must be JSON: {error}") };
    if whole.chars().count() > MOST { whole.chars().take(MOST).chain(['…']).collect() } else { whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Outer {
        #[expect(dead_code, reason = "only read")]
        inner: Inner,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        #[expect(dead_code, reason = "only read")]
        name: String,
    }

    #[test]
    fn what_is_wrong_is_told_by_its_path() {
        let check = |body: &str, path: &str, beginning: &str| {
            let problem = serde_json::to_value(read::<Outer>(body.as_bytes()).unwrap_err()).unwrap();
            let found = problem["fields"][path].as_str().unwrap_or_else(|| panic!("{body}: {problem}"));
            assert!(found.starts_with(beginning), "{body}: {found}");
        };
        check(r#"{"inner":{"name":5}}"#, "inner.name", "invalid type: integer `5`, expected a string");
        check(r#"{"inner":{"name":"a","nam":"b"}}"#, "inner.nam", "unknown field `nam`");
        check(r#"{"inner":{"name":"a"},"outer":1}"#, "outer", "unknown field `outer`");
        check(r#"{"inner":{"name":"\ud800"}}"#, "body", "must be JSON: ");
        check(r#"{"inner":1e999}"#, "body", "must be JSON: ");
        check(r#"{"inner":"#, "body", "must be JSON: ");
        check("", "body", "must be JSON: ");
        check("[]", "body", "invalid");
        check(r#" [{"name":"a"}]"#, "body", "invalid type: a list");
        check(r#"{"inner":{"name":"a"}} 1"#, "body", "must be JSON: ");
    }

    #[test]
    fn a_sentence_stays_short_however_long_the_text_it_is_about() {
        let long = format!(r#"{{"inner":"{}"}}"#, "é".repeat(10_000));
        let problem = serde_json::to_value(read::<Outer>(long.as_bytes()).unwrap_err()).unwrap();
        assert_eq!(problem["fields"]["inner"].as_str().map(|text| text.chars().count()), Some(201));
    }

    #[test]
    fn json_is_told_by_its_media_type() {
        let check = |named: &str, expected: bool| {
            let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, named.parse().unwrap())]);
            assert_eq!(is_json(&headers), expected, "{named}");
        };
        check("application/json", true);
        check("Application/JSON; charset=utf-8", true);
        check("application/vnd.api+json", true);
        check("text/plain", false);
        check("application/x-www-form-urlencoded", false);
        check("", false);
        assert!(!is_json(&HeaderMap::new()));
    }
}
