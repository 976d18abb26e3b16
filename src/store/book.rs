//! The deed of booking: one transaction, in which the same function accepts that offered.

use std::collections::BTreeMap;

use sqlx::{AnyConnection, Executor, Row};

use super::bookable::{self, Found};
use super::proposals::{customer_of, supersede, take};
use super::record::{Record, record};
use super::requests::close;
use super::row::Reader;
use super::words::index;
use super::{Store, StoreError, busy, dialect, touched};
use crate::domain::{
    AgendaId, Appointment, AppointmentId, Author, Bookable, Busy, Card, Contact, Customer, CustomerId, FedId, IdempotencyKey, Instant, Know, Location, Manner, OutboxId, PortalId,
    Refusal, Slot, Slug, Source, Span, Status, Tags, Token, What,
};

/// An appointment that is wanted, with the identities it will have.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Whose entry.
    pub portal: Slug,
    /// Where the customer started.
    pub entry: Slug,
    /// The start that they picked.
    pub starts_at: Instant,
    /// Who they are.
    pub contact: Contact,
    /// Their answers.
    pub answers: BTreeMap<String, String>,
    /// What makes a repetition the same.
    pub key: IdempotencyKey,
    /// A digest of the whole ask: the same key with another digest is another ask.
    pub digest: String,
    /// By whom, and how.
    pub manner: Manner,
    /// Where it is made.
    pub source: Source,
    /// How the customer came.
    pub tags: Tags,
    /// The present moment.
    pub now: Instant,
    /// The appointment's identity.
    pub id: AppointmentId,
    /// The customer's identity, if they are new.
    pub customer: CustomerId,
    /// The secret half of the customer's link.
    pub secret: String,
    /// The proposal that it is picked from: what that holds stands in nobody's way here, and whom it is for is known.
    pub proposal: Option<FedId>,
    /// The request that it closes, whoever books and whatever that was about.
    pub request: Option<FedId>,
    /// The letters' identities: to the customer, to the agenda.
    pub letters: [OutboxId; 2],
}

/// What became of a draft.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It stands.
    Booked(Box<Card>),
    /// The same ask had been answered before, with this.
    Repeated(Box<Card>),
    /// The key came with another ask before.
    KeyReused,
    /// There is no such portal.
    NoPortal,
    /// There is no such entry.
    NoEntry,
    /// The proposal is no longer open.
    Over,
    /// The customer has as many to come about this as the portal lets them book.
    Enough,
    /// The time can't be booked.
    Refused(Box<Bookable>, Refusal),
}

impl Store {
    /// Books: locks the entry's agendas, asks `decide` with what stands in them, and writes appointment, timeline and letters
    /// together. The database's own rule against overlaps has the last word.
    pub async fn book(&self, draft: &Draft, decide: impl Fn(&Bookable, &[Vec<Busy>]) -> Result<Slot, Refusal>) -> Result<Outcome, StoreError> {
        match self.try_to_book(draft, &decide).await {
            // The same key on another entry's agendas, at the same moment: now its answer is there to be read.
            Err(error) if error.is_collision() => self.try_to_book(draft, &decide).await,
            outcome => outcome,
        }
    }

    async fn try_to_book(&self, draft: &Draft, decide: &impl Fn(&Bookable, &[Vec<Busy>]) -> Result<Slot, Refusal>) -> Result<Outcome, StoreError> {
        let mut transaction = self.begin().await?;
        let connection = &mut *transaction;
        if let Some(lock) = dialect::lock_entry(self.engine) {
            connection.fetch_all(sqlx::query(lock).bind(draft.portal.as_str()).bind(draft.entry.as_str()).bind(draft.contact.email.normalised())).await?;
        }
        if let Some(answered) = answered(connection, draft).await? {
            return Ok(answered);
        }
        let bookable = match bookable::bookable(connection, draft.portal.as_str(), draft.entry.as_str()).await? {
            Found::One(bookable) => bookable,
            Found::NoPortal => return Ok(Outcome::NoPortal),
            Found::NoEntry => return Ok(Outcome::NoEntry),
        };
        if let Some(proposal) = &draft.proposal
            && !take(connection, &draft.portal, proposal, &draft.id, draft.now).await?
        {
            return Ok(Outcome::Over);
        }
        let around = Span::starting(draft.starts_at, bookable.event_type.limits().length);
        let busy = busy::busy(connection, &bookable, around, None).await?;
        let slot = match decide(&bookable, &busy) {
            Ok(slot) => slot,
            Err(refusal) => return Ok(Outcome::Refused(Box::new(bookable), refusal)),
        };
        let portal = &bookable.portal.id;
        let customer = match &draft.proposal {
            None => customer(connection, portal, &draft.contact, &draft.customer, draft.now).await?,
            Some(proposal) => match customer_of(connection, portal, proposal, &draft.contact, draft.now).await? {
                Some(customer) => customer,
                None => return Ok(Outcome::Over),
            },
        };
        if has_enough(connection, &bookable, draft, &customer).await? {
            return Ok(Outcome::Enough);
        }
        let card = card(&bookable, draft, slot, customer);
        match write(connection, &bookable, draft, &card).await {
            Ok(()) => {}
            Err(StoreError::Clash) => return Ok(Outcome::Refused(Box::new(bookable), Refusal::Taken)),
            Err(error) => return Err(error),
        }
        transaction.commit().await?;
        Ok(Outcome::Booked(Box::new(card)))
    }

    /// Something was answered under this key before, whatever it was.
    pub async fn knows_key(&self, portal: &Slug, key: &IdempotencyKey) -> Result<bool, StoreError> {
        let query = sqlx::query("SELECT 1 FROM portals p JOIN idempotency_keys k ON k.portal = p.id WHERE p.slug = $1 AND k.idempotency_key = $2");
        Ok(query.bind(portal.as_str()).bind(key.as_str()).fetch_optional(&self.reads).await?.is_some())
    }

    /// Forgets the keys of asks answered before `before`.
    pub async fn forget_keys(&self, before: Instant) -> Result<u64, StoreError> {
        let gone = sqlx::query("DELETE FROM idempotency_keys WHERE created_at < $1").bind(before.micros()).execute(&self.writes).await?;
        Ok(gone.rows_affected())
    }
}

/// What the same key was answered before, also when the entry has been retired since.
async fn answered(connection: &mut AnyConnection, draft: &Draft) -> Result<Option<Outcome>, StoreError> {
    let query = sqlx::query("SELECT k.idempotency_key, k.ask, k.card FROM portals p JOIN idempotency_keys k ON k.portal = p.id WHERE p.slug = $1 AND k.idempotency_key = $2");
    let Some(row) = connection.fetch_optional(query.bind(draft.portal.as_str()).bind(draft.key.as_str())).await? else {
        return Ok(None);
    };
    let read = Reader::new(&row, "idempotency_keys");
    if read.text("ask")? != draft.digest {
        return Ok(Some(Outcome::KeyReused));
    }
    Ok(Some(Outcome::Repeated(Box::new(read.json("card")?))))
}

/// Finds a customer by normalised address, or makes one of this identity. Nothing that is stored of a known customer changes.
pub(super) async fn customer(connection: &mut AnyConnection, portal: &PortalId, contact: &Contact, fresh: &CustomerId, now: Instant) -> Result<Customer, StoreError> {
    let query = sqlx::query(
        "INSERT INTO customers (portal, id, email_key, name, email, phone, language, created_at, seen_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
         ON CONFLICT (portal, email_key) DO UPDATE SET seen_at = excluded.seen_at RETURNING id, name, phone",
    );
    let query = query
        .bind(portal.as_str())
        .bind(fresh.as_str())
        .bind(contact.email.normalised())
        .bind(contact.name.as_str())
        .bind(contact.email.as_str())
        .bind(contact.phone.as_ref().map_or("", |phone| phone.as_str()))
        .bind(contact.language.tag())
        .bind(now.micros());
    let row = connection.fetch_one(query).await?;
    let read = Reader::new(&row, "customers");
    let id = CustomerId::new(read.text("id")?);
    let phone = contact.phone.as_ref().map_or("", |phone| phone.as_str());
    // Whoever comes back under another name or number is found by both. Whoever is new is noted by whoever looks for people next.
    if id != *fresh && (read.text("name")? != contact.name.as_str() || read.text("phone")? != phone) {
        index(connection, portal, &id, &[contact.name.as_str(), contact.email.as_str()], phone).await?;
    }
    Ok(Customer { id, name: contact.name.clone(), email: contact.email.clone(), phone: contact.phone.clone(), language: contact.language })
}

/// The customer has booked as many appointments to come about this subject as the portal allows. Their row is locked by now, so that two asks at once are counted
/// one after the other. Neither the team is counted, nor what it proposed.
async fn has_enough(connection: &mut AnyConnection, bookable: &Bookable, draft: &Draft, customer: &Customer) -> Result<bool, StoreError> {
    let Some(most) = bookable.portal.mail.max_open.filter(|_| draft.manner.by == Author::Customer && draft.proposal.is_none() && customer.id != draft.customer) else {
        return Ok(false);
    };
    let query = sqlx::query("SELECT COUNT(*) FROM appointments WHERE portal = $1 AND customer = $2 AND starts_at > $3 AND subject = $4 AND status IN ('requested', 'confirmed')");
    let query = query.bind(bookable.portal.id.as_str()).bind(customer.id.as_str()).bind(draft.now.micros());
    let row = connection.fetch_one(query.bind(bookable.subject.as_ref().map_or("", |subject| subject.id.as_str()))).await?;
    Ok(row.try_get::<i64, _>(0)? >= i64::from(most))
}

fn card(bookable: &Bookable, draft: &Draft, slot: Slot, customer: Customer) -> Card {
    let agenda = &bookable.agendas[slot.agenda];
    let location = bookable.event_type.location;
    let appointment = Appointment {
        id: draft.id.clone(),
        portal: bookable.portal.id.clone(),
        entry: bookable.entry.id.clone(),
        subject: bookable.subject.as_ref().map(|subject| subject.id.clone()),
        event_type: bookable.event_type.id.clone(),
        agenda: agenda.id.clone(),
        span: slot.span,
        day: slot.day,
        time: slot.time,
        offset: slot.offset,
        zone: bookable.zone().clone(),
        status: Status::Confirmed,
        source: draft.source,
        tags: draft.tags.clone(),
        note: draft.contact.note.clone(),
        sequence: 0,
        version: 1,
        token: Token::new(&bookable.portal.slug, &draft.secret),
        attending_at: None,
    };
    Card {
        appointment,
        portal_slug: bookable.portal.slug.clone(),
        portal_name: bookable.portal.name.clone(),
        portal_language: bookable.portal.language,
        portal_texts: bookable.portal.texts.clone(),
        portal_mail: bookable.portal.mail.clone(),
        know: Know::default(),
        entry_slug: bookable.entry.slug.clone(),
        title: bookable.event_type.title.clone(),
        subject_title: bookable.subject.as_ref().map(|subject| subject.title.clone()),
        location,
        address: bookable.subject.as_ref().and_then(|subject| subject.address.clone()).filter(|_| location == Location::AtAddress),
        meeting_link: agenda.meeting_link.clone().filter(|_| location == Location::Video),
        agenda_name: agenda.name.clone(),
        agenda_phone: agenda.phone.clone(),
        agenda_email: agenda.email.clone(),
        customer,
        booker: None,
        attendees: Vec::new(),
    }
}

/// Whose time an agenda's appointments take.
pub(super) fn lane<'a>(bookable: &'a Bookable, agenda: &'a AgendaId) -> &'a str {
    bookable.agendas.iter().find(|known| known.id == *agenda).map_or(agenda, |known| known.lane()).as_str()
}

async fn write(connection: &mut AnyConnection, bookable: &Bookable, draft: &Draft, card: &Card) -> Result<(), StoreError> {
    let appointment = &card.appointment;
    let limits = bookable.event_type.limits();
    let query = sqlx::query(
        "INSERT INTO appointments (portal, id, entry, subject, event_type, agenda, lane, customer, starts_at, ends_at, buffer_before, buffer_after, wall_day, wall_time, utc_offset, zone,
           status, source, tag_source, tag_campaign, name, email, phone, language, note, answers, sequence, version, token, created_at, updated_at, active_at, unread)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $30, $30, $31)",
    );
    let query = query
        .bind(appointment.portal.as_str())
        .bind(appointment.id.as_str())
        .bind(appointment.entry.as_str())
        .bind(appointment.subject.as_ref().map_or("", |subject| subject.as_str()))
        .bind(appointment.event_type.as_str())
        .bind(appointment.agenda.as_str())
        .bind(lane(bookable, &appointment.agenda))
        .bind(card.customer.id.as_str())
        .bind(appointment.span.start.micros())
        .bind(appointment.span.end.micros())
        .bind(i64::from(limits.buffer_before.count()))
        .bind(i64::from(limits.buffer_after.count()))
        .bind(appointment.day.to_string())
        .bind(appointment.time.to_string())
        .bind(i64::from(appointment.offset.seconds()))
        .bind(appointment.zone.as_str())
        .bind(appointment.status.as_str())
        .bind(appointment.source.as_str())
        .bind(appointment.tags.source.as_deref().unwrap_or(""))
        .bind(appointment.tags.campaign.as_deref().unwrap_or(""))
        .bind(card.customer.name.as_str())
        .bind(card.customer.email.as_str())
        .bind(card.customer.phone.as_ref().map_or("", |phone| phone.as_str()))
        .bind(card.customer.language.tag())
        .bind(appointment.note.as_str())
        .bind(json(&draft.answers)?)
        .bind(i64::from(appointment.sequence))
        .bind(i64::from(appointment.version))
        .bind(appointment.token.as_str())
        .bind(draft.now.micros())
        .bind(i64::from(draft.manner.by == Author::Customer));
    touched(1, &connection.execute(query).await?)?;
    let query = sqlx::query("INSERT INTO timeline (portal, customer, id, kind, appointment, happened_at) VALUES ($1, $2, $3, 'appointment', $3, $4)");
    let query = query.bind(appointment.portal.as_str()).bind(card.customer.id.as_str()).bind(appointment.id.as_str()).bind(draft.now.micros());
    touched(1, &connection.execute(query).await?)?;
    close(connection, appointment, &card.customer.id, draft.request.as_ref(), draft.now).await?;
    // Who is new has been offered nothing.
    if card.customer.id != draft.customer {
        supersede(connection, appointment, &card.customer.id, draft.now).await?;
    }
    let query = sqlx::query("INSERT INTO idempotency_keys (portal, idempotency_key, ask, card, created_at) VALUES ($1, $2, $3, $4, $5)");
    let query = query.bind(appointment.portal.as_str()).bind(draft.key.as_str()).bind(&draft.digest).bind(json(card)?).bind(draft.now.micros());
    touched(1, &connection.execute(query).await?)?;
    record(connection, &Record { card, what: What::Booked, before: None, manner: &draft.manner, now: draft.now, letters: Some(&draft.letters) }).await
}

pub(super) fn json(value: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Refused(sqlx::Error::Encode(Box::new(error))))
}
