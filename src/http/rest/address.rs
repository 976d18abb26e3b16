//! What a path names, parsed: a name that can't be one is as unknown as one that nobody has.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use utoipa::IntoParams;

use super::codes;
use crate::domain::{Slug, Token};
use crate::http::problem::Problem;

/// The `{portal}` and `{entry}` of a path.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
pub struct Place {
    /// The portal's slug.
    #[param(value_type = String, pattern = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", max_length = 80, example = "demo")]
    pub portal: Slug,
    /// The entry's slug.
    #[param(value_type = String, pattern = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", max_length = 80, example = "lindengracht-12")]
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

/// The `{portal}` of a path that is called by a key; who calls is found out with it.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "documents what `team::caller::Caller` reads")]
pub struct Portal {
    /// The portal's slug.
    #[param(pattern = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", max_length = 80, example = "demo")]
    portal: String,
}

/// The `{portal}` and `{id}` of a path that is called by a key.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "documents what `team::caller::Caller` reads")]
pub struct Numbered {
    /// The portal's slug.
    #[param(pattern = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", max_length = 80, example = "demo")]
    portal: String,
    /// Its identity.
    #[param(pattern = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", example = "019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c11")]
    id: String,
}

/// The `{portal}` and `{agenda}` of a path that is called by a key.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "documents what `team::caller::Caller` reads")]
pub struct Agenda {
    /// The portal's slug.
    #[param(pattern = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", max_length = 80, example = "demo")]
    portal: String,
    /// The agenda's slug.
    #[param(pattern = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", max_length = 80, example = "noord")]
    agenda: String,
}

/// The `{id}` of a path that is called by a key.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "documents what `team::caller::Caller` reads")]
pub struct Id {
    /// Its identity.
    #[param(pattern = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", example = "019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c11")]
    id: String,
}

/// The `{token}` of a path.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
pub struct Link {
    /// The last part of `manage_url`.
    #[param(value_type = String, pattern = r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?\.[A-Za-z0-9]{32}$", max_length = 113, example = "demo.0123456789abcdefghijklmnopqrstuv")]
    pub token: Token,
}

impl<S: Send + Sync> FromRequestParts<S> for Link {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let token = Path::<String>::from_request_parts(parts, state).await.ok();
        token.and_then(|Path(token)| Token::parse(&token)).map(|token| Self { token }).ok_or(codes::UNKNOWN_LINK.into())
    }
}
