//! The deeds: one function each, read top to bottom. Knows the store, the engine and the clock; knows no HTTP and no mail.

mod book;
mod cancel;
mod free_times;
mod manage;
mod reschedule;

pub use book::{BookAsk, BookError, Booked, book};
pub use cancel::cancel;
pub use free_times::{FreeDay, FreeSlot, FreeTimes, LONGEST_ASK_DAYS, TimesError, first_free_day, free_times, open_entry};
pub use manage::{ChangeError, LinkError, can_change, manage};
pub use reschedule::reschedule;

use crate::clock::Clock;
use crate::store::Store;

/// What every deed needs: the store and the clock. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// Where everything is kept.
    pub store: Store,
    /// The present moment.
    pub clock: Clock,
}
