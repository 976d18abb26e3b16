//! Mail that comes back: what its address tells of the letter, and the addresses that are marked for it.

use std::collections::HashMap;

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Executor};

use super::briefs::give_up;
use super::row::Reader;
use super::sql::Sql;
use super::{Store, StoreError, touched};
use crate::clock::new_secret;
use crate::domain::{Bounced, Brief, CustomerId, Delivery, Email, Instant, Letter, MailStatus, OutboxId, PortalId, ReturnKey};

/// A letter to a customer that is about to leave.
#[derive(Clone, Copy, Debug)]
pub struct Leaving<'a> {
    /// Whose.
    pub portal: &'a PortalId,
    /// Its row.
    pub letter: &'a OutboxId,
    /// Where it goes.
    pub email: &'a Email,
    /// The appointment or request that it tells of.
    pub about: &'a str,
}

impl<'a> Leaving<'a> {
    /// One about an appointment.
    pub fn letter(letter: &'a Letter) -> Self {
        let appointment = &letter.card.appointment;
        Self { portal: &appointment.portal, letter: &letter.id, email: &letter.card.customer.email, about: appointment.id.as_str() }
    }

    /// One about no appointment; none where it is the team's.
    pub fn brief(brief: &'a Brief) -> Option<Self> {
        brief.to_customer().map(|(email, about)| Self { portal: brief.portal(), letter: brief.id(), email, about: about.as_str() })
    }
}

/// What became of a bounce.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CameBack {
    /// Its address is marked: nothing more goes there.
    Marked,
    /// It is noted, and changes nothing.
    Noted,
    /// It was known.
    Known,
    /// No letter has left under this address, or so long ago that it is forgotten.
    Unknown,
}

impl Store {
    /// The keys under which letters leave, in their order. A letter keeps its own however often it is tried: servers that ask for a later try know it
    /// again by the address that it comes from.
    pub async fn return_keys(&self, leaving: &[Leaving<'_>], now: Instant) -> Result<Vec<ReturnKey>, StoreError> {
        if leaving.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("INSERT INTO return_paths (bounced_at, portal, letter, return_key, email, about, sent_at) VALUES ");
        for (at, one) in leaving.iter().enumerate() {
            let key = ReturnKey::new(one.portal, &new_secret());
            sql.push(if at == 0 { "(0" } else { ", (0" });
            for text in [one.portal.as_str(), one.letter.as_str(), key.key(), one.email.as_str(), one.about] {
                sql.push(", ").text(text);
            }
            sql.push(", ").number(now.micros()).push(")");
        }
        sql.push(" ON CONFLICT (portal, letter) DO UPDATE SET email = excluded.email, sent_at = excluded.sent_at, bounced_at = 0 RETURNING letter, return_key");
        let mut keys = HashMap::new();
        for row in &sql.query().fetch_all(&self.writes).await? {
            let read = Reader::new(row, "return_paths");
            keys.insert(read.text("letter")?, read.text("return_key")?);
        }
        let key = |one: &Leaving<'_>| keys.remove(one.letter.as_str()).map(|key| ReturnKey::stored(one.portal, key));
        let keys: Vec<ReturnKey> = leaving.iter().filter_map(key).collect();
        let (expected, found) = (leaving.len() as u64, keys.len() as u64);
        if expected == found { Ok(keys) } else { Err(StoreError::Rows { expected, found }) }
    }

    /// How mail to an address came back for good, where it did.
    pub async fn bounced(&self, portal: &PortalId, email: &Email) -> Result<Option<Bounced>, StoreError> {
        let mut connection = self.reads.acquire().await?;
        Ok(bounced_among(&mut connection, portal, [email]).await?.into_values().next())
    }

    /// A letter has left under this address.
    pub async fn left_under(&self, key: &ReturnKey) -> Result<bool, StoreError> {
        let query = sqlx::query("SELECT 1 FROM return_paths WHERE portal = $1 AND return_key = $2").bind(key.portal().as_str()).bind(key.key());
        Ok(query.fetch_optional(&self.reads).await?.is_some())
    }

    /// A mail server reports what became of a letter. May come again, and late: the same report changes nothing a second time.
    pub async fn bounce(&self, key: &ReturnKey, delivery: Delivery, now: Instant) -> Result<CameBack, StoreError> {
        let mut transaction = self.begin().await?;
        let query = sqlx::query("SELECT letter, email, about FROM return_paths WHERE portal = $1 AND return_key = $2").bind(key.portal().as_str()).bind(key.key());
        let Some(row) = transaction.fetch_optional(query).await? else {
            return Ok(CameBack::Unknown);
        };
        let read = Reader::new(&row, "return_paths");
        let back = Back { portal: key.portal().as_str(), letter: read.text("letter")?, email: read.parsed("email", Email::parse)?, about: read.text("about")? };
        let status = match delivery {
            Delivery::Delayed(status) => {
                note(&mut transaction, &back, status, now).await?;
                transaction.commit().await?;
                return Ok(CameBack::Noted);
            }
            Delivery::Failed(status) => status,
        };
        let query = sqlx::query("UPDATE return_paths SET bounced_at = $3 WHERE portal = $1 AND return_key = $2 AND bounced_at = 0");
        let query = query.bind(back.portal).bind(key.key()).bind(now.micros());
        if transaction.execute(query).await?.rows_affected() == 0 {
            return Ok(CameBack::Known);
        }
        let came = if status.is_permanent() {
            mark(&mut transaction, &back, status, now).await?;
            CameBack::Marked
        } else {
            note(&mut transaction, &back, status, now).await?;
            CameBack::Noted
        };
        show(&mut transaction, &back, now).await?;
        // Of letters that have left, and still counted as such.
        let query = sqlx::query("UPDATE outbox SET state = 'dead', last_error = $3 WHERE portal = $1 AND id = $2 AND state = 'done' AND last_error = ''");
        transaction.execute(query.bind(back.portal).bind(&back.letter).bind(format!("the mail came back ({status})"))).await?;
        transaction.commit().await?;
        Ok(came)
    }

    /// A mail server refuses a letter's address for good: the letter is given up, and the address marked.
    pub async fn letter_refused(&self, letter: &Letter, status: MailStatus, reason: &str, now: Instant) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        let back = Back::of(Leaving::letter(letter));
        mark(&mut transaction, &back, status, now).await?;
        show(&mut transaction, &back, now).await?;
        let query = sqlx::query("UPDATE outbox SET state = 'dead', attempts = attempts + 1, last_error = $3 WHERE portal = $1 AND id = $2 AND state = 'open'");
        touched(1, &transaction.execute(query.bind(back.portal).bind(letter.id.as_str()).bind(reason)).await?)?;
        Ok(transaction.commit().await?)
    }

    /// The same of a letter about no appointment, of which nothing stays.
    pub async fn brief_refused(&self, letter: &Brief, status: MailStatus, reason: &str, now: Instant) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        if let Some(leaving) = Leaving::brief(letter) {
            let back = Back::of(leaving);
            mark(&mut transaction, &back, status, now).await?;
            show(&mut transaction, &back, now).await?;
        }
        give_up(&mut transaction, letter, reason, now).await?;
        Ok(transaction.commit().await?)
    }

    /// Mail goes to a customer again: takes the marks away from their address, and from those that they gave with appointments. False where there is no such customer.
    pub async fn lift_bounce(&self, portal: &PortalId, customer: &CustomerId) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let query = sqlx::query("SELECT id FROM customers WHERE portal = $1 AND id = $2").bind(portal.as_str()).bind(customer.as_str());
        if transaction.fetch_optional(query).await?.is_none() {
            return Ok(false);
        }
        unmark(&mut transaction, portal, customer).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Forgets under which addresses letters left before then: no mail comes back after so long.
    pub async fn forget_return_paths(&self, before: Instant) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM return_paths WHERE sent_at < $1").bind(before.micros()).execute(&self.writes).await?;
        Ok(())
    }
}

/// A letter that came back.
struct Back<'a> {
    portal: &'a str,
    letter: String,
    email: Email,
    about: String,
}

impl<'a> Back<'a> {
    fn of(leaving: Leaving<'a>) -> Self {
        Self { portal: leaving.portal.as_str(), letter: leaving.letter.to_string(), email: leaving.email.clone(), about: leaving.about.to_owned() }
    }
}

/// The addresses among these that mail came back from for good, by their normal form.
pub(super) async fn bounced_among(connection: &mut AnyConnection, portal: &PortalId, emails: impl IntoIterator<Item = &Email>) -> Result<HashMap<String, Bounced>, StoreError> {
    let keys: Vec<String> = emails.into_iter().map(Email::normalised).collect();
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let mut sql = Sql::new("SELECT email_key, status AS bounce_status, happened_at AS bounced_at FROM address_marks WHERE kind = 'bounced' AND portal = ");
    sql.text(portal.as_str()).push(" AND email_key IN (").list(keys.iter().map(String::as_str));
    let rows = connection.fetch_all(sql.query()).await?;
    let read = |row: &AnyRow| Ok((Reader::new(row, "address_marks").text("email_key")?, bounced(row)?));
    let found: Result<Vec<(String, Option<Bounced>)>, StoreError> = rows.iter().map(read).collect();
    Ok(found?.into_iter().filter_map(|(key, bounced)| Some((key, bounced?))).collect())
}

/// The mark in a row's columns `bounce_status` and `bounced_at`, of which the first is empty where there is none.
pub(super) fn bounced(row: &AnyRow) -> Result<Option<Bounced>, StoreError> {
    let read = Reader::new(row, "address_marks");
    let status = read.optional("bounce_status", |text| MailStatus::parse(text).ok_or("no status"))?;
    let at = Instant::from_micros(read.number("bounced_at")?);
    Ok(status.map(|status| Bounced { status, at }))
}

/// Takes away every mark of a customer's addresses.
pub(super) async fn unmark(connection: &mut AnyConnection, portal: &PortalId, customer: &CustomerId) -> Result<(), StoreError> {
    for marks in [
        "DELETE FROM address_marks WHERE portal = $1 AND email_key IN (SELECT email_key FROM customers WHERE portal = $1 AND id = $2)",
        "DELETE FROM address_marks WHERE portal = $1 AND email_key IN (SELECT LOWER(email) FROM appointments WHERE portal = $1 AND customer = $2)",
    ] {
        connection.execute(sqlx::query(marks).bind(portal.as_str()).bind(customer.as_str())).await?;
    }
    Ok(())
}

/// Marks an address; the first mark stands.
async fn mark(connection: &mut AnyConnection, back: &Back<'_>, status: MailStatus, now: Instant) -> Result<(), StoreError> {
    let query = sqlx::query(
        "INSERT INTO address_marks (portal, email_key, kind, status, happened_at) VALUES ($1, $2, 'bounced', $3, $4)
         ON CONFLICT (portal, email_key) DO UPDATE SET kind = 'bounced', status = excluded.status, happened_at = excluded.happened_at WHERE address_marks.kind <> 'bounced'",
    );
    connection.execute(query.bind(back.portal).bind(back.email.normalised()).bind(status.to_string()).bind(now.micros())).await?;
    Ok(())
}

/// Notes that an address takes no mail at the moment; one that is marked stays so.
async fn note(connection: &mut AnyConnection, back: &Back<'_>, status: MailStatus, now: Instant) -> Result<(), StoreError> {
    let query = sqlx::query(
        "INSERT INTO address_marks (portal, email_key, kind, status, happened_at) VALUES ($1, $2, 'noted', $3, $4)
         ON CONFLICT (portal, email_key) DO UPDATE SET status = excluded.status, happened_at = excluded.happened_at WHERE address_marks.kind = 'noted'",
    );
    connection.execute(query.bind(back.portal).bind(back.email.normalised()).bind(status.to_string()).bind(now.micros())).await?;
    Ok(())
}

/// Shows the team what a letter was about, where someone may still wait for it: an appointment to come, or a request.
async fn show(connection: &mut AnyConnection, back: &Back<'_>, now: Instant) -> Result<(), StoreError> {
    let query = sqlx::query(
        "UPDATE appointments SET active_at = $3, last_what = 'bounced', unread = 1, done = 0
         WHERE portal = $1 AND id = $2 AND status IN ('requested', 'confirmed') AND starts_at > $3",
    );
    connection.execute(query.bind(back.portal).bind(&back.about).bind(now.micros())).await?;
    let query = sqlx::query("UPDATE fed SET unread = 1, done = 0 WHERE portal = $1 AND id = $2").bind(back.portal).bind(&back.about);
    connection.execute(query).await?;
    Ok(())
}
