//! Slot blocks: made and taken away by hand.

use sqlx::{AnyConnection, Executor};

use super::row::Reader;
use super::{Store, StoreError, dialect, freed, stamp, touched};
use crate::domain::{AgendaId, BlockId, Instant, Note, PortalId, SlotBlock, Span};

impl Store {
    /// Adds a block, whatever is booked there. Says whether there is such an agenda.
    pub async fn add_block(&self, portal: &PortalId, block: &SlotBlock, now: Instant) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        if !self.lock_lane(&mut transaction, portal.as_str(), block.agenda.as_str()).await? {
            return Ok(false);
        }
        let query = sqlx::query("INSERT INTO slot_blocks (portal, id, agenda, starts_at, ends_at, reason, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)");
        let query = query.bind(portal.as_str()).bind(block.id.as_str()).bind(block.agenda.as_str()).bind(block.span.start.micros()).bind(block.span.end.micros());
        touched(1, &transaction.execute(query.bind(block.reason.as_str()).bind(now.micros())).await?)?;
        stamp(&mut transaction, portal.as_str(), block.agenda.as_str()).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Takes a block away, and says which it was; nothing, where there is none such. What that frees is kept until a moment for those who wait for a time.
    pub async fn remove_block(&self, portal: &PortalId, id: &BlockId, now: Instant, kept_until: Instant) -> Result<Option<SlotBlock>, StoreError> {
        let mut transaction = self.begin().await?;
        let query = sqlx::query("SELECT id, agenda, starts_at, ends_at, reason FROM slot_blocks WHERE portal = $1 AND id = $2");
        let Some(row) = transaction.fetch_optional(query.bind(portal.as_str()).bind(id.as_str())).await? else {
            return Ok(None);
        };
        let block = block(&row)?;
        self.lock_lane(&mut transaction, portal.as_str(), block.agenda.as_str()).await?;
        let query = sqlx::query("DELETE FROM slot_blocks WHERE portal = $1 AND id = $2");
        if transaction.execute(query.bind(portal.as_str()).bind(id.as_str())).await?.rows_affected() == 0 {
            // Someone else took it away while this waited for the lane.
            return Ok(None);
        }
        freed::unblocked(&mut transaction, portal, &block, now, kept_until).await?;
        stamp(&mut transaction, portal.as_str(), block.agenda.as_str()).await?;
        transaction.commit().await?;
        Ok(Some(block))
    }

    /// The blocks of an agenda that share some time with a span, in order.
    pub async fn blocks(&self, portal: &PortalId, agenda: &AgendaId, around: Span) -> Result<Vec<SlotBlock>, StoreError> {
        let query = sqlx::query(
            "SELECT id, agenda, starts_at, ends_at, reason FROM slot_blocks WHERE portal = $1 AND agenda = $2 AND ends_at > $3 AND starts_at < $4 ORDER BY starts_at, id",
        );
        let query = query.bind(portal.as_str()).bind(agenda.as_str()).bind(around.start.micros()).bind(around.end.micros());
        query.fetch_all(&self.reads).await?.iter().map(block).collect()
    }

    /// Makes others wait who change what an agenda offers, until the transaction ends. Says whether there is such an agenda.
    pub(super) async fn lock_lane(&self, connection: &mut AnyConnection, portal: &str, agenda: &str) -> Result<bool, StoreError> {
        let query = sqlx::query(dialect::lock_lane(self.engine)).bind(portal).bind(agenda);
        Ok(connection.fetch_optional(query).await?.is_some())
    }
}

pub(super) fn block(row: &sqlx::any::AnyRow) -> Result<SlotBlock, StoreError> {
    let read = Reader::new(row, "slot_blocks");
    Ok(SlotBlock { id: BlockId::new(read.text("id")?), agenda: AgendaId::new(read.text("agenda")?), span: read.span()?, reason: read.parsed("reason", Note::parse)? })
}
