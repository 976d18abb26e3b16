//! The keys of the portal's own programs, on the dashboard's wire.

use super::session::member;
use super::{TeamDesk, Wall, answered, refused};
use crate::api::team::wire::{AddedKey, KeyLine};
use crate::api::team::{Field, TeamError};
use crate::app::team;
use crate::domain::{ApiKeyId, FieldError, Member, Name, Scope};
use crate::store::team::KeyRow;

/// The keys that open.
pub async fn keys(portal: String) -> Result<Vec<KeyLine>, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        lines(&desk, &by).await
    };
    answered(reply.await)
}

/// Makes one.
pub async fn add_key(portal: String, name: String, scopes: Vec<Scope>) -> Result<AddedKey, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let name = Name::parse(&name).map_err(|error| (Field::Name, error));
        let scopes = Some(scopes).filter(|scopes| !scopes.is_empty()).ok_or((Field::Scopes, FieldError::Missing));
        let (name, scopes) = match (name, scopes) {
            (Ok(name), Ok(scopes)) => (name, scopes),
            (name, scopes) => return Err(TeamError::Invalid(name.err().into_iter().chain(scopes.err()).collect())),
        };
        let key = team::add_key(&desk.app, &by, &name, &scopes).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        Ok(AddedKey { keys: lines(&desk, &by).await?, key: key.reveal() })
    };
    answered(reply.await)
}

/// Ends one.
pub async fn end_key(portal: String, key: ApiKeyId) -> Result<Vec<KeyLine>, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        team::end_key(&desk.app, &by, &key).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        lines(&desk, &by).await
    };
    answered(reply.await)
}

async fn lines(desk: &TeamDesk, by: &Member) -> Result<Vec<KeyLine>, TeamError> {
    let wall = Wall::of(by);
    let rows = team::keys(&desk.app, by).await.map_err(|error| refused(error, &wall))?;
    let line = |row: KeyRow| KeyLine {
        id: row.id,
        name: row.name.to_string(),
        scopes: row.scopes,
        by: row.created_by.map(String::from),
        made: wall.start(row.created_at),
        used: row.used_at.map(|at| wall.start(at)),
    };
    Ok(rows.into_iter().map(line).collect())
}
