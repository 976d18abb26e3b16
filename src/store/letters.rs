//! The outbox: letters are claimed by lease, and end done, later or dead.

use sqlx::Row;

use super::row::Reader;
use super::sql::Sql;
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

/// What one worker has claimed.
#[derive(Debug, Default)]
pub struct Claim {
    /// The letters, oldest first.
    pub letters: Vec<Claimed>,
    /// Why others, which were given up, can't be read.
    pub unreadable: Vec<StoreError>,
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
    /// Claims the letters that are due first, `most` at most. A later letter about the same appointment to the same reader waits for the earlier.
    /// Until the lease ends nobody else gets them; a worker that died gives them back that way. One that can't be read back is given up at once.
    pub async fn claim_letters(&self, now: Instant, lease: Minutes, most: u32) -> Result<Claim, StoreError> {
        let mut claim = Claim::default();
        // Looking first keeps an idle outbox away from the writer.
        if sqlx::query("SELECT 1 FROM outbox WHERE state = 'open' AND due_at <= $1 LIMIT 1").bind(now.micros()).fetch_optional(&self.reads).await?.is_none() {
            return Ok(claim);
        }
        let query = sqlx::query(dialect::claim_letters(self.engine)).bind(now.micros()).bind(now.plus(lease).micros()).bind(i64::from(most));
        for row in query.fetch_all(&self.writes).await? {
            let read = Reader::new(&row, "outbox");
            match read.json::<Letter>("letter").and_then(|letter| Ok(Claimed { letter, attempts: read.count("attempts")? })) {
                Ok(mut claimed) => {
                    // What a portal calls things is no reason to hold its letters up, and all others' behind them.
                    claimed.letter.card.portal_texts = read.own_texts("texts").unwrap_or_default();
                    claimed.letter.card.portal_mail = read.mail_settings("mail").unwrap_or_default();
                    claim.letters.push(claimed);
                }
                Err(error) => {
                    // Set aside, or it would be the first due for ever and hold up all others.
                    let query = sqlx::query("UPDATE outbox SET state = 'dead', last_error = $3 WHERE portal = $1 AND id = $2");
                    touched(1, &query.bind(read.text("portal")?).bind(read.text("id")?).bind(error.to_string()).execute(&self.writes).await?)?;
                    claim.unreadable.push(error);
                }
            }
        }
        claim.letters.sort_by(|one, other| one.letter.id.cmp(&other.letter.id));
        Ok(claim)
    }

    /// The letters have left.
    pub async fn letters_done<'a>(&self, letters: impl IntoIterator<Item = &'a Letter>) -> Result<(), StoreError> {
        let mut sql = Sql::new("UPDATE outbox SET state = 'done', attempts = attempts + 1, last_error = '' WHERE state = 'open' AND (");
        let mut count = 0;
        for letter in letters {
            sql.push(if count == 0 { "(portal = " } else { " OR (portal = " }).text(letter.card.appointment.portal.as_str());
            sql.push(" AND id = ").text(letter.id.as_str()).push(")");
            count += 1;
        }
        touched(count, &sql.push(")").query().execute(&self.writes).await?)
    }

    /// The letter can't leave, for a reason that no further try mends.
    pub async fn letter_dead(&self, letter: &Letter, reason: &str) -> Result<(), StoreError> {
        let query = sqlx::query("UPDATE outbox SET state = 'dead', attempts = attempts + 1, last_error = $3 WHERE portal = $1 AND id = $2 AND state = 'open'");
        let query = query.bind(letter.card.appointment.portal.as_str()).bind(letter.id.as_str()).bind(reason);
        touched(1, &query.execute(&self.writes).await?)
    }

    /// The letter no longer holds, for this reason, and ends unsent.
    pub async fn letter_moot(&self, letter: &Letter, reason: &str) -> Result<(), StoreError> {
        let query = sqlx::query("UPDATE outbox SET state = 'done', last_error = $3 WHERE portal = $1 AND id = $2 AND state = 'open'");
        let query = query.bind(letter.card.appointment.portal.as_str()).bind(letter.id.as_str()).bind(reason);
        touched(1, &query.execute(&self.writes).await?)
    }

    /// The letter sleeps until then, and meanwhile stands in no later letter's way: who cancels at night hears of it at once.
    pub async fn letter_asleep(&self, letter: &Letter, until: Instant) -> Result<(), StoreError> {
        let query = sqlx::query("UPDATE outbox SET state = 'asleep', due_at = $3 WHERE portal = $1 AND id = $2 AND state = 'open'");
        let query = query.bind(letter.card.appointment.portal.as_str()).bind(letter.id.as_str()).bind(until.micros());
        touched(1, &query.execute(&self.writes).await?)
    }

    /// Wakes the letters that have slept long enough.
    pub async fn wake_letters(&self, now: Instant) -> Result<(), StoreError> {
        let asleep = sqlx::query("SELECT 1 FROM outbox WHERE state = 'asleep' AND due_at <= $1 LIMIT 1").bind(now.micros());
        if asleep.fetch_optional(&self.reads).await?.is_some() {
            sqlx::query("UPDATE outbox SET state = 'open' WHERE state = 'asleep' AND due_at <= $1").bind(now.micros()).execute(&self.writes).await?;
        }
        Ok(())
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
}
