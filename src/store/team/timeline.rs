//! What a portal feeds into its customers' timelines: kept once for each reference, listed as the Inbox lists appointments, and told whole.

use sqlx::Executor;
use sqlx::any::AnyRow;

use super::dossier::{MailState, mail_state};
use super::inbox::{COUNTED, Waiting};
use super::search::Search;
use crate::domain::{
    Amount, AppointmentId, Cursor, CustomerId, Day, Direction, Fed, FedId, FedKind, FedWhat, Filters, InboxView, Instant, Link, MemberId, Name, Passage, PortalId, RawAmount,
    Reference, Title,
};
use crate::store::dialect::lock_customers;
use crate::store::row::Reader;
use crate::store::sql::Sql;
use crate::store::{Store, StoreError};

/// Something that was fed in, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FedRow {
    /// Which.
    pub id: FedId,
    /// Whose timeline it is on.
    pub customer: CustomerId,
    /// Their name.
    pub name: Name,
    /// What was fed in; of its text the beginning where it is listed.
    pub fed: Fed,
    /// The appointment that it is about, where it is a message of this house's.
    pub about: Option<AppointmentId>,
    /// What became of the mail that brings it.
    pub mail: Option<MailState>,
    /// All of its text is there.
    pub whole: bool,
    /// When it came in.
    pub active_at: Instant,
    /// Nobody has read it.
    pub unread: bool,
    /// It is dealt with.
    pub done: bool,
    /// Who is to handle it.
    pub assigned: Option<MemberId>,
    /// Why a mail about it was given up, where one was.
    pub mail_failed: Option<String>,
}

/// What became of feeding something in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Feeding {
    /// It is there now.
    New(FedRow),
    /// It was there already, and is the same.
    Again(FedRow),
    /// Its reference is another item's.
    KeyReused,
    /// There is no such customer.
    UnknownCustomer,
}

/// Something to be kept.
#[derive(Clone, Debug)]
pub struct FedDraft<'a> {
    /// Its identity, if it is new.
    pub id: FedId,
    /// Whose timeline it is for.
    pub customer: &'a CustomerId,
    /// What it is.
    pub fed: &'a Fed,
    /// The day on which it happened, by the portal's calendar.
    pub day: Day,
    /// The present moment.
    pub now: Instant,
}

// So many characters of a text a list tells.
macro_rules! row {
    ($text:literal, $whole:literal) => {
        concat!(
            "SELECT f.id, f.customer, c.name, f.kind, f.direction, f.cents, f.currency, f.happened_at, f.title, ",
            $text,
            " AS text, ",
            $whole,
            " AS whole, f.link, f.who, f.reference, f.active_at, f.unread, f.done, f.assigned, f.mail_failed,
               COALESCE(m.appointment, '') AS about, COALESCE(o.state, '') AS mail_state, COALESCE(o.attempts, 0) AS attempts, COALESCE(o.last_error, '') AS last_error
             FROM fed f JOIN customers c ON c.portal = f.portal AND c.id = f.customer
             LEFT JOIN messages m ON m.portal = f.portal AND m.id = f.id LEFT JOIN outbox o ON o.portal = m.portal AND o.id = m.letter WHERE f.portal = "
        )
    };
}
const LISTED: &str = row!("substr(f.text, 1, 300)", "CASE WHEN length(f.text) > 300 THEN 0 ELSE 1 END");
const WHOLE: &str = row!("f.text", "1");

impl Store {
    /// Keeps what is fed in. The same reference with the same content is the same item, however often and from how many sides it comes.
    pub async fn feed(&self, portal: &PortalId, draft: &FedDraft<'_>) -> Result<Feeding, StoreError> {
        let (fed, customer) = (draft.fed, draft.customer.as_str());
        let mut transaction = self.begin().await?;
        // Who merges or erases them waits, or has done so already.
        let query = sqlx::query(lock_customers(self.engine)).bind(portal.as_str()).bind(customer).bind(customer);
        if transaction.fetch_optional(query).await?.is_none() {
            return Ok(Feeding::UnknownCustomer);
        }
        let (direction, amount) = match &fed.what {
            FedWhat::Message(direction) => (direction.as_str(), None),
            FedWhat::Bid(amount) => ("", amount.as_ref()),
            FedWhat::Document | FedWhat::WorkflowAnswer | FedWhat::Request | FedWhat::Proposal => ("", None),
        };
        let (unread, done) = if fed.what.is_ours() { (0_i64, 1_i64) } else { (1, 0) };
        let query = sqlx::query(
            "INSERT INTO fed (portal, id, customer, kind, direction, cents, currency, happened_at, wall_day, title, text, link, who, reference, active_at, unread, done, assigned)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, '') ON CONFLICT (portal, reference) DO NOTHING",
        );
        let query = query.bind(portal.as_str()).bind(draft.id.as_str()).bind(customer).bind(fed.what.kind().as_str()).bind(direction);
        let query = query.bind(amount.map_or(0, Amount::cents)).bind(amount.map_or("", Amount::currency)).bind(fed.happened_at.micros());
        let query = query.bind(draft.day.to_string()).bind(fed.title.as_str()).bind(fed.text.as_str()).bind(fed.link.as_ref().map_or("", Link::as_str));
        let query = query.bind(fed.who.as_str()).bind(fed.reference.as_str()).bind(draft.now.micros()).bind(unread).bind(done);
        let new = transaction.execute(query).await?.rows_affected() == 1;
        let mut sql = Sql::new(WHOLE);
        sql.text(portal.as_str()).push(" AND f.reference = ").text(fed.reference.as_str());
        let kept = row(&transaction.fetch_one(sql.query()).await?)?;
        transaction.commit().await?;
        Ok(match new {
            true => Feeding::New(kept),
            false if kept.fed == *fed && kept.customer == *draft.customer => Feeding::Again(kept),
            false => Feeding::KeyReused,
        })
    }

    /// One item with all of its text.
    pub async fn fed(&self, portal: &PortalId, id: &FedId) -> Result<Option<FedRow>, StoreError> {
        let mut sql = Sql::new(WHOLE);
        sql.text(portal.as_str()).push(" AND f.id = ").text(id.as_str());
        sql.query().fetch_optional(&self.reads).await?.as_ref().map(row).transpose()
    }

    /// What was fed in of one customer, what happened last first; of each text its beginning.
    pub async fn fed_of(&self, portal: &PortalId, customer: &CustomerId, most: i64) -> Result<Vec<FedRow>, StoreError> {
        self.fed_listed(LISTED, portal, customer, most).await
    }

    /// The same, with all of each text.
    pub(super) async fn told_fed_of(&self, portal: &PortalId, customer: &CustomerId, most: i64) -> Result<Vec<FedRow>, StoreError> {
        self.fed_listed(WHOLE, portal, customer, most).await
    }

    async fn fed_listed(&self, select: &str, portal: &PortalId, customer: &CustomerId, most: i64) -> Result<Vec<FedRow>, StoreError> {
        let mut sql = Sql::new(select);
        sql.text(portal.as_str()).push(" AND f.customer = ").text(customer.as_str()).push(" ORDER BY f.happened_at DESC, f.id DESC LIMIT ").number(most);
        let rows = sql.query().fetch_all(&self.reads).await?;
        rows.iter().map(row).collect()
    }

    /// What was fed in, what came last first, from a cursor on: what [`Store::inbox`] is for appointments.
    pub async fn fed_inbox(&self, portal: &PortalId, filters: &Filters, search: &Search, after: Option<&Cursor>, most: i64) -> Result<Vec<FedRow>, StoreError> {
        if !filters.has_fed() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new(LISTED);
        matching(&mut sql, portal, filters, search);
        let sign = if filters.customer.is_some() { "+" } else { search.sign() };
        if let Some(cursor) = after {
            sql.push(" AND ").push(sign).push("f.active_at <= ").number(cursor.at);
            sql.push(" AND (f.active_at < ").number(cursor.at).push(" OR f.id < ").text(&*cursor.id).push(")");
        }
        sql.push(" ORDER BY ").push(sign).push("f.active_at DESC, f.id DESC LIMIT ").number(most);
        let rows = sql.query().fetch_all(&self.reads).await?;
        rows.iter().map(row).collect()
    }

    /// How much of it matches, up to 1,000.
    pub(super) async fn fed_matching(&self, portal: &PortalId, filters: &Filters, search: &Search) -> Result<u32, StoreError> {
        if !filters.has_fed() {
            return Ok(0);
        }
        let mut sql = Sql::new("SELECT COUNT(*) AS counted FROM (SELECT 1 AS one FROM fed f WHERE f.portal = ");
        matching(&mut sql, portal, filters, search);
        sql.push(" LIMIT ").number(COUNTED).push(") c");
        let row = sql.query().fetch_one(&self.reads).await?;
        Reader::new(&row, "fed").count("counted")
    }

    /// How much of each kind waits, for a member; in the order of [`FedKind::ALL`].
    pub(super) async fn fed_counts(&self, portal: &PortalId, member: &MemberId) -> Result<Vec<Waiting>, StoreError> {
        // One statement: each of its parts reads an index of its own, and no more than it counts.
        let mut sql = Sql::new("SELECT kind, what, counted FROM (");
        for (at, kind) in FedKind::ALL.iter().enumerate() {
            for what in ["unread", "open", "mine"] {
                sql.push(if at == 0 && what == "unread" { "SELECT " } else { " UNION ALL SELECT " }).text(kind.as_str()).push(" AS kind, ").text(what);
                sql.push(" AS what, COUNT(*) AS counted FROM (SELECT 1 AS one FROM fed f WHERE f.portal = ").text(portal.as_str()).push(" AND f.kind = ").text(kind.as_str());
                match what {
                    "unread" => sql.push(" AND f.unread = 1"),
                    "open" => sql.push(" AND f.done = 0"),
                    _ => sql.push(" AND f.done = 0 AND f.assigned = ").text(member.as_str()),
                };
                sql.push(" LIMIT ").number(COUNTED).push(") c");
            }
        }
        let rows = sql.push(") counts").query().fetch_all(&self.reads).await?;
        let mut counts = vec![Waiting::default(); FedKind::ALL.len()];
        for row in &rows {
            let read = Reader::new(row, "fed");
            let kind = read.named("kind", FedKind::parse)?;
            let (of, counted) = (counts.iter_mut().zip(FedKind::ALL).find(|(_, known)| **known == kind), read.count("counted")?);
            let Some((of, _)) = of else { continue };
            match read.text("what")?.as_str() {
                "unread" => of.unread = counted,
                "open" => of.open = counted,
                _ => of.mine = counted,
            }
        }
        Ok(counts)
    }
}

/// Writes what an item must be to match; where people are searched for, those who have every word.
fn matching(sql: &mut Sql, portal: &PortalId, filters: &Filters, search: &Search) {
    sql.text(portal.as_str());
    if let InboxView::Fed(kind) = filters.view {
        sql.push(" AND f.kind = ").text(kind.as_str());
    }
    if let Some(customer) = &filters.customer {
        sql.push(" AND f.customer = ").text(customer.as_str());
    }
    if let Some(subject) = &filters.subject {
        let table = if filters.view == InboxView::Fed(FedKind::Proposal) { "proposals" } else { "requests" };
        sql.push(" AND EXISTS (SELECT 1 FROM ").push(table).push(" r WHERE r.portal = f.portal AND r.id = f.id AND r.subject = ").text(subject.as_str()).push(")");
    }
    if let Some(member) = &filters.assigned {
        sql.push(" AND f.assigned = ").text(member.as_str());
    }
    if let Some(from) = filters.from {
        sql.push(" AND f.wall_day >= ").text(from.to_string());
    }
    if let Some(to) = filters.to {
        sql.push(" AND f.wall_day <= ").text(to.to_string());
    }
    if filters.unread {
        sql.push(" AND f.unread = 1");
    }
    match filters.done {
        Some(true) => sql.push(" AND f.done = 1"),
        Some(false) => sql.push(" AND f.done = 0"),
        None => sql,
    };
    search.people(sql, portal, "f.customer");
}

fn row(row: &AnyRow) -> Result<FedRow, StoreError> {
    let read = Reader::new(row, "fed");
    let kind = read.named("kind", FedKind::parse)?;
    let direction = read.optional("direction", |text| Direction::parse(text).ok_or("unknown"))?;
    let currency = read.text("currency")?;
    let amount = if currency.is_empty() { None } else { Some(RawAmount { cents: read.number("cents")?, currency }) };
    // Which of them a kind has was asked as it came in.
    let what = read.parsed("kind", |_| FedWhat::parse(kind, direction, amount.as_ref()).map_err(|_| "it has not what its kind has"))?;
    Ok(FedRow {
        id: FedId::new(read.text("id")?),
        customer: CustomerId::new(read.text("customer")?),
        name: read.parsed("name", Name::parse)?,
        fed: Fed {
            what,
            happened_at: Instant::from_micros(read.number("happened_at")?),
            title: read.parsed("title", Title::parse)?,
            text: read.parsed("text", Passage::parse)?,
            link: read.optional("link", Link::parse)?,
            who: read.parsed("who", Name::parse)?,
            reference: read.parsed("reference", Reference::parse)?,
        },
        about: read.optional("about", |id| Ok::<_, std::convert::Infallible>(AppointmentId::new(id)))?,
        mail: Some(read.text("mail_state")?)
            .filter(|state| !state.is_empty())
            .map(|state| Ok::<_, StoreError>(mail_state(&state, read.count("attempts")?, read.text("last_error")?)))
            .transpose()?,
        whole: read.number("whole")? == 1,
        active_at: Instant::from_micros(read.number("active_at")?),
        unread: read.number("unread")? == 1,
        done: read.number("done")? == 1,
        assigned: read.optional("assigned", |id| Ok::<_, std::convert::Infallible>(MemberId::new(id)))?,
        mail_failed: Some(read.text("mail_failed")?).filter(|reason| !reason.is_empty()),
    })
}
