//! Where an appointment could go: free times, and other agendas.

use super::DeedError;
use super::act::judge;
use crate::app::free_times::{Whose, last_day, open_entry, times_among, today};
use crate::app::{App, LONGEST_ASK_DAYS};
use crate::domain::{AgendaId, AppointmentId, Bookable, Card, Day, Member, Name, Permission, Slot, Slug, Span};
use crate::store::team::AgendaRow;
use crate::store::{Handle, StoreError};

/// Free times of some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Today, where the entry is.
    pub today: Day,
    /// The last day that was looked at.
    pub to: Day,
    /// The first day with a free time after that.
    pub later: Option<Day>,
    /// The times, in order.
    pub slots: Vec<Slot>,
}

/// An agenda that an appointment might move to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// Which.
    pub agenda: AgendaId,
    /// Its name.
    pub name: Name,
    /// Whether it can be.
    pub possible: Possible,
}

/// Whether an appointment can move to an agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Possible {
    /// At its own time.
    SameTime,
    /// At other times.
    OtherTimes(Offered),
    /// Not.
    No(WhyNot),
}

/// Why an appointment can't move to an agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// Its entry isn't connected with that agenda.
    NotConnected,
    /// The member may not change that agenda.
    NoPermission,
    /// The portal's plan lacks room for it.
    Plan,
    /// It has no free time.
    Busy,
}

/// The free times that an appointment could have in its agenda, or in another of its entry's, as if it stood nowhere.
pub async fn times_of(app: &App, by: &Member, id: &AppointmentId, agenda: Option<&AgendaId>, from: Day) -> Result<Offered, DeedError> {
    by.needs(Permission::Interactions)?;
    let (card, bookable) = bookable_of(app, by, id).await?;
    let wanted = agenda.unwrap_or(&card.appointment.agenda);
    let Some(at) = bookable.agendas.iter().position(|agenda| agenda.id == *wanted) else {
        return Ok(nothing(app, &bookable));
    };
    Ok(offered(app, &Whose { bookable: &bookable, among: vec![at], but: Some(id.as_str()) }, from).await?)
}

/// The free times of an entry, of all its agendas or of one.
pub async fn times_at(app: &App, by: &Member, entry: &Slug, agenda: Option<&AgendaId>, from: Day) -> Result<Offered, DeedError> {
    by.needs(Permission::Interactions)?;
    let bookable = open_entry(app, &by.portal.slug, entry).await?;
    let among = (0..bookable.agendas.len()).filter(|at| agenda.is_none_or(|wanted| bookable.agendas[*at].id == *wanted)).collect();
    Ok(offered(app, &Whose { bookable: &bookable, among, but: None }, from).await?)
}

/// Every agenda of the portal but the appointment's own, and whether it could move there (case 27).
pub async fn moves_of(app: &App, by: &Member, id: &AppointmentId) -> Result<Vec<Elsewhere>, DeedError> {
    by.needs(Permission::Interactions)?;
    let (card, bookable) = bookable_of(app, by, id).await?;
    let (now, start) = (app.clock.now(), card.appointment.span.start);
    let busy = app.store.busy_but(&bookable, Span::starting(start, bookable.event_type.limits().length), Some(id.as_str())).await?;
    let mut list = Vec::new();
    for AgendaRow { id: agenda, name, .. } in app.store.agendas(&by.portal.id).await? {
        if agenda == card.appointment.agenda {
            continue;
        }
        let connected = bookable.agendas.iter().position(|known| known.id == agenda);
        let possible = match connected {
            None => Possible::No(WhyNot::NotConnected),
            Some(_) if !by.permissions.edits(&agenda) => Possible::No(WhyNot::NoPermission),
            Some(at) if bookable.lacks(&bookable.agendas[at]).is_some() => Possible::No(WhyNot::Plan),
            Some(at) if judge(&bookable, &busy, &[at], now, start, false).is_ok() => Possible::SameTime,
            Some(at) => match offered(app, &Whose { bookable: &bookable, among: vec![at], but: Some(id.as_str()) }, today(&bookable, now)).await? {
                offered if offered.slots.is_empty() => Possible::No(WhyNot::Busy),
                offered => Possible::OtherTimes(offered),
            },
        };
        list.push(Elsewhere { agenda, name, possible });
    }
    Ok(list)
}

async fn bookable_of(app: &App, by: &Member, id: &AppointmentId) -> Result<(Card, Bookable), DeedError> {
    let card = app.store.card_of(&Handle::Own(by.portal.id.clone(), id.clone())).await?.ok_or(DeedError::NotFound)?;
    // An entry that has been retired since offers nothing any more: the appointment stays where it is.
    let bookable = open_entry(app, &card.portal_slug, &card.entry_slug).await.map_err(|error| match error.into() {
        DeedError::NotFound => DeedError::Gone,
        error => error,
    })?;
    Ok((card, bookable))
}

fn nothing(app: &App, bookable: &Bookable) -> Offered {
    let today = today(bookable, app.clock.now());
    Offered { today, to: last_day(bookable, app.clock.now()), later: None, slots: Vec::new() }
}

/// The free times of as many days as one question may span, and the first day after them that has one.
async fn offered(app: &App, whose: &Whose<'_>, from: Day) -> Result<Offered, StoreError> {
    let (today, last) = (today(whose.bookable, app.clock.now()), last_day(whose.bookable, app.clock.now()));
    let window = |from: Day| (from, from.plus_days(LONGEST_ASK_DAYS - 1).min(last).max(from));
    let (first, to) = window(from.max(today));
    let slots = times_among(app, whose, first, to).await?;
    let (mut later, mut seen) = (None, to);
    while later.is_none() && seen < last {
        let (next, end) = window(seen.plus_days(1));
        later = times_among(app, whose, next, end).await?.first().map(|slot| slot.day);
        seen = end;
    }
    Ok(Offered { today, to, later, slots })
}
