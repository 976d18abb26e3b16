//! An appointment after its booking: read by its link, rescheduled, cancelled.

use sqlx::{AnyConnection, Executor};

use super::book::{lane, post, record};
use super::bookable::{self, Found};
use super::row::Reader;
use super::{Store, StoreError, busy, dialect, stamp, touched};
use crate::domain::{
    AgendaId, Appointment, AppointmentId, Audience, Bookable, Busy, Card, Customer, CustomerId, Day, Email, EntryId, EventTypeId, Instant, Language, Letter, Location, Name, Note,
    Occasion, Offset, OldTime, OutboxId, Phone, PortalId, Refusal, Slot, Slug, Source, Span, Status, SubjectId, Tags, Title, Token, WallTime, ZoneName,
};

/// A time that is wanted for an appointment.
#[derive(Clone, Debug)]
pub struct Reschedule {
    /// Which appointment.
    pub token: Token,
    /// The version that it was read at.
    pub known: u32,
    /// The start that is wanted.
    pub starts_at: Instant,
    /// The present moment.
    pub now: Instant,
    /// The letters' identities: to the customer, to the agenda.
    pub letters: [OutboxId; 2],
    /// The identity of the letter to the agenda that it leaves, if it does.
    pub departure: OutboxId,
}

/// What became of a change.
#[derive(Clone, Debug)]
pub enum Changed {
    /// It is so now; or it was already.
    Now(Box<Card>),
    /// No appointment has this link.
    Unknown,
    /// It can no longer be changed.
    Gone,
    /// Someone else changed it meanwhile.
    Meanwhile,
    /// The time can't be booked.
    Refused(Box<Bookable>, Refusal),
}

const CARD: &str = "SELECT b.id, b.portal, b.entry, b.subject, b.event_type, b.agenda, b.customer, b.starts_at, b.ends_at, b.wall_day, b.wall_time, b.utc_offset, b.zone,
    b.status, b.source, b.tag_source, b.tag_campaign, b.name, b.email, b.phone, b.language, b.note, b.sequence, b.version, b.token,
    p.slug AS portal_slug, p.name AS portal_name, p.language AS portal_language, p.texts AS portal_texts, e.slug AS entry_slug, t.title, t.location,
    COALESCE(s.title, '') AS subject_title, COALESCE(s.address, '') AS address, a.name AS agenda_name, a.email AS agenda_email, a.meeting_link
  FROM portals p JOIN appointments b ON b.portal = p.id JOIN entries e ON e.portal = p.id AND e.id = b.entry
  JOIN event_types t ON t.portal = p.id AND t.id = b.event_type JOIN agendas a ON a.portal = p.id AND a.id = b.agenda
  LEFT JOIN subjects s ON s.portal = p.id AND s.id = b.subject
  WHERE p.slug = $1 AND b.token = $2";

impl Store {
    /// The appointment of a link.
    pub async fn card(&self, token: &Token) -> Result<Option<Card>, StoreError> {
        let mut connection = self.reads.acquire().await?;
        card(&mut connection, token).await
    }

    /// Cancels an appointment that was read at version `known`. One that is cancelled already stays as it is, and nobody is told twice.
    pub async fn cancel(&self, token: &Token, known: u32, now: Instant, letters: &[OutboxId; 2]) -> Result<Changed, StoreError> {
        match self.try_to_cancel(token, known, now, letters).await {
            Err(error) if error.is_collision() => self.try_to_cancel(token, known, now, letters).await,
            changed => changed,
        }
    }

    /// Reschedules: the same record, its old time freed and its new one taken in one transaction. `decide` is asked with everything
    /// that stands in the way but the appointment itself, and with the place of its present agenda in the entry's list.
    pub async fn reschedule(&self, wanted: &Reschedule, decide: impl Fn(&Bookable, &[Vec<Busy>], Option<usize>) -> Result<Slot, Refusal>) -> Result<Changed, StoreError> {
        match self.try_to_reschedule(wanted, &decide).await {
            Err(error) if error.is_collision() => self.try_to_reschedule(wanted, &decide).await,
            changed => changed,
        }
    }

    async fn try_to_cancel(&self, token: &Token, known: u32, now: Instant, letters: &[OutboxId; 2]) -> Result<Changed, StoreError> {
        let mut transaction = self.begin().await?;
        let Some(mut card) = self.card_to_change(&mut transaction, token).await? else {
            return Ok(Changed::Unknown);
        };
        match card.appointment.status {
            Status::Cancelled => return Ok(Changed::Now(Box::new(card))),
            Status::Requested | Status::Confirmed if now < card.appointment.span.start => {}
            _ => return Ok(Changed::Gone),
        }
        if card.appointment.version != known {
            return Ok(Changed::Meanwhile);
        }
        card.appointment.status = Status::Cancelled;
        card.appointment.sequence += 1;
        card.appointment.version += 1;
        let query = sqlx::query("UPDATE appointments SET status = $4, sequence = $5, version = $6, updated_at = $7 WHERE portal = $1 AND id = $2 AND version = $3");
        let appointment = &card.appointment;
        let query = query.bind(appointment.portal.as_str()).bind(appointment.id.as_str()).bind(i64::from(known)).bind(appointment.status.as_str());
        let query = query.bind(i64::from(appointment.sequence)).bind(i64::from(appointment.version)).bind(now.micros());
        touched(1, &transaction.execute(query).await?)?;
        record(&mut transaction, &card, "cancelled", None, now, letters).await?;
        transaction.commit().await?;
        Ok(Changed::Now(Box::new(card)))
    }

    async fn try_to_reschedule(&self, wanted: &Reschedule, decide: &impl Fn(&Bookable, &[Vec<Busy>], Option<usize>) -> Result<Slot, Refusal>) -> Result<Changed, StoreError> {
        let mut transaction = self.begin().await?;
        let connection = &mut *transaction;
        let Some(before) = self.card_to_change(connection, &wanted.token).await? else {
            return Ok(Changed::Unknown);
        };
        let Found::One(bookable) = bookable::bookable(connection, before.portal_slug.as_str(), before.entry_slug.as_str()).await? else {
            return Ok(Changed::Gone);
        };
        let old = &before.appointment;
        let open = matches!(old.status, Status::Requested | Status::Confirmed) && wanted.now < old.span.start;
        if !open {
            return Ok(Changed::Gone);
        }
        if wanted.starts_at == old.span.start {
            return Ok(Changed::Now(Box::new(before)));
        }
        if old.version != wanted.known {
            return Ok(Changed::Meanwhile);
        }
        let around = Span::starting(wanted.starts_at, bookable.event_type.limits().length);
        let busy = busy::busy(connection, &bookable, around, Some(old.id.as_str())).await?;
        let present = bookable.agendas.iter().position(|agenda| agenda.id == old.agenda);
        let slot = match decide(&bookable, &busy, present) {
            Ok(slot) => slot,
            Err(refusal) => return Ok(Changed::Refused(Box::new(bookable), refusal)),
        };
        let card = moved(&before, &bookable, slot);
        match update(connection, &card, &bookable, wanted).await {
            Ok(()) => {}
            Err(StoreError::Clash) => return Ok(Changed::Refused(Box::new(bookable), Refusal::Taken)),
            Err(error) => return Err(error),
        }
        let old_time = OldTime { span: old.span, day: old.day, time: old.time, offset: old.offset };
        record(connection, &card, "rescheduled", Some(old_time), wanted.now, &wanted.letters).await?;
        if card.appointment.agenda != old.agenda {
            stamp(connection, old.portal.as_str(), old.agenda.as_str()).await?;
            // Where one mailbox hears of both agendas, the change says it all, and a farewell would strike the new time out of its calendar.
            if card.agenda_email != before.agenda_email {
                post(connection, &departure(before, wanted)).await?;
            }
        }
        transaction.commit().await?;
        Ok(Changed::Now(Box::new(card)))
    }

    /// An appointment that nobody else changes until the transaction ends.
    async fn card_to_change(&self, connection: &mut AnyConnection, token: &Token) -> Result<Option<Card>, StoreError> {
        if let Some(lock) = dialect::lock_appointment(self.engine) {
            connection.fetch_all(sqlx::query(lock).bind(token.portal()).bind(token.as_str())).await?;
        }
        card(connection, token).await
    }
}

/// Tells the agenda that an appointment leaves: to it, the appointment is off.
fn departure(before: Card, wanted: &Reschedule) -> Letter {
    let mut card = before;
    card.appointment.status = Status::Cancelled;
    card.appointment.sequence += 1;
    card.appointment.version += 1;
    Letter { id: wanted.departure.clone(), occasion: Occasion::Departure, audience: Audience::Agenda, card, before: None, caused_at: wanted.now }
}

fn moved(before: &Card, bookable: &Bookable, slot: Slot) -> Card {
    let agenda = &bookable.agendas[slot.agenda];
    let mut card = before.clone();
    card.agenda_name = agenda.name.clone();
    card.agenda_email = agenda.email.clone();
    card.meeting_link = agenda.meeting_link.clone().filter(|_| card.location == Location::Video);
    let appointment = &mut card.appointment;
    appointment.agenda = agenda.id.clone();
    appointment.span = slot.span;
    appointment.day = slot.day;
    appointment.time = slot.time;
    appointment.offset = slot.offset;
    appointment.zone = bookable.zone().clone();
    appointment.sequence += 1;
    appointment.version += 1;
    card
}

/// Writes what a new time changes of an appointment, with the buffers that its event type has now.
async fn update(connection: &mut AnyConnection, card: &Card, bookable: &Bookable, wanted: &Reschedule) -> Result<(), StoreError> {
    let (appointment, limits) = (&card.appointment, bookable.event_type.limits());
    let query = sqlx::query(
        "UPDATE appointments SET agenda = $4, starts_at = $5, ends_at = $6, buffer_before = $7, buffer_after = $8, wall_day = $9, wall_time = $10, utc_offset = $11,
           zone = $12, sequence = $13, version = $14, updated_at = $15, lane = $16
         WHERE portal = $1 AND id = $2 AND version = $3",
    );
    let query = query
        .bind(appointment.portal.as_str())
        .bind(appointment.id.as_str())
        .bind(i64::from(wanted.known))
        .bind(appointment.agenda.as_str())
        .bind(appointment.span.start.micros())
        .bind(appointment.span.end.micros())
        .bind(i64::from(limits.buffer_before.count()))
        .bind(i64::from(limits.buffer_after.count()))
        .bind(appointment.day.to_string())
        .bind(appointment.time.to_string())
        .bind(i64::from(appointment.offset.seconds()))
        .bind(appointment.zone.as_str())
        .bind(i64::from(appointment.sequence))
        .bind(i64::from(appointment.version))
        .bind(wanted.now.micros())
        .bind(lane(bookable, &appointment.agenda));
    touched(1, &connection.execute(query).await?)
}

async fn card(connection: &mut AnyConnection, token: &Token) -> Result<Option<Card>, StoreError> {
    let Some(row) = connection.fetch_optional(sqlx::query(CARD).bind(token.portal()).bind(token.as_str())).await? else {
        return Ok(None);
    };
    let read = Reader::new(&row, "appointments");
    let wall_time = |text: &str| chrono::NaiveTime::parse_from_str(text, "%H:%M").map(WallTime::new);
    let appointment = Appointment {
        id: AppointmentId::new(read.text("id")?),
        portal: PortalId::new(read.text("portal")?),
        entry: EntryId::new(read.text("entry")?),
        subject: Some(read.text("subject")?).filter(|id| !id.is_empty()).map(SubjectId::new),
        event_type: EventTypeId::new(read.text("event_type")?),
        agenda: AgendaId::new(read.text("agenda")?),
        span: read.span()?,
        day: read.named("wall_day", Day::parse)?,
        time: read.parsed("wall_time", wall_time)?,
        offset: Offset::from_seconds(i32::try_from(read.number("utc_offset")?).unwrap_or(0)),
        zone: ZoneName::new(read.text("zone")?),
        status: read.named("status", Status::parse)?,
        source: read.named("source", Source::parse)?,
        tags: Tags { source: read.optional("tag_source", as_it_is)?, campaign: read.optional("tag_campaign", as_it_is)? },
        note: read.parsed("note", Note::parse)?,
        sequence: read.count("sequence")?,
        version: read.count("version")?,
        token: read.named("token", Token::parse)?,
    };
    let location = read.named("location", Location::parse)?;
    Ok(Some(Card {
        appointment,
        portal_slug: read.parsed("portal_slug", Slug::parse)?,
        portal_name: read.parsed("portal_name", Name::parse)?,
        portal_language: read.named("portal_language", Language::parse)?,
        portal_texts: read.own_texts("portal_texts")?,
        entry_slug: read.parsed("entry_slug", Slug::parse)?,
        title: read.parsed("title", Title::parse)?,
        subject_title: read.optional("subject_title", Title::parse)?,
        location,
        address: read.optional("address", Title::parse)?.filter(|_| location == Location::AtAddress),
        meeting_link: read.optional("meeting_link", as_it_is)?.filter(|_| location == Location::Video),
        agenda_name: read.parsed("agenda_name", Name::parse)?,
        agenda_email: read.parsed("agenda_email", Email::parse)?,
        customer: Customer {
            id: CustomerId::new(read.text("customer")?),
            name: read.parsed("name", Name::parse)?,
            email: read.parsed("email", Email::parse)?,
            phone: read.optional("phone", Phone::parse)?,
            language: read.named("language", Language::parse)?,
        },
    }))
}

/// A text that needs no proof.
fn as_it_is(text: &str) -> Result<String, std::convert::Infallible> {
    Ok(text.to_owned())
}
