//! Fills a portal with made-up people and appointments, the same at every time it is done to an empty one: a portal of a size on which speed can be measured.

use crate::app::{App, TimesError, open_entry};
use crate::clock::new_id;
use crate::domain::{Bookable, Day, Instant, Minutes, Name, Slot, Slug, Span, Status, Weekday};
use crate::store::StoreError;
use crate::store::team::{Filling, Someone};
use crate::zone::{InFold, InGap, Zone};

/// How much is to be made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// People.
    pub customers: usize,
    /// Appointments.
    pub appointments: usize,
}

/// Why nothing was made up.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// There is no such portal.
    #[error("no portal has this name")]
    UnknownPortal,
    /// Nothing can be booked there.
    #[error("the portal has no entry that can be booked")]
    NoEntry,
    /// It holds appointments already, which none made up may stand among.
    #[error("the portal has customers already: made-up ones would stand among them")]
    NotEmpty,
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

const FIRST: [&str; 24] = [
    "Anna", "Bram", "Cora", "Daan", "Eva", "Femke", "Gijs", "Hanna", "Iris", "Jan", "Karin", "Lars", "Mila", "Noor", "Otto", "Petra", "Quinten", "Renée", "Sanne", "Tijn",
    "Ursula", "Victor", "Wouter", "Yara",
];
const LAST: [&str; 25] = [
    "de Vries",
    "Jansen",
    "van den Berg",
    "Bakker",
    "Visser",
    "Smit",
    "Meijer",
    "de Boer",
    "Mulder",
    "Bos",
    "Vos",
    "Peters",
    "Hendriks",
    "Dekker",
    "Brouwer",
    "Dijkstra",
    "Kok",
    "Jacobs",
    "Vermeer",
    "Schouten",
    "Postma",
    "Kuipers",
    "Huisman",
    "Prins",
    "Yılmaz",
];
/// What an agenda takes in a day: an hour each from nine on.
const PER_DAY: usize = 8;
/// Working days to come that are filled.
const AHEAD: i64 = 20;
/// Appointments made in one transaction.
const ROUND: usize = 5_000;

/// Fills a portal; `told` hears how many appointments there are so far.
pub async fn seed(app: &App, portal: &Slug, size: Size, mut told: impl FnMut(usize)) -> Result<(), SeedError> {
    let now = app.clock.now();
    let owner = app.store.portal(portal).await?.ok_or(SeedError::UnknownPortal)?;
    if !app.store.customers(&owner.id, "", None, 1).await?.is_empty() {
        return Err(SeedError::NotEmpty);
    }
    let mut entries = Vec::new();
    for entry in app.store.names(&owner.id).await?.entries {
        match open_entry(app, portal, &entry.slug).await {
            Ok(bookable) => entries.push(bookable),
            Err(TimesError::Store(error)) => return Err(error.into()),
            Err(_) => {}
        }
    }
    if entries.is_empty() || size.customers == 0 {
        return Err(SeedError::NoEntry);
    }
    let people: Vec<Someone> = (0..size.customers).map(someone).collect();
    app.store.fill_customers(&owner.id, &people, now).await?;
    let places = places(&entries);
    let today = Zone::of(&owner.zone).day(now);
    let mut made = 0;
    while made < size.appointments {
        let until = (made + ROUND).min(size.appointments);
        let fillings = (made..until).map(|at| filling(&entries, &places, &people, at, today, now));
        app.store.fill_appointments(&fillings.collect::<Vec<_>>()).await?;
        made = until;
        told(made);
    }
    Ok(())
}

fn someone(at: usize) -> Someone {
    let name = format!("{} {}", FIRST[at % FIRST.len()], LAST[at / FIRST.len() % LAST.len()]);
    let name = Name::parse(&name).map_or(name, |name| name.to_string());
    Someone { id: new_id(), name, email: format!("klant{at}@klant.example"), phone: format!("+316{:08}", 10_000_000 + at) }
}

/// Every agenda once, with an entry that it can be booked at: the entry's place, and the agenda's place in it.
fn places(entries: &[Bookable]) -> Vec<(usize, usize)> {
    let mut seen = Vec::new();
    let mut places = Vec::new();
    for (entry, bookable) in entries.iter().enumerate() {
        for (at, agenda) in bookable.agendas.iter().enumerate() {
            if !seen.contains(&agenda.id) {
                seen.push(agenda.id.clone());
                places.push((entry, at));
            }
        }
    }
    places
}

fn filling<'a>(entries: &'a [Bookable], places: &[(usize, usize)], people: &'a [Someone], at: usize, today: Day, now: Instant) -> Filling<'a> {
    let (entry, agenda) = places[at % places.len()];
    let bookable = &entries[entry];
    let turn = at / places.len();
    // Back from the last working day that is filled, eight a day.
    let day = working_day(today, AHEAD - (turn / PER_DAY) as i64);
    let zone = Zone::of(bookable.zone());
    let start = zone.at(day, Minutes::new((9 + (turn % PER_DAY) as u32) * 60), InGap::Later, InFold::Earlier);
    let length = bookable.event_type.limits().length.min(Minutes::new(60));
    let (day, time) = zone.wall(start);
    let slot = Slot { span: Span::starting(start, length), day, time, offset: zone.offset(start), agenda };
    let past = start < now;
    let status = match (at % 20, past) {
        (0 | 1, _) => Status::Cancelled,
        (2, true) => Status::NoShow,
        (_, true) => Status::Completed,
        (_, false) => Status::Confirmed,
    };
    let booked_at = Instant::from_micros(start.minus(Minutes::new(1_440 * 5)).micros().min(now.micros()) - at as i64);
    Filling { bookable, slot, someone: &people[(at * 7) % people.len()], status, booked_at, unread: !past && at.is_multiple_of(3), done: past }
}

/// The working day so many working days after the Monday of this week.
fn working_day(today: Day, count: i64) -> Day {
    let monday = today.plus_days(-(Weekday::of(today).index() as i64));
    monday.plus_days(count.div_euclid(5) * 7 + count.rem_euclid(5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn working_days_are_counted_over_weekends_both_ways() {
        let thursday = Day::parse("2026-12-03").unwrap();
        let check = |count, expected: &str| assert_eq!(working_day(thursday, count).to_string(), expected, "{count}");
        check(0, "2026-11-30");
        check(4, "2026-12-04");
        check(5, "2026-12-07");
        check(-1, "2026-11-27");
        check(-6, "2026-11-20");
    }
}
