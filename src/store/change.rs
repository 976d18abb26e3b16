//! An appointment after its booking: rescheduled, moved, cancelled, concluded.

use sqlx::{AnyConnection, Executor};

use super::book::lane;
use super::bookable::{self, Found};
use super::card::{Handle, card};
use super::record::{Record, by, kind, post, record};
use super::{Store, StoreError, busy, dialect, freed, stamp, touched};
use crate::domain::{AgendaId, Audience, Bookable, Busy, Card, Instant, Letter, Location, Manner, Occasion, OutboxId, Refusal, Slot, Span, Status, What};

/// A change that is wanted.
#[derive(Clone, Debug)]
pub struct Change {
    /// Of which appointment.
    pub handle: Handle,
    /// The version that it was read at.
    pub known: u32,
    /// By whom, and how.
    pub manner: Manner,
    /// The present moment.
    pub now: Instant,
    /// The letters' identities: to the customer, to the agenda.
    pub letters: [OutboxId; 2],
    /// Until when the time that it leaves is kept for those who wait for one.
    pub kept_until: Instant,
}

/// Another time, another agenda, or both.
#[derive(Clone, Debug)]
pub struct Reschedule {
    /// Of what, and how.
    pub change: Change,
    /// The start that is wanted; its present one when there is none.
    pub starts_at: Option<Instant>,
    /// The agenda that is wanted; whichever the rules choose when there is none.
    pub agenda: Option<AgendaId>,
    /// The identity of the letter to the agenda that it leaves, if it does.
    pub departure: OutboxId,
}

/// What became of a change.
#[derive(Clone, Debug)]
pub enum Changed {
    /// It is so now; or it was already.
    Now(Box<Card>),
    /// There is no such appointment.
    Unknown,
    /// It can no longer be changed.
    Gone,
    /// It has not begun yet.
    NotYet,
    /// Someone else changed it meanwhile.
    Meanwhile,
    /// The time can't be booked.
    Refused(Box<Bookable>, Refusal),
}

impl Store {
    /// Cancels an appointment. One that is cancelled already stays as it is, and nobody is told twice.
    pub async fn cancel(&self, change: &Change) -> Result<Changed, StoreError> {
        match self.try_to_cancel(change).await {
            Err(error) if error.is_collision() => self.try_to_cancel(change).await,
            changed => changed,
        }
    }

    /// Reschedules or moves: the same record, its old time freed and its new one taken in one transaction. `decide` is asked with
    /// the start that is wanted, everything that stands in the way but the appointment itself, and with the place of its present agenda in the entry's list.
    pub async fn reschedule(&self, wanted: &Reschedule, decide: impl Fn(&Bookable, &[Vec<Busy>], Present) -> Result<Slot, Refusal>) -> Result<Changed, StoreError> {
        match self.try_to_reschedule(wanted, &decide).await {
            Err(error) if error.is_collision() => self.try_to_reschedule(wanted, &decide).await,
            changed => changed,
        }
    }

    /// Says how an appointment that has begun ended: completed, no-show, or confirmed again where that was a mistake. No calendar hears of it.
    pub async fn conclude(&self, change: &Change, status: Status) -> Result<Changed, StoreError> {
        match self.try_to_conclude(change, status).await {
            Err(error) if error.is_collision() => self.try_to_conclude(change, status).await,
            changed => changed,
        }
    }

    async fn try_to_cancel(&self, change: &Change) -> Result<Changed, StoreError> {
        let mut transaction = self.begin().await?;
        let Some(mut card) = self.card_to_change(&mut transaction, &change.handle).await? else {
            return Ok(Changed::Unknown);
        };
        match card.appointment.status {
            Status::Cancelled => return Ok(Changed::Now(Box::new(card))),
            Status::Requested | Status::Confirmed if change.now < card.appointment.span.start => {}
            _ => return Ok(Changed::Gone),
        }
        if card.appointment.version != change.known {
            return Ok(Changed::Meanwhile);
        }
        freed::left(&mut transaction, &card.appointment.portal, &card.appointment.id, change.now, change.kept_until).await?;
        card.appointment.sequence += 1;
        stand(&mut transaction, &mut card, Status::Cancelled, change).await?;
        record(&mut transaction, &Record { card: &card, what: What::Cancelled, before: None, manner: &change.manner, now: change.now, letters: Some(&change.letters) }).await?;
        transaction.commit().await?;
        Ok(Changed::Now(Box::new(card)))
    }

    async fn try_to_conclude(&self, change: &Change, status: Status) -> Result<Changed, StoreError> {
        let mut transaction = self.begin().await?;
        let Some(mut card) = self.card_to_change(&mut transaction, &change.handle).await? else {
            return Ok(Changed::Unknown);
        };
        let what = match (card.appointment.status, status) {
            (Status::Cancelled | Status::Requested, _) | (_, Status::Cancelled | Status::Requested) => return Ok(Changed::Gone),
            (present, wanted) if present == wanted => return Ok(Changed::Now(Box::new(card))),
            (_, Status::Completed) => What::Completed,
            (_, Status::NoShow) => What::NoShow,
            (_, Status::Confirmed) => What::Reopened,
        };
        if change.now < card.appointment.span.start {
            return Ok(Changed::NotYet);
        }
        if card.appointment.version != change.known {
            return Ok(Changed::Meanwhile);
        }
        stand(&mut transaction, &mut card, status, change).await?;
        record(&mut transaction, &Record { card: &card, what, before: None, manner: &change.manner, now: change.now, letters: None }).await?;
        transaction.commit().await?;
        Ok(Changed::Now(Box::new(card)))
    }

    async fn try_to_reschedule(&self, wanted: &Reschedule, decide: &impl Fn(&Bookable, &[Vec<Busy>], Present) -> Result<Slot, Refusal>) -> Result<Changed, StoreError> {
        let mut transaction = self.begin().await?;
        let connection = &mut *transaction;
        let change = &wanted.change;
        let Some(before) = self.card_to_change(connection, &change.handle).await? else {
            return Ok(Changed::Unknown);
        };
        let Found::One(bookable) = bookable::bookable(connection, before.portal_slug.as_str(), before.entry_slug.as_str()).await? else {
            return Ok(Changed::Gone);
        };
        let old = &before.appointment;
        let open = matches!(old.status, Status::Requested | Status::Confirmed) && change.now < old.span.start;
        if !open {
            return Ok(Changed::Gone);
        }
        let starts_at = wanted.starts_at.unwrap_or(old.span.start);
        if starts_at == old.span.start && wanted.agenda.as_ref().is_none_or(|agenda| *agenda == old.agenda) {
            return Ok(Changed::Now(Box::new(before)));
        }
        if old.version != change.known {
            return Ok(Changed::Meanwhile);
        }
        let around = Span::starting(starts_at, bookable.event_type.limits().length);
        let busy = busy::busy(connection, &bookable, around, Some(old.id.as_str())).await?;
        let present = Present { starts_at, agenda: bookable.agendas.iter().position(|agenda| agenda.id == old.agenda) };
        let slot = match decide(&bookable, &busy, present) {
            Ok(slot) => slot,
            Err(refusal) => return Ok(Changed::Refused(Box::new(bookable), refusal)),
        };
        let card = moved(&before, &bookable, slot);
        // What it still takes some of has not become free.
        if card.appointment.agenda != old.agenda || !card.appointment.span.overlaps(old.span) {
            freed::left(connection, &old.portal, &old.id, change.now, change.kept_until).await?;
        }
        match update(connection, &card, &bookable, change).await {
            Ok(()) => {}
            Err(StoreError::Clash) => return Ok(Changed::Refused(Box::new(bookable), Refusal::Taken)),
            Err(error) => return Err(error),
        }
        let what = if starts_at == old.span.start { What::Moved } else { What::Rescheduled };
        record(connection, &Record { card: &card, what, before: Some(&before), manner: &change.manner, now: change.now, letters: Some(&change.letters) }).await?;
        if card.appointment.agenda != old.agenda {
            stamp(connection, old.portal.as_str(), old.agenda.as_str()).await?;
            // Where one mailbox hears of both agendas, the change says it all, and a farewell would strike the new time out of its calendar.
            if card.agenda_email != before.agenda_email && before.portal_mail.wants(Audience::Agenda, kind(what)) {
                post(connection, [departure(before, wanted)]).await?;
            }
        }
        transaction.commit().await?;
        Ok(Changed::Now(Box::new(card)))
    }

    /// An appointment that nobody else changes until the transaction ends.
    pub(super) async fn card_to_change(&self, connection: &mut AnyConnection, handle: &Handle) -> Result<Option<Card>, StoreError> {
        let lock = match handle {
            Handle::Link(_) => dialect::lock_by_link(self.engine),
            Handle::Own(..) => dialect::lock_by_name(self.engine),
        };
        if let Some(lock) = lock {
            let (portal, appointment) = handle.binds();
            connection.fetch_all(sqlx::query(lock).bind(portal).bind(appointment)).await?;
        }
        card(connection, handle).await
    }
}

/// What is wanted of an appointment that may stay where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Present {
    /// The start that is wanted.
    pub starts_at: Instant,
    /// The place of its present agenda in the entry's list, if that still has it.
    pub agenda: Option<usize>,
}

/// Tells the agenda that an appointment leaves: to it, the appointment is off.
fn departure(before: Card, wanted: &Reschedule) -> Letter {
    let mut card = before;
    card.appointment.status = Status::Cancelled;
    card.appointment.sequence += 1;
    card.appointment.version += 1;
    Letter {
        id: wanted.departure.clone(),
        occasion: Occasion::Departure,
        audience: Audience::Agenda,
        attendee: None,
        card,
        by: by(&wanted.change.manner),
        reason: None,
        message: None,
        before: None,
        caused_at: wanted.change.now,
    }
}

fn moved(before: &Card, bookable: &Bookable, slot: Slot) -> Card {
    let agenda = &bookable.agendas[slot.agenda];
    let mut card = before.clone();
    card.agenda_name = agenda.name.clone();
    card.agenda_email = agenda.email.clone();
    card.agenda_phone = agenda.phone.clone();
    card.meeting_link = agenda.meeting_link.clone().filter(|_| card.location == Location::Video);
    let appointment = &mut card.appointment;
    // Who comes at one time has said nothing of another.
    appointment.attending_at = appointment.attending_at.filter(|_| appointment.span.start == slot.span.start);
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

/// Writes how an appointment stands from now on.
async fn stand(connection: &mut AnyConnection, card: &mut Card, status: Status, change: &Change) -> Result<(), StoreError> {
    let appointment = &mut card.appointment;
    appointment.status = status;
    appointment.version += 1;
    let query = sqlx::query("UPDATE appointments SET status = $4, sequence = $5, version = $6, updated_at = $7 WHERE portal = $1 AND id = $2 AND version = $3");
    let query = query.bind(appointment.portal.as_str()).bind(appointment.id.as_str()).bind(i64::from(change.known)).bind(appointment.status.as_str());
    let query = query.bind(i64::from(appointment.sequence)).bind(i64::from(appointment.version)).bind(change.now.micros());
    touched(1, &connection.execute(query).await?)
}

/// Writes what a new time changes of an appointment, with the buffers that its event type has now.
async fn update(connection: &mut AnyConnection, card: &Card, bookable: &Bookable, change: &Change) -> Result<(), StoreError> {
    let (appointment, limits) = (&card.appointment, bookable.event_type.limits());
    let query = sqlx::query(
        "UPDATE appointments SET agenda = $4, starts_at = $5, ends_at = $6, buffer_before = $7, buffer_after = $8, wall_day = $9, wall_time = $10, utc_offset = $11,
           attending_at = CASE WHEN starts_at = $5 THEN attending_at ELSE 0 END, zone = $12, sequence = $13, version = $14, updated_at = $15, lane = $16
         WHERE portal = $1 AND id = $2 AND version = $3",
    );
    let query = query
        .bind(appointment.portal.as_str())
        .bind(appointment.id.as_str())
        .bind(i64::from(change.known))
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
        .bind(change.now.micros())
        .bind(lane(bookable, &appointment.agenda));
    touched(1, &connection.execute(query).await?)
}
