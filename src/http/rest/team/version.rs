//! Versions: an answer carries one as its `ETag`, and a change says with `If-Match` from which it is made (RFC 9110, 13.1.1).

use axum::http::header::IF_MATCH;
use axum::http::{HeaderMap, HeaderValue};

use crate::http::problem::Problem;
use crate::http::rest::codes;

/// The header that tells a version.
pub fn etag(version: &str) -> HeaderValue {
    HeaderValue::try_from(format!("\"{version}\"")).expect("a version is digits")
}

/// The version that a change is made from, as an answer's `ETag` told it.
pub fn known(headers: &HeaderMap) -> Result<String, Problem> {
    let mut given = headers.get_all(IF_MATCH).into_iter();
    let wrong = || Problem::field("If-Match", "must be one ETag as an answer told it, such as \"3\" with its quotes");
    match (given.next(), given.next()) {
        (None, _) => Err(codes::VERSION_NEEDED.into()),
        (Some(_), Some(_)) => Err(wrong()),
        (Some(value), None) => {
            // A proxy that compresses makes our strong tag a weak one: the version in it is the same.
            let version = value.to_str().ok().and_then(|text| text.strip_prefix("W/").unwrap_or(text).strip_prefix('"')?.strip_suffix('"'));
            version.filter(|version| !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_alphanumeric())).map(str::to_owned).ok_or_else(wrong)
        }
    }
}

/// The same, where versions are counted.
pub fn counted(headers: &HeaderMap) -> Result<u32, Problem> {
    let known = known(headers)?;
    known.parse().map_err(|_| Problem::field("If-Match", "must be the ETag of this appointment, such as \"3\" with its quotes"))
}
