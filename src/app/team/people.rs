//! Customers as the team knows them.

use super::DeedError;
use crate::app::App;
use crate::clock::new_id;
use crate::domain::{Customer, CustomerId, Member, Note, NoteId, Permission};
use crate::store::team::{CustomerRow, Edited, Record};

/// Customers in one list.
const MOST: i64 = 50;

/// Customers whose words begin as those that are sought; those seen last where nothing is.
pub async fn customers(app: &App, by: &Member, search: &str) -> Result<Vec<CustomerRow>, DeedError> {
    by.needs(Permission::Interactions)?;
    Ok(app.store.customers(&by.portal.id, search, MOST).await?)
}

/// A customer with all that the team knows of them.
pub async fn record(app: &App, by: &Member, id: &CustomerId) -> Result<Record, DeedError> {
    by.needs(Permission::Interactions)?;
    app.store.record(&by.portal.id, id).await?.ok_or(DeedError::NotFound)
}

/// Changes a customer's contact details; no booking ever does.
pub async fn edit_customer(app: &App, by: &Member, wanted: &Customer) -> Result<(), DeedError> {
    by.needs(Permission::Interactions)?;
    match app.store.edit_customer(&by.portal.id, wanted).await? {
        Edited::Now => Ok(()),
        Edited::Unknown => Err(DeedError::NotFound),
        Edited::Known => Err(DeedError::Known),
    }
}

/// Writes a note on a customer's timeline.
pub async fn note_on_customer(app: &App, by: &Member, id: &CustomerId, text: &Note) -> Result<(), DeedError> {
    by.needs(Permission::Interactions)?;
    let written = app.store.note_on_customer(by, id, &NoteId::new(new_id()), text, app.clock.now()).await?;
    if written { Ok(()) } else { Err(DeedError::NotFound) }
}
