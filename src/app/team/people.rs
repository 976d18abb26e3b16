//! Customers as the team knows them.

use super::DeedError;
use crate::app::App;
use crate::clock::{new_id, new_secret};
use crate::domain::{Actor, Contact, Cursor, Customer, CustomerId, Member, Note, NoteId, Permission, Scope};
use crate::store::team::{CustomerRow, Dossier, Edited, Erased, Record};

/// Some customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Those seen last first.
    pub rows: Vec<CustomerRow>,
    /// Where it goes on; none when these are all.
    pub next: Option<Cursor>,
}

/// Customers whose words begin as those that are sought, or all; so many at most.
pub async fn customers(app: &App, by: &Actor, search: &str, after: Option<&Cursor>, most: usize) -> Result<Found, DeedError> {
    by.needs(Scope::CustomersRead)?;
    let mut rows = app.store.customers(&by.portal.id, search, after, most as i64 + 1).await?;
    let more = rows.len() > most;
    rows.truncate(most);
    Ok(Found { next: rows.last().filter(|_| more).map(CustomerRow::cursor), rows })
}

/// One customer.
pub async fn customer(app: &App, by: &Actor, id: &CustomerId) -> Result<CustomerRow, DeedError> {
    by.needs(Scope::CustomersRead)?;
    app.store.customer(&by.portal.id, id).await?.ok_or(DeedError::NotFound)
}

/// Makes a customer who has not booked.
pub async fn add_customer(app: &App, by: &Actor, contact: Contact) -> Result<CustomerId, DeedError> {
    by.needs(Scope::CustomersWrite)?;
    let Contact { name, email, phone, language, .. } = contact;
    let new = Customer { id: CustomerId::new(new_id()), name, email, phone, language };
    match app.store.add_customer(&by.portal.id, &new, app.clock.now()).await? {
        Edited::Now => Ok(new.id),
        Edited::Known | Edited::Unknown => Err(DeedError::Known),
    }
}

/// A customer with all that the team knows of them.
pub async fn record(app: &App, by: &Actor, id: &CustomerId) -> Result<Record, DeedError> {
    by.needs(Scope::CustomersRead)?;
    app.store.record(&by.portal.id, id).await?.ok_or(DeedError::NotFound)
}

/// The same, as programs read it: with all of each text that was fed in.
pub async fn told_record(app: &App, by: &Actor, id: &CustomerId) -> Result<Record, DeedError> {
    by.needs(Scope::CustomersRead)?;
    app.store.told_record(&by.portal.id, id).await?.ok_or(DeedError::NotFound)
}

/// A customer's contact details with what they would say, to book for them with; `None` where there is none such.
pub async fn contact_of(app: &App, by: &Actor, id: &CustomerId, note: Note) -> Result<Option<Contact>, DeedError> {
    by.needs(Scope::AppointmentsWrite)?;
    let found = app.store.customer(&by.portal.id, id).await?;
    Ok(found.map(|CustomerRow { customer: Customer { name, email, phone, language, .. }, .. }| Contact { name, email, phone, language, note }))
}

/// Changes a customer's contact details; no booking ever does.
pub async fn edit_customer(app: &App, by: &Actor, wanted: &Customer) -> Result<(), DeedError> {
    by.needs(Scope::CustomersWrite)?;
    match app.store.edit_customer(&by.portal.id, wanted).await? {
        Edited::Now => Ok(()),
        Edited::Unknown => Err(DeedError::NotFound),
        Edited::Known => Err(DeedError::Known),
    }
}

/// Lets mail go to a customer again from whose address it came back: it has been mended, or was never wrong.
pub async fn lift_bounce(app: &App, by: &Actor, id: &CustomerId) -> Result<(), DeedError> {
    by.needs(Scope::CustomersWrite)?;
    if app.store.lift_bounce(&by.portal.id, id).await? { Ok(()) } else { Err(DeedError::NotFound) }
}

/// Writes a note on a customer's timeline.
pub async fn note_on_customer(app: &App, by: &Actor, id: &CustomerId, text: &Note) -> Result<(), DeedError> {
    by.needs(Scope::CustomersWrite)?;
    let written = app.store.note_on_customer(by, id, &NoteId::new(new_id()), text, app.clock.now()).await?;
    if written { Ok(()) } else { Err(DeedError::NotFound) }
}

/// Two customers become one: `from` goes, all that was theirs is `into`'s.
pub async fn merge_customers(app: &App, by: &Member, from: &CustomerId, into: &CustomerId) -> Result<(), DeedError> {
    by.needs(Permission::Interactions)?;
    if app.store.merge_customers(&by.portal.id, from, into).await? { Ok(()) } else { Err(DeedError::NotFound) }
}

/// Erases a customer, for good (case 33). Appointments to come are to be called off first, so that nobody waits for someone whom nobody knows.
pub async fn erase_customer(app: &App, by: &Member, id: &CustomerId) -> Result<(), DeedError> {
    by.needs(Permission::Interactions)?;
    by.needs(Permission::Settings)?;
    match app.store.erase_customer(&by.portal.id, &by.portal.slug, id, app.clock.now(), new_secret).await? {
        Erased::Now => Ok(()),
        Erased::Unknown => Err(DeedError::NotFound),
        Erased::Upcoming => Err(DeedError::Upcoming),
    }
}

/// All that is kept of a customer, to be handed to them: who they are, each appointment with its notes, history and mails, and their timeline.
pub async fn everything_of(app: &App, by: &Member, id: &CustomerId) -> Result<(Record, Vec<Dossier>), DeedError> {
    by.needs(Permission::Interactions)?;
    by.needs(Permission::Settings)?;
    let record = app.store.whole_record(&by.portal.id, id).await?.ok_or(DeedError::NotFound)?;
    let mut dossiers = Vec::new();
    for row in &record.appointments {
        dossiers.extend(app.store.whole_dossier(&by.portal.id, &row.id).await?);
    }
    Ok((record, dossiers))
}
