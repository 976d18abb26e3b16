//! Which times an entry offers.

use super::App;
use crate::domain::{Bookable, Day, Offset, Slug, Span, WallTime, ZoneName};
use crate::store::StoreError;

/// Local days at most in one question.
pub const LONGEST_ASK_DAYS: i64 = 62;

/// The free times of some local days. Days without any are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreeTimes {
    /// The zone whose days and times these are.
    pub zone: ZoneName,
    /// The days, in order.
    pub days: Vec<FreeDay>,
}

/// The free times of one local day; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreeDay {
    /// The day, in the zone shown.
    pub day: Day,
    /// Its times, in order.
    pub slots: Vec<FreeSlot>,
}

/// A time that can be booked now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FreeSlot {
    /// From when to when.
    pub span: Span,
    /// What the clock of the place shows at its start.
    pub time: WallTime,
    /// That clock's offset, which tells the two sides of a fold apart.
    pub offset: Offset,
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

/// An entry with everything that decides what it offers.
pub async fn open_entry(app: &App, portal: &Slug, entry: &Slug) -> Result<Bookable, TimesError> {
    let _ = (app, portal, entry);
    todo!()
}

/// The free times from one local day to another, both included, 62 at most.
pub async fn free_times(app: &App, portal: &Slug, entry: &Slug, from: Day, to: Day) -> Result<FreeTimes, TimesError> {
    let _ = (app, portal, entry, from, to);
    todo!()
}

/// The first local day that has a free time, within the event type's horizon.
pub async fn first_free_day(app: &App, portal: &Slug, entry: &Slug) -> Result<Option<Day>, TimesError> {
    let _ = (app, portal, entry);
    todo!()
}
