//! Who comes along to an appointment: added, withdrawn, and found by their own link.

use sqlx::{AnyConnection, Executor, Row};

use super::card::{Handle, card};
use super::record::{Record, post, record};
use super::row::Reader;
use super::sql::Sql;
use super::{Store, StoreError, touched};
use crate::domain::{
    ATTENDEES_MOST, AppointmentId, Attendee, AttendeeId, Audience, Card, Email, Instant, Language, Letter, MailKind, Manner, Name, Occasion, OutboxId, PortalId, Status, Token,
    What,
};

/// Times at most that someone is added to one appointment, so that its link mails no one without end.
const JOINED_MOST: i64 = 12;

/// Someone who is to come along.
#[derive(Clone, Debug)]
pub struct Joining {
    /// To which appointment.
    pub handle: Handle,
    /// Who.
    pub attendee: Attendee,
    /// Their link.
    pub token: Token,
    /// Their confirmation's identity.
    pub letter: OutboxId,
    /// By whom they are added.
    pub manner: Manner,
    /// The present moment.
    pub now: Instant,
}

/// Someone who comes along no longer.
#[derive(Clone, Debug)]
pub struct Withdrawal {
    /// To which appointment.
    pub handle: Handle,
    /// Who.
    pub attendee: AttendeeId,
    /// Their farewell's identity.
    pub letter: OutboxId,
    /// By whom they are withdrawn.
    pub manner: Manner,
    /// The present moment.
    pub now: Instant,
}

/// What became of a change of who comes along.
#[derive(Clone, Debug)]
pub enum Company {
    /// They do, or no longer do; or it was so already.
    Now(Box<Card>),
    /// There is no such appointment.
    Unknown,
    /// It is cancelled or has begun.
    Gone,
    /// As many come along as may.
    Full,
}

impl Store {
    /// The appointment that a link opens, as its reader sees it, and who that is where it isn't the customer.
    pub async fn reached(&self, token: &Token) -> Result<Option<(Card, Option<Attendee>)>, StoreError> {
        let mut connection = self.reads.acquire().await?;
        if let Some(card) = card(&mut connection, &Handle::Link(token.clone())).await? {
            return Ok(Some((card, None)));
        }
        let query =
            sqlx::query("SELECT t.id, t.portal, t.appointment, t.name, t.email, t.language FROM portals p JOIN attendees t ON t.portal = p.id WHERE p.slug = $1 AND t.token = $2");
        let Some(row) = connection.fetch_optional(query.bind(token.portal()).bind(token.as_str())).await? else {
            return Ok(None);
        };
        let (read, attendee) = (Reader::new(&row, "attendees"), read(&row)?);
        let handle = Handle::Own(PortalId::new(read.text("portal")?), AppointmentId::new(read.text("appointment")?));
        Ok(card(&mut connection, &handle).await?.map(|card| (card.seen_by(&attendee, token), Some(attendee))))
    }

    /// Lets someone come along, and writes their confirmation. Whoever does already is not added twice, nor is who booked.
    pub async fn join(&self, joining: &Joining) -> Result<Company, StoreError> {
        let mut transaction = self.begin().await?;
        let Some(mut card) = self.card_to_change(&mut transaction, &joining.handle).await? else {
            return Ok(Company::Unknown);
        };
        if !is_ahead(&card, joining.now) {
            return Ok(Company::Gone);
        }
        let key = joining.attendee.email.normalised();
        if card.customer.email.normalised() == key || card.attendees.iter().any(|known| known.email.normalised() == key) {
            return Ok(Company::Now(Box::new(card)));
        }
        let (portal, appointment) = (card.appointment.portal.clone(), card.appointment.id.clone());
        let query = sqlx::query("SELECT COUNT(*) FROM history WHERE portal = $1 AND appointment = $2 AND what = $3").bind(portal.as_str()).bind(appointment.as_str());
        let joined: i64 = transaction.fetch_one(query.bind(What::AttendeeAdded.as_str())).await?.try_get(0)?;
        if card.attendees.len() >= ATTENDEES_MOST || joined >= JOINED_MOST {
            return Ok(Company::Full);
        }
        let attendee = &joining.attendee;
        let query = sqlx::query("INSERT INTO attendees (portal, id, appointment, email_key, name, email, language, token, added_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
        let query = query.bind(portal.as_str()).bind(attendee.id.as_str()).bind(appointment.as_str()).bind(&key).bind(attendee.name.as_str());
        let query = query.bind(attendee.email.as_str()).bind(attendee.language.tag()).bind(joining.token.as_str()).bind(joining.now.micros());
        touched(1, &transaction.execute(query).await?)?;
        card.attendees.push(attendee.clone());
        note(&mut transaction, &mut card, What::AttendeeAdded, &joining.manner, joining.now).await?;
        if card.portal_mail.wants(Audience::Customer, MailKind::Confirmation) {
            let letter = letter(&card, attendee, &joining.token, &joining.letter, Occasion::Confirmation, joining.now);
            post(&mut transaction, [letter]).await?;
        }
        transaction.commit().await?;
        Ok(Company::Now(Box::new(card)))
    }

    /// Lets someone come along no longer: their link ends, and they are told. Whoever has gone already is not told twice.
    pub async fn leave(&self, leaving: &Withdrawal) -> Result<Company, StoreError> {
        let mut transaction = self.begin().await?;
        let Some(mut card) = self.card_to_change(&mut transaction, &leaving.handle).await? else {
            return Ok(Company::Unknown);
        };
        let portal = card.appointment.portal.clone();
        let known = with_links(&mut transaction, &portal, &card.appointment.id).await?;
        let Some((attendee, token)) = known.into_iter().find(|(attendee, _)| attendee.id == leaving.attendee) else {
            return Ok(Company::Now(Box::new(card)));
        };
        if !is_ahead(&card, leaving.now) {
            return Ok(Company::Gone);
        }
        let query = sqlx::query("DELETE FROM attendees WHERE portal = $1 AND id = $2").bind(portal.as_str()).bind(attendee.id.as_str());
        touched(1, &transaction.execute(query).await?)?;
        if card.portal_mail.wants(Audience::Customer, MailKind::Cancellation) {
            let mut letter = letter(&card, &attendee, &token, &leaving.letter, Occasion::Departure, leaving.now);
            letter.card.appointment.status = Status::Cancelled;
            letter.card.appointment.sequence += 1;
            post(&mut transaction, [letter]).await?;
        }
        card.attendees.retain(|other| other.id != attendee.id);
        note(&mut transaction, &mut card, What::AttendeeLeft, &leaving.manner, leaving.now).await?;
        transaction.commit().await?;
        Ok(Company::Now(Box::new(card)))
    }
}

/// Who comes along, in the order in which they were added.
pub(super) async fn attendees(connection: &mut AnyConnection, portal: &PortalId, appointment: &AppointmentId) -> Result<Vec<Attendee>, StoreError> {
    Ok(with_links(connection, portal, appointment).await?.into_iter().map(|(attendee, _)| attendee).collect())
}

/// The same of several appointments, each with the one that it is of.
pub(super) async fn attendees_of(connection: &mut AnyConnection, portal: &PortalId, appointments: &[AppointmentId]) -> Result<Vec<(AppointmentId, Attendee)>, StoreError> {
    let mut sql = Sql::new("SELECT id, appointment, name, email, language FROM attendees WHERE portal = ");
    sql.text(portal.as_str()).push(" AND appointment IN (").list(appointments.iter().map(AppointmentId::as_str)).push(" ORDER BY id");
    let rows = connection.fetch_all(sql.query()).await?;
    rows.iter().map(|row| Ok((AppointmentId::new(Reader::new(row, "attendees").text("appointment")?), read(row)?))).collect()
}

/// The letters to those who come along, made of the one to who booked.
pub(super) async fn copies(connection: &mut AnyConnection, letter: &Letter) -> Result<Vec<Letter>, StoreError> {
    let appointment = &letter.card.appointment;
    if letter.card.attendees.is_empty() {
        return Ok(Vec::new());
    }
    let known = with_links(connection, &appointment.portal, &appointment.id).await?;
    let copy = |(attendee, token): (Attendee, Token)| Letter {
        id: OutboxId::new(crate::clock::new_id()),
        card: letter.card.clone().seen_by(&attendee, &token),
        attendee: Some(attendee.id),
        // Whether they come is asked of who booked.
        occasion: if letter.occasion == Occasion::StillComing { Occasion::Reminder } else { letter.occasion },
        ..letter.clone()
    };
    Ok(known.into_iter().map(copy).collect())
}

async fn with_links(connection: &mut AnyConnection, portal: &PortalId, appointment: &AppointmentId) -> Result<Vec<(Attendee, Token)>, StoreError> {
    let query = sqlx::query("SELECT id, name, email, language, token FROM attendees WHERE portal = $1 AND appointment = $2 ORDER BY id");
    let rows = connection.fetch_all(query.bind(portal.as_str()).bind(appointment.as_str())).await?;
    rows.iter().map(|row| Ok((read(row)?, Reader::new(row, "attendees").named("token", Token::parse)?))).collect()
}

fn read(row: &sqlx::any::AnyRow) -> Result<Attendee, StoreError> {
    let read = Reader::new(row, "attendees");
    Ok(Attendee {
        id: AttendeeId::new(read.text("id")?),
        name: read.parsed("name", Name::parse)?,
        email: read.parsed("email", Email::parse)?,
        language: read.named("language", Language::parse)?,
    })
}

fn is_ahead(card: &Card, now: Instant) -> bool {
    matches!(card.appointment.status, Status::Requested | Status::Confirmed) && now < card.appointment.span.start
}

/// Leaves another version and a line of history behind.
async fn note(connection: &mut AnyConnection, card: &mut Card, what: What, manner: &Manner, now: Instant) -> Result<(), StoreError> {
    let appointment = &mut card.appointment;
    let known = appointment.version;
    appointment.version += 1;
    let query = sqlx::query("UPDATE appointments SET version = $4, updated_at = $5 WHERE portal = $1 AND id = $2 AND version = $3");
    let query = query.bind(appointment.portal.as_str()).bind(appointment.id.as_str()).bind(i64::from(known)).bind(i64::from(appointment.version));
    touched(1, &connection.execute(query.bind(now.micros())).await?)?;
    record(connection, &Record { card, what, before: None, manner, now, letters: None }).await
}

fn letter(card: &Card, attendee: &Attendee, token: &Token, id: &OutboxId, occasion: Occasion, now: Instant) -> Letter {
    Letter {
        id: id.clone(),
        occasion,
        audience: Audience::Customer,
        attendee: Some(attendee.id.clone()),
        card: card.clone().seen_by(attendee, token),
        by: None,
        reason: None,
        message: None,
        before: None,
        caused_at: now,
    }
}
