//! A portal as its operator wants it: what a portal file says, checked and complete, before anything has an identity.

use super::texts::OwnTexts;
use super::{
    Advice, Country, Email, EntryKind, EventTypeLimits, Hours, Language, Location, MailSettings, Minutes, Name, Origin, Phone, Plan, ProposalSettings, Slug, SubjectKind, Title,
    ZoneName,
};

/// Everything a portal file sets up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// The portal itself.
    pub portal: PortalSetup,
    /// Its agendas; one that the store has and this list has not is retired.
    pub agendas: Vec<AgendaSetup>,
    /// Its event types.
    pub event_types: Vec<EventTypeSetup>,
    /// Its projects and services.
    pub subjects: Vec<SubjectSetup>,
    /// Its entries; one that the store has and this list has not is retired.
    pub entries: Vec<EntrySetup>,
}

/// The portal itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortalSetup {
    /// Its part of every public address, and what makes it the same portal at the next apply.
    pub slug: Slug,
    /// What customers read.
    pub name: Name,
    /// Where it is.
    pub zone: ZoneName,
    /// Whose telephone numbers are meant that come without a country's code.
    pub country: Country,
    /// What its team reads.
    pub language: Language,
    /// What it may use.
    pub plan: Plan,
    /// Websites whose pages may carry its widget.
    pub allowed_origins: Vec<Origin>,
    /// What it says in its own way.
    pub texts: OwnTexts,
    /// What it wants of its mail.
    pub mail: MailSettings,
    /// What it wants of its proposals.
    pub proposals: ProposalSettings,
}

/// An agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaSetup {
    /// What makes it the same agenda at the next apply.
    pub slug: Slug,
    /// What people read.
    pub name: Name,
    /// Who hears of its appointments.
    pub email: Email,
    /// Where its hours are local.
    pub zone: ZoneName,
    /// When it is open.
    pub hours: Hours,
    /// Who calls whom its customers meet.
    pub phone: Option<Phone>,
    /// The address of its video room.
    pub meeting_link: Option<String>,
    /// Where it is separated: beneath which full agenda, and for which project.
    pub separated: Option<Separated>,
}

/// What separates an agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Separated {
    /// The full agenda that it lies beneath.
    pub parent: Slug,
    /// The project that alone has its slots.
    pub project: Slug,
}

/// An event type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventTypeSetup {
    /// What makes it the same event type at the next apply.
    pub slug: Slug,
    /// What customers read.
    pub title: Title,
    /// Where it takes place.
    pub location: Location,
    /// Its numbers, within their limits.
    pub limits: EventTypeLimits,
    /// Who finds no time that fits may ask for one.
    pub requests: bool,
    /// What customers should know.
    pub advice: Advice,
    /// A time that becomes free is offered to those who asked for one, each for so long.
    pub offers: Option<Minutes>,
}

/// A project or service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubjectSetup {
    /// Project or service.
    pub kind: SubjectKind,
    /// What makes it the same subject at the next apply; unique among both kinds.
    pub slug: Slug,
    /// What customers read.
    pub title: Title,
    /// Where it is.
    pub address: Option<Title>,
    /// What customers should know.
    pub advice: Advice,
}

/// An entry, its references found among the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntrySetup {
    /// Its part of the public address, and what makes it the same entry at the next apply.
    pub slug: Slug,
    /// Its kind.
    pub kind: EntryKind,
    /// What it is about.
    pub subject: Option<Slug>,
    /// What is booked.
    pub event_type: Slug,
    /// Who can be booked, in order; never empty.
    pub agendas: Vec<Slug>,
}

/// What an apply did, by kind and slug: `agenda noord`. All three empty: nothing changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// What is new, or back from retirement.
    pub created: Vec<String>,
    /// What is different now.
    pub changed: Vec<String>,
    /// What the file no longer names: kept with its appointments, but no longer offered.
    pub retired: Vec<String>,
}

impl Applied {
    /// Nothing changed.
    pub fn is_empty(&self) -> bool {
        self.created.is_empty() && self.changed.is_empty() && self.retired.is_empty()
    }
}
