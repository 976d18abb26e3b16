//! The rules of free times as the team changes them: an agenda's hours, an event type's numbers.

use sqlx::Executor;

use super::book::json;
use super::row::Reader;
use super::{Store, StoreError, stamp, touched};
use crate::domain::{AgendaId, EventTypeId, EventTypeLimits, Hours, PortalId};

/// What became of a change of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// It is so now.
    Now,
    /// It was changed by someone else since it was read.
    Meanwhile,
    /// There is no such agenda or event type.
    Unknown,
}

impl Store {
    /// The hours of an agenda as they are now.
    pub async fn hours(&self, portal: &PortalId, agenda: &AgendaId) -> Result<Option<Hours>, StoreError> {
        let query = sqlx::query("SELECT id, hours FROM agendas WHERE portal = $1 AND id = $2").bind(portal.as_str()).bind(agenda.as_str());
        query.fetch_optional(&self.reads).await?.map(|row| Reader::new(&row, "agendas").json("hours")).transpose()
    }

    /// Gives an agenda other hours than those that were `known`. What is booked outside them stays.
    pub async fn change_hours(&self, portal: &PortalId, agenda: &AgendaId, known: &Hours, hours: &Hours) -> Result<Edited, StoreError> {
        let mut transaction = self.begin().await?;
        if !self.lock_lane(&mut transaction, portal.as_str(), agenda.as_str()).await? {
            return Ok(Edited::Unknown);
        }
        let query = sqlx::query("SELECT id, hours FROM agendas WHERE portal = $1 AND id = $2").bind(portal.as_str()).bind(agenda.as_str());
        let stored: Hours = Reader::new(&transaction.fetch_one(query).await?, "agendas").json("hours")?;
        if stored == *hours {
            return Ok(Edited::Now);
        }
        if stored != *known {
            return Ok(Edited::Meanwhile);
        }
        let query = sqlx::query("UPDATE agendas SET hours = $3 WHERE portal = $1 AND id = $2").bind(portal.as_str()).bind(agenda.as_str());
        touched(1, &transaction.execute(query.bind(json(hours)?)).await?)?;
        stamp(&mut transaction, portal.as_str(), agenda.as_str()).await?;
        transaction.commit().await?;
        Ok(Edited::Now)
    }

    /// The numbers of an event type as they are now.
    pub async fn limits(&self, portal: &PortalId, event_type: &EventTypeId) -> Result<Option<EventTypeLimits>, StoreError> {
        let query = sqlx::query("SELECT id, limits FROM event_types WHERE portal = $1 AND id = $2").bind(portal.as_str()).bind(event_type.as_str());
        query.fetch_optional(&self.reads).await?.map(|row| Reader::new(&row, "event_types").json("limits")).transpose()
    }

    /// Gives an event type other numbers than those that were `known`; they must be within their limits. What is booked stays as it is.
    pub async fn change_limits(&self, portal: &PortalId, event_type: &EventTypeId, known: &EventTypeLimits, limits: &EventTypeLimits) -> Result<Edited, StoreError> {
        let mut transaction = self.begin().await?;
        // The portal's stamp first: whoever changes an event type at the same moment waits here.
        let query = sqlx::query("UPDATE portals SET revision = revision + 1 WHERE id = $1").bind(portal.as_str());
        if transaction.execute(query).await?.rows_affected() == 0 {
            return Ok(Edited::Unknown);
        }
        let query = sqlx::query("SELECT id, limits FROM event_types WHERE portal = $1 AND id = $2").bind(portal.as_str()).bind(event_type.as_str());
        let Some(row) = transaction.fetch_optional(query).await? else {
            return Ok(Edited::Unknown);
        };
        let stored: EventTypeLimits = Reader::new(&row, "event_types").json("limits")?;
        if stored == *limits {
            return Ok(Edited::Now);
        }
        if stored != *known {
            return Ok(Edited::Meanwhile);
        }
        let query = sqlx::query("UPDATE event_types SET limits = $3 WHERE portal = $1 AND id = $2").bind(portal.as_str()).bind(event_type.as_str());
        touched(1, &transaction.execute(query.bind(json(limits)?)).await?)?;
        transaction.commit().await?;
        Ok(Edited::Now)
    }
}
