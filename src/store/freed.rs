//! Times that have become free, kept for those who wait for one. They are noted and held in the very transaction that frees them, or someone else would have them before the first
//! in the list has heard of it.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Executor};

use super::row::Reader;
use super::{Store, StoreError, holds, stamp, touched};
use crate::clock::new_id;
use crate::domain::{AgendaId, AppointmentId, EventType, EventTypeId, Freed, FreedId, Instant, PortalId, SlotBlock, Slug, Span, SubjectId, ZoneName};

/// To be gone on with: which.
const FREED: &str = "SELECT d.id, d.portal, p.slug AS portal_slug, d.agenda, a.zone, d.event_type, d.subject, d.starts_at, d.ends_at
  FROM freed d JOIN portals p ON p.id = d.portal JOIN agendas a ON a.portal = d.portal AND a.id = d.agenda WHERE d.ended_at = 0 ORDER BY d.created_at, d.id LIMIT 200";

/// A time split from a stretch that has become free.
#[derive(Clone, Debug)]
pub struct Part {
    /// From when to when.
    pub span: Span,
    /// What would be booked.
    pub event_type: EventType,
    /// What it is about.
    pub subject: Option<SubjectId>,
}

/// An appointment is about to leave its time: where its event type says so and someone waits for such a time, that is kept until a moment.
pub(super) async fn left(connection: &mut AnyConnection, portal: &PortalId, appointment: &AppointmentId, now: Instant, until: Instant) -> Result<(), StoreError> {
    let id = new_id();
    let query = sqlx::query(
        "INSERT INTO freed (portal, id, agenda, event_type, subject, starts_at, ends_at, created_at, parent, ended_at)
         SELECT b.portal, $3, b.agenda, b.event_type, b.subject, b.starts_at, b.ends_at, $4, '', 0 FROM appointments b JOIN event_types t ON t.portal = b.portal AND t.id = b.event_type
         WHERE b.portal = $1 AND b.id = $2 AND b.starts_at > $4 AND t.offer_hold <> ''
           AND EXISTS (SELECT 1 FROM requests r WHERE r.portal = b.portal AND r.subject = b.subject AND r.event_type = b.event_type AND r.status IN ('open', 'invited'))",
    );
    if connection.execute(query.bind(portal.as_str()).bind(appointment.as_str()).bind(&id).bind(now.micros())).await?.rows_affected() == 0 {
        return Ok(());
    }
    let query = sqlx::query(
        "INSERT INTO holds (portal, id, owner, agenda, event_type, starts_at, ends_at, buffer_before, buffer_after, held_until)
         SELECT b.portal, $3, $3, b.agenda, b.event_type, b.starts_at, b.ends_at, b.buffer_before, b.buffer_after, $4 FROM appointments b WHERE b.portal = $1 AND b.id = $2",
    );
    touched(1, &connection.execute(query.bind(portal.as_str()).bind(appointment.as_str()).bind(&id).bind(until.micros())).await?)
}

/// A block is taken away: where someone waits for a time in its agenda, what is left of it is kept until a moment.
pub(super) async fn unblocked(connection: &mut AnyConnection, portal: &PortalId, block: &SlotBlock, now: Instant, until: Instant) -> Result<(), StoreError> {
    let id = new_id();
    let starts_at = block.span.start.max(now);
    let query = sqlx::query(
        "INSERT INTO freed (portal, id, agenda, event_type, subject, starts_at, ends_at, created_at, parent, ended_at)
         SELECT portal, $3, id, '', '', $4, $5, $6, '', 0 FROM agendas WHERE portal = $1 AND id = $2 AND $5 > $6
           AND EXISTS (SELECT 1 FROM requests r JOIN entry_agendas ea ON ea.portal = r.portal AND ea.entry = r.entry JOIN event_types t ON t.portal = r.portal AND t.id = r.event_type
             WHERE r.portal = $1 AND ea.agenda = $2 AND r.status IN ('open', 'invited') AND t.offer_hold <> '')",
    );
    let query = query.bind(portal.as_str()).bind(block.agenda.as_str()).bind(&id).bind(starts_at.micros()).bind(block.span.end.micros()).bind(now.micros());
    if connection.execute(query).await?.rows_affected() == 0 {
        return Ok(());
    }
    let query = sqlx::query(
        "INSERT INTO holds (portal, id, owner, agenda, event_type, starts_at, ends_at, buffer_before, buffer_after, held_until) VALUES ($1, $2, $2, $3, '', $4, $5, 0, 0, $6)",
    );
    let query = query.bind(portal.as_str()).bind(&id).bind(block.agenda.as_str()).bind(starts_at.micros()).bind(block.span.end.micros());
    touched(1, &connection.execute(query.bind(until.micros())).await?)
}

/// Nobody is being offered a freed time, and nobody has taken it: asked where its lane is locked, so that two servers never offer it at once.
pub(super) async fn waits(connection: &mut AnyConnection, portal: &PortalId, id: &FreedId, now: Instant) -> Result<bool, StoreError> {
    let query = sqlx::query(
        "SELECT d.id FROM freed d WHERE d.portal = $1 AND d.id = $2 AND d.ended_at = 0
           AND NOT EXISTS (SELECT 1 FROM proposals o WHERE o.portal = d.portal AND o.freed = d.id AND (o.status = 'picked' OR (o.status = 'open' AND o.expires_at > $3)))",
    );
    Ok(connection.fetch_optional(query.bind(portal.as_str()).bind(id.as_str()).bind(now.micros())).await?.is_some())
}

/// Keeps a freed time until another moment.
pub(super) async fn keep(connection: &mut AnyConnection, portal: &PortalId, id: &FreedId, agenda: &AgendaId, until: Instant) -> Result<(), StoreError> {
    let query = sqlx::query("UPDATE holds SET held_until = $3 WHERE portal = $1 AND owner = $2").bind(portal.as_str()).bind(id.as_str()).bind(until.micros());
    connection.execute(query).await?;
    stamp(connection, portal.as_str(), agenda.as_str()).await
}

/// It has been taken, or nobody is left who could be offered it: everyone has what it kept.
pub(super) async fn end(connection: &mut AnyConnection, portal: &PortalId, id: &str, now: Instant) -> Result<bool, StoreError> {
    let query = sqlx::query("UPDATE freed SET ended_at = $3 WHERE portal = $1 AND id = $2 AND ended_at = 0").bind(portal.as_str()).bind(id).bind(now.micros());
    let ended = connection.execute(query).await?.rows_affected() == 1;
    if ended {
        holds::release(connection, portal, id).await?;
    }
    Ok(ended)
}

impl Store {
    /// What has become free and is still kept, the oldest first.
    pub async fn freed(&self) -> Result<Vec<Freed>, StoreError> {
        let rows = sqlx::query(FREED).fetch_all(&self.reads).await?;
        rows.iter().map(freed).collect()
    }

    /// Nobody is being offered it, and nobody has taken it.
    pub async fn freed_waits(&self, freed: &Freed, now: Instant) -> Result<bool, StoreError> {
        waits(&mut *self.reads.acquire().await?, &freed.portal, &freed.id, now).await
    }

    /// Keeps it until another moment, as through the night.
    pub async fn keep_freed(&self, freed: &Freed, until: Instant) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        self.lock_lane(&mut transaction, freed.portal.as_str(), freed.agenda.as_str()).await?;
        keep(&mut transaction, &freed.portal, &freed.id, &freed.agenda, until).await?;
        Ok(transaction.commit().await?)
    }

    /// Gives it to everyone. Says whether it was still kept.
    pub async fn end_freed(&self, freed: &Freed, now: Instant) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        self.lock_lane(&mut transaction, freed.portal.as_str(), freed.agenda.as_str()).await?;
        let ended = end(&mut transaction, &freed.portal, freed.id.as_str(), now).await?;
        transaction.commit().await?;
        Ok(ended)
    }

    /// Splits a stretch into times, each kept by itself; the rest of it everyone has. Says whether it was still there to be split.
    pub async fn split_freed(&self, freed: &Freed, parts: &[Part], now: Instant, until: Instant) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        self.lock_lane(&mut transaction, freed.portal.as_str(), freed.agenda.as_str()).await?;
        if !end(&mut transaction, &freed.portal, freed.id.as_str(), now).await? {
            return Ok(false);
        }
        for part in parts {
            let id = new_id();
            let query = sqlx::query(
                "INSERT INTO freed (portal, id, agenda, event_type, subject, starts_at, ends_at, created_at, parent, ended_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)",
            );
            let query =
                query.bind(freed.portal.as_str()).bind(&id).bind(freed.agenda.as_str()).bind(part.event_type.id.as_str()).bind(part.subject.as_ref().map_or("", SubjectId::as_str));
            let query = query.bind(part.span.start.micros()).bind(part.span.end.micros()).bind(now.micros()).bind(freed.id.as_str());
            touched(1, &transaction.execute(query).await?)?;
            holds::hold(&mut transaction, &freed.portal, &holds::Hold { owner: &id, agenda: &freed.agenda, event_type: &part.event_type, span: part.span, until }).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }
}

fn freed(row: &AnyRow) -> Result<Freed, StoreError> {
    let read = Reader::new(row, "freed");
    Ok(Freed {
        id: FreedId::new(read.text("id")?),
        portal: PortalId::new(read.text("portal")?),
        portal_slug: read.parsed("portal_slug", Slug::parse)?,
        agenda: AgendaId::new(read.text("agenda")?),
        zone: ZoneName::new(read.text("zone")?),
        span: read.span()?,
        was: read.maybe("event_type", EventTypeId::new)?.map(|event_type| Ok::<_, StoreError>((event_type, read.maybe("subject", SubjectId::new)?))).transpose()?,
    })
}
