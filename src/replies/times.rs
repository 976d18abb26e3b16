//! Free times on the wire.

use super::{Desk, answered, desk, slugs, start};
use crate::api::CallError;
use crate::api::wire::{Offer, Run};
use crate::app::{self, LONGEST_ASK_DAYS};
use crate::domain::{Bookable, Day, Slot};

/// The free times from a day on.
pub async fn times(portal: &str, entry: &str, from: i32) -> Result<Offer, CallError> {
    answered(reply(portal, entry, from).await)
}

async fn reply(portal: &str, entry: &str, from: i32) -> Result<Offer, CallError> {
    let desk = desk();
    let (portal, entry) = slugs(portal, entry)?;
    let bookable = app::open_entry(&desk.app, &portal, &entry).await?;
    desk.admits(&bookable)?;
    offer(&desk, &bookable, Some(Day::from_epoch_days(from))).await
}

/// As many days as one question may span, from `from` on, or from the first free day's month when that is unsaid.
pub(super) async fn offer(desk: &Desk, bookable: &Bookable, from: Option<Day>) -> Result<Offer, CallError> {
    let now = desk.app.clock.now();
    let (today, last) = (app::today(bookable, now), app::last_day(bookable, now));
    let first = match from {
        Some(from) => from.max(today),
        None => app::first_free_day(&desk.app, bookable).await?.map_or(today, |first| first.first_of_month().max(today)),
    };
    let to = first.plus_days(LONGEST_ASK_DAYS - 1).min(last).max(first);
    let times = app::free_times(&desk.app, &bookable.portal.slug, &bookable.entry.slug, first, to).await?;
    let later = match to < last {
        true => app::first_free_day_from(&desk.app, bookable, to.plus_days(1)).await?.map(Day::epoch_days),
        false => None,
    };
    Ok(Offer { today: today.epoch_days(), to: to.epoch_days(), later, runs: runs(&times.slots) })
}

pub(super) fn runs(slots: &[Slot]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for start in slots.iter().map(start) {
        match runs.last_mut() {
            Some(run) if run.day == start.day && run.offset == start.offset => run.minutes.push(start.minute),
            _ => runs.push(Run { day: start.day, offset: start.offset, minutes: vec![start.minute] }),
        }
    }
    runs
}
