//! The keys by which a portal's own programs act. Knows digests of keys, never a key.

use sqlx::any::AnyRow;

use crate::domain::{Actor, ApiKeyId, Instant, Minutes, Name, PortalId, Scope, Slug};
use crate::store::book::json;
use crate::store::bookable::portal;
use crate::store::row::Reader;
use crate::store::{Store, StoreError, touched};

/// A key that is to be.
#[derive(Clone, Debug)]
pub struct KeyDraft {
    /// Its identity.
    pub id: ApiKeyId,
    /// What history and colleagues call its program.
    pub name: Name,
    /// What it is for.
    pub scopes: Vec<Scope>,
    /// Which member makes it; nobody, on the command line.
    pub created_by: Option<Name>,
}

/// A key in the list of those that open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRow {
    /// Which.
    pub id: ApiKeyId,
    /// What history and colleagues call its program.
    pub name: Name,
    /// What it is for.
    pub scopes: Vec<Scope>,
    /// Which member made it; nobody, on the command line.
    pub created_by: Option<Name>,
    /// When.
    pub created_at: Instant,
    /// When it was used last, to the hour; never, perhaps.
    pub used_at: Option<Instant>,
}

/// How exactly it is known when a key was last used: a write for each call would be one too many.
const USED_EVERY: Minutes = Minutes::new(60);

const BY_DIGEST: &str =
    "SELECT p.id, p.slug, p.name, p.zone, p.country, p.language, p.plan, p.allowed_origins, p.texts, p.mail, p.proposals, k.id AS key_id, k.name AS key_name, k.scopes, k.used_at
  FROM portals p JOIN api_keys k ON k.portal = p.id WHERE p.slug = $1 AND k.digest = $2 AND k.ended_at = 0";

impl Store {
    /// Keeps a key. False where there is no such portal.
    pub async fn add_key(&self, portal: &Slug, draft: &KeyDraft, digest: &str, now: Instant) -> Result<bool, StoreError> {
        let query = sqlx::query(
            "INSERT INTO api_keys (portal, id, name, digest, scopes, created_by, created_at, used_at, ended_at) SELECT id, $2, $3, $4, $5, $6, $7, 0, 0 FROM portals WHERE slug = $1",
        );
        let query = query.bind(portal.as_str()).bind(draft.id.as_str()).bind(draft.name.as_str()).bind(digest).bind(json(&draft.scopes)?);
        let query = query.bind(draft.created_by.as_ref().map_or("", |name| name.as_str())).bind(now.micros());
        Ok(query.execute(&self.writes).await?.rows_affected() == 1)
    }

    /// The keys of a portal that open, by name.
    pub async fn keys(&self, portal: &PortalId) -> Result<Vec<KeyRow>, StoreError> {
        let query = sqlx::query("SELECT id, name, scopes, created_by, created_at, used_at FROM api_keys WHERE portal = $1 AND ended_at = 0 ORDER BY name, id");
        query.bind(portal.as_str()).fetch_all(&self.reads).await?.iter().map(row).collect()
    }

    /// Ends a key, for good. False where there is none such, or no longer.
    pub async fn end_key(&self, portal: &PortalId, id: &ApiKeyId, now: Instant) -> Result<bool, StoreError> {
        let query = sqlx::query("UPDATE api_keys SET ended_at = $3 WHERE portal = $1 AND id = $2 AND ended_at = 0");
        Ok(query.bind(portal.as_str()).bind(id.as_str()).bind(now.micros()).execute(&self.writes).await?.rows_affected() == 1)
    }

    /// Who acts by a key, unless it has ended.
    pub async fn acting(&self, portal: &Slug, digest: &str, now: Instant) -> Result<Option<Actor>, StoreError> {
        let Some(row) = sqlx::query(BY_DIGEST).bind(portal.as_str()).bind(digest).fetch_optional(&self.reads).await? else {
            return Ok(None);
        };
        let read = Reader::new(&row, "api_keys");
        let actor = Actor::program(self::portal(&row)?, read.parsed("key_name", Name::parse)?, read.json("scopes")?);
        if read.number("used_at")? < now.minus(USED_EVERY).micros() {
            let query = sqlx::query("UPDATE api_keys SET used_at = $3 WHERE portal = $1 AND id = $2").bind(actor.portal.id.as_str()).bind(read.text("key_id")?);
            touched(1, &query.bind(now.micros()).execute(&self.writes).await?)?;
        }
        Ok(Some(actor))
    }
}

fn row(row: &AnyRow) -> Result<KeyRow, StoreError> {
    let read = Reader::new(row, "api_keys");
    Ok(KeyRow {
        id: ApiKeyId::new(read.text("id")?),
        name: read.parsed("name", Name::parse)?,
        scopes: read.json("scopes")?,
        created_by: read.optional("created_by", Name::parse)?,
        created_at: Instant::from_micros(read.number("created_at")?),
        used_at: Some(read.number("used_at")?).filter(|at| *at > 0).map(Instant::from_micros),
    })
}
