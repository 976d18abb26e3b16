//! What the team does to an appointment.

use super::DeedError;
use crate::app::ladder::kept_until;
use crate::app::{App, free_times, manage};
use crate::clock::new_id;
use crate::domain::{
    Actor, AgendaId, AppointmentId, Bookable, Busy, Card, Instant, InteractionId, Manner, Marking, Member, Minutes, Note, NoteId, OutboxId, Permission, Refusal, Scope, Slot, Span,
    Status,
};
use crate::store::{Change, Changed, Handle, Present, Reschedule};
use crate::zone::Zone;

/// A change that someone makes for a portal.
#[derive(Clone, Debug)]
pub struct Deed {
    /// Of which appointment.
    pub id: AppointmentId,
    /// The version that they looked at.
    pub version: u32,
    /// The customer is to be told.
    pub tell: bool,
    /// Why; where it is said, rules are overruled for it.
    pub reason: Option<Note>,
}

/// Where an appointment is to go.
#[derive(Clone, Debug, Default)]
pub struct To {
    /// The start; its present one when there is none.
    pub starts_at: Option<Instant>,
    /// The agenda; its present one when there is none.
    pub agenda: Option<AgendaId>,
}

/// Calls an appointment off. Twice is harmless (case 28).
pub async fn cancel(app: &App, by: &Actor, deed: &Deed) -> Result<Card, DeedError> {
    let change = change(app, by, deed, None).await?;
    let changed = app.store.cancel(&change).await?;
    answer(app, by, deed, changed, None).await
}

/// Says how an appointment ended.
pub async fn conclude(app: &App, by: &Actor, deed: &Deed, status: Status) -> Result<Card, DeedError> {
    let change = change(app, by, deed, None).await?;
    let changed = app.store.conclude(&change, status).await?;
    answer(app, by, deed, changed, None).await
}

/// Gives an appointment another time, another agenda, or both: the same record (cases 25 and 27). The rules are asked as for a customer,
/// of that one agenda; a reason overrules them, but never another appointment.
pub async fn reschedule(app: &App, by: &Actor, deed: &Deed, to: &To) -> Result<Card, DeedError> {
    let change = change(app, by, deed, to.agenda.as_ref()).await?;
    let (now, overrule) = (change.now, deed.reason.is_some());
    let wanted = Reschedule { change, starts_at: to.starts_at, agenda: to.agenda.clone(), departure: OutboxId::new(new_id()) };
    let decide = |bookable: &Bookable, busy: &[Vec<Busy>], present: Present| {
        let agenda = match &to.agenda {
            Some(wanted) => bookable.agendas.iter().position(|agenda| agenda.id == *wanted),
            None => present.agenda,
        };
        let agenda = agenda.ok_or(Refusal::NotOffered)?;
        judge(bookable, busy, &[agenda], now, present.starts_at, overrule)
    };
    let changed = app.store.reschedule(&wanted, decide).await?;
    answer(app, by, deed, changed, to.starts_at).await
}

/// Sets a mark of the team's.
pub async fn mark(app: &App, by: &Member, id: &InteractionId, marking: &Marking) -> Result<(), DeedError> {
    by.needs(Permission::Interactions)?;
    if app.store.mark(&by.portal.id, id, marking).await? { Ok(()) } else { Err(DeedError::NotFound) }
}

/// Writes a note for the team.
pub async fn note(app: &App, by: &Actor, id: &AppointmentId, text: &Note) -> Result<(), DeedError> {
    by.needs(Scope::AppointmentsWrite)?;
    let written = app.store.note(by, id, &NoteId::new(new_id()), text, app.clock.now()).await?;
    if written { Ok(()) } else { Err(DeedError::NotFound) }
}

/// Nobody meets further ahead, whatever the reason: what says so is a slip in the year, or lies past the calendar's four digits.
const FURTHEST: Minutes = Minutes::new(10 * 366 * 1_440);

/// What the rules say of a start in some agendas; where a reason overrules them, the first of those has it, as long as it is to come, and within ten years.
/// No reason overrules a plan.
pub(super) fn judge(bookable: &Bookable, busy: &[Vec<Busy>], among: &[usize], now: Instant, starts_at: Instant, overrule: bool) -> Result<Slot, Refusal> {
    match free_times::judge(bookable, busy, among, now, starts_at) {
        Err(refusal) if !overrule || starts_at <= now || starts_at > now.plus(FURTHEST) || among.is_empty() => return Err(refusal),
        Err(_) => {}
        offered => return offered,
    }
    let (zone, span) = (Zone::of(bookable.zone()), Span::starting(starts_at, bookable.event_type.limits().length));
    // An appointment is never overruled, nor what is held for someone: of several agendas, one that has none there.
    let mut paid = among.iter().filter(|at| bookable.lacks(&bookable.agendas[**at]).is_none()).peekable();
    if paid.peek().is_none() {
        return Err(Refusal::NotOffered);
    }
    let free = paid.find(|at| !busy[**at].iter().any(|busy| busy.is_someones(now) && busy.span.overlaps(span)));
    let (day, time) = zone.wall(starts_at);
    free.map(|agenda| Slot { span, day, time, offset: zone.offset(starts_at), agenda: *agenda }).ok_or(Refusal::Taken)
}

/// A change, made by whoever may change the agenda that the appointment stands in, and the one it goes to.
async fn change(app: &App, by: &Actor, deed: &Deed, to: Option<&AgendaId>) -> Result<Change, DeedError> {
    by.needs(Scope::AppointmentsWrite)?;
    let handle = Handle::Own(by.portal.id.clone(), deed.id.clone());
    let card = app.store.card_of(&handle).await?.ok_or(DeedError::NotFound)?;
    for agenda in [Some(&card.appointment.agenda), to].into_iter().flatten() {
        by.needs_agenda(Scope::AppointmentsWrite, agenda)?;
    }
    let manner = Manner { by: by.author(), tell: deed.tell, reason: deed.reason.clone() };
    let now = app.clock.now();
    let kept_until = kept_until(now, card.portal_mail.quiet, &card.appointment.zone);
    Ok(Change { handle, known: deed.version, manner, now, letters: [OutboxId::new(new_id()), OutboxId::new(new_id())], kept_until })
}

/// What became of a change: as to a customer, but the team is also told what it is too early for, and what someone else did.
async fn answer(app: &App, by: &Actor, deed: &Deed, changed: Changed, wanted: Option<Instant>) -> Result<Card, DeedError> {
    match changed {
        Changed::NotYet => Err(DeedError::NotYet),
        Changed::Meanwhile => Err(DeedError::Changed(app.store.history_since(&by.portal.id, &deed.id, deed.version).await?)),
        changed => Ok(manage::answer(app, changed, wanted).await?),
    }
}
