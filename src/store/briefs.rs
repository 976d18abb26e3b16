//! The outbox of what is about no appointment: claimed by lease like letters, and deleted when it has left, as it holds a secret or someone's own words.

use sqlx::{AnyConnection, Executor};

use super::book::json;
use super::row::Reader;
use super::{Store, StoreError, dialect, touched};
use crate::domain::{Brief, Instant, KeyLetter, MailSettings, Minutes, RequestLetter, SampleLetter};

/// A letter that one worker holds until its lease ends.
#[derive(Clone, Debug)]
pub struct ClaimedBrief {
    /// The letter.
    pub letter: Brief,
    /// How often it has been tried before.
    pub attempts: u32,
    /// What its portal wants of its mail.
    pub mail: MailSettings,
}

impl Store {
    /// Makes a link for a member in place of those before it, and writes the letter that brings it. Unless a letter was written for them after `not_since`:
    /// then nothing changes, so that nobody can be flooded by who knows their address.
    pub async fn send_link(&self, letter: &KeyLetter, digest: &str, not_since: Instant) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let (portal, member) = (letter.portal.as_str(), letter.member.as_str());
        let query = sqlx::query("SELECT digest FROM member_links WHERE portal = $1 AND member = $2 AND sent_at > $3");
        if transaction.fetch_optional(query.bind(portal).bind(member).bind(not_since.micros())).await?.is_some() {
            return Ok(false);
        }
        for before in ["DELETE FROM member_links WHERE portal = $1 AND member = $2", "DELETE FROM key_letters WHERE portal = $1 AND member = $2"] {
            transaction.execute(sqlx::query(before).bind(portal).bind(member)).await?;
        }
        let query = sqlx::query("INSERT INTO member_links (portal, digest, member, ends_at, sent_at) VALUES ($1, $2, $3, $4, $5)");
        let query = query.bind(portal).bind(digest).bind(member).bind(letter.ends_at.micros()).bind(letter.caused_at.micros());
        touched(1, &transaction.execute(query).await?)?;
        let query = sqlx::query("INSERT INTO key_letters (portal, id, member, letter, attempts, due_at, created_at) VALUES ($1, $2, $3, $4, 0, $5, $5)");
        let query = query.bind(portal).bind(letter.id.as_str()).bind(member).bind(json(letter)?).bind(letter.caused_at.micros());
        touched(1, &transaction.execute(query).await?)?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Claims the letter that is due first. Until the lease ends nobody else gets it.
    pub async fn claim_brief(&self, now: Instant, lease: Minutes) -> Result<Option<ClaimedBrief>, StoreError> {
        if sqlx::query("SELECT 1 FROM key_letters WHERE due_at <= $1 LIMIT 1").bind(now.micros()).fetch_optional(&self.reads).await?.is_none() {
            return Ok(None);
        }
        let mut transaction = self.begin().await?;
        let Some(row) = transaction.fetch_optional(sqlx::query(dialect::claim_key_letter(self.engine)).bind(now.micros())).await? else {
            return Ok(None);
        };
        let read = Reader::new(&row, "key_letters");
        let (portal, id) = (read.text("portal")?, read.text("id")?);
        let mut claimed = match read.json("letter") {
            Ok(letter) => ClaimedBrief { letter, attempts: read.count("attempts")?, mail: read.mail_settings("mail").unwrap_or_default() },
            Err(error) => {
                // Set aside, or it would be the first due for ever.
                let gone = sqlx::query("DELETE FROM key_letters WHERE portal = $1 AND id = $2").bind(&portal).bind(&id);
                touched(1, &transaction.execute(gone).await?)?;
                transaction.commit().await?;
                return Err(error);
            }
        };
        let query = sqlx::query("UPDATE key_letters SET due_at = $3 WHERE portal = $1 AND id = $2").bind(&portal).bind(&id);
        touched(1, &transaction.execute(query.bind(now.plus(lease).micros())).await?)?;
        if let Brief::Request(letter) = &mut claimed.letter {
            letter.portal_mail = claimed.mail.clone();
            letter.portal_texts = read.own_texts("texts").unwrap_or_default();
        }
        transaction.commit().await?;
        Ok(Some(claimed))
    }

    /// The letter has left, or is given up: nothing of it stays. It may have been replaced meanwhile by a newer one.
    pub async fn end_brief(&self, letter: &Brief) -> Result<(), StoreError> {
        let query = sqlx::query("DELETE FROM key_letters WHERE portal = $1 AND id = $2").bind(letter.portal().as_str()).bind(letter.id().as_str());
        query.execute(&self.writes).await?;
        Ok(())
    }

    /// The letter is given up: nothing of it stays but that it was, and why, with what it was about, for the team to see.
    pub async fn brief_dead(&self, letter: &Brief, reason: &str, now: Instant) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        give_up(&mut transaction, letter, reason, now).await?;
        Ok(transaction.commit().await?)
    }

    /// The letter is tried again, not before `due_at`.
    pub async fn put_off_brief(&self, letter: &Brief, due_at: Instant) -> Result<(), StoreError> {
        let query = sqlx::query("UPDATE key_letters SET due_at = $3, attempts = attempts + 1 WHERE portal = $1 AND id = $2");
        query.bind(letter.portal().as_str()).bind(letter.id().as_str()).bind(due_at.micros()).execute(&self.writes).await?;
        Ok(())
    }
}

impl Store {
    /// Puts a letter there that shows how a mail looks.
    pub async fn post_sample(&self, letter: &SampleLetter) -> Result<(), StoreError> {
        let query = sqlx::query("INSERT INTO key_letters (portal, id, member, letter, attempts, due_at, created_at) VALUES ($1, $2, 'sample', $3, 0, $4, $4)");
        let query = query.bind(letter.sample_of.id.as_str()).bind(letter.id.as_str()).bind(json(letter)?).bind(letter.caused_at.micros());
        touched(1, &query.execute(&self.writes).await?)
    }
}

/// Nothing of a letter stays but why it was given up, with what it was about.
pub(super) async fn give_up(connection: &mut AnyConnection, letter: &Brief, reason: &str, now: Instant) -> Result<(), StoreError> {
    let query = sqlx::query("DELETE FROM key_letters WHERE portal = $1 AND id = $2").bind(letter.portal().as_str()).bind(letter.id().as_str());
    let gone = connection.execute(query).await?.rows_affected() == 1;
    if let (Brief::Request(letter), true) = (letter, gone) {
        let query = sqlx::query("UPDATE fed SET mail_failed = $3, unread = 1, done = 0, active_at = $4 WHERE portal = $1 AND id = $2");
        connection.execute(query.bind(letter.portal.as_str()).bind(letter.request.as_str()).bind(reason).bind(now.micros())).await?;
    }
    Ok(())
}

/// Puts letters about requests there. The column of members holds whom or what a letter is about, by which it is found when that is erased.
pub(super) async fn post(connection: &mut AnyConnection, letters: &[RequestLetter]) -> Result<(), StoreError> {
    for letter in letters {
        let query = sqlx::query("INSERT INTO key_letters (portal, id, member, letter, attempts, due_at, created_at) VALUES ($1, $2, $3, $4, 0, $5, $5)");
        let query = query.bind(letter.portal.as_str()).bind(letter.id.as_str()).bind(letter.request.as_str()).bind(json(letter)?).bind(letter.caused_at.micros());
        touched(1, &connection.execute(query).await?)?;
    }
    Ok(())
}
