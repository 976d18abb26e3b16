//! Requests: what a customer asks for where no time fits, kept with its item on the timeline.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Executor};

use super::book::customer;
use super::row::Reader;
use super::sql::Sql;
use super::{Store, StoreError, briefs, touched};
use crate::domain::{
    Appointment, AppointmentId, Bookable, Contact, CustomerId, Day, DayParts, EntryId, EventTypeId, FedId, FedKind, Freed, IdempotencyKey, Instant, PortalId, Request,
    RequestLetter, RequestStatus, Slug, Source, SubjectId, Title, Token,
};

/// A request that is made, with the identities it will have.
#[derive(Clone, Debug)]
pub struct RequestDraft<'a> {
    /// What is asked for, and where.
    pub bookable: &'a Bookable,
    /// Its identity, and that of its item.
    pub id: FedId,
    /// The customer's identity, if they are new.
    pub customer: CustomerId,
    /// Who asks.
    pub contact: &'a Contact,
    /// When it would suit them.
    pub parts: DayParts,
    /// What makes a repetition the same.
    pub key: &'a IdempotencyKey,
    /// A digest of the whole ask.
    pub digest: &'a str,
    /// Where it is made.
    pub source: Source,
    /// The invitation's link.
    pub token: &'a Token,
    /// To the customer and to the team.
    pub letters: &'a [RequestLetter],
    /// The present moment.
    pub now: Instant,
    /// The day by the portal's calendar.
    pub day: Day,
}

/// What became of asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// It is kept.
    New(Request),
    /// The same ask had been kept before; this is how it stands.
    Again(Request),
    /// The key came with another ask before.
    KeyReused,
}

/// What became of turning a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turned {
    /// It stands so now.
    Now(Request),
    /// It no longer stood as it was seen: as it does.
    Changed(Request),
    /// There is no such request.
    Unknown,
}

/// To be gone on with: which.
const REQUESTS: &str = "SELECT r.id, r.portal, p.slug AS portal_slug, r.entry, e.slug AS entry_slug, r.subject, r.event_type, r.title, f.customer,
    r.name, r.email, r.phone, r.language, r.note, r.parts, r.status, r.source, r.token, r.created_at, r.appointment
  FROM portals p JOIN requests r ON r.portal = p.id JOIN fed f ON f.portal = p.id AND f.id = r.id JOIN entries e ON e.portal = p.id AND e.id = r.entry WHERE p.";

impl Store {
    /// Keeps a request: itself, its item on the timeline and in the Inbox, and what a repetition is known by.
    pub async fn ask(&self, draft: &RequestDraft<'_>) -> Result<Asked, StoreError> {
        match self.try_to_ask(draft).await {
            // The same key at the same moment: now its answer is there to be read.
            Err(error) if error.is_collision() => self.try_to_ask(draft).await,
            asked => asked,
        }
    }

    async fn try_to_ask(&self, draft: &RequestDraft<'_>) -> Result<Asked, StoreError> {
        let portal = &draft.bookable.portal.id;
        let mut transaction = self.begin().await?;
        let query = sqlx::query("SELECT idempotency_key, ask, card FROM idempotency_keys WHERE portal = $1 AND idempotency_key = $2");
        if let Some(row) = transaction.fetch_optional(query.bind(portal.as_str()).bind(draft.key.as_str())).await? {
            let read = Reader::new(&row, "idempotency_keys");
            if read.text("ask")? != draft.digest {
                return Ok(Asked::KeyReused);
            }
            let known = one(&mut transaction, portal, &FedId::new(read.text("card")?)).await?;
            // Who asked has been erased since: whoever comes with their key is someone else.
            return Ok(known.map_or(Asked::KeyReused, Asked::Again));
        }
        let customer = customer(&mut transaction, portal, draft.contact, &draft.customer, draft.now).await?;
        write(&mut transaction, draft, &customer.id).await?;
        let query = sqlx::query("INSERT INTO idempotency_keys (portal, idempotency_key, ask, card, created_at) VALUES ($1, $2, $3, $4, $5)");
        let query = query.bind(portal.as_str()).bind(draft.key.as_str()).bind(draft.digest).bind(draft.id.as_str()).bind(draft.now.micros());
        touched(1, &transaction.execute(query).await?)?;
        briefs::post(&mut transaction, draft.letters).await?;
        let kept = one(&mut transaction, portal, &draft.id).await?.ok_or(StoreError::Refused(sqlx::Error::RowNotFound))?;
        transaction.commit().await?;
        Ok(Asked::New(kept))
    }

    /// Turns a request from what it was seen as into something else, for the team, and writes what its customer is told. It is read then; whether it is dealt with follows.
    pub async fn turn_request(
        &self,
        portal: &PortalId,
        id: &FedId,
        seen: RequestStatus,
        to: RequestStatus,
        letter: Option<&RequestLetter>,
        now: Instant,
    ) -> Result<Turned, StoreError> {
        let mut transaction = self.begin().await?;
        let query = sqlx::query("UPDATE requests SET status = $4 WHERE portal = $1 AND id = $2 AND status = $3");
        let query = query.bind(portal.as_str()).bind(id.as_str()).bind(seen.as_str()).bind(to.as_str());
        let turned = transaction.execute(query).await?.rows_affected() == 1;
        if turned {
            let query = sqlx::query("UPDATE fed SET unread = 0, done = $3, active_at = $4, mail_failed = '' WHERE portal = $1 AND id = $2");
            let query = query.bind(portal.as_str()).bind(id.as_str()).bind(i64::from(!to.waits())).bind(now.micros());
            touched(1, &transaction.execute(query).await?)?;
            briefs::post(&mut transaction, letter.map_or(&[], std::slice::from_ref)).await?;
        }
        let found = one(&mut transaction, portal, id).await?;
        transaction.commit().await?;
        Ok(match found {
            None => Turned::Unknown,
            Some(request) if turned => Turned::Now(request),
            Some(request) => Turned::Changed(request),
        })
    }

    /// The requests that wait for a freed time, the oldest first: those who have not been offered it, and are offered nothing else of the kind now.
    pub async fn waiting(&self, freed: &Freed, now: Instant) -> Result<Vec<Request>, StoreError> {
        let mut sql = Sql::new(REQUESTS);
        sql.push("id = ").text(freed.portal.as_str()).push(" AND r.status IN ('open', 'invited') AND e.retired_at = 0");
        match &freed.was {
            Some((event_type, subject)) => {
                sql.push(" AND r.event_type = ").text(event_type.as_str()).push(" AND r.subject = ").text(subject.as_ref().map_or("", SubjectId::as_str));
            }
            None => {
                sql.push(" AND EXISTS (SELECT 1 FROM entry_agendas ea WHERE ea.portal = r.portal AND ea.entry = r.entry AND ea.agenda = ").text(freed.agenda.as_str()).push(")");
            }
        }
        sql.push(" AND NOT EXISTS (SELECT 1 FROM proposals o WHERE o.portal = r.portal AND o.request = r.id AND o.freed <> '' AND (o.freed = ").text(freed.id.as_str());
        sql.push(" OR (o.status = 'open' AND o.expires_at > ").number(now.micros()).push("))) ORDER BY r.created_at, r.id LIMIT 100");
        let rows = sql.query().fetch_all(&self.reads).await?;
        rows.iter().map(read_request).collect()
    }

    /// A request by its own name.
    pub async fn request(&self, portal: &PortalId, id: &FedId) -> Result<Option<Request>, StoreError> {
        one(&mut *self.reads.acquire().await?, portal, id).await
    }

    /// The request of an invitation's link.
    pub async fn invitation(&self, token: &Token) -> Result<Option<Request>, StoreError> {
        let mut sql = Sql::new(REQUESTS);
        sql.push("slug = ").text(token.portal()).push(" AND r.token = ").text(token.as_str());
        sql.query().fetch_optional(&self.reads).await?.as_ref().map(read_request).transpose()
    }
}

pub(super) async fn one(connection: &mut AnyConnection, portal: &PortalId, id: &FedId) -> Result<Option<Request>, StoreError> {
    let mut sql = Sql::new(REQUESTS);
    sql.push("id = ").text(portal.as_str()).push(" AND r.id = ").text(id.as_str());
    connection.fetch_optional(sql.query()).await?.as_ref().map(read_request).transpose()
}

/// An appointment closes what its customer had asked for: the same event type, about the same; and the request that it is said to answer.
pub(super) async fn close(connection: &mut AnyConnection, appointment: &Appointment, customer: &CustomerId, answered: Option<&FedId>, now: Instant) -> Result<(), StoreError> {
    let query = sqlx::query(
        "UPDATE requests SET status = 'closed', appointment = $5 WHERE portal = $1 AND status IN ('open', 'invited')
           AND (id = $6 OR (subject = $2 AND event_type = $3 AND id IN (SELECT id FROM fed WHERE portal = $1 AND customer = $4 AND kind = 'request')))",
    );
    let query = query.bind(appointment.portal.as_str()).bind(appointment.subject.as_ref().map_or("", |subject| subject.as_str())).bind(appointment.event_type.as_str());
    let closed = connection.execute(query.bind(customer.as_str()).bind(appointment.id.as_str()).bind(answered.map_or("", FedId::as_str))).await?.rows_affected();
    if closed > 0 {
        let query = sqlx::query("UPDATE fed SET done = 1, active_at = $3 WHERE portal = $1 AND id IN (SELECT id FROM requests WHERE portal = $1 AND appointment = $2)");
        let query = query.bind(appointment.portal.as_str()).bind(appointment.id.as_str()).bind(now.micros());
        touched(closed, &connection.execute(query).await?)?;
    }
    Ok(())
}

async fn write(connection: &mut AnyConnection, draft: &RequestDraft<'_>, customer: &CustomerId) -> Result<(), StoreError> {
    let (bookable, contact) = (draft.bookable, draft.contact);
    let portal = bookable.portal.id.as_str();
    let title = bookable.what();
    let query = sqlx::query(
        "INSERT INTO fed (portal, id, customer, kind, direction, cents, currency, happened_at, wall_day, title, text, link, who, reference, active_at, unread, done, assigned)
         VALUES ($1, $2, $3, $4, '', 0, '', $5, $6, $7, $8, '', $9, $10, $5, 1, 0, '')",
    );
    let query = query.bind(portal).bind(draft.id.as_str()).bind(customer.as_str()).bind(FedKind::Request.as_str()).bind(draft.now.micros()).bind(draft.day.to_string());
    let query = query.bind(title.as_str()).bind(contact.note.as_str()).bind(contact.name.as_str()).bind(format!("request {}", draft.id));
    touched(1, &connection.execute(query).await?)?;
    let query = sqlx::query(
        "INSERT INTO requests (portal, id, entry, subject, event_type, title, name, email, phone, language, note, parts, status, source, token, created_at, appointment)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, '')",
    );
    let query = query
        .bind(portal)
        .bind(draft.id.as_str())
        .bind(bookable.entry.id.as_str())
        .bind(bookable.subject.as_ref().map_or("", |subject| subject.id.as_str()))
        .bind(bookable.event_type.id.as_str())
        .bind(title.as_str())
        .bind(contact.name.as_str())
        .bind(contact.email.as_str())
        .bind(contact.phone.as_ref().map_or("", |phone| phone.as_str()))
        .bind(contact.language.tag())
        .bind(contact.note.as_str())
        .bind(i64::from(draft.parts.bits()))
        .bind(RequestStatus::Open.as_str())
        .bind(draft.source.as_str())
        .bind(draft.token.as_str())
        .bind(draft.now.micros());
    touched(1, &connection.execute(query).await?)
}

fn read_request(row: &AnyRow) -> Result<Request, StoreError> {
    let read = Reader::new(row, "requests");
    Ok(Request {
        id: FedId::new(read.text("id")?),
        portal: PortalId::new(read.text("portal")?),
        portal_slug: read.parsed("portal_slug", Slug::parse)?,
        entry: EntryId::new(read.text("entry")?),
        entry_slug: read.parsed("entry_slug", Slug::parse)?,
        subject: read.maybe("subject", SubjectId::new)?,
        event_type: EventTypeId::new(read.text("event_type")?),
        title: read.parsed("title", Title::parse)?,
        customer: CustomerId::new(read.text("customer")?),
        contact: read.contact()?,
        parts: DayParts::new(read.count("parts")? as u8),
        status: read.named("status", RequestStatus::parse)?,
        source: read.named("source", Source::parse)?,
        token: read.named("token", Token::parse)?,
        created_at: Instant::from_micros(read.number("created_at")?),
        appointment: read.maybe("appointment", AppointmentId::new)?,
    })
}
