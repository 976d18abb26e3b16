//! What travels between dashboard and server. Moments are [`Start`]s: what the wall of the place shows, with its offset, so that the
//! browser needs no zone table and no date is ambiguous.

mod agendas;
mod appointment;
mod event_types;
mod inbox;
mod keys;
mod me;
mod people;
mod proposal;
mod request;
mod separated;
mod wishes;

pub use agendas::{Against, AgendaDays, Blocking, DayColumn, Days, DaysAsk, HoursLines, Item, ItemWhat};
pub use appointment::{Act, Dossier, Elsewhere, HistoryLine, MailLine, MailState, MailWords, Move, NoteLine, Place, Possible, WhyNotMove};
pub use event_types::EventTypeLine;
pub use inbox::{Counts, FedLine, InboxAsk, InboxPage, Interaction, Line};
pub use keys::{AddedKey, KeyLine};
pub use me::{AgendaName, EntryName, Invitation, Invited, Me, MemberLine, Names, Opening, SubjectName};
pub use people::{Behalf, BouncedLine, CustomerLine, CustomerRecord, TimelineLine, TimelineWhat, Whom};
pub use proposal::{ProposalCard, Proposing};
pub use request::RequestCard;
pub use separated::{Apart, Beneath, SeparatedLine};
pub use wishes::{MailSample, MailSeen, MailTexts, MailWishes};

pub use crate::api::wire::{Offer, Run, Start};
