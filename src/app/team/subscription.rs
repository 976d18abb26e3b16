//! The secret address by which calendars read an agenda: made, shown once, renewed, ended.

use super::DeedError;
use super::secrets::digest;
use crate::app::App;
use crate::clock::new_secret;
use crate::domain::{Actor, AgendaId, Instant, Key, Minutes, PortalId, Scope, Slug, Subscribed};
use crate::store::StoreError;

/// How long what is over stays in calendars.
const BACK: Minutes = Minutes::new(30 * 24 * 60);

/// Since when an agenda has its secret address, where it has one.
pub async fn subscription(app: &App, by: &Actor, agenda: &AgendaId) -> Result<Option<Instant>, DeedError> {
    by.needs(Scope::AgendasRead)?;
    Ok(app.store.subscription(&by.portal.id, agenda).await?)
}

/// Gives an agenda a secret address; the one before opens nothing from now on. Nobody sees it a second time.
pub async fn subscribe(app: &App, by: &Actor, agenda: &AgendaId) -> Result<Key, DeedError> {
    super::hours(app, by, agenda).await?;
    by.needs_agenda(Scope::AgendasWrite, agenda)?;
    make_subscription(app, &by.portal.id, &by.portal.slug, agenda).await?.ok_or(DeedError::NotFound)
}

/// Ends it: from now on it opens nothing. Twice is harmless.
pub async fn unsubscribe(app: &App, by: &Actor, agenda: &AgendaId) -> Result<(), DeedError> {
    super::hours(app, by, agenda).await?;
    by.needs_agenda(Scope::AgendasWrite, agenda)?;
    app.store.unsubscribe(&by.portal.id, agenda).await?;
    Ok(())
}

/// Whoever runs the server gives an agenda a secret address. `None` where there is no such agenda.
pub async fn make_subscription(app: &App, portal: &PortalId, slug: &Slug, agenda: &AgendaId) -> Result<Option<Key>, StoreError> {
    let key = Key::new(slug.clone(), new_secret());
    let made = app.store.subscribe(portal, agenda, &digest(&key), app.clock.now()).await?;
    Ok(made.then_some(key))
}

/// What stands in the agenda of a secret address: what is to come, and what was in the last 30 days. `None` where it opens nothing.
pub async fn subscribed(app: &App, key: &Key) -> Result<Option<Subscribed>, StoreError> {
    app.store.subscribed(key.portal(), &digest(key), app.clock.now().minus(BACK)).await
}
