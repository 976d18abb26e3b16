//! The free times that a page offers: a week at a time, or the nearest to one that can't be had. Knows nothing of how they look.

use crate::app::{self, App, TimesError};
use crate::domain::{Bookable, Day, Instant, Slot, nearest};
use crate::zone::Zone;

/// Local days on a page.
const PAGE_DAYS: i64 = 7;
/// Local days looked at around a time that can't be had.
const NEAR_DAYS: i64 = 14;

/// Some days with free times, and where there are more.
#[derive(Debug)]
pub struct Week {
    /// The days that have any, each with its times.
    pub days: Vec<(Day, Vec<Slot>)>,
    /// Where the page before begins, if any time lies there.
    pub previous: Option<Day>,
    /// Where the page after begins, if any time lies there.
    pub next: Option<Day>,
}

impl Week {
    /// The week that begins on `from`; without one, on the first day that has a free time.
    pub async fn from(app: &App, bookable: &Bookable, from: Option<Day>) -> Result<Self, TimesError> {
        let now = app.clock.now();
        let (today, last) = (app::today(bookable, now), app::last_day(bookable, now));
        let first = match from {
            Some(from) => from.clamp(today, last),
            None => app::first_free_day(app, bookable).await?.unwrap_or(today),
        };
        let end = first.plus_days(PAGE_DAYS - 1).min(last);
        let times = app::free_times(app, &bookable.portal.slug, &bookable.entry.slug, first, end).await?;
        let days = times.days().map(|(day, slots)| (day, slots.to_vec())).collect();
        let next = app::first_free_day_from(app, bookable, end.plus_days(1)).await?;
        Ok(Self { days, previous: before(app, bookable, first, today).await?, next })
    }
}

/// The free time that starts at a moment.
pub async fn offered(app: &App, bookable: &Bookable, at: Instant) -> Result<Option<Slot>, TimesError> {
    let (day, now) = (Zone::of(bookable.zone()).day(at), app.clock.now());
    if day < app::today(bookable, now) || app::last_day(bookable, now) < day {
        return Ok(None);
    }
    let times = app::free_times(app, &bookable.portal.slug, &bookable.entry.slug, day, day).await?;
    Ok(times.slots.iter().find(|slot| slot.span.start == at).copied())
}

/// The free times nearest to a moment.
pub async fn near(app: &App, bookable: &Bookable, at: Instant) -> Result<Vec<Slot>, TimesError> {
    let now = app.clock.now();
    let day = Zone::of(bookable.zone()).day(at).clamp(app::today(bookable, now), app::last_day(bookable, now));
    let times = app::free_times(app, &bookable.portal.slug, &bookable.entry.slug, day.plus_days(-NEAR_DAYS), day.plus_days(NEAR_DAYS)).await?;
    Ok(nearest(&times.slots, at))
}

/// Where the week before `first` begins: it ends with the last free day before, at most two months back.
async fn before(app: &App, bookable: &Bookable, first: Day, today: Day) -> Result<Option<Day>, TimesError> {
    let (from, to) = (first.plus_days(-app::LONGEST_ASK_DAYS).max(today), first.plus_days(-1));
    if to < from {
        return Ok(None);
    }
    let times = app::free_times(app, &bookable.portal.slug, &bookable.entry.slug, from, to).await?;
    Ok(times.slots.last().map(|slot| slot.day.plus_days(1 - PAGE_DAYS).max(today)))
}
