//! The words and their rules. No I/O, no clock, no zone table: compiled into both programs.

mod agenda;
mod appointment;
mod customer;
mod entry;
mod event_type;
mod holidays;
mod hours;
mod ids;
mod language;
mod letter;
mod portal;
mod setup;
mod slot;
mod slot_block;
mod text;
pub mod texts;
mod time;
mod why_not;

pub use agenda::{Agenda, Reserved};
pub use appointment::{Appointment, Card, IdempotencyKey, Source, Status, TAG_MAX, Tags, Token};
pub use customer::{ANSWERS_MOST, Contact, Customer, FieldErrors, RawContact, suggest_domain};
pub use entry::{Bookable, Entry, EntryKind, Subject, SubjectKind};
pub use event_type::{EventType, EventTypeError, EventTypeLimits, Location};
pub use holidays::{Holiday, dutch_holidays};
pub use hours::{Hours, HoursError, Stretch, Weekday};
pub use ids::{AgendaId, AppointmentId, BlockId, CustomerId, EntryId, EventTypeId, OutboxId, PortalId, SubjectId};
pub use language::Language;
pub use letter::{Audience, Letter, Occasion, OldTime};
pub use portal::{Country, Plan, Portal};
pub use setup::{AgendaSetup, Applied, EntrySetup, EventTypeSetup, PortalSetup, Separated, Setup, SubjectSetup};
pub use slot::{Busy, BusyKind, Refusal, Slot, nearest};
pub use slot_block::SlotBlock;
pub use text::{Email, FieldError, Name, Note, Origin, Phone, Slug, Title};
pub use time::{Day, Instant, Minutes, Offset, Span, WallTime, ZoneName};
pub use why_not::{AgendaReasons, WhyNot};
