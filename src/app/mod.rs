//! The deeds: one function each, read top to bottom. Knows the store, the engine and the clock; knows no HTTP and no mail.

mod apply;
mod attend;
mod attendees;
mod blocks;
mod book;
mod bounce;
mod cancel;
mod deliver;
mod digest;
mod free_times;
mod ladder;
mod manage;
mod memo;
mod messages;
mod proposal;
mod request;
mod reschedule;
mod rules;
mod tally;
pub mod team;
mod wall_times;
mod why_not;

use std::sync::Arc;

pub use apply::apply;
pub use attend::{asks_coming, attend};
pub use attendees::{Companion, Reached, add_attendee, has_room, reach, remove_attendee};
pub use blocks::{BlockError, LONGEST_BLOCK, block, unblock};
pub use book::{BookAsk, BookError, Booked, book, book_invited};
pub use bounce::bounce;
pub use cancel::{cancel, cancel_for};
pub use deliver::leads_to;
pub use free_times::{FreeTimes, LONGEST_ASK_DAYS, TimesError, first_free_day, first_free_day_from, free_times, last_day, open_entry, open_portal, today};
pub use ladder::{climb, end_over};
pub use manage::{ChangeError, LinkError, can_cancel, can_change, can_reschedule, is_ahead, manage};
pub use messages::{MessageError, conversation, write_to_team};
pub use proposal::{Offering, PickError, decline, note_gone, pick, picked, proposal};
pub use request::{RequestAsk, RequestError, invitation, request};
pub use reschedule::reschedule;
pub use rules::{RuleError, change_hours, change_limits};
pub use tally::Tally;
pub use wall_times::keep_wall_times;
pub use why_not::why_not;

use tokio::sync::{Notify, watch};

use crate::clock::Clock;
use crate::dns::Names;
use crate::store::Store;

/// What every deed needs: the store, the clock, and whom to ask about addresses. Cheap to clone.
#[derive(Clone, Debug)]
pub struct App {
    /// Where everything is kept.
    pub store: Store,
    /// The present moment.
    pub clock: Clock,
    /// Rung when a letter has been written, so that the outbox need not wait for its next look.
    pub letters: Arc<Notify>,
    /// Whom to ask whether mail can be delivered at an address.
    pub names: Names,
    /// What came of the bookings asked for.
    pub tally: Arc<Tally>,
    /// True once the server ends: what waits for things to happen lets go.
    pub ending: Arc<watch::Sender<bool>>,
    memo: Arc<memo::Memo>,
}

impl App {
    /// Puts the deeds on a store and a clock. They ask nobody whether mail can be delivered.
    pub fn new(store: Store, clock: Clock) -> Self {
        Self { store, clock, letters: Arc::default(), names: Names::default(), tally: Arc::default(), ending: Arc::new(watch::Sender::new(false)), memo: Arc::default() }
    }

    /// The same, asking these whether mail can be delivered.
    #[must_use]
    pub fn asking(self, names: Names) -> Self {
        Self { names, ..self }
    }
}
