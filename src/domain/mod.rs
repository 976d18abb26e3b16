//! The words and their rules. No I/O, no clock, no zone table: compiled into both programs.

mod agenda;
mod appointment;
mod author;
mod customer;
mod entry;
mod event_type;
mod hours;
mod ids;
mod inbox;
mod language;
mod letter;
mod member;
mod portal;
mod setup;
mod slot;
mod text;
pub mod texts;
mod time;
pub mod words;

pub use agenda::Agenda;
pub use appointment::{Appointment, Card, IdempotencyKey, Source, Status, TAG_MAX, Tags, Token};
pub use author::{Author, Manner, What};
pub use customer::{ANSWERS_MOST, Contact, Customer, FieldErrors, RawContact, suggest_domain};
pub use entry::{Bookable, Entry, EntryKind, Subject, SubjectKind};
pub use event_type::{EventType, EventTypeError, EventTypeLimits, Location};
pub use hours::{Hours, HoursError, Stretch, Weekday};
pub use ids::{AgendaId, AppointmentId, CustomerId, EntryId, EventTypeId, MemberId, NoteId, OutboxId, PortalId, SubjectId};
pub use inbox::{Cursor, Filters, Marking};
pub use language::Language;
pub use letter::{Audience, Letter, Occasion, OldTime};
pub use member::{Agendas, Key, Member, Permission, Permissions};
pub use portal::{Country, Plan, Portal};
pub use setup::{AgendaSetup, Applied, EntrySetup, EventTypeSetup, PortalSetup, Setup, SubjectSetup};
pub use slot::{Busy, BusyKind, Refusal, Slot, nearest};
pub use text::{Email, FieldError, Name, Note, Origin, Phone, Slug, Title};
pub use time::{Day, Instant, Minutes, Offset, Span, WallTime, ZoneName};
