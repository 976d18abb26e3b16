//! Times held for whoever they were offered to. That a hold ends at its moment is not this room's affair: `availability` gets the moment with it, and a row that stays
//! a while longer holds nothing.

use sqlx::{AnyConnection, Executor, Row};

use super::dialect::{Engine, lock_held};
use super::{StoreError, stamp, touched};
use crate::clock::new_id;
use crate::domain::{AgendaId, EventType, Instant, PortalId, Span};

/// A time to be held.
pub(super) struct Hold<'a> {
    /// What holds it: a proposal.
    pub owner: &'a str,
    /// In which agenda.
    pub agenda: &'a AgendaId,
    /// What would be booked, with its buffers.
    pub event_type: &'a EventType,
    /// From when to when.
    pub span: Span,
    /// The first moment at which it is free again.
    pub until: Instant,
}

/// Holds a time. Its lane is locked by now, as for a booking.
pub(super) async fn hold(connection: &mut AnyConnection, portal: &PortalId, hold: &Hold<'_>) -> Result<(), StoreError> {
    let limits = hold.event_type.limits();
    let query = sqlx::query(
        "INSERT INTO holds (portal, id, owner, agenda, event_type, starts_at, ends_at, buffer_before, buffer_after, held_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    );
    let query = query.bind(portal.as_str()).bind(new_id()).bind(hold.owner).bind(hold.agenda.as_str()).bind(hold.event_type.id.as_str());
    let query = query.bind(hold.span.start.micros()).bind(hold.span.end.micros()).bind(i64::from(limits.buffer_before.count())).bind(i64::from(limits.buffer_after.count()));
    touched(1, &connection.execute(query.bind(hold.until.micros())).await?)?;
    stamp(connection, portal.as_str(), hold.agenda.as_str()).await
}

/// Locks the lanes of what an owner holds, in the order in which bookings lock theirs.
pub(super) async fn lock(engine: Engine, connection: &mut AnyConnection, portal: &PortalId, owner: &str) -> Result<(), StoreError> {
    if let Some(lock) = lock_held(engine) {
        connection.fetch_all(sqlx::query(lock).bind(portal.as_str()).bind(owner)).await?;
    }
    Ok(())
}

/// Gives back all that an owner holds. Its lanes are locked by now.
pub(super) async fn release(connection: &mut AnyConnection, portal: &PortalId, owner: &str) -> Result<(), StoreError> {
    let query = sqlx::query("DELETE FROM holds WHERE portal = $1 AND owner = $2 RETURNING agenda").bind(portal.as_str()).bind(owner);
    let rows = connection.fetch_all(query).await?;
    let mut agendas = rows.iter().map(|row| row.try_get::<String, _>(0)).collect::<Result<Vec<_>, _>>()?;
    agendas.sort_unstable();
    agendas.dedup();
    for agenda in agendas {
        stamp(connection, portal.as_str(), &agenda).await?;
    }
    Ok(())
}
