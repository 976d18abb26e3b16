//! Where customers start, and what their appointment is about.

use serde::{Deserialize, Serialize};

use super::{Agenda, EntryId, EventType, Feature, Portal, Slug, SubjectId, Title, ZoneName};

/// What an appointment is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// Its identity.
    pub id: SubjectId,
    /// Project or service.
    pub kind: SubjectKind,
    /// Its name in the portal file.
    pub slug: Slug,
    /// What customers read.
    pub title: Title,
    /// Where it is; a service need not be anywhere.
    pub address: Option<Title>,
}

/// The kinds of subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    /// A listing or object.
    Project,
    /// A service, such as a valuation.
    Service,
}

impl SubjectKind {
    /// Reads `project` or `service`.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Project, Self::Service].into_iter().find(|kind| kind.as_str() == text)
    }

    /// As it is written in `/v1` and the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Service => "service",
        }
    }
}

/// The kinds of entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// The page of a project.
    Project,
    /// The page of a service.
    Service,
    /// A portal content item.
    ContentItem,
    /// A button of the website plugin.
    Plugin,
    /// A standalone link.
    Standalone,
    /// An agenda's own link.
    Agenda,
}

impl EntryKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [Self::Project, Self::Service, Self::ContentItem, Self::Plugin, Self::Standalone, Self::Agenda];

    /// Reads a kind as the portal file writes it.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// As it is written in portal files, `/v1` and the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Service => "service",
            Self::ContentItem => "content_item",
            Self::Plugin => "plugin",
            Self::Standalone => "standalone",
            Self::Agenda => "agenda",
        }
    }
}

/// A place where customers start. Its public address is `{portal}/{entry}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its identity.
    pub id: EntryId,
    /// Its part of the public address.
    pub slug: Slug,
    /// Its kind.
    pub kind: EntryKind,
}

/// An entry with everything that decides what it offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bookable {
    /// Whose it is.
    pub portal: Portal,
    /// Where the customer starts.
    pub entry: Entry,
    /// What the appointment is about, where it is about something.
    pub subject: Option<Subject>,
    /// What is booked.
    pub event_type: EventType,
    /// Who can be booked, in the order of the portal file; never empty.
    pub agendas: Vec<Agenda>,
}

impl Bookable {
    /// The zone that its times are shown in: its first agenda's.
    pub fn zone(&self) -> &ZoneName {
        self.agendas.first().map_or(&self.portal.zone, |agenda| &agenda.zone)
    }

    /// What the portal's plan lacks for one of its agendas to be booked here.
    pub fn lacks(&self, agenda: &Agenda) -> Option<Feature> {
        self.portal.plan.lacks_for(self.entry.kind).or((!agenda.in_plan).then_some(Feature::Agendas))
    }

    /// Who finds no time that fits may ask for one: the event type says so, and the plan lets someone be booked here.
    pub fn takes_requests(&self) -> bool {
        self.event_type.requests && self.agendas.iter().any(|agenda| self.lacks(agenda).is_none())
    }

    /// What is booked and what it is about, in one line: `Bezichtiging, Kade 1`. Two long titles are cut to what one may hold.
    pub fn what(&self) -> Title {
        let whole = self.subject.as_ref().map_or_else(|| self.event_type.title.to_string(), |subject| format!("{}, {}", self.event_type.title, subject.title));
        Title::parse(&whole).unwrap_or_else(|_| self.title().clone())
    }

    /// What customers read above the times: the subject's title, else the event type's.
    pub fn title(&self) -> &Title {
        self.subject.as_ref().map_or(&self.event_type.title, |subject| &subject.title)
    }
}
