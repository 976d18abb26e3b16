//! A mail about an appointment: looked at, and sent again by hand.

use sqlx::Executor;

use crate::domain::{AppointmentId, Audience, Instant, Letter, Occasion, OutboxId, PortalId};
use crate::store::book::json;
use crate::store::record::post;
use crate::store::row::Reader;
use crate::store::{Store, StoreError, touched};

/// What became of sending a mail again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// It leaves as soon as the outbox gets to it.
    Queued,
    /// There is no such mail.
    Unknown,
    /// A later mail has gone to the same reader: this one no longer says how things are.
    Outdated,
}

impl Store {
    /// A mail about an appointment, as it was written.
    pub async fn letter(&self, portal: &PortalId, appointment: &AppointmentId, letter: &OutboxId) -> Result<Option<Letter>, StoreError> {
        let query = sqlx::query("SELECT o.id, o.letter, p.texts, p.mail FROM outbox o JOIN portals p ON p.id = o.portal WHERE o.portal = $1 AND o.appointment = $2 AND o.id = $3");
        let query = query.bind(portal.as_str()).bind(appointment.as_str()).bind(letter.as_str());
        let Some(row) = query.fetch_optional(&self.reads).await? else {
            return Ok(None);
        };
        let read = Reader::new(&row, "outbox");
        let mut letter: Letter = read.json("letter")?;
        letter.card.portal_texts = read.own_texts("texts")?;
        letter.card.portal_mail = read.mail_settings("mail")?;
        Ok(Some(letter))
    }

    /// Sends a mail again, to the address that its reader has now: one that was given up, or that waits, is tried at once, as the same message; one that
    /// has left leaves as another, `copy`, which no mailbox takes for a repetition.
    pub async fn send_again(&self, portal: &PortalId, appointment: &AppointmentId, letter: &OutboxId, copy: OutboxId, now: Instant) -> Result<Again, StoreError> {
        let mut transaction = self.begin().await?;
        let query = sqlx::query(
            "SELECT o.id, o.letter, o.state, (SELECT MAX(n.id) FROM outbox n WHERE n.portal = o.portal AND n.appointment = o.appointment AND n.audience = o.audience) AS newest,
               c.email, a.email AS agenda_email
             FROM outbox o JOIN appointments b ON b.portal = o.portal AND b.id = o.appointment JOIN customers c ON c.portal = b.portal AND c.id = b.customer
             JOIN agendas a ON a.portal = b.portal AND a.id = b.agenda
             WHERE o.portal = $1 AND o.appointment = $2 AND o.id = $3",
        );
        let query = query.bind(portal.as_str()).bind(appointment.as_str()).bind(letter.as_str());
        let Some(row) = transaction.fetch_optional(query).await? else {
            return Ok(Again::Unknown);
        };
        let read = Reader::new(&row, "outbox");
        let mut again: Letter = read.json("letter")?;
        // What someone wrote stays what they wrote.
        if again.occasion != Occasion::Message && read.text("newest")? != letter.as_str() {
            return Ok(Again::Outdated);
        }
        again.caused_at = now;
        match again.audience {
            // Whoever comes along has the address that they were added with.
            Audience::Customer if again.attendee.is_some() => {}
            Audience::Customer => again.card.customer.email = read.parsed("email", crate::domain::Email::parse)?,
            Audience::Agenda => again.card.agenda_email = read.parsed("agenda_email", crate::domain::Email::parse)?,
        }
        if read.text("state")? == "done" {
            again.id = copy;
            post(&mut transaction, [again]).await?;
        } else {
            let query = sqlx::query("UPDATE outbox SET letter = $3, state = 'open', attempts = 0, last_error = '', due_at = $4, created_at = $4 WHERE portal = $1 AND id = $2");
            let query = query.bind(portal.as_str()).bind(letter.as_str()).bind(json(&again)?).bind(now.micros());
            touched(1, &transaction.execute(query).await?)?;
        }
        transaction.commit().await?;
        Ok(Again::Queued)
    }
}
