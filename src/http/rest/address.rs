//! What a path names, parsed: a name that can't be one is as unknown as one that nobody has.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

use super::codes;
use crate::domain::{Slug, Token};
use crate::http::problem::Problem;

/// The `{portal}` and `{entry}` of a path.
pub struct Place {
    /// Whose entry.
    pub portal: Slug,
    /// Which of theirs.
    pub entry: Slug,
}

impl<S: Send + Sync> FromRequestParts<S> for Place {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Ok(Path((portal, entry))) = Path::<(String, String)>::from_request_parts(parts, state).await else {
            return Err(codes::UNKNOWN_PORTAL.into());
        };
        let portal = Slug::parse(&portal).map_err(|_| codes::UNKNOWN_PORTAL)?;
        let entry = Slug::parse(&entry).map_err(|_| codes::UNKNOWN_ENTRY)?;
        Ok(Self { portal, entry })
    }
}

/// The `{token}` of a path.
pub struct Link(pub Token);

impl<S: Send + Sync> FromRequestParts<S> for Link {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let token = Path::<String>::from_request_parts(parts, state).await.ok();
        token.and_then(|Path(token)| Token::parse(&token)).map(Self).ok_or(codes::UNKNOWN_LINK.into())
    }
}
