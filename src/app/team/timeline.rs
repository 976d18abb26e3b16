//! What is fed into a customer's timeline, and read there.

use super::DeedError;
use crate::app::App;
use crate::clock::new_id;
use crate::domain::{CustomerId, FedFault, FedField, FedId, Member, Permission, RawFed};
use crate::store::StoreError;
use crate::store::team::{FedDraft, FedRow, Feeding};
use crate::zone::Zone;

/// Why something was not fed in.
#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    /// Whoever feeds lacks a permission.
    #[error("permission {} is missing", .0.as_str())]
    NotAllowed(Permission),
    /// Fields that must be mended.
    #[error("some fields are wrong")]
    Invalid(Vec<(FedField, FedFault)>),
    /// There is no such customer in this portal.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// Its reference is another item's.
    #[error("this reference came with another item before")]
    KeyReused,
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Feeds something into a customer's timeline, and into the Inbox. Says whether it is new: the same again changes nothing.
pub async fn feed(app: &App, by: &Member, customer: &CustomerId, raw: &RawFed) -> Result<(FedRow, bool), FeedError> {
    by.needs(Permission::Interactions).map_err(FeedError::NotAllowed)?;
    let now = app.clock.now();
    let fed = raw.parse(now).map_err(FeedError::Invalid)?;
    let (day, _) = Zone::of(&by.portal.zone).wall(fed.happened_at);
    let draft = FedDraft { id: FedId::new(new_id()), customer, fed: &fed, day, now };
    match app.store.feed(&by.portal.id, &draft).await? {
        Feeding::New(row) => Ok((row, true)),
        Feeding::Again(row) => Ok((row, false)),
        Feeding::KeyReused => Err(FeedError::KeyReused),
        Feeding::UnknownCustomer => Err(FeedError::UnknownCustomer),
    }
}

/// One item with all of its text.
pub async fn fed(app: &App, by: &Member, id: &FedId) -> Result<FedRow, DeedError> {
    by.needs(Permission::Interactions)?;
    app.store.fed(&by.portal.id, id).await?.ok_or(DeedError::NotFound)
}
