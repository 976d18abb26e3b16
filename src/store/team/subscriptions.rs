//! The secret addresses by which calendars read an agenda. Knows digests of secrets, never a secret.

use sqlx::Executor;

use crate::domain::{AgendaId, Email, Instant, Language, Name, PortalId, Slug, Subscribed, ZoneName};
use crate::store::blocks::block;
use crate::store::card::{CARDS, read_card};
use crate::store::row::Reader;
use crate::store::sql::Sql;
use crate::store::{Store, StoreError};

/// One agenda's time is a lane's: a parent has also what stands in those set apart beneath it.
const OF_AGENDA: [&str; 2] = [" AND b.lane = (SELECT l.lane FROM agendas l WHERE l.portal = b.portal AND l.id = ", ") AND (b.lane = "];

impl Store {
    /// Gives an agenda a secret address in place of the one before. False where there is no such agenda.
    pub async fn subscribe(&self, portal: &PortalId, agenda: &AgendaId, digest: &str, now: Instant) -> Result<bool, StoreError> {
        let query = sqlx::query(
            "INSERT INTO calendar_subscriptions (portal, agenda, digest, created_at) SELECT portal, id, $3, $4 FROM agendas WHERE portal = $1 AND id = $2 AND retired_at = 0
             ON CONFLICT (portal, agenda) DO UPDATE SET digest = excluded.digest, created_at = excluded.created_at",
        );
        let query = query.bind(portal.as_str()).bind(agenda.as_str()).bind(digest).bind(now.micros());
        Ok(query.execute(&self.writes).await?.rows_affected() == 1)
    }

    /// Ends an agenda's secret address. False where it has none.
    pub async fn unsubscribe(&self, portal: &PortalId, agenda: &AgendaId) -> Result<bool, StoreError> {
        let query = sqlx::query("DELETE FROM calendar_subscriptions WHERE portal = $1 AND agenda = $2").bind(portal.as_str()).bind(agenda.as_str());
        Ok(query.execute(&self.writes).await?.rows_affected() == 1)
    }

    /// Since when an agenda has its secret address, where it has one.
    pub async fn subscription(&self, portal: &PortalId, agenda: &AgendaId) -> Result<Option<Instant>, StoreError> {
        let query = sqlx::query("SELECT agenda, created_at FROM calendar_subscriptions WHERE portal = $1 AND agenda = $2").bind(portal.as_str()).bind(agenda.as_str());
        let row = query.fetch_optional(&self.reads).await?;
        row.map(|row| Ok(Instant::from_micros(Reader::new(&row, "calendar_subscriptions").number("created_at")?))).transpose()
    }

    /// What stands in the agenda of a secret, from a moment on; nothing where the secret opens nothing.
    pub async fn subscribed(&self, portal: &Slug, digest: &str, from: Instant) -> Result<Option<Subscribed>, StoreError> {
        let mut connection = self.reads.acquire().await?;
        let query = sqlx::query(
            "SELECT a.id, a.portal, a.name, a.email, a.zone, p.name AS portal_name, p.language FROM portals p JOIN calendar_subscriptions s ON s.portal = p.id
             JOIN agendas a ON a.portal = s.portal AND a.id = s.agenda WHERE p.slug = $1 AND s.digest = $2 AND a.retired_at = 0",
        );
        let Some(row) = connection.fetch_optional(query.bind(portal.as_str()).bind(digest)).await? else {
            return Ok(None);
        };
        let read = Reader::new(&row, "agendas");
        let (portal, agenda) = (read.text("portal")?, read.text("id")?);
        let mut sql = Sql::new(CARDS);
        sql.push("p.id = ").text(&*portal).push(OF_AGENDA[0]).text(&*agenda).push(OF_AGENDA[1]).text(&*agenda).push(" OR b.agenda = ").text(&*agenda);
        sql.push(") AND b.status <> 'cancelled' AND b.starts_at >= ").number(from.micros()).push(" ORDER BY b.starts_at, b.id");
        let cards = connection.fetch_all(sql.query()).await?;
        let query = sqlx::query(
            "SELECT b.id, b.agenda, b.starts_at, b.ends_at, b.reason, b.created_at FROM slot_blocks b JOIN agendas a ON a.portal = b.portal AND a.id = b.agenda
             WHERE b.portal = $1 AND (a.id = $2 OR a.lane = $2) AND b.ends_at > $3 ORDER BY b.starts_at, b.id",
        );
        let blocks = connection.fetch_all(query.bind(&portal).bind(&agenda).bind(from.micros())).await?;
        let at = |row, table, column| Ok::<_, StoreError>(Instant::from_micros(Reader::new(row, table).number(column)?));
        Ok(Some(Subscribed {
            portal_name: read.parsed("portal_name", Name::parse)?,
            language: read.named("language", Language::parse)?,
            agenda_name: read.parsed("name", Name::parse)?,
            agenda_email: read.parsed("email", Email::parse)?,
            zone: ZoneName::new(read.text("zone")?),
            appointments: cards.iter().map(|row| Ok((read_card(row)?, at(row, "appointments", "updated_at")?))).collect::<Result<_, StoreError>>()?,
            blocks: blocks.iter().map(|row| Ok((block(row)?, at(row, "slot_blocks", "created_at")?))).collect::<Result<_, StoreError>>()?,
        }))
    }
}
