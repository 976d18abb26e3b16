//! What is fed into a customer's timeline, and read there.

use super::DeedError;
use crate::app::App;
use crate::clock::new_id;
use crate::domain::{Actor, CustomerId, FedFault, FedField, FedId, RawFed, Scope};
use crate::store::team::{FedDraft, FedRow, Feeding};
use crate::zone::Zone;

/// Why something was not fed in.
#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    /// Fields that must be mended.
    #[error("some fields are wrong")]
    Invalid(Vec<(FedField, FedFault)>),
    /// As with any deed: there is no such customer, or the reference is another item's.
    #[error(transparent)]
    Deed(#[from] DeedError),
}

/// Feeds something into a customer's timeline, and into the Inbox. Says whether it is new: the same again changes nothing.
pub async fn feed(app: &App, by: &Actor, customer: &CustomerId, raw: &RawFed) -> Result<(FedRow, bool), FeedError> {
    by.needs(Scope::TimelineWrite).map_err(DeedError::from)?;
    let now = app.clock.now();
    let fed = raw.parse(now).map_err(FeedError::Invalid)?;
    let (day, _) = Zone::of(&by.portal.zone).wall(fed.happened_at);
    let draft = FedDraft { id: FedId::new(new_id()), customer, fed: &fed, day, now };
    match app.store.feed(&by.portal.id, &draft).await.map_err(DeedError::from)? {
        Feeding::New(row) => Ok((row, true)),
        Feeding::Again(row) => Ok((row, false)),
        Feeding::KeyReused => Err(DeedError::KeyReused.into()),
        Feeding::UnknownCustomer => Err(DeedError::NotFound.into()),
    }
}

/// One item with all of its text.
pub async fn fed(app: &App, by: &Actor, id: &FedId) -> Result<FedRow, DeedError> {
    by.needs(Scope::CustomersRead)?;
    app.store.fed(&by.portal.id, id).await?.ok_or(DeedError::NotFound)
}
