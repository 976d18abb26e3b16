//! Two customers become one; a customer is erased. What agendas and statistics need stays: that there was an appointment, when, and how it ended.

use sqlx::{Executor, Row};

use crate::domain::{CustomerId, Instant, PortalId, Slug, Token};
use crate::store::bounces::unmark;
use crate::store::dialect::lock_customers;
use crate::store::row::Reader;
use crate::store::sql::Sql;
use crate::store::words::index;
use crate::store::{Store, StoreError, touched};

/// What became of an erasure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erased {
    /// They are gone.
    Now,
    /// There is no such customer.
    Unknown,
    /// They have appointments to come, which are to be called off first.
    Upcoming,
}

/// What stands in place of a name.
const NOBODY: &str = "–";

impl Store {
    /// Everything of one customer becomes another's: appointments, timeline, notes, what was fed in, and the words by which they are found. False where one of them
    /// isn't there, or both are the same.
    pub async fn merge_customers(&self, portal: &PortalId, from: &CustomerId, into: &CustomerId) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let query = sqlx::query(lock_customers(self.engine));
        let rows = transaction.fetch_all(query.bind(portal.as_str()).bind(from.as_str()).bind(into.as_str())).await?;
        if rows.len() != 2 {
            return Ok(false);
        }
        for moved in [
            "UPDATE appointments SET customer = $3 WHERE portal = $1 AND customer = $2",
            "UPDATE timeline SET customer = $3 WHERE portal = $1 AND customer = $2",
            "UPDATE notes SET customer = $3 WHERE portal = $1 AND customer = $2",
            "UPDATE fed SET customer = $3 WHERE portal = $1 AND customer = $2",
        ] {
            transaction.execute(sqlx::query(moved).bind(portal.as_str()).bind(from.as_str()).bind(into.as_str())).await?;
        }
        for row in &rows {
            let read = Reader::new(row, "customers");
            index(&mut transaction, portal, into, &[&read.text("name")?, &read.text("email")?], &read.text("phone")?).await?;
        }
        for gone in ["DELETE FROM customer_words WHERE portal = $1 AND customer = $2", "DELETE FROM customers WHERE portal = $1 AND id = $2"] {
            transaction.execute(sqlx::query(gone).bind(portal.as_str()).bind(from.as_str())).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Erases a customer (case 33): their name, addresses, numbers, words, notes, what was fed in, and mails, also those that wait. `secret` gives each appointment another key,
    /// so that their links lead nowhere.
    pub async fn erase_customer(&self, portal: &PortalId, slug: &Slug, id: &CustomerId, now: Instant, secret: impl Fn() -> String) -> Result<Erased, StoreError> {
        let mut transaction = self.begin().await?;
        let query = sqlx::query(lock_customers(self.engine)).bind(portal.as_str()).bind(id.as_str()).bind(id.as_str());
        if transaction.fetch_optional(query).await?.is_none() {
            return Ok(Erased::Unknown);
        }
        let query = sqlx::query("SELECT id, starts_at, status FROM appointments WHERE portal = $1 AND customer = $2").bind(portal.as_str()).bind(id.as_str());
        let rows = transaction.fetch_all(query).await?;
        let upcoming =
            |row: &sqlx::any::AnyRow| Ok::<_, sqlx::Error>(row.try_get::<i64, _>(1)? > now.micros() && matches!(row.try_get::<String, _>(2)?.as_str(), "requested" | "confirmed"));
        for row in &rows {
            if upcoming(row)? {
                return Ok(Erased::Upcoming);
            }
        }
        unmark(&mut transaction, portal, id).await?;
        let nowhere = format!("erased-{id}@erased.invalid");
        for row in &rows {
            let appointment: String = row.try_get(0)?;
            let query = sqlx::query(
                "UPDATE appointments SET name = $3, email = $4, phone = '', note = '', answers = '{}', tag_source = '', tag_campaign = '', token = $5, unread = 0 WHERE portal = $1 AND id = $2",
            );
            let token = Token::new(slug, &secret());
            touched(1, &transaction.execute(query.bind(portal.as_str()).bind(&appointment).bind(NOBODY).bind(&nowhere).bind(token.as_str())).await?)?;
            for gone in [
                "DELETE FROM outbox WHERE portal = $1 AND appointment = $2",
                "DELETE FROM return_paths WHERE portal = $1 AND about = $2",
                "DELETE FROM reminders WHERE portal = $1 AND appointment = $2",
                "DELETE FROM notes WHERE portal = $1 AND appointment = $2",
                "DELETE FROM attendees WHERE portal = $1 AND appointment = $2",
                "UPDATE history SET reason = '', who_name = CASE WHEN who = 'attendee' THEN '–' ELSE who_name END WHERE portal = $1 AND appointment = $2",
            ] {
                transaction.execute(sqlx::query(gone).bind(portal.as_str()).bind(&appointment)).await?;
            }
            // What was answered to a repetition of the booking holds the whole card.
            let mut keys = Sql::new("DELETE FROM idempotency_keys WHERE portal = ");
            keys.text(portal.as_str()).push(" AND card LIKE ").text(format!("%\"{appointment}\"%"));
            transaction.execute(keys.query()).await?;
        }
        // What is offered to them goes to whoever is next: that is kept under its own name. What was held for them is free, and no one keeps offering without it.
        let held = "DELETE FROM holds WHERE portal = $1 AND owner IN (SELECT id FROM fed WHERE portal = $1 AND customer = $2)";
        if transaction.execute(sqlx::query(held).bind(portal.as_str()).bind(id.as_str())).await?.rows_affected() > 0 {
            let query = sqlx::query("UPDATE portals SET revision = revision + 1 WHERE id = $1").bind(portal.as_str());
            touched(1, &transaction.execute(query).await?)?;
        }
        // Where they come along to others' appointments, they do no longer.
        for gone in [
            "DELETE FROM outbox WHERE portal = $1 AND (appointment, audience) IN (
               SELECT t.appointment, 'attendee:' || t.id FROM customers c JOIN attendees t ON t.portal = c.portal AND t.email_key = c.email_key WHERE c.portal = $1 AND c.id = $2)",
            "UPDATE history SET who_name = '–' WHERE portal = $1 AND who = 'attendee' AND appointment IN (
               SELECT t.appointment FROM customers c JOIN attendees t ON t.portal = c.portal AND t.email_key = c.email_key WHERE c.portal = $1 AND c.id = $2)",
            "DELETE FROM attendees WHERE portal = $1 AND email_key IN (SELECT email_key FROM customers WHERE portal = $1 AND id = $2)",
            "DELETE FROM notes WHERE portal = $1 AND customer = $2",
            "DELETE FROM proposal_times WHERE portal = $1 AND proposal IN (SELECT id FROM fed WHERE portal = $1 AND customer = $2)",
            "DELETE FROM proposals WHERE portal = $1 AND id IN (SELECT id FROM fed WHERE portal = $1 AND customer = $2)",
            "DELETE FROM return_paths WHERE portal = $1 AND about IN (SELECT id FROM fed WHERE portal = $1 AND customer = $2)",
            "DELETE FROM key_letters WHERE portal = $1 AND member IN (SELECT id FROM fed WHERE portal = $1 AND customer = $2)",
            "DELETE FROM requests WHERE portal = $1 AND id IN (SELECT id FROM fed WHERE portal = $1 AND customer = $2)",
            "DELETE FROM messages WHERE portal = $1 AND id IN (SELECT id FROM fed WHERE portal = $1 AND customer = $2)",
            "DELETE FROM fed WHERE portal = $1 AND customer = $2",
            "DELETE FROM customer_words WHERE portal = $1 AND customer = $2",
        ] {
            transaction.execute(sqlx::query(gone).bind(portal.as_str()).bind(id.as_str())).await?;
        }
        let query = sqlx::query("DELETE FROM customers WHERE portal = $1 AND id = $2").bind(portal.as_str()).bind(id.as_str());
        touched(1, &transaction.execute(query).await?)?;
        transaction.commit().await?;
        Ok(Erased::Now)
    }
}
