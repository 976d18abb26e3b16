//! Customers as the team sees them: found by words, with their notes, and edited by hand alone.

use sqlx::Executor;
use sqlx::any::AnyRow;

use super::dossier::{HistoryRow, NoteRow, note};
use super::inbox::InboxRow;
use super::timeline::FedRow;
use crate::domain::words::sought;
use crate::domain::{Bounced, Cursor, Customer, CustomerId, Email, FedId, Instant, Language, MailStatus, Name, Phone, PortalId, ProposalStatus};
use crate::store::bounces::bounced;
use crate::store::row::Reader;
use crate::store::sql::Sql;
use crate::store::words::index;
use crate::store::{Store, StoreError, touched};

/// A customer, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerRow {
    /// Who.
    pub customer: Customer,
    /// When they were first seen.
    pub since: Instant,
    /// When they booked last; their list is in this order.
    pub seen: Instant,
    /// How mail to their address came back, where it did.
    pub bounced: Option<Bounced>,
}

impl CustomerRow {
    /// Where a page that ends with them is gone on with.
    pub fn cursor(&self) -> Cursor {
        Cursor { at: self.seen.micros(), id: self.customer.id.to_string() }
    }
}

/// A customer with all that the team knows of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Who.
    pub row: CustomerRow,
    /// Their appointments, the latest first.
    pub appointments: Vec<InboxRow>,
    /// The timeline, the newest first.
    pub items: Vec<(Instant, Item)>,
}

/// One item of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// An appointment with its history, the newest first: one item however often it changed.
    Appointment(Vec<HistoryRow>),
    /// A note of the team's.
    Note(NoteRow),
    /// Something that was fed in.
    Fed(Box<FedRow>),
    /// Mail to their address came back.
    Bounced(MailStatus),
    /// What they were offered turned out so, without anyone ending it.
    Proposal(FedId, ProposalStatus),
}

/// What became of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// It is so now.
    Now,
    /// There is no such customer.
    Unknown,
    /// Another customer has this address.
    Known,
}

/// How much of each kind a record holds at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Most {
    appointments: i64,
    history: i64,
    notes: i64,
    fed: i64,
}

/// As much as is shown.
const SHOWN: Most = Most { appointments: 200, history: 1_000, notes: 500, fed: 200 };
/// All there is.
const WHOLE: Most = Most { appointments: i64::MAX, history: i64::MAX, notes: i64::MAX, fed: i64::MAX };

const CUSTOMER: &str = "SELECT c.id, c.name, c.email, c.phone, c.language, c.created_at, c.seen_at,
    COALESCE(m.status, '') AS bounce_status, COALESCE(m.happened_at, 0) AS bounced_at
  FROM customers c LEFT JOIN address_marks m ON m.portal = c.portal AND m.email_key = c.email_key AND m.kind = 'bounced' WHERE c.portal = ";

impl Store {
    /// Customers whose name, address or number have words that begin so, or all; those seen last first, from a cursor on.
    pub async fn customers(&self, portal: &PortalId, search: &str, after: Option<&Cursor>, most: i64) -> Result<Vec<CustomerRow>, StoreError> {
        let mut sql = Sql::new(CUSTOMER);
        sql.text(portal.as_str());
        let sought = sought(search);
        if !sought.is_empty() {
            self.index_customers().await?;
        }
        for word in sought {
            sql.push(" AND c.id IN (").who_has(portal, &word);
        }
        if let Some(cursor) = after {
            sql.push(" AND c.seen_at <= ").number(cursor.at);
            sql.push(" AND (c.seen_at < ").number(cursor.at).push(" OR c.id < ").text(&*cursor.id).push(")");
        }
        sql.push(" ORDER BY c.seen_at DESC, c.id DESC LIMIT ").number(most);
        let rows = sql.query().fetch_all(&self.reads).await?;
        rows.iter().map(customer).collect()
    }

    /// A customer.
    pub async fn customer(&self, portal: &PortalId, id: &CustomerId) -> Result<Option<CustomerRow>, StoreError> {
        let mut sql = Sql::new(CUSTOMER);
        sql.text(portal.as_str()).push(" AND c.id = ").text(id.as_str());
        sql.query().fetch_optional(&self.reads).await?.as_ref().map(customer).transpose()
    }

    /// A customer with what the team sees of them: the latest of each, and of long texts the beginning.
    pub async fn record(&self, portal: &PortalId, id: &CustomerId) -> Result<Option<Record>, StoreError> {
        let fed = self.fed_of(portal, id, SHOWN.fed).await?;
        self.record_of(portal, id, SHOWN, fed).await
    }

    /// The same, with all of each text.
    pub async fn told_record(&self, portal: &PortalId, id: &CustomerId) -> Result<Option<Record>, StoreError> {
        let fed = self.told_fed_of(portal, id, SHOWN.fed).await?;
        self.record_of(portal, id, SHOWN, fed).await
    }

    /// A customer with all that is kept of them, however much it is.
    pub async fn whole_record(&self, portal: &PortalId, id: &CustomerId) -> Result<Option<Record>, StoreError> {
        let fed = self.told_fed_of(portal, id, WHOLE.fed).await?;
        self.record_of(portal, id, WHOLE, fed).await
    }

    async fn record_of(&self, portal: &PortalId, id: &CustomerId, most: Most, fed: Vec<FedRow>) -> Result<Option<Record>, StoreError> {
        let Some(row) = self.customer(portal, id).await? else {
            return Ok(None);
        };
        let appointments = self.appointments_of(portal, id.as_str(), most.appointments).await?;
        let history = self.history_of(portal, id, most.history).await?;
        let mut items: Vec<(Instant, Item)> = Vec::new();
        for lines in history.chunk_by(|a, b| a.appointment == b.appointment) {
            items.extend(lines.first().map(|newest| (newest.at, Item::Appointment(lines.to_vec()))));
        }
        let query = sqlx::query("SELECT id, member_name, text, created_at FROM notes WHERE portal = $1 AND customer = $2 ORDER BY id DESC LIMIT $3");
        for row in &query.bind(portal.as_str()).bind(id.as_str()).bind(most.notes).fetch_all(&self.reads).await? {
            let note = note(row)?;
            items.push((note.at, Item::Note(note)));
        }
        items.extend(fed.into_iter().map(|row| (row.fed.happened_at, Item::Fed(Box::new(row)))));
        items.extend(self.turns_of(portal, id, most.fed).await?.into_iter().map(|turn| (turn.at, Item::Proposal(turn.proposal, turn.to))));
        items.extend(row.bounced.map(|bounced| (bounced.at, Item::Bounced(bounced.status))));
        items.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        Ok(Some(Record { row, appointments, items }))
    }

    /// Makes a customer. [`Edited::Known`] where someone has this address.
    pub async fn add_customer(&self, portal: &PortalId, new: &Customer, now: Instant) -> Result<Edited, StoreError> {
        let mut transaction = self.begin().await?;
        let phone = new.phone.as_ref().map_or("", |phone| phone.as_str());
        let query = sqlx::query(
            "INSERT INTO customers (portal, id, email_key, name, email, phone, language, created_at, seen_at, noted) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, 1)
             ON CONFLICT (portal, email_key) DO NOTHING",
        );
        let query = query.bind(portal.as_str()).bind(new.id.as_str()).bind(new.email.normalised()).bind(new.name.as_str()).bind(new.email.as_str());
        if transaction.execute(query.bind(phone).bind(new.language.tag()).bind(now.micros())).await?.rows_affected() == 0 {
            return Ok(Edited::Known);
        }
        index(&mut transaction, portal, &new.id, &[new.name.as_str(), new.email.as_str()], phone).await?;
        transaction.commit().await?;
        Ok(Edited::Now)
    }

    /// Changes a customer's contact details. Appointments keep what was given with them, but for an address that mail came back from: those that stand have the new one.
    pub async fn edit_customer(&self, portal: &PortalId, wanted: &Customer) -> Result<Edited, StoreError> {
        let mut transaction = self.begin().await?;
        let query = sqlx::query("SELECT id FROM customers WHERE portal = $1 AND email_key = $2 AND id <> $3");
        let query = query.bind(portal.as_str()).bind(wanted.email.normalised()).bind(wanted.id.as_str());
        if transaction.fetch_optional(query).await?.is_some() {
            return Ok(Edited::Known);
        }
        let phone = wanted.phone.as_ref().map_or("", |phone| phone.as_str());
        let query = sqlx::query("UPDATE customers SET name = $3, email = $4, email_key = $5, phone = $6, language = $7 WHERE portal = $1 AND id = $2");
        let query = query.bind(portal.as_str()).bind(wanted.id.as_str()).bind(wanted.name.as_str()).bind(wanted.email.as_str()).bind(wanted.email.normalised());
        let changed = match transaction.execute(query.bind(phone).bind(wanted.language.tag())).await.map_err(StoreError::from) {
            // Someone else took the address at the same moment.
            Err(error) if error.is_collision() => return Ok(Edited::Known),
            changed => changed?,
        };
        if changed.rows_affected() == 0 {
            return Ok(Edited::Unknown);
        }
        touched(1, &changed)?;
        let query = sqlx::query(
            "UPDATE appointments SET email = $3 WHERE portal = $1 AND customer = $2 AND status IN ('requested', 'confirmed')
               AND LOWER(email) IN (SELECT email_key FROM address_marks WHERE portal = $1 AND kind = 'bounced' AND email_key <> $4)",
        );
        let query = query.bind(portal.as_str()).bind(wanted.id.as_str()).bind(wanted.email.as_str()).bind(wanted.email.normalised());
        transaction.execute(query).await?;
        // They are still found by what they were: appointments tell of it.
        index(&mut transaction, portal, &wanted.id, &[wanted.name.as_str(), wanted.email.as_str()], phone).await?;
        transaction.commit().await?;
        Ok(Edited::Now)
    }
}

fn customer(row: &AnyRow) -> Result<CustomerRow, StoreError> {
    let read = Reader::new(row, "customers");
    let customer = Customer {
        id: CustomerId::new(read.text("id")?),
        name: read.parsed("name", Name::parse)?,
        email: read.parsed("email", Email::parse)?,
        phone: read.optional("phone", Phone::parse)?,
        language: read.named("language", Language::parse)?,
    };
    let bounced = bounced(row)?;
    Ok(CustomerRow { customer, bounced, since: Instant::from_micros(read.number("created_at")?), seen: Instant::from_micros(read.number("seen_at")?) })
}
