//! One appointment with all that the team knows of it: marks, notes, history, mails.

use sqlx::Executor;
use sqlx::any::AnyRow;

use crate::domain::{
    Actor, AppointmentId, AttendeeId, Audience, Author, Bounced, Card, CustomerId, Instant, Letter, MemberId, Name, Note, NoteId, Occasion, OutboxId, PortalId, What,
};
use crate::store::bounces::bounced_among;
use crate::store::card::{Handle, card};
use crate::store::row::Reader;
use crate::store::{Store, StoreError, touched};

/// An appointment with all that the team knows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// The appointment.
    pub card: Card,
    /// How mail to its customer's address came back, where it did.
    pub bounced: Option<Bounced>,
    /// Nobody has read it since something happened.
    pub unread: bool,
    /// It is dealt with.
    pub done: bool,
    /// Who is to handle it.
    pub assigned: Option<MemberId>,
    /// The team's notes, the newest first.
    pub notes: Vec<NoteRow>,
    /// What happened, the newest first.
    pub history: Vec<HistoryRow>,
    /// The mails about it, the newest first.
    pub mails: Vec<MailRow>,
}

/// A note of the team's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRow {
    /// Which.
    pub id: NoteId,
    /// Who wrote it.
    pub by: Name,
    /// When.
    pub at: Instant,
    /// What it says.
    pub text: Note,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryRow {
    /// To which appointment.
    pub appointment: AppointmentId,
    /// The version that it led to.
    pub version: u32,
    /// What.
    pub what: What,
    /// Who did it.
    pub by: Author,
    /// When.
    pub at: Instant,
    /// The start before and after; where they are the same, it did not change.
    pub starts: Option<(Instant, Instant)>,
    /// The agenda before and after, by name, where it changed.
    pub agendas: Option<(String, String)>,
    /// Why.
    pub reason: Option<Note>,
    /// The customer was told.
    pub told: bool,
}

/// One mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailRow {
    /// Its row.
    pub id: OutboxId,
    /// Why it was written.
    pub occasion: Occasion,
    /// For whom.
    pub audience: Audience,
    /// Who comes along, where it is for them: which, and their name.
    pub attendee: Option<(AttendeeId, Name)>,
    /// When its cause happened.
    pub at: Instant,
    /// What became of it.
    pub state: MailState,
}

/// What became of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailState {
    /// It waits, or is tried again: so often so far, and what went wrong last.
    Open(u32, Option<String>),
    /// The mail server took it.
    Sent,
    /// It was given up, or no longer held when it was to leave, for this reason.
    Dead(String),
}

/// Notes, and mails, at most on one screen.
const SHOWN: i64 = 200;

macro_rules! history {
    ($rest:literal) => {
        concat!(
            "SELECT h.appointment, h.version, h.happened_at, h.who, h.who_name, h.what, h.old_starts_at, h.new_starts_at, h.reason, h.told,
               COALESCE(o.name, '') AS old_agenda, COALESCE(n.name, '') AS new_agenda
             FROM history h LEFT JOIN agendas o ON o.portal = h.portal AND o.id = h.old_agenda LEFT JOIN agendas n ON n.portal = h.portal AND n.id = h.new_agenda ",
            $rest
        )
    };
}
const HISTORY: &str = history!("WHERE h.portal = $1 AND h.appointment = $2 AND h.version > $3 ORDER BY h.version DESC");
const HISTORY_OF_CUSTOMER: &str =
    history!("JOIN appointments b ON b.portal = h.portal AND b.id = h.appointment WHERE h.portal = $1 AND b.customer = $2 ORDER BY h.appointment DESC, h.version DESC LIMIT $3");

impl Store {
    /// An appointment with all that the team knows of it; of notes and mails the latest.
    pub async fn dossier(&self, portal: &PortalId, id: &AppointmentId) -> Result<Option<Dossier>, StoreError> {
        self.dossier_of(portal, id, SHOWN).await
    }

    /// An appointment with all that is kept of it, however much it is.
    pub async fn whole_dossier(&self, portal: &PortalId, id: &AppointmentId) -> Result<Option<Dossier>, StoreError> {
        self.dossier_of(portal, id, i64::MAX).await
    }

    async fn dossier_of(&self, portal: &PortalId, id: &AppointmentId, most: i64) -> Result<Option<Dossier>, StoreError> {
        let mut connection = self.reads.acquire().await?;
        let Some(card) = card(&mut connection, &Handle::Own(portal.clone(), id.clone())).await? else {
            return Ok(None);
        };
        let query = sqlx::query("SELECT id, unread, done, assigned FROM appointments WHERE portal = $1 AND id = $2").bind(portal.as_str()).bind(id.as_str());
        let row = connection.fetch_one(query).await?;
        let marks = Reader::new(&row, "appointments");
        let query = sqlx::query("SELECT id, member_name, text, created_at FROM notes WHERE portal = $1 AND appointment = $2 ORDER BY id DESC LIMIT $3");
        let notes = connection.fetch_all(query.bind(portal.as_str()).bind(id.as_str()).bind(most)).await?;
        let query = sqlx::query("SELECT id, letter, state, attempts, last_error, created_at FROM outbox WHERE portal = $1 AND appointment = $2 ORDER BY id DESC LIMIT $3");
        let mails = connection.fetch_all(query.bind(portal.as_str()).bind(id.as_str()).bind(most)).await?;
        let history = connection.fetch_all(sqlx::query(HISTORY).bind(portal.as_str()).bind(id.as_str()).bind(0_i64)).await?;
        let bounced = bounced_among(&mut connection, portal, [&card.customer.email]).await?.into_values().next();
        Ok(Some(Dossier {
            card,
            bounced,
            unread: marks.number("unread")? == 1,
            done: marks.number("done")? == 1,
            assigned: marks.optional("assigned", |id| Ok::<_, std::convert::Infallible>(MemberId::new(id)))?,
            notes: notes.iter().map(note).collect::<Result<_, _>>()?,
            history: history.iter().map(history_row).collect::<Result<_, _>>()?,
            mails: mails.iter().map(mail).collect::<Result<_, _>>()?,
        }))
    }

    /// What happened to an appointment after a version of it, the newest first.
    pub async fn history_since(&self, portal: &PortalId, id: &AppointmentId, version: u32) -> Result<Vec<HistoryRow>, StoreError> {
        let rows = sqlx::query(HISTORY).bind(portal.as_str()).bind(id.as_str()).bind(i64::from(version)).fetch_all(&self.reads).await?;
        rows.iter().map(history_row).collect()
    }

    /// What happened to a customer's appointments, by appointment, the newest first.
    pub async fn history_of(&self, portal: &PortalId, customer: &CustomerId, most: i64) -> Result<Vec<HistoryRow>, StoreError> {
        let rows = sqlx::query(HISTORY_OF_CUSTOMER).bind(portal.as_str()).bind(customer.as_str()).bind(most).fetch_all(&self.reads).await?;
        rows.iter().map(history_row).collect()
    }

    /// Writes a note on an appointment. False where there is none such.
    pub async fn note(&self, by: &Actor, id: &AppointmentId, note: &NoteId, text: &Note, now: Instant) -> Result<bool, StoreError> {
        let query = sqlx::query(
            "INSERT INTO notes (portal, id, customer, appointment, member, member_name, text, created_at)
             SELECT portal, $3, customer, id, $4, $5, $6, $7 FROM appointments WHERE portal = $1 AND id = $2",
        );
        let query = query.bind(by.portal.id.as_str()).bind(id.as_str()).bind(note.as_str()).bind(by.member_id().map_or("", |id| id.as_str())).bind(by.name.as_str());
        Ok(query.bind(text.as_str()).bind(now.micros()).execute(&self.writes).await?.rows_affected() == 1)
    }

    /// Writes a note on a customer. False where there is none such.
    pub async fn note_on_customer(&self, by: &Actor, customer: &CustomerId, note: &NoteId, text: &Note, now: Instant) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let query = sqlx::query("SELECT id FROM customers WHERE portal = $1 AND id = $2").bind(by.portal.id.as_str()).bind(customer.as_str());
        if transaction.fetch_optional(query).await?.is_none() {
            return Ok(false);
        }
        let query = sqlx::query("INSERT INTO notes (portal, id, customer, appointment, member, member_name, text, created_at) VALUES ($1, $2, $3, '', $4, $5, $6, $7)");
        let query = query.bind(by.portal.id.as_str()).bind(note.as_str()).bind(customer.as_str()).bind(by.member_id().map_or("", |id| id.as_str())).bind(by.name.as_str());
        touched(1, &transaction.execute(query.bind(text.as_str()).bind(now.micros())).await?)?;
        transaction.commit().await?;
        Ok(true)
    }
}

pub(super) fn note(row: &AnyRow) -> Result<NoteRow, StoreError> {
    let read = Reader::new(row, "notes");
    Ok(NoteRow {
        id: NoteId::new(read.text("id")?),
        by: read.parsed("member_name", Name::parse)?,
        at: Instant::from_micros(read.number("created_at")?),
        text: read.parsed("text", Note::parse)?,
    })
}

fn history_row(row: &AnyRow) -> Result<HistoryRow, StoreError> {
    let read = Reader::new(row, "history");
    let by = match (read.text("who")?, read.text("who_name")?) {
        (who, _) if who == "customer" => Author::Customer,
        (who, name) => {
            let name = Name::parse(&name).map_err(|error| StoreError::Corrupt { table: "history", column: "who_name", row: who.clone(), reason: error.to_string() })?;
            match who.strip_prefix("member:") {
                Some(id) => Author::Member(MemberId::new(id), name),
                None if who == "attendee" => Author::Attendee(name),
                None => Author::Program(name),
            }
        }
    };
    let (old, new) = (read.number("old_starts_at")?, read.number("new_starts_at")?);
    let agendas = (read.text("old_agenda")?, read.text("new_agenda")?);
    Ok(HistoryRow {
        appointment: AppointmentId::new(read.text("appointment")?),
        version: read.count("version")?,
        what: read.named("what", What::parse)?,
        by,
        at: Instant::from_micros(read.number("happened_at")?),
        starts: (old != 0).then(|| (Instant::from_micros(old), Instant::from_micros(new))),
        agendas: Some(agendas).filter(|(old, _)| !old.is_empty()),
        reason: read.optional("reason", Note::parse)?,
        told: read.number("told")? == 1,
    })
}

/// What became of a mail, by its row in the outbox.
pub(super) fn mail_state(state: &str, attempts: u32, error: String) -> MailState {
    match state {
        "done" if error.is_empty() => MailState::Sent,
        "done" | "dead" => MailState::Dead(error),
        _ => MailState::Open(attempts, Some(error).filter(|error| !error.is_empty())),
    }
}

fn mail(row: &AnyRow) -> Result<MailRow, StoreError> {
    let read = Reader::new(row, "outbox");
    let letter: Letter = read.json("letter")?;
    let state = mail_state(&read.text("state")?, read.count("attempts")?, read.text("last_error")?);
    Ok(MailRow {
        id: letter.id,
        occasion: letter.occasion,
        audience: letter.audience,
        attendee: letter.attendee.map(|id| (id, letter.card.customer.name)),
        at: letter.caused_at,
        state,
    })
}
