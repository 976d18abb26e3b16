//! What decides what an entry offers: its setup, and what stands in its agendas.

use sqlx::{AnyConnection, Executor, Row};

use super::row::Reader;
use super::{Store, StoreError};
use crate::domain::{
    Agenda, AgendaId, Bookable, Country, Email, Entry, EntryId, EntryKind, EventType, EventTypeId, Language, Location, Minutes, Name, Origin, Phone, Plan, Portal, PortalId,
    Reserved, Slug, Subject, SubjectId, SubjectKind, Title, ZoneName,
};

/// What a look-up by name found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<T> {
    /// It.
    One(T),
    /// There is no such portal.
    NoPortal,
    /// The portal has no such entry, or has retired it.
    NoEntry,
}

/// Stamps everything that an entry's free times depend on: as long as it is the same, so are they, but for the present moment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Revision(Vec<i64>);

const PORTAL: &str = "SELECT id, slug, name, zone, country, language, plan, allowed_origins, texts, mail, proposals FROM portals WHERE slug = $1";

const ENTRY: &str = "SELECT p.id, p.slug, p.name, p.zone, p.country, p.language, p.plan, p.allowed_origins, p.texts, p.mail, p.proposals,
    e.id AS entry, e.slug AS entry_slug, e.kind, e.event_type,
    t.slug AS event_type_slug, t.title AS event_type_title, t.location, t.limits, t.requests, t.offer_hold,
    e.subject, COALESCE(s.slug, '') AS subject_slug, COALESCE(s.kind, '') AS subject_kind, COALESCE(s.title, '') AS subject_title, COALESCE(s.address, '') AS address
  FROM portals p JOIN entries e ON e.portal = p.id JOIN event_types t ON t.portal = p.id AND t.id = e.event_type
  LEFT JOIN subjects s ON s.portal = p.id AND s.id = e.subject
  WHERE p.slug = $1 AND e.slug = $2 AND e.retired_at = 0";

/// The entry's agendas in its order, then those separated beneath them: together, as each statement costs a turn to the driver's thread and back.
const AGENDAS: &str = "SELECT a.id, a.slug, a.name, a.email, a.zone, a.hours, a.meeting_link, a.phone, a.lane, a.project, 0 AS beneath, ea.position
  FROM entry_agendas ea JOIN agendas a ON a.portal = ea.portal AND a.id = ea.agenda
  WHERE ea.portal = $1 AND ea.entry = $2 AND a.retired_at = 0
  UNION ALL SELECT a.id, a.slug, a.name, a.email, a.zone, a.hours, a.meeting_link, a.phone, a.lane, a.project, 1, 0 FROM agendas a
  WHERE a.portal = $1 AND a.lane <> a.id AND a.retired_at = 0 AND a.lane IN (SELECT agenda FROM entry_agendas WHERE portal = $1 AND entry = $2)
  ORDER BY beneath, position, id";

const REVISION: &str = "SELECT p.revision AS portal_revision, a.revision FROM portals p JOIN entries e ON e.portal = p.id
  JOIN entry_agendas ea ON ea.portal = p.id AND ea.entry = e.id JOIN agendas a ON a.portal = p.id AND a.id = ea.agenda
  WHERE p.slug = $1 AND e.slug = $2 AND e.retired_at = 0 ORDER BY ea.position";

impl Store {
    /// A portal, by name.
    pub async fn portal(&self, slug: &Slug) -> Result<Option<Portal>, StoreError> {
        let row = sqlx::query(PORTAL).bind(slug.as_str()).fetch_optional(&self.reads).await?;
        row.as_ref().map(portal).transpose()
    }

    /// An entry with its agendas, by name.
    pub async fn bookable(&self, portal: &Slug, entry: &Slug) -> Result<Found<Bookable>, StoreError> {
        let mut connection = self.reads.acquire().await?;
        bookable(&mut connection, portal.as_str(), entry.as_str()).await
    }

    /// The stamp of an entry's free times; `None` where there is no such entry.
    pub async fn revision(&self, portal: &Slug, entry: &Slug) -> Result<Option<Revision>, StoreError> {
        let rows = sqlx::query(REVISION).bind(portal.as_str()).bind(entry.as_str()).fetch_all(&self.reads).await?;
        let mut stamp = Vec::with_capacity(rows.len() + 1);
        for row in &rows {
            if stamp.is_empty() {
                stamp.push(row.try_get(0)?);
            }
            stamp.push(row.try_get(1)?);
        }
        Ok((!stamp.is_empty()).then_some(Revision(stamp)))
    }

    /// The websites that may carry a portal's widget.
    pub async fn allowed_origins(&self, portal: &Slug) -> Result<Option<Vec<Origin>>, StoreError> {
        let row = sqlx::query("SELECT id, allowed_origins FROM portals WHERE slug = $1").bind(portal.as_str()).fetch_optional(&self.reads).await?;
        row.map(|row| Reader::new(&row, "portals").json("allowed_origins")).transpose()
    }

    /// Any portal at all allows this origin: what a preflight, which names no portal, can be answered by.
    pub async fn origin_known(&self, origin: &Origin) -> Result<bool, StoreError> {
        let rows = sqlx::query("SELECT id, allowed_origins FROM portals").fetch_all(&self.reads).await?;
        for row in &rows {
            let allowed: Vec<Origin> = Reader::new(row, "portals").json("allowed_origins")?;
            if allowed.contains(origin) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

pub(super) async fn bookable(connection: &mut AnyConnection, portal: &str, entry: &str) -> Result<Found<Bookable>, StoreError> {
    let Some(row) = connection.fetch_optional(sqlx::query(ENTRY).bind(portal).bind(entry)).await? else {
        let known = connection.fetch_optional(sqlx::query("SELECT id FROM portals WHERE slug = $1").bind(portal)).await?;
        return Ok(if known.is_some() { Found::NoEntry } else { Found::NoPortal });
    };
    let portal = self::portal(&row)?;
    let read = Reader::new(&row, "entries");
    let entry = Entry { id: EntryId::new(read.text("entry")?), slug: read.parsed("entry_slug", Slug::parse)?, kind: read.named("kind", EntryKind::parse)? };
    let subject = match read.text("subject")? {
        none if none.is_empty() => None,
        id => Some(Subject {
            id: SubjectId::new(id),
            kind: read.named("subject_kind", SubjectKind::parse)?,
            slug: read.parsed("subject_slug", Slug::parse)?,
            title: read.parsed("subject_title", Title::parse)?,
            address: read.optional("address", Title::parse)?,
        }),
    };
    let event_type = EventType::new(
        EventTypeId::new(read.text("event_type")?),
        read.parsed("event_type_slug", Slug::parse)?,
        read.parsed("event_type_title", Title::parse)?,
        read.named("location", Location::parse)?,
        read.json("limits")?,
    );
    let mut event_type = event_type.map_err(|error| StoreError::Corrupt { table: "event_types", column: "limits", row: entry.slug.to_string(), reason: error.to_string() })?;
    event_type.requests = read.text("requests")? == "yes";
    event_type.offers = read.optional("offer_hold", |text| text.parse().map(Minutes::new))?;
    let rows = connection.fetch_all(sqlx::query(AGENDAS).bind(portal.id.as_str()).bind(entry.id.as_str())).await?;
    let mut agendas = Vec::new();
    for row in &rows {
        let read = Reader::new(row, "agendas");
        if read.number("beneath")? == 0 {
            agendas.push(agenda(row)?);
            continue;
        }
        let parent = read.text("lane")?;
        let reserved = Reserved { zone: ZoneName::new(read.text("zone")?), hours: read.json("hours")? };
        agendas.iter_mut().filter(|agenda| agenda.id.as_str() == parent).for_each(|agenda| agenda.reserved.push(reserved.clone()));
    }
    if agendas.is_empty() {
        return Ok(Found::NoEntry);
    }
    if let Some(most) = portal.plan.agendas() {
        let query = sqlx::query("SELECT id FROM agendas WHERE portal = $1 AND retired_at = 0 ORDER BY id LIMIT $2");
        let rows = connection.fetch_all(query.bind(portal.id.as_str()).bind(i64::from(most))).await?;
        let first = rows.iter().map(|row| row.try_get::<String, _>(0)).collect::<Result<Vec<_>, _>>()?;
        agendas.iter_mut().for_each(|agenda| agenda.in_plan = first.iter().any(|id| *id == agenda.id.as_str()));
    }
    Ok(Found::One(Bookable { portal, entry, subject, event_type, agendas }))
}

pub(super) fn portal(row: &sqlx::any::AnyRow) -> Result<Portal, StoreError> {
    let read = Reader::new(row, "portals");
    Ok(Portal {
        id: PortalId::new(read.text("id")?),
        slug: read.parsed("slug", Slug::parse)?,
        name: read.parsed("name", Name::parse)?,
        zone: ZoneName::new(read.text("zone")?),
        country: read.named("country", Country::parse)?,
        language: read.named("language", Language::parse)?,
        plan: read.named("plan", Plan::parse)?,
        allowed_origins: read.json("allowed_origins")?,
        texts: read.own_texts("texts")?,
        mail: read.mail_settings("mail")?,
        proposals: read.optional("proposals", |text| serde_json::from_str(text))?.unwrap_or_default(),
    })
}

fn agenda(row: &sqlx::any::AnyRow) -> Result<Agenda, StoreError> {
    let read = Reader::new(row, "agendas");
    let (id, lane) = (read.text("id")?, read.text("lane")?);
    Ok(Agenda {
        parent: (lane != id).then(|| AgendaId::new(lane)),
        id: AgendaId::new(id),
        slug: read.parsed("slug", Slug::parse)?,
        name: read.parsed("name", Name::parse)?,
        email: read.parsed("email", Email::parse)?,
        phone: read.optional("phone", Phone::parse)?,
        zone: ZoneName::new(read.text("zone")?),
        hours: read.json("hours")?,
        meeting_link: read.optional("meeting_link", |link| Ok::<_, std::convert::Infallible>(link.to_owned()))?,
        project: read.optional("project", |id| Ok::<_, std::convert::Infallible>(SubjectId::new(id)))?,
        in_plan: true,
        reserved: Vec::new(),
    })
}
