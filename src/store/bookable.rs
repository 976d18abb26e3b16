//! What decides what an entry offers: its setup, and what stands in its agendas.

use sqlx::{AnyConnection, Executor, Row};

use super::row::Reader;
use super::{Store, StoreError};
use crate::domain::{
    Agenda, AgendaId, AppointmentId, Bookable, Busy, BusyKind, Country, Email, Entry, EntryId, EntryKind, EventType, EventTypeId, Language, Location, Minutes, Name, Origin, Plan,
    Portal, PortalId, Slug, Span, Subject, SubjectId, SubjectKind, Title, ZoneName,
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

const PORTAL: &str = "SELECT id, slug, name, zone, country, language, plan, allowed_origins, texts FROM portals WHERE slug = $1";

const ENTRY: &str = "SELECT p.id, p.slug, p.name, p.zone, p.country, p.language, p.plan, p.allowed_origins, p.texts,
    e.id AS entry, e.slug AS entry_slug, e.kind, e.event_type,
    t.slug AS event_type_slug, t.title AS event_type_title, t.location, t.limits,
    e.subject, COALESCE(s.slug, '') AS subject_slug, COALESCE(s.kind, '') AS subject_kind, COALESCE(s.title, '') AS subject_title, COALESCE(s.address, '') AS address
  FROM portals p JOIN entries e ON e.portal = p.id JOIN event_types t ON t.portal = p.id AND t.id = e.event_type
  LEFT JOIN subjects s ON s.portal = p.id AND s.id = e.subject
  WHERE p.slug = $1 AND e.slug = $2 AND e.retired_at = 0";

const AGENDAS: &str = "SELECT a.id, a.slug, a.name, a.email, a.zone, a.hours, a.meeting_link
  FROM entry_agendas ea JOIN agendas a ON a.portal = ea.portal AND a.id = ea.agenda
  WHERE ea.portal = $1 AND ea.entry = $2 AND a.retired_at = 0 ORDER BY ea.position";

const BUSY: &str = "SELECT b.id, b.agenda, b.starts_at, b.ends_at, b.buffer_before, b.buffer_after FROM appointments b
  WHERE b.portal = $1 AND b.agenda IN (SELECT agenda FROM entry_agendas WHERE portal = $1 AND entry = $2)
    AND b.status <> 'cancelled' AND b.starts_at > $3 AND b.starts_at < $4 ORDER BY b.starts_at";

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

    /// What stands in an entry's agendas around a span, one list per agenda, in the entry's order.
    pub async fn busy(&self, bookable: &Bookable, around: Span) -> Result<Vec<Vec<Busy>>, StoreError> {
        self.busy_but(bookable, around, None).await
    }

    /// The same, with one appointment left out, which may overlap its own time.
    pub async fn busy_but(&self, bookable: &Bookable, around: Span, but: Option<&AppointmentId>) -> Result<Vec<Vec<Busy>>, StoreError> {
        let mut connection = self.reads.acquire().await?;
        busy(&mut connection, bookable, around, but.map(AppointmentId::as_str)).await
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
    let event_type = event_type.map_err(|error| StoreError::Corrupt { table: "event_types", column: "limits", row: entry.slug.to_string(), reason: error.to_string() })?;
    let rows = connection.fetch_all(sqlx::query(AGENDAS).bind(portal.id.as_str()).bind(entry.id.as_str())).await?;
    let agendas = rows.iter().map(agenda).collect::<Result<Vec<_>, _>>()?;
    if agendas.is_empty() {
        return Ok(Found::NoEntry);
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
    })
}

fn agenda(row: &sqlx::any::AnyRow) -> Result<Agenda, StoreError> {
    let read = Reader::new(row, "agendas");
    Ok(Agenda {
        id: AgendaId::new(read.text("id")?),
        slug: read.parsed("slug", Slug::parse)?,
        name: read.parsed("name", Name::parse)?,
        email: read.parsed("email", Email::parse)?,
        zone: ZoneName::new(read.text("zone")?),
        hours: read.json("hours")?,
        meeting_link: read.optional("meeting_link", |link| Ok::<_, std::convert::Infallible>(link.to_owned()))?,
    })
}

/// What stands around a span, wide enough for the longest appointment (24 hours) with the longest buffers (24 hours at each
/// side), and for counting the appointments of every local day that the span touches; `but` leaves one appointment out, which
/// may overlap its own old time.
pub(super) async fn busy(connection: &mut AnyConnection, bookable: &Bookable, around: Span, but: Option<&str>) -> Result<Vec<Vec<Busy>>, StoreError> {
    const DAY: Minutes = Minutes::new(1_440);
    let query = sqlx::query(BUSY)
        .bind(bookable.portal.id.as_str())
        .bind(bookable.entry.id.as_str())
        .bind(around.start.minus(DAY).minus(DAY).micros())
        .bind(around.end.plus(DAY).plus(DAY).micros());
    let rows = connection.fetch_all(query).await?;
    let mut lists = vec![Vec::new(); bookable.agendas.len()];
    for row in &rows {
        let read = Reader::new(row, "appointments");
        let (id, agenda) = (read.text("id")?, read.text("agenda")?);
        let place = bookable.agendas.iter().position(|known| known.id.as_str() == agenda);
        if let (Some(place), true) = (place, but != Some(id.as_str())) {
            let kind = BusyKind::Appointment { before: read.minutes("buffer_before")?, after: read.minutes("buffer_after")? };
            lists[place].push(Busy { span: read.span()?, kind });
        }
    }
    Ok(lists)
}
