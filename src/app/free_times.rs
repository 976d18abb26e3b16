//! Which times an entry offers.

use std::sync::{Arc, OnceLock};

use super::App;
use crate::availability::{self, AgendaDays, Ask};
use crate::domain::{Bookable, Busy, Day, Instant, Portal, Refusal, Slot, Slug, Span, ZoneName};
use crate::store::{Found, StoreError};
use crate::zone::Zone;

/// Local days at most in one question.
pub const LONGEST_ASK_DAYS: i64 = 62;

/// The free times of some local days.
#[derive(Debug)]
pub struct FreeTimes {
    /// The zone whose days and times these are.
    pub zone: ZoneName,
    /// The times, in order.
    pub slots: Vec<Slot>,
    /// When this was computed.
    pub computed_at: Instant,
    /// The answer as some wire writes it, made once by whoever asks first.
    pub written: OnceLock<Vec<u8>>,
}

impl FreeTimes {
    /// The times by day. Days without any are left out.
    pub fn days(&self) -> impl Iterator<Item = (Day, &[Slot])> {
        self.slots.chunk_by(|a, b| a.day == b.day).filter_map(|slots| slots.first().map(|first| (first.day, slots)))
    }
}

/// Why there is no answer about free times.
#[derive(Debug, thiserror::Error)]
pub enum TimesError {
    /// There is no such portal.
    #[error("no portal has this name")]
    UnknownPortal,
    /// The portal has no such entry, or has retired it.
    #[error("the portal has no entry with this name")]
    UnknownEntry,
    /// `to` is before `from`, or more than [`LONGEST_ASK_DAYS`] are asked for.
    #[error("ask for 1 to {LONGEST_ASK_DAYS} days, the first one first")]
    Range,
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A portal by its name, whatever entries it has.
pub async fn open_portal(app: &App, portal: &Slug) -> Result<Portal, TimesError> {
    app.store.portal(portal).await?.ok_or(TimesError::UnknownPortal)
}

/// An entry with everything that decides what it offers.
pub async fn open_entry(app: &App, portal: &Slug, entry: &Slug) -> Result<Bookable, TimesError> {
    match app.store.bookable(portal, entry).await? {
        Found::One(bookable) => Ok(bookable),
        Found::NoPortal => Err(TimesError::UnknownPortal),
        Found::NoEntry => Err(TimesError::UnknownEntry),
    }
}

/// The free times from one local day to another, both included, 62 at most.
pub async fn free_times(app: &App, portal: &Slug, entry: &Slug, from: Day, to: Day) -> Result<Arc<FreeTimes>, TimesError> {
    if !(0..LONGEST_ASK_DAYS).contains(&from.days_until(to)) {
        return Err(TimesError::Range);
    }
    let now = app.clock.now();
    let asked = (portal.clone(), entry.clone(), from, to);
    // The stamp is read before what it stamps: a change in between makes the kept answer look old, never new.
    let revision = app.store.revision(portal, entry).await?;
    if let Some(answer) = revision.as_ref().and_then(|revision| app.memo.get(&asked, revision, now)) {
        return Ok(answer);
    }
    let bookable = open_entry(app, portal, entry).await?;
    let (slots, until) = compute(app, &Whose::all(&bookable), now, from, to).await?;
    let answer = Arc::new(FreeTimes { zone: bookable.zone().clone(), slots, computed_at: now, written: OnceLock::new() });
    if let Some(revision) = revision {
        app.memo.keep(asked, revision, until, Arc::clone(&answer));
    }
    Ok(answer)
}

/// The first local day that has a free time, within the event type's horizon.
pub async fn first_free_day(app: &App, bookable: &Bookable) -> Result<Option<Day>, TimesError> {
    first_free_day_from(app, bookable, today(bookable, app.clock.now())).await
}

/// The first local day from `from` on that has a free time, within the event type's horizon.
pub async fn first_free_day_from(app: &App, bookable: &Bookable, mut from: Day) -> Result<Option<Day>, TimesError> {
    let last = last_day(bookable, app.clock.now());
    while from <= last {
        let to = from.plus_days(LONGEST_ASK_DAYS - 1).min(last);
        let times = free_times(app, &bookable.portal.slug, &bookable.entry.slug, from, to).await?;
        if let Some(slot) = times.slots.first() {
            return Ok(Some(slot.day));
        }
        from = to.plus_days(1);
    }
    Ok(None)
}

/// Today, where the entry is.
pub fn today(bookable: &Bookable, now: Instant) -> Day {
    Zone::of(bookable.zone()).day(now)
}

/// The last local day on which anything may be offered; a day more where agendas lie in other zones than the one shown.
pub fn last_day(bookable: &Bookable, now: Instant) -> Day {
    let mixed = bookable.agendas.iter().any(|agenda| agenda.zone != *bookable.zone());
    today(bookable, now).plus_days(i64::from(bookable.event_type.limits().horizon_days) + i64::from(mixed))
}

/// The free times near a wanted one, for someone who can't have it: those of the days around it, or the first after now.
pub(super) async fn nearest(app: &App, bookable: &Bookable, wanted: Instant) -> Result<Vec<Slot>, StoreError> {
    let now = app.clock.now();
    let wanted_day = Zone::of(bookable.zone()).day(wanted).clamp(today(bookable, now), last_day(bookable, now));
    let (slots, _) = compute(app, &Whose::all(bookable), now, wanted_day.plus_days(-14), wanted_day.plus_days(14)).await?;
    Ok(crate::domain::nearest(&slots, wanted))
}

/// Whose free times are asked for.
pub(super) struct Whose<'a> {
    /// The entry.
    pub bookable: &'a Bookable,
    /// Which of its agendas, by their places.
    pub among: Vec<usize>,
    /// An appointment that is left out of what stands in them, or who holds what is.
    pub but: Option<&'a str>,
}

impl<'a> Whose<'a> {
    /// Everyone's.
    fn all(bookable: &'a Bookable) -> Self {
        Self { bookable, among: everyone(bookable), but: None }
    }
}

/// The places of all of an entry's agendas.
fn everyone(bookable: &Bookable) -> Vec<usize> {
    (0..bookable.agendas.len()).collect()
}

/// The free times from one day to another. Not kept: the team asks for these.
pub(super) async fn times_among(app: &App, whose: &Whose<'_>, from: Day, to: Day) -> Result<Vec<Slot>, StoreError> {
    Ok(compute(app, whose, app.clock.now(), from, to).await?.0)
}

async fn compute(app: &App, whose: &Whose<'_>, now: Instant, from: Day, to: Day) -> Result<(Vec<Slot>, Instant), StoreError> {
    let Whose { bookable, among, but } = whose;
    let zone = Zone::of(bookable.zone());
    let around = Span::new(zone.day_span(from).start, zone.day_span(to).end);
    let busy = app.store.busy_but(bookable, around, *but).await?;
    let zones = zones(bookable);
    let agendas = few(&agenda_days(bookable, &zones, &busy), among);
    let ask = Ask { now, event_type: &bookable.event_type, zone: &zone, from, to };
    let slots = availability::slots(&ask, &agendas);
    let until = availability::valid_until(&ask, &agendas, &slots);
    Ok((slots.into_iter().map(|slot| Slot { agenda: among[slot.agenda], ..slot }).collect(), until))
}

/// Whether one start can be booked now in some of an entry's agendas, in which the given things stand.
pub(super) fn judge(bookable: &Bookable, busy: &[Vec<Busy>], among: &[usize], now: Instant, starts_at: Instant) -> Result<Slot, Refusal> {
    let zones = zones(bookable);
    let agendas = few(&agenda_days(bookable, &zones, busy), among);
    let slot = availability::judge(now, &bookable.event_type, &Zone::of(bookable.zone()), &agendas, starts_at)?;
    Ok(Slot { agenda: among[slot.agenda], ..slot })
}

/// Whether one start can be booked now in any of an entry's agendas.
pub(super) fn judge_all(bookable: &Bookable, busy: &[Vec<Busy>], now: Instant, starts_at: Instant) -> Result<Slot, Refusal> {
    judge(bookable, busy, &everyone(bookable), now, starts_at)
}

fn few<'a>(agendas: &[AgendaDays<'a>], among: &[usize]) -> Vec<AgendaDays<'a>> {
    among.iter().map(|at| agendas[*at]).collect()
}

pub(super) fn zones(bookable: &Bookable) -> Vec<Zone> {
    bookable.agendas.iter().map(|agenda| Zone::of(&agenda.zone)).collect()
}

pub(super) fn agenda_days<'a>(bookable: &'a Bookable, zones: &'a [Zone], busy: &'a [Vec<Busy>]) -> Vec<AgendaDays<'a>> {
    let parts = bookable.agendas.iter().zip(zones).zip(busy);
    let subject = bookable.subject.as_ref().map(|subject| &subject.id);
    let days = parts.map(|((agenda, zone), busy)| AgendaDays {
        zone,
        hours: &agenda.hours,
        busy,
        reserved: &agenda.reserved,
        other_project: !agenda.is_for(subject),
        lacking: bookable.lacks(agenda),
    });
    days.collect()
}
