//! A portal's things by name.

use sqlx::any::AnyRow;

use crate::domain::{AgendaId, EventTypeLimits, Name, PortalId, Slug, SubjectId, Title, ZoneName};
use crate::store::row::Reader;
use crate::store::{Store, StoreError};

/// A portal's things by name, retired ones left out where nothing new can be made of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Its agendas, each with the zone of its clock.
    pub agendas: Vec<(AgendaId, Name, ZoneName)>,
    /// Its projects and services.
    pub subjects: Vec<(SubjectId, Title)>,
    /// Where customers start.
    pub entries: Vec<EntryRow>,
}

/// An entry by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRow {
    /// Its part of the public address.
    pub slug: Slug,
    /// What is booked.
    pub title: Title,
    /// What it is about.
    pub subject: Option<Title>,
    /// How long that lasts, in minutes.
    pub minutes: u32,
    /// The agendas connected to it, in their order.
    pub agendas: Vec<AgendaId>,
}

const ENTRIES: &str = "SELECT e.id, e.slug, t.title, t.limits, COALESCE(s.title, '') AS subject FROM entries e JOIN event_types t ON t.portal = e.portal AND t.id = e.event_type
  LEFT JOIN subjects s ON s.portal = e.portal AND s.id = e.subject WHERE e.portal = $1 AND e.retired_at = 0 ORDER BY s.title, t.title, e.id";

const CONNECTED: &str = "SELECT ea.agenda, ea.entry FROM entry_agendas ea JOIN agendas a ON a.portal = ea.portal AND a.id = ea.agenda
  WHERE ea.portal = $1 AND a.retired_at = 0 ORDER BY ea.entry, ea.position";

impl Store {
    /// An agenda by its name in the portal file.
    pub async fn agenda_by_slug(&self, portal: &PortalId, slug: &Slug) -> Result<Option<AgendaId>, StoreError> {
        let query = sqlx::query("SELECT id FROM agendas WHERE portal = $1 AND slug = $2 AND retired_at = 0").bind(portal.as_str()).bind(slug.as_str());
        let row = query.fetch_optional(&self.reads).await?;
        row.map(|row| Ok(AgendaId::new(Reader::new(&row, "agendas").text("id")?))).transpose()
    }

    /// A project or service by its name in the portal file.
    pub async fn subject_by_slug(&self, portal: &PortalId, slug: &Slug) -> Result<Option<SubjectId>, StoreError> {
        let query = sqlx::query("SELECT id FROM subjects WHERE portal = $1 AND slug = $2").bind(portal.as_str()).bind(slug.as_str());
        let row = query.fetch_optional(&self.reads).await?;
        row.map(|row| Ok(SubjectId::new(Reader::new(&row, "subjects").text("id")?))).transpose()
    }

    /// A portal's things by name.
    pub async fn names(&self, portal: &PortalId) -> Result<Names, StoreError> {
        let all = async |sql: &'static str| sqlx::query(sql).bind(portal.as_str()).fetch_all(&self.reads).await;
        let agendas = all("SELECT id, name, zone FROM agendas WHERE portal = $1 AND retired_at = 0 ORDER BY name, id").await?;
        let agenda = |row: &AnyRow| {
            let read = Reader::new(row, "agendas");
            Ok::<_, StoreError>((AgendaId::new(read.text("id")?), read.parsed("name", Name::parse)?, ZoneName::new(read.text("zone")?)))
        };
        let subjects = all("SELECT id, title FROM subjects WHERE portal = $1 AND retired_at = 0 ORDER BY title, id").await?;
        let subject = |row: &AnyRow| {
            let read = Reader::new(row, "subjects");
            Ok::<_, StoreError>((SubjectId::new(read.text("id")?), read.parsed("title", Title::parse)?))
        };
        let connected = all(CONNECTED).await?;
        let connected = connected.iter().map(|row| {
            let read = Reader::new(row, "entry_agendas");
            Ok::<_, StoreError>((read.text("entry")?, AgendaId::new(read.text("agenda")?)))
        });
        let connected = connected.collect::<Result<Vec<_>, _>>()?;
        let mut entries = Vec::new();
        for row in &all(ENTRIES).await? {
            let read = Reader::new(row, "entries");
            let id = read.text("id")?;
            let limits: EventTypeLimits = read.json("limits")?;
            entries.push(EntryRow {
                slug: read.parsed("slug", Slug::parse)?,
                title: read.parsed("title", Title::parse)?,
                subject: read.optional("subject", Title::parse)?,
                minutes: limits.length.count(),
                agendas: connected.iter().filter(|(entry, _)| *entry == id).map(|(_, agenda)| agenda.clone()).collect(),
            });
        }
        Ok(Names { agendas: agendas.iter().map(agenda).collect::<Result<_, _>>()?, subjects: subjects.iter().map(subject).collect::<Result<_, _>>()?, entries })
    }
}
