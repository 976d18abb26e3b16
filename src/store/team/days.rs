//! Agendas side by side: when they are open, and what stands in them.

use sqlx::any::AnyRow;

use crate::domain::{AgendaId, AppointmentId, BlockId, CustomerId, FedId, Hours, Instant, Name, Note, PortalId, Slug, Span, Status, Title, ZoneName};
use crate::store::row::Reader;
use crate::store::sql::Sql;
use crate::store::{Store, StoreError};

/// An agenda as the team sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaRow {
    /// Which.
    pub id: AgendaId,
    /// Its name in the portal file.
    pub slug: Slug,
    /// Its name.
    pub name: Name,
    /// Where its hours are local.
    pub zone: ZoneName,
    /// When it is open.
    pub hours: Hours,
    /// Whose time it takes: its parent's, or its own.
    pub lane: AgendaId,
    /// Where it is separated: the parent's name, and the project's title.
    pub separated: Option<(Name, Title)>,
}

/// An appointment in an agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Which.
    pub id: AppointmentId,
    /// The version that a change names.
    pub version: u32,
    /// In which agenda.
    pub agenda: AgendaId,
    /// Whose time it takes.
    pub lane: AgendaId,
    /// From when to when.
    pub span: Span,
    /// Who booked.
    pub name: Name,
    /// What it is about.
    pub subject: Option<Title>,
    /// What was booked.
    pub title: Title,
    /// How it stands.
    pub status: Status,
}

/// A slot block in an agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocked {
    /// Which.
    pub id: BlockId,
    /// In which agenda.
    pub agenda: AgendaId,
    /// From when to when.
    pub span: Span,
    /// Why.
    pub reason: Note,
}

/// A time that an agenda holds for whoever it is offered to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldTime {
    /// In which agenda.
    pub agenda: AgendaId,
    /// Whose time it takes.
    pub lane: AgendaId,
    /// From when to when.
    pub span: Span,
    /// The first moment at which it is no longer held.
    pub until: Instant,
    /// Who is offered it, and by which proposal; nobody yet, of a time that has just become free.
    pub offered: Option<(CustomerId, Name, FedId)>,
}

/// Appointments and blocks at most in one look: forty agendas for six weeks.
const MOST: i64 = 10_000;

const AGENDAS: &str = "SELECT a.id, a.slug, a.name, a.zone, a.hours, a.lane, COALESCE(l.name, '') AS parent, COALESCE(s.title, '') AS project FROM agendas a
  LEFT JOIN agendas l ON l.portal = a.portal AND l.id = a.lane AND a.lane <> a.id LEFT JOIN subjects s ON s.portal = a.portal AND s.id = a.project
  WHERE a.portal = $1 AND a.retired_at = 0 ORDER BY a.name, a.id";

impl Store {
    /// Every agenda of a portal, by name.
    pub async fn agendas(&self, portal: &PortalId) -> Result<Vec<AgendaRow>, StoreError> {
        let rows = sqlx::query(AGENDAS).bind(portal.as_str()).fetch_all(&self.reads).await?;
        rows.iter().map(agenda).collect()
    }

    /// The appointments of some lanes that share some time with a span, cancelled ones left out, by their start.
    pub async fn placed(&self, portal: &PortalId, lanes: &[AgendaId], around: Span) -> Result<Vec<Placed>, StoreError> {
        let mut sql = Sql::new(
            "SELECT b.id, b.version, b.agenda, b.lane, b.starts_at, b.ends_at, b.name, b.status, t.title, COALESCE(s.title, '') AS subject FROM appointments b
             JOIN event_types t ON t.portal = b.portal AND t.id = b.event_type LEFT JOIN subjects s ON s.portal = b.portal AND s.id = b.subject WHERE b.portal = ",
        );
        sql.text(portal.as_str()).push(" AND b.status <> 'cancelled' AND b.lane IN (").list(lanes.iter().map(AgendaId::as_str));
        // None is longer than two days: what began before that is over.
        sql.push(" AND b.starts_at > ").number(around.start.micros() - 172_800_000_000).push(" AND b.starts_at < ").number(around.end.micros());
        sql.push(" AND b.ends_at > ").number(around.start.micros()).push(" ORDER BY b.starts_at, b.id LIMIT ").number(MOST);
        let rows = sql.query().fetch_all(&self.reads).await?;
        rows.iter().map(placed).collect()
    }

    /// The slot blocks of some agendas that share some time with a span, by their start.
    pub async fn blocked(&self, portal: &PortalId, agendas: &[AgendaId], around: Span) -> Result<Vec<Blocked>, StoreError> {
        let mut sql = Sql::new("SELECT k.id, k.agenda, k.starts_at, k.ends_at, k.reason FROM slot_blocks k WHERE k.portal = ");
        sql.text(portal.as_str()).push(" AND k.agenda IN (").list(agendas.iter().map(AgendaId::as_str));
        sql.push(" AND k.ends_at > ").number(around.start.micros()).push(" AND k.starts_at < ").number(around.end.micros());
        sql.push(" ORDER BY k.starts_at, k.id LIMIT ").number(MOST);
        let rows = sql.query().fetch_all(&self.reads).await?;
        rows.iter().map(blocked).collect()
    }

    /// The times that some lanes hold now and that share some time with a span, by their start.
    pub async fn held(&self, portal: &PortalId, lanes: &[AgendaId], around: Span, now: Instant) -> Result<Vec<HeldTime>, StoreError> {
        let mut sql = Sql::new(
            "SELECT h.id, h.agenda, m.lane, h.starts_at, h.ends_at, h.held_until, COALESCE(f.id, '') AS proposal, COALESCE(f.customer, '') AS customer, COALESCE(c.name, '') AS name
             FROM holds h JOIN agendas m ON m.portal = h.portal AND m.id = h.agenda
             LEFT JOIN proposals o ON o.portal = h.portal AND o.status = 'open' AND (o.id = h.owner OR o.freed = h.owner) AND o.expires_at > ",
        );
        sql.number(now.micros())
            .push(" LEFT JOIN fed f ON f.portal = o.portal AND f.id = o.id LEFT JOIN customers c ON c.portal = f.portal AND c.id = f.customer WHERE h.portal = ");
        sql.text(portal.as_str()).push(" AND m.lane IN (").list(lanes.iter().map(AgendaId::as_str)).push(" AND h.held_until > ").number(now.micros());
        sql.push(" AND h.ends_at > ").number(around.start.micros()).push(" AND h.starts_at < ").number(around.end.micros());
        sql.push(" ORDER BY h.starts_at, h.id LIMIT ").number(MOST);
        let rows = sql.query().fetch_all(&self.reads).await?;
        rows.iter().map(held).collect()
    }

    /// The agenda that a block stands in.
    pub async fn agenda_of_block(&self, portal: &PortalId, block: &BlockId) -> Result<Option<AgendaId>, StoreError> {
        let query = sqlx::query("SELECT id, agenda FROM slot_blocks WHERE portal = $1 AND id = $2").bind(portal.as_str()).bind(block.as_str());
        let row = query.fetch_optional(&self.reads).await?;
        row.map(|row| Ok(AgendaId::new(Reader::new(&row, "slot_blocks").text("agenda")?))).transpose()
    }
}

fn agenda(row: &AnyRow) -> Result<AgendaRow, StoreError> {
    let read = Reader::new(row, "agendas");
    let separated = read.optional("parent", Name::parse)?.zip(read.optional("project", Title::parse)?);
    Ok(AgendaRow {
        id: AgendaId::new(read.text("id")?),
        slug: read.parsed("slug", Slug::parse)?,
        name: read.parsed("name", Name::parse)?,
        zone: ZoneName::new(read.text("zone")?),
        hours: read.json("hours")?,
        lane: AgendaId::new(read.text("lane")?),
        separated,
    })
}

fn placed(row: &AnyRow) -> Result<Placed, StoreError> {
    let read = Reader::new(row, "appointments");
    Ok(Placed {
        id: AppointmentId::new(read.text("id")?),
        version: read.count("version")?,
        agenda: AgendaId::new(read.text("agenda")?),
        lane: AgendaId::new(read.text("lane")?),
        span: read.span()?,
        name: read.parsed("name", Name::parse)?,
        subject: read.optional("subject", Title::parse)?,
        title: read.parsed("title", Title::parse)?,
        status: read.named("status", Status::parse)?,
    })
}

fn held(row: &AnyRow) -> Result<HeldTime, StoreError> {
    let read = Reader::new(row, "holds");
    let customer = read.maybe("customer", CustomerId::new)?.zip(read.optional("name", Name::parse)?);
    Ok(HeldTime {
        agenda: AgendaId::new(read.text("agenda")?),
        lane: AgendaId::new(read.text("lane")?),
        span: read.span()?,
        until: Instant::from_micros(read.number("held_until")?),
        offered: customer.zip(read.maybe("proposal", FedId::new)?).map(|((customer, name), proposal)| (customer, name, proposal)),
    })
}

fn blocked(row: &AnyRow) -> Result<Blocked, StoreError> {
    let read = Reader::new(row, "slot_blocks");
    Ok(Blocked { id: BlockId::new(read.text("id")?), agenda: AgendaId::new(read.text("agenda")?), span: read.span()?, reason: read.parsed("reason", Note::parse)? })
}
