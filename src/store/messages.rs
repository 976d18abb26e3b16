//! Messages between a customer and the team about one appointment. Each is an item on the timeline and in the Inbox, and a mail, written together.

use sqlx::Executor;
use sqlx::any::AnyRow;

use super::card::{Handle, card};
use super::dialect::lock_customers;
use super::record::post;
use super::row::Reader;
use super::{Store, StoreError, touched};
use crate::domain::{AppointmentId, Audience, Card, Day, Direction, FedId, FedKind, Instant, Letter, Name, Note, Occasion, OutboxId, Passage, PortalId, Reference, Title};

/// A message that is written, with the identities it will have.
#[derive(Clone, Debug)]
pub struct Writing {
    /// About which appointment.
    pub handle: Handle,
    /// Its identity, if it is new.
    pub id: FedId,
    /// Its mail's identity.
    pub letter: OutboxId,
    /// From the customer, or to them.
    pub direction: Direction,
    /// Who writes.
    pub who: Name,
    /// What it is called in lists.
    pub title: Title,
    /// What it says.
    pub text: Note,
    /// What makes a repetition the same message.
    pub reference: Reference,
    /// The present moment.
    pub now: Instant,
    /// The day by the calendar of the place.
    pub day: Day,
}

/// What became of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// It is kept, and its mail leaves.
    New,
    /// It had been kept before.
    Again,
    /// What makes a repetition came with another text before.
    KeyReused,
    /// There is no such appointment.
    Unknown,
}

/// One message, as both sides read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageRow {
    /// Which.
    pub id: FedId,
    /// From the customer, or to them.
    pub direction: Direction,
    /// Who wrote it.
    pub who: Name,
    /// What it says.
    pub text: Passage,
    /// When.
    pub at: Instant,
}

impl Store {
    /// Keeps a message and writes its mail: to the agenda, or to who booked. What the customer wrote before an answer of the team's is dealt with.
    pub async fn write(&self, writing: &Writing) -> Result<Written, StoreError> {
        loop {
            if let Some(written) = self.try_to_write(writing).await? {
                return Ok(written);
            }
        }
    }

    /// None where its customer became another meanwhile.
    async fn try_to_write(&self, writing: &Writing) -> Result<Option<Written>, StoreError> {
        let mut transaction = self.begin().await?;
        let Some(known) = card(&mut transaction, &writing.handle).await? else {
            return Ok(Some(Written::Unknown));
        };
        let (portal, customer) = (&known.appointment.portal, &known.customer.id);
        // Who merges or erases them waits, or has done so already.
        let query = sqlx::query(lock_customers(self.engine)).bind(portal.as_str()).bind(customer.as_str()).bind(customer.as_str());
        let locked = transaction.fetch_optional(query).await?.is_some();
        let Some(card) = card(&mut transaction, &writing.handle).await?.filter(|card| locked && card.customer.id == *customer) else {
            return Ok(None);
        };
        let ours = writing.direction == Direction::Out;
        let query = sqlx::query(
            "INSERT INTO fed (portal, id, customer, kind, direction, cents, currency, happened_at, wall_day, title, text, link, who, reference, active_at, unread, done, assigned)
             VALUES ($1, $2, $3, $4, $5, 0, '', $6, $7, $8, $9, '', $10, $11, $6, $12, $13, '') ON CONFLICT (portal, reference) DO NOTHING",
        );
        let query = query.bind(portal.as_str()).bind(writing.id.as_str()).bind(customer.as_str()).bind(FedKind::Message.as_str()).bind(writing.direction.as_str());
        let query = query.bind(writing.now.micros()).bind(writing.day.to_string()).bind(writing.title.as_str()).bind(writing.text.as_str()).bind(writing.who.as_str());
        let query = query.bind(writing.reference.as_str()).bind(i64::from(!ours)).bind(i64::from(ours));
        if transaction.execute(query).await?.rows_affected() == 0 {
            let query = sqlx::query("SELECT id, text FROM fed WHERE portal = $1 AND reference = $2").bind(portal.as_str()).bind(writing.reference.as_str());
            let same = Reader::new(&transaction.fetch_one(query).await?, "fed").text("text")? == writing.text.as_str();
            return Ok(Some(if same { Written::Again } else { Written::KeyReused }));
        }
        let query = sqlx::query("INSERT INTO messages (portal, id, appointment, letter) VALUES ($1, $2, $3, $4)").bind(portal.as_str()).bind(writing.id.as_str());
        touched(1, &transaction.execute(query.bind(card.appointment.id.as_str()).bind(writing.letter.as_str())).await?)?;
        if ours {
            let query = sqlx::query(
                "UPDATE fed SET unread = 0, done = 1 WHERE portal = $1 AND direction = $3 AND (unread = 1 OR done = 0)
                   AND id IN (SELECT id FROM messages WHERE portal = $1 AND appointment = $2)",
            );
            transaction.execute(query.bind(portal.as_str()).bind(card.appointment.id.as_str()).bind(Direction::In.as_str())).await?;
        }
        post(&mut transaction, [letter(card, writing)]).await?;
        transaction.commit().await?;
        Ok(Some(Written::New))
    }

    /// What was written about an appointment, the oldest first.
    pub async fn conversation(&self, portal: &PortalId, appointment: &AppointmentId) -> Result<Vec<MessageRow>, StoreError> {
        let query = sqlx::query(
            "SELECT f.id, f.direction, f.who, f.text, f.happened_at FROM messages m JOIN fed f ON f.portal = m.portal AND f.id = m.id
             WHERE m.portal = $1 AND m.appointment = $2 ORDER BY f.happened_at, f.id",
        );
        let rows = query.bind(portal.as_str()).bind(appointment.as_str()).fetch_all(&self.reads).await?;
        rows.iter().map(message).collect()
    }
}

fn letter(card: Card, writing: &Writing) -> Letter {
    let (audience, by) = match writing.direction {
        Direction::In => (Audience::Agenda, None),
        Direction::Out => (Audience::Customer, Some(writing.who.clone())),
    };
    Letter {
        id: writing.letter.clone(),
        occasion: Occasion::Message,
        audience,
        attendee: None,
        card,
        by,
        reason: None,
        message: Some(writing.text.clone()),
        before: None,
        caused_at: writing.now,
    }
}

fn message(row: &AnyRow) -> Result<MessageRow, StoreError> {
    let read = Reader::new(row, "fed");
    Ok(MessageRow {
        id: FedId::new(read.text("id")?),
        direction: read.named("direction", Direction::parse)?,
        who: read.parsed("who", Name::parse)?,
        text: read.parsed("text", Passage::parse)?,
        at: Instant::from_micros(read.number("happened_at")?),
    })
}
