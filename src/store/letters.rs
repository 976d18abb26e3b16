//! The outbox: letters are claimed by lease, and end done, later or dead.

use sqlx::{Executor, Row};

use super::row::Reader;
use super::{Store, StoreError, dialect, touched};
use crate::domain::{Instant, Letter, Minutes};

/// A letter that one worker holds until its lease ends.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// The letter.
    pub letter: Letter,
    /// How often it has been tried before.
    pub attempts: u32,
}

/// How many letters wait, and how many were given up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Depth {
    /// Not sent yet.
    pub open: i64,
    /// Given up.
    pub dead: i64,
}

impl Store {
    /// Claims the letter that is due first. A later letter about the same appointment to the same reader waits for the earlier.
    /// Until the lease ends nobody else gets it; a worker that died gives it back that way. One that can't be read back is given up at once.
    pub async fn claim_letter(&self, now: Instant, lease: Minutes) -> Result<Option<Claimed>, StoreError> {
        let claim = dialect::skip_locked(self.engine);
        // Looking first keeps an idle outbox away from the writer.
        if sqlx::query("SELECT 1 FROM outbox WHERE state = 'open' AND due_at <= $1 LIMIT 1").bind(now.micros()).fetch_optional(&self.reads).await?.is_none() {
            return Ok(None);
        }
        let mut transaction = self.begin().await?;
        let Some(row) = transaction.fetch_optional(sqlx::query(claim).bind(now.micros())).await? else {
            return Ok(None);
        };
        let read = Reader::new(&row, "outbox");
        let claimed = match read.json("letter").and_then(|letter| Ok(Claimed { letter, attempts: read.count("attempts")? })) {
            Ok(mut claimed) => {
                let query = sqlx::query("SELECT id, texts FROM portals WHERE id = $1").bind(read.text("portal")?);
                let portal = transaction.fetch_optional(query).await?;
                // What a portal calls things is no reason to hold its letters up, and all others' behind them.
                claimed.letter.card.portal_texts = portal.and_then(|row| Reader::new(&row, "portals").own_texts("texts").ok()).unwrap_or_default();
                claimed
            }
            Err(error) => {
                // Set aside, or it would be the first due for ever and hold up all others.
                let query = sqlx::query("UPDATE outbox SET state = 'dead', last_error = $3 WHERE portal = $1 AND id = $2");
                touched(1, &transaction.execute(query.bind(read.text("portal")?).bind(read.text("id")?).bind(error.to_string())).await?)?;
                transaction.commit().await?;
                return Err(error);
            }
        };
        let query = sqlx::query("UPDATE outbox SET due_at = $3 WHERE portal = $1 AND id = $2");
        let query = query.bind(claimed.letter.card.appointment.portal.as_str()).bind(claimed.letter.id.as_str()).bind(now.plus(lease).micros());
        touched(1, &transaction.execute(query).await?)?;
        transaction.commit().await?;
        Ok(Some(claimed))
    }

    /// The letter has left.
    pub async fn letter_done(&self, letter: &Letter) -> Result<(), StoreError> {
        self.end_letter(letter, "done", "").await
    }

    /// The letter can't leave, for a reason that no further try mends.
    pub async fn letter_dead(&self, letter: &Letter, reason: &str) -> Result<(), StoreError> {
        self.end_letter(letter, "dead", reason).await
    }

    /// The letter is tried again, not before `due_at`.
    pub async fn letter_later(&self, letter: &Letter, due_at: Instant, reason: &str) -> Result<(), StoreError> {
        let query = sqlx::query("UPDATE outbox SET due_at = $3, attempts = attempts + 1, last_error = $4 WHERE portal = $1 AND id = $2 AND state = 'open'");
        let query = query.bind(letter.card.appointment.portal.as_str()).bind(letter.id.as_str()).bind(due_at.micros()).bind(reason);
        touched(1, &query.execute(&self.writes).await?)
    }

    /// How many letters wait, and how many were given up.
    pub async fn depth(&self) -> Result<Depth, StoreError> {
        // Each half has an index of its own: the many letters that have left are not looked at.
        let query = sqlx::query("SELECT (SELECT COUNT(*) FROM outbox WHERE state = 'open'), (SELECT COUNT(*) FROM outbox WHERE state = 'dead')");
        let row = query.fetch_one(&self.reads).await?;
        Ok(Depth { open: row.try_get(0)?, dead: row.try_get(1)? })
    }

    async fn end_letter(&self, letter: &Letter, state: &str, reason: &str) -> Result<(), StoreError> {
        let query = sqlx::query("UPDATE outbox SET state = $3, attempts = attempts + 1, last_error = $4 WHERE portal = $1 AND id = $2 AND state = 'open'");
        let query = query.bind(letter.card.appointment.portal.as_str()).bind(letter.id.as_str()).bind(state).bind(reason);
        touched(1, &query.execute(&self.writes).await?)
    }
}
