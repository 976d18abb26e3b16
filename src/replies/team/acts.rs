//! What the team does to an appointment, on the wire.

use super::lists::dossier;
use super::session::member;
use super::shown::offer;
use super::{TeamDesk, Wall, answered, refused};
use crate::api::team::wire::{Act, Dossier, Elsewhere, MailWords, Move, Offer, Possible, WhyNotMove};
use crate::api::team::{Field, TeamError};
use crate::app::team::{self, Deed, DeedError, To, WhyNot};
use crate::domain::{AgendaId, AppointmentId, Audience, Card, Day, FieldError, Instant, InteractionId, Marking, Member, Note, OutboxId, Status};
use crate::mail;

/// Calls it off.
pub async fn cancel(act: Act) -> Result<Dossier, TeamError> {
    done(act, async |desk, by, deed| team::cancel(&desk.app, &by.actor(), deed).await).await
}

/// Gives it another time.
pub async fn reschedule(act: Act, to: Move) -> Result<Dossier, TeamError> {
    let to = To { starts_at: to.starts_at.map(instant), agenda: to.agenda };
    done(act, async |desk, by, deed| team::reschedule(&desk.app, &by.actor(), deed, &to).await).await
}

/// Gives it another agenda.
pub async fn move_to(act: Act, agenda: AgendaId) -> Result<Dossier, TeamError> {
    let to = To { starts_at: None, agenda: Some(agenda) };
    done(act, async |desk, by, deed| team::reschedule(&desk.app, &by.actor(), deed, &to).await).await
}

/// Says how it ended.
pub async fn conclude(act: Act, status: Status) -> Result<Dossier, TeamError> {
    done(act, async |desk, by, deed| team::conclude(&desk.app, &by.actor(), deed, status).await).await
}

/// Sets a mark.
pub async fn mark_it(portal: String, which: InteractionId, marking: Marking) -> Result<(), TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        team::mark(&desk.app, &by, &which, &marking).await.map_err(|error| refused(error, &Wall::of(&by)))
    };
    answered(reply.await)
}

/// Writes a note.
pub async fn note_down(portal: String, id: String, text: String) -> Result<Dossier, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let id = AppointmentId::new(id);
        team::note(&desk.app, &by.actor(), &id, &written(&text)?).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        dossier(&desk, &by, &id).await
    };
    answered(reply.await)
}

/// Sends a mail again.
pub async fn send_again(portal: String, id: String, mail: OutboxId) -> Result<Dossier, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let id = AppointmentId::new(id);
        team::send_again(&desk.app, &by.actor(), &id, &mail).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        dossier(&desk, &by, &id).await
    };
    answered(reply.await)
}

/// What a mail about it says.
pub async fn read_mail(portal: String, id: String, mail: OutboxId) -> Result<MailWords, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let letter = team::letter(&desk.app, &by.actor(), &AppointmentId::new(id), &mail).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        let (name, email) = match letter.audience {
            Audience::Customer => (&letter.card.customer.name, &letter.card.customer.email),
            Audience::Agenda => (&letter.card.agenda_name, &letter.card.agenda_email),
        };
        let words = mail::in_words(&letter, &desk.public_url);
        Ok(MailWords { to: format!("{name} <{email}>"), subject: words.subject, text: words.text })
    };
    answered(reply.await)
}

/// Its free times.
pub async fn times_of(portal: String, id: String, agenda: Option<AgendaId>, from: i32) -> Result<Offer, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let offered = team::times_of(&desk.app, &by, &AppointmentId::new(id), agenda.as_ref(), Day::from_epoch_days(from)).await;
        Ok(offer(&offered.map_err(|error| refused(error, &Wall::of(&by)))?))
    };
    answered(reply.await)
}

/// Where it could move.
pub async fn moves_of(portal: String, id: String) -> Result<Vec<Elsewhere>, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let list = team::moves_of(&desk.app, &by, &AppointmentId::new(id)).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        Ok(list.into_iter().map(elsewhere).collect())
    };
    answered(reply.await)
}

/// A deed, and the appointment as it is then.
async fn done(act: Act, deed: impl AsyncFnOnce(&TeamDesk, &Member, &Deed) -> Result<Card, DeedError>) -> Result<Dossier, TeamError> {
    let reply = async {
        let (desk, by) = member(&act.portal).await?;
        let wanted = Deed { id: AppointmentId::new(act.id), version: act.version, tell: act.tell, reason: reason(&act.reason)? };
        deed(&desk, &by, &wanted).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        dossier(&desk, &by, &wanted.id).await
    };
    answered(reply.await)
}

/// A reason, where one is given.
pub(super) fn reason(text: &str) -> Result<Option<Note>, TeamError> {
    Ok(Some(noted(text)?).filter(|note| !note.as_str().is_empty()))
}

/// A note, which may be empty.
pub(super) fn noted(text: &str) -> Result<Note, TeamError> {
    Note::parse(text.trim()).map_err(|error| TeamError::Invalid(vec![(Field::Note, error)]))
}

/// A note that says something.
pub(super) fn written(text: &str) -> Result<Note, TeamError> {
    reason(text)?.ok_or_else(|| TeamError::Invalid(vec![(Field::Note, FieldError::Missing)]))
}

/// A moment between 1970 and the year 9999.
pub(super) fn instant(seconds: i64) -> Instant {
    Instant::from_seconds(seconds.clamp(0, 253_402_300_799))
}

fn elsewhere(found: team::Elsewhere) -> Elsewhere {
    let possible = match found.possible {
        team::Possible::SameTime => Possible::SameTime,
        team::Possible::OtherTimes(offered) => Possible::OtherTimes(offer(&offered)),
        team::Possible::No(why) => Possible::No(match why {
            WhyNot::NotConnected => WhyNotMove::NotConnected,
            WhyNot::Plan => WhyNotMove::Plan,
            WhyNot::NoPermission => WhyNotMove::NoPermission,
            WhyNot::Busy => WhyNotMove::Busy,
        }),
    };
    Elsewhere { agenda: found.agenda, name: found.name.to_string(), possible }
}
