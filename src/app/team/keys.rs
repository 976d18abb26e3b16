//! The keys by which a portal's own programs act: made, shown once, listed, ended.

use super::DeedError;
use super::secrets::digest;
use crate::app::App;
use crate::clock::{new_id, new_secret};
use crate::domain::{Actor, ApiKey, ApiKeyId, Member, Name, Permission, PortalId, Scope, Slug};
use crate::store::StoreError;
use crate::store::team::{KeyDraft, KeyRow};

/// Who acts by a key, unless it has ended or never was.
pub async fn acting(app: &App, key: &ApiKey) -> Result<Option<Actor>, StoreError> {
    app.store.acting(key.key().portal(), &digest(key.key()), app.clock.now()).await
}

/// The keys of a member's portal that open.
pub async fn keys(app: &App, by: &Member) -> Result<Vec<KeyRow>, DeedError> {
    by.needs(Permission::Settings)?;
    Ok(app.store.keys(&by.portal.id).await?)
}

/// A member makes a key. Nobody sees it a second time.
pub async fn add_key(app: &App, by: &Member, name: &Name, scopes: &[Scope]) -> Result<ApiKey, DeedError> {
    by.needs(Permission::Settings)?;
    keep(app, &by.portal.slug, name, scopes, Some(by.name.clone())).await?.ok_or(DeedError::NotFound)
}

/// A member ends a key: from now on it opens nothing.
pub async fn end_key(app: &App, by: &Member, id: &ApiKeyId) -> Result<(), DeedError> {
    by.needs(Permission::Settings)?;
    if unmake_key(app, &by.portal.id, id).await? { Ok(()) } else { Err(DeedError::NotFound) }
}

/// Whoever runs the server makes a key. `None` where there is no such portal.
pub async fn make_key(app: &App, portal: &Slug, name: &Name, scopes: &[Scope]) -> Result<Option<ApiKey>, StoreError> {
    keep(app, portal, name, scopes, None).await
}

/// Whoever runs the server ends a key. False where there is none such, or no longer.
pub async fn unmake_key(app: &App, portal: &PortalId, id: &ApiKeyId) -> Result<bool, StoreError> {
    app.store.end_key(portal, id, app.clock.now()).await
}

async fn keep(app: &App, portal: &Slug, name: &Name, scopes: &[Scope], created_by: Option<Name>) -> Result<Option<ApiKey>, StoreError> {
    let key = ApiKey::new(portal.clone(), new_secret());
    // As they are listed everywhere, each once.
    let scopes = Scope::ALL.into_iter().filter(|scope| scopes.contains(scope)).collect();
    let draft = KeyDraft { id: ApiKeyId::new(new_id()), name: name.clone(), scopes, created_by };
    let kept = app.store.add_key(portal, &draft, &digest(key.key()), app.clock.now()).await?;
    Ok(kept.then_some(key))
}
