//! What every change of an appointment leaves behind: history, marks, letters, and a new stamp on its agenda.

use sqlx::{AnyConnection, Executor};

use super::attendees::copies;
use super::book::json;
use super::sql::Sql;
use super::{StoreError, stamp, touched};
use crate::domain::{Audience, Author, Card, Instant, Letter, MailKind, Manner, Name, Occasion, OldTime, OutboxId, What};

/// A change that has been made, to be recorded.
pub(super) struct Record<'a> {
    /// The appointment as it is now.
    pub card: &'a Card,
    /// What happened.
    pub what: What,
    /// The appointment as it was, where time or agenda changed.
    pub before: Option<&'a Card>,
    /// By whom, and how.
    pub manner: &'a Manner,
    /// When.
    pub now: Instant,
    /// The letters' identities, to customer and agenda; none where no calendar hears of it.
    pub letters: Option<&'a [OutboxId; 2]>,
}

/// Writes a line of history, the Inbox's marks, the letters to customer and agenda, and a new stamp on the agenda, so that no one keeps offering the old times.
pub(super) async fn record(connection: &mut AnyConnection, record: &Record<'_>) -> Result<(), StoreError> {
    let appointment = &record.card.appointment;
    let portal = appointment.portal.as_str();
    history(connection, record).await?;
    // That they come as agreed, and with whom, is good to know, and nothing to be dealt with.
    if !matches!(record.what, What::Booked | What::Attending | What::AttendeeAdded | What::AttendeeLeft) {
        // What a customer does is to be read, and dealt with anew; what the team does, the team knows.
        let marks = match record.manner.by {
            Author::Customer | Author::Attendee(_) => "UPDATE appointments SET active_at = $3, last_what = $4, unread = 1, done = 0 WHERE portal = $1 AND id = $2",
            Author::Member(..) | Author::Program(_) => "UPDATE appointments SET active_at = $3, last_what = $4, unread = 0 WHERE portal = $1 AND id = $2",
        };
        let query = sqlx::query(marks).bind(portal).bind(appointment.id.as_str()).bind(record.now.micros()).bind(record.what.as_str());
        touched(1, &connection.execute(query).await?)?;
    }
    if let Some([customer, agenda]) = record.letters {
        let occasion = match record.what {
            What::Booked => Occasion::Confirmation,
            What::Cancelled => Occasion::Cancellation,
            _ => Occasion::Change,
        };
        let before = record.before.map(|before| {
            let old = &before.appointment;
            OldTime { span: old.span, day: old.day, time: old.time, offset: old.offset }
        });
        let kind = kind(record.what);
        let letter = |id: &OutboxId, audience| Letter {
            id: id.clone(),
            occasion,
            audience,
            attendee: None,
            card: record.card.clone(),
            by: by(record.manner),
            message: None,
            reason: record.manner.reason.clone().filter(|_| audience == Audience::Agenda),
            before,
            caused_at: record.now,
        };
        let told = tells(record).then(|| letter(customer, Audience::Customer));
        let noted = record.card.portal_mail.wants(Audience::Agenda, kind).then(|| letter(agenda, Audience::Agenda));
        let copies = match &told {
            Some(letter) => copies(connection, letter).await?,
            None => Vec::new(),
        };
        post(connection, told.into_iter().chain(noted).chain(copies)).await?;
    }
    stamp(connection, portal, appointment.agenda.as_str()).await
}

/// The kind of mail that tells of it.
pub(super) const fn kind(what: What) -> MailKind {
    match what {
        What::Booked => MailKind::Confirmation,
        What::Moved => MailKind::Move,
        What::Cancelled => MailKind::Cancellation,
        _ => MailKind::Change,
    }
}

/// The customer gets a letter.
fn tells(record: &Record<'_>) -> bool {
    record.letters.is_some() && record.manner.tell && record.card.portal_mail.wants(Audience::Customer, kind(record.what))
}

/// Who makes a change, where it isn't the customer.
pub(super) fn by(manner: &Manner) -> Option<Name> {
    match &manner.by {
        Author::Customer => None,
        Author::Member(_, name) | Author::Program(name) | Author::Attendee(name) => Some(name.clone()),
    }
}

async fn history(connection: &mut AnyConnection, record: &Record<'_>) -> Result<(), StoreError> {
    let appointment = &record.card.appointment;
    let old = record.before.map(|before| &before.appointment);
    let agendas = old.filter(|old| old.agenda != appointment.agenda).map(|old| (old.agenda.as_str(), appointment.agenda.as_str()));
    let (who, name) = match &record.manner.by {
        Author::Customer => ("customer".to_owned(), ""),
        Author::Member(id, name) => (format!("member:{id}"), name.as_str()),
        Author::Program(name) => ("program".to_owned(), name.as_str()),
        Author::Attendee(name) => ("attendee".to_owned(), name.as_str()),
    };
    let query = sqlx::query(
        "INSERT INTO history (portal, appointment, version, happened_at, who, who_name, what, old_starts_at, new_starts_at, old_agenda, new_agenda, reason, told)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    );
    let query = query
        .bind(appointment.portal.as_str())
        .bind(appointment.id.as_str())
        .bind(i64::from(appointment.version))
        .bind(record.now.micros())
        .bind(who)
        .bind(name)
        .bind(record.what.as_str())
        .bind(old.map_or(0, |old| old.span.start.micros()))
        .bind(appointment.span.start.micros())
        .bind(agendas.map_or("", |(old, _)| old))
        .bind(agendas.map_or("", |(_, new)| new))
        .bind(record.manner.reason.as_ref().map_or("", |reason| reason.as_str()))
        .bind(i64::from(tells(record)));
    touched(1, &connection.execute(query).await?)
}

/// Puts letters into the outbox, in one statement: each costs a turn to the driver's thread and back.
pub(super) async fn post(connection: &mut AnyConnection, letters: impl IntoIterator<Item = Letter>) -> Result<(), StoreError> {
    let mut sql = Sql::new("INSERT INTO outbox (state, attempts, last_error, portal, id, appointment, audience, letter, due_at, created_at) VALUES ");
    let mut count = 0;
    for letter in letters {
        let appointment = &letter.card.appointment;
        let audience = match letter.audience {
            // Apart from what tells how things stand, which a message neither does nor waits for.
            Audience::Customer if letter.occasion == Occasion::Message => "message:customer".to_owned(),
            Audience::Agenda if letter.occasion == Occasion::Message => "message:agenda".to_owned(),
            Audience::Customer => letter.attendee.as_ref().map_or_else(|| "customer".to_owned(), |id| format!("attendee:{id}")),
            Audience::Agenda => "agenda".to_owned(),
        };
        sql.push(if count == 0 { "('open', 0, ''" } else { ", ('open', 0, ''" });
        for text in [appointment.portal.as_str(), letter.id.as_str(), appointment.id.as_str(), &audience, &json(&letter)?] {
            sql.push(", ").text(text);
        }
        sql.push(", ").number(letter.caused_at.micros()).push(", ").number(letter.caused_at.micros()).push(")");
        count += 1;
    }
    if count == 0 {
        return Ok(());
    }
    touched(count, &connection.execute(sql.query()).await?)
}
