//! What comes near or has just been: whose appointments, and that what is said of each is said once.

use sqlx::Executor;

use super::attendees::copies;
use super::bounces::bounced_among;
use super::card::{Handle, card};
use super::record::post;
use super::row::Reader;
use super::{Store, StoreError};
use crate::domain::{AppointmentId, Audience, Instant, Letter, MailKind, MailSettings, Occasion, OutboxId, PortalId, Span, Status, ZoneName};

/// A portal that wants something said before a start or after an end.
#[derive(Clone, Debug)]
pub struct Reminding {
    /// Which.
    pub portal: PortalId,
    /// What it wants.
    pub mail: MailSettings,
}

/// An appointment of which something has not been said yet.
#[derive(Clone, Debug)]
pub struct Unsaid {
    /// Which.
    pub appointment: AppointmentId,
    /// When it takes place.
    pub span: Span,
    /// The clock of its place.
    pub zone: ZoneName,
    /// When its time was set: at its booking, or when it was rescheduled last.
    pub set_at: Instant,
}

/// Something to be said of an appointment.
#[derive(Clone, Debug)]
pub struct Saying {
    /// Whose.
    pub portal: PortalId,
    /// Of which.
    pub appointment: AppointmentId,
    /// The start that it is said of.
    pub starts_at: Instant,
    /// What is said.
    pub kind: MailKind,
    /// The name under which it is said once.
    pub name: String,
    /// The present moment.
    pub now: Instant,
    /// The letters' identities: to the customer, to the agenda.
    pub letters: [OutboxId; 2],
}

impl Store {
    /// The portals that want something said before a start or after an end.
    pub async fn reminding(&self) -> Result<Vec<Reminding>, StoreError> {
        let rows = sqlx::query("SELECT id, mail FROM portals WHERE mail <> ''").fetch_all(&self.reads).await?;
        let mut reminding = Vec::new();
        for row in &rows {
            let read = Reader::new(row, "portals");
            // What one portal has stored wrongly is no reason to leave all others unreminded.
            match read.mail_settings("mail") {
                Ok(mail) if mail.ladder().is_empty() && mail.after().is_none() => {}
                Ok(mail) => reminding.push(Reminding { portal: PortalId::new(read.text("id")?), mail }),
                Err(error) => tracing::error!(error = &error as &dyn std::error::Error, "a portal's settings for mail can't be read"),
            }
        }
        Ok(reminding)
    }

    /// A portal's agreed appointments that begin after the first moment, and not after the second, of which this has not been said.
    pub async fn unsaid(&self, portal: &PortalId, name: &str, starts: Span) -> Result<Vec<Unsaid>, StoreError> {
        let query = sqlx::query(
            "SELECT b.id, b.starts_at, b.ends_at, b.zone,
               COALESCE((SELECT MAX(h.happened_at) FROM history h WHERE h.portal = b.portal AND h.appointment = b.id AND h.what IN ('booked', 'rescheduled')), b.created_at) AS set_at
             FROM agendas a JOIN appointments b ON b.portal = a.portal AND b.lane = a.id
             WHERE a.portal = $1 AND b.starts_at > $2 AND b.starts_at <= $3 AND b.status IN ('confirmed', 'completed')
               AND NOT EXISTS (SELECT 1 FROM reminders r WHERE r.portal = b.portal AND r.appointment = b.id AND r.kind = $4 AND r.starts_at = b.starts_at)",
        );
        let rows = query.bind(portal.as_str()).bind(starts.start.micros()).bind(starts.end.micros()).bind(name).fetch_all(&self.reads).await?;
        let unsaid = |row| {
            let read = Reader::new(row, "appointments");
            Ok(Unsaid {
                appointment: AppointmentId::new(read.text("id")?),
                span: read.span()?,
                zone: ZoneName::new(read.text("zone")?),
                set_at: Instant::from_micros(read.number("set_at")?),
            })
        };
        rows.iter().map(unsaid).collect()
    }

    /// Writes the letters, unless this has been said of this start, or the appointment stands otherwise by now. Says whether it has.
    pub async fn say(&self, saying: &Saying) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let handle = Handle::Own(saying.portal.clone(), saying.appointment.clone());
        let Some(card) = card(&mut transaction, &handle).await? else {
            return Ok(false);
        };
        let appointment = &card.appointment;
        if appointment.span.start != saying.starts_at || !matches!(appointment.status, Status::Confirmed | Status::Completed) {
            return Ok(false);
        }
        // Of two servers at once the second waits here for the first, and then finds it said.
        let query = sqlx::query("INSERT INTO reminders (portal, appointment, kind, starts_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING");
        let query = query.bind(saying.portal.as_str()).bind(saying.appointment.as_str()).bind(&saying.name).bind(saying.starts_at.micros());
        if transaction.execute(query).await?.rows_affected() == 0 {
            return Ok(false);
        }
        let occasion = match saying.kind {
            MailKind::StillComing => Occasion::StillComing,
            MailKind::FollowUp => Occasion::FollowUp,
            _ => Occasion::Reminder,
        };
        // Nobody reads what goes to an address that mail came back from: the team is to call.
        let unreachable = !bounced_among(&mut transaction, &saying.portal, [&card.customer.email]).await?.is_empty();
        let letter = |audience, id: &OutboxId| Letter {
            id: id.clone(),
            occasion,
            audience,
            attendee: None,
            card: card.clone(),
            by: None,
            reason: None,
            message: None,
            before: None,
            caused_at: saying.now,
        };
        let wants = |audience| card.portal_mail.wants(audience, saying.kind);
        let [customer, agenda] = [Audience::Customer, Audience::Agenda].map(|audience| wants(audience).then_some(audience));
        let told = customer.map(|audience| letter(audience, &saying.letters[0]));
        // Whoever comes along has an address of their own.
        let copies = match &told {
            Some(letter) => copies(&mut transaction, letter).await?,
            None => Vec::new(),
        };
        let noted = agenda.map(|audience| letter(audience, &saying.letters[1]));
        post(&mut transaction, told.filter(|_| !unreachable).into_iter().chain(noted).chain(copies)).await?;
        transaction.commit().await?;
        Ok(true)
    }
}
