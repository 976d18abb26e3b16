//! What the team asks of the store: its members and their sessions, the Inbox, one appointment with all that is known of it, customers.

mod customers;
mod days;
mod dossier;
mod erase;
mod event_types;
mod filed;
mod inbox;
mod keys;
mod members;
mod names;
mod post;
mod search;
mod seed;
mod separated;
mod subscriptions;
mod timeline;
mod wishes;

pub use customers::{CustomerRow, Edited, Item, Record};
pub use days::{AgendaRow, Blocked, HeldTime, Placed};
pub use dossier::{Dossier, HistoryRow, MailRow, MailState, NoteRow};
pub use erase::Erased;
pub use event_types::EventTypeRow;
pub use filed::Filed;
pub use inbox::{Counts, InboxRow, Interaction};
pub use keys::{KeyDraft, KeyRow};
pub use members::{Added, MemberDraft, MemberRow, Session, SignIn};
pub use names::{EntryRow, Names};
pub use post::Again;
pub use search::Search;
pub use seed::{Filling, Someone};
pub use separated::{Ending, SeparatedDraft, SeparatedRow, Separation};
pub use timeline::{FedDraft, FedRow, Feeding};
pub use wishes::Wishes;
