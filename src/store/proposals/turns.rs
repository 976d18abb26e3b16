//! What becomes of proposals without anyone ending them: their customer books otherwise, or all of their times are lost. Whether a time is lost is not decided here.

use sqlx::{AnyConnection, Executor};

use crate::domain::{Appointment, CustomerId, FedId, Instant, PortalId, ProposalStatus};
use crate::store::row::Reader;
use crate::store::{Store, StoreError, holds, touched};

/// A proposal of which it is to be asked whether any of its times can be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsure {
    /// Whose.
    pub portal: PortalId,
    /// Which.
    pub id: FedId,
    /// The stamp of its entry, which the answer goes with.
    pub stamp: i64,
}

/// What became of a proposal at a moment, for its customer's timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Which.
    pub proposal: FedId,
    /// How it has stood since.
    pub to: ProposalStatus,
    /// Since when.
    pub at: Instant,
}

/// An appointment ends what its customer is still offered for the same: at the same entry, or the same event type about the same. What was held for them is free, and what is
/// offered of a freed time goes to whoever is next. Whoever books has locked the lanes of what is held for them.
pub(in crate::store) async fn supersede(connection: &mut AnyConnection, appointment: &Appointment, customer: &CustomerId, now: Instant) -> Result<(), StoreError> {
    let portal = &appointment.portal;
    let query = sqlx::query(
        "UPDATE proposals SET status = 'superseded', appointment = $2, superseded_at = $3
         WHERE portal = $1 AND status = 'open' AND expires_at > $3 AND (entry = $4 OR (subject = $5 AND event_type = $6))
           AND id IN (SELECT id FROM fed WHERE portal = $1 AND customer = $7) RETURNING id",
    );
    let query = query.bind(portal.as_str()).bind(appointment.id.as_str()).bind(now.micros()).bind(appointment.entry.as_str());
    let query = query.bind(appointment.subject.as_ref().map_or("", |subject| subject.as_str())).bind(appointment.event_type.as_str());
    for row in connection.fetch_all(query.bind(customer.as_str())).await? {
        let id = Reader::new(&row, "proposals").text("id")?;
        holds::release(connection, portal, &id).await?;
        // The appointment is what there is to be read.
        let query = sqlx::query("UPDATE fed SET unread = 0, done = 1, active_at = $3 WHERE portal = $1 AND id = $2").bind(portal.as_str()).bind(&id);
        touched(1, &connection.execute(query.bind(now.micros())).await?)?;
    }
    Ok(())
}

impl Store {
    /// The team's proposals that are open and not known to be gone, of which something has changed since they were last asked about, or all times have begun; those that end first.
    pub async fn unsure_proposals(&self, now: Instant) -> Result<Vec<Unsure>, StoreError> {
        let query = sqlx::query(
            "SELECT u.id, u.portal, u.stamp FROM (
               SELECT r.id, r.portal, r.expires_at, r.asked_stamp,
                 p.revision + COALESCE((SELECT CAST(SUM(a.revision) AS BIGINT) FROM entry_agendas ea JOIN agendas a ON a.portal = ea.portal AND a.id = ea.agenda
                   WHERE ea.portal = r.portal AND ea.entry = r.entry), 0) AS stamp,
                 (SELECT MAX(t.starts_at) FROM proposal_times t WHERE t.portal = r.portal AND t.proposal = r.id) AS latest
               FROM proposals r JOIN portals p ON p.id = r.portal WHERE r.status = 'open' AND r.expires_at > $1 AND r.gone_at = 0 AND r.freed = '') u
             WHERE u.stamp <> u.asked_stamp OR u.latest <= $1 ORDER BY u.expires_at LIMIT 500",
        );
        let unsure = |row| {
            let read = Reader::new(row, "proposals");
            Ok(Unsure { id: FedId::new(read.text("id")?), portal: PortalId::new(read.text("portal")?), stamp: read.number("stamp")? })
        };
        query.bind(now.micros()).fetch_all(&self.reads).await?.iter().map(unsure).collect()
    }

    /// Some of its times can be had: it need not be asked again until something changes.
    pub async fn proposal_stands(&self, found: &Unsure) -> Result<(), StoreError> {
        let query = sqlx::query("UPDATE proposals SET asked_stamp = $3 WHERE portal = $1 AND id = $2").bind(found.portal.as_str()).bind(found.id.as_str());
        query.bind(found.stamp).execute(&self.writes).await?;
        Ok(())
    }

    /// None of its times can be had: the team is to read that, once, and may offer others. Says whether it was news.
    pub async fn proposal_gone(&self, found: &Unsure, now: Instant) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let query = sqlx::query("UPDATE proposals SET gone_at = $3 WHERE portal = $1 AND id = $2 AND status = 'open' AND gone_at = 0");
        let query = query.bind(found.portal.as_str()).bind(found.id.as_str()).bind(now.micros());
        if transaction.execute(query).await?.rows_affected() == 0 {
            return Ok(false);
        }
        let query = sqlx::query("UPDATE fed SET unread = 1, done = 0, active_at = $3 WHERE portal = $1 AND id = $2");
        let query = query.bind(found.portal.as_str()).bind(found.id.as_str()).bind(now.micros());
        touched(1, &transaction.execute(query).await?)?;
        transaction.commit().await?;
        Ok(true)
    }

    /// What became of a customer's proposals without anyone ending them.
    pub(in crate::store) async fn turns_of(&self, portal: &PortalId, customer: &CustomerId, most: i64) -> Result<Vec<Turn>, StoreError> {
        let query = sqlx::query(
            "SELECT r.id, r.gone_at, r.superseded_at FROM fed f JOIN proposals r ON r.portal = f.portal AND r.id = f.id
             WHERE f.portal = $1 AND f.customer = $2 AND (r.gone_at > 0 OR r.superseded_at > 0) ORDER BY f.happened_at DESC, f.id DESC LIMIT $3",
        );
        let rows = query.bind(portal.as_str()).bind(customer.as_str()).bind(most).fetch_all(&self.reads).await?;
        let mut turns = Vec::new();
        for row in &rows {
            let read = Reader::new(row, "proposals");
            for (column, to) in [("gone_at", ProposalStatus::Gone), ("superseded_at", ProposalStatus::Superseded)] {
                let at = read.number(column)?;
                turns.extend((at > 0).then_some(Turn { proposal: FedId::new(read.text("id")?), to, at: Instant::from_micros(at) }));
            }
        }
        Ok(turns)
    }
}
