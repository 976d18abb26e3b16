//! What a pick does to a proposal, within the booking's transaction.

use sqlx::{AnyConnection, Executor};

use crate::domain::{AppointmentId, Contact, Customer, CustomerId, FedId, Instant, PortalId, Slug};
use crate::store::row::Reader;
use crate::store::{StoreError, freed, holds, touched};

/// Turns an open proposal into one that has been picked, and gives back what it holds. False where it is no longer open: whoever asked is to read it again. The lanes of its
/// entry are locked by now, so that two picks come one after the other.
pub(in crate::store) async fn take(connection: &mut AnyConnection, portal: &Slug, id: &FedId, appointment: &AppointmentId, now: Instant) -> Result<bool, StoreError> {
    let Some(row) = connection.fetch_optional(sqlx::query("SELECT id FROM portals WHERE slug = $1").bind(portal.as_str())).await? else {
        return Ok(false);
    };
    let portal = PortalId::new(Reader::new(&row, "portals").text("id")?);
    let query = sqlx::query("UPDATE proposals SET status = 'picked', appointment = $3 WHERE portal = $1 AND id = $2 AND status = 'open' AND expires_at > $4 RETURNING id, freed");
    let query = query.bind(portal.as_str()).bind(id.as_str()).bind(appointment.as_str()).bind(now.micros());
    let Some(row) = connection.fetch_optional(query).await? else {
        return Ok(false);
    };
    holds::release(connection, &portal, id.as_str()).await?;
    freed::end(connection, &portal, &Reader::new(&row, "proposals").text("freed")?, now).await?;
    let query = sqlx::query("UPDATE fed SET unread = 0, done = 1, active_at = $3 WHERE portal = $1 AND id = $2").bind(portal.as_str()).bind(id.as_str());
    touched(1, &connection.execute(query.bind(now.micros())).await?)?;
    Ok(true)
}

/// Whom a proposal is for, under the details that it was sent to; `None` where they are gone.
pub(in crate::store) async fn customer_of(connection: &mut AnyConnection, portal: &PortalId, id: &FedId, contact: &Contact, now: Instant) -> Result<Option<Customer>, StoreError> {
    let query = sqlx::query("UPDATE customers SET seen_at = $3 WHERE portal = $1 AND id IN (SELECT customer FROM fed WHERE portal = $1 AND id = $2) RETURNING id");
    let Some(row) = connection.fetch_optional(query.bind(portal.as_str()).bind(id.as_str()).bind(now.micros())).await? else {
        return Ok(None);
    };
    let Contact { name, email, phone, language, .. } = contact.clone();
    Ok(Some(Customer { id: CustomerId::new(Reader::new(&row, "customers").text("id")?), name, email, phone, language }))
}
