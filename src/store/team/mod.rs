//! What the team asks of the store: its members and their sessions, the Inbox, one appointment with all that is known of it, customers.

mod customers;
mod days;
mod dossier;
mod erase;
mod event_types;
mod inbox;
mod key_letters;
mod members;
mod names;
mod seed;
mod separated;

pub use customers::{CustomerRow, Edited, Item, Record};
pub use days::{AgendaRow, Blocked, Placed};
pub use dossier::{Dossier, HistoryRow, MailRow, MailState, NoteRow};
pub use erase::Erased;
pub use event_types::EventTypeRow;
pub use inbox::{Counts, InboxRow, Search};
pub use key_letters::ClaimedKey;
pub use members::{Added, MemberDraft, MemberRow, Session, SignIn};
pub use names::{EntryRow, Names};
pub use seed::{Filling, Someone};
pub use separated::{Ending, SeparatedDraft, SeparatedRow, Separation};
