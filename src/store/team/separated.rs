//! Agendas that the team sets apart for a project, beneath one whose time they take; and their end.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Executor, Row};

use crate::clock::new_id;
use crate::domain::{AgendaId, Agendas, Hours, Instant, Name, Permissions, Plan, PortalId, Slug, SubjectId, Title};
use crate::store::book::json;
use crate::store::row::Reader;
use crate::store::{Store, StoreError, stamp, touched};

/// An agenda to be set apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeparatedDraft {
    /// What people read.
    pub name: Name,
    /// What its slug begins with.
    pub slug: Slug,
    /// The project that alone has its slots.
    pub project: SubjectId,
    /// When it is open.
    pub hours: Hours,
}

/// What became of that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Separation {
    /// It is there.
    Made(AgendaId),
    /// There is no such agenda, or it lies beneath another itself.
    UnknownParent,
    /// There is no such project.
    UnknownProject,
    /// The plan has no room for another agenda.
    NoRoom,
}

/// What became of the end of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It has ended.
    Now,
    /// There is no such agenda, or it lies beneath none.
    Unknown,
    /// The portal's file made it, and would make it again.
    InFile,
    /// So many appointments are to come.
    Occupied(u32),
}

/// An agenda beneath another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeparatedRow {
    /// Which.
    pub id: AgendaId,
    /// Its name.
    pub name: Name,
    /// The project that alone has its slots.
    pub project: Title,
    /// When it is open.
    pub hours: Hours,
    /// The team made it, and not the portal's file.
    pub made_by_team: bool,
    /// Appointments to come.
    pub upcoming: u32,
    /// Entries by which customers can book in it.
    pub entries: u32,
}

const BENEATH: &str = "SELECT a.id, a.name, a.hours, a.made_by_team, COALESCE(s.title, '') AS project,
    (SELECT COUNT(*) FROM appointments b WHERE b.portal = a.portal AND b.lane = a.lane AND b.agenda = a.id AND b.starts_at > $4 AND b.ends_at > $3 AND b.status <> 'cancelled') AS upcoming,
    (SELECT COUNT(*) FROM entry_agendas ea JOIN entries e ON e.portal = ea.portal AND e.id = ea.entry WHERE ea.portal = a.portal AND ea.agenda = a.id AND e.retired_at = 0) AS entries
  FROM agendas a LEFT JOIN subjects s ON s.portal = a.portal AND s.id = a.project
  WHERE a.portal = $1 AND a.lane = $2 AND a.id <> $2 AND a.retired_at = 0 ORDER BY a.name, a.id";

const UPCOMING: &str = "SELECT COUNT(*) FROM appointments WHERE portal = $1 AND lane = $2 AND agenda = $3 AND starts_at > $5 AND ends_at > $4 AND status <> 'cancelled'";

/// Where an entry is about the project and has the parent, one more goes after those that it has.
const ENTRIES: &str = "SELECT e.id, MAX(ea.position) + 1 AS position FROM entries e JOIN entry_agendas ea ON ea.portal = e.portal AND ea.entry = e.id
  WHERE e.portal = $1 AND e.subject = $2 AND e.retired_at = 0 AND e.id IN (SELECT entry FROM entry_agendas WHERE portal = $1 AND agenda = $3) GROUP BY e.id ORDER BY e.id";

/// None is longer than two days: what began before that is over.
const LONGEST: i64 = 172_800_000_000;

impl Store {
    /// The agendas beneath another, by name.
    pub async fn separated(&self, portal: &PortalId, parent: &AgendaId, now: Instant) -> Result<Vec<SeparatedRow>, StoreError> {
        let query = sqlx::query(BENEATH).bind(portal.as_str()).bind(parent.as_str()).bind(now.micros()).bind(now.micros() - LONGEST);
        query.fetch_all(&self.reads).await?.iter().map(separated).collect()
    }

    /// A portal's projects, by title.
    pub async fn projects(&self, portal: &PortalId) -> Result<Vec<(SubjectId, Title)>, StoreError> {
        let query = sqlx::query("SELECT id, title FROM subjects WHERE portal = $1 AND kind = 'project' AND retired_at = 0 ORDER BY title, id");
        let rows = query.bind(portal.as_str()).fetch_all(&self.reads).await?;
        let project = |row: &AnyRow| {
            let read = Reader::new(row, "subjects");
            Ok((SubjectId::new(read.text("id")?), read.parsed("title", Title::parse)?))
        };
        rows.iter().map(project).collect()
    }

    /// Sets an agenda apart: it is connected to every entry about its project that has the parent, and who may change the parent may change it.
    pub async fn separate(&self, portal: &PortalId, parent: &AgendaId, draft: &SeparatedDraft) -> Result<Separation, StoreError> {
        match self.try_to_separate(portal, parent, draft).await {
            // A portal file that was applied at the same moment may have locked the portal first: now it is done.
            Err(error) if error.is_collision() => self.try_to_separate(portal, parent, draft).await,
            separated => separated,
        }
    }

    async fn try_to_separate(&self, portal: &PortalId, parent: &AgendaId, draft: &SeparatedDraft) -> Result<Separation, StoreError> {
        let mut transaction = self.begin().await?;
        let (portal, parent) = (portal.as_str(), parent.as_str());
        if !self.lock_lane(&mut transaction, portal, parent).await? {
            return Ok(Separation::UnknownParent);
        }
        // The portal's stamp: entries get another agenda, and who counts agendas at the same moment waits here.
        touched(1, &transaction.execute(sqlx::query("UPDATE portals SET revision = revision + 1 WHERE id = $1").bind(portal)).await?)?;
        let query = sqlx::query("SELECT id, email, zone, meeting_link, phone FROM agendas WHERE portal = $1 AND id = $2 AND lane = id AND retired_at = 0");
        let Some(row) = transaction.fetch_optional(query.bind(portal).bind(parent)).await? else {
            return Ok(Separation::UnknownParent);
        };
        let (email, zone): (String, String) = (row.try_get(1)?, row.try_get(2)?);
        let (meeting_link, phone): (String, String) = (row.try_get(3)?, row.try_get(4)?);
        let query = sqlx::query("SELECT id FROM subjects WHERE portal = $1 AND id = $2 AND kind = 'project' AND retired_at = 0");
        if transaction.fetch_optional(query.bind(portal).bind(draft.project.as_str())).await?.is_none() {
            return Ok(Separation::UnknownProject);
        }
        if !has_room(&mut transaction, portal).await? {
            return Ok(Separation::NoRoom);
        }
        let id = new_id();
        let slug = free_slug(&mut transaction, portal, &draft.slug).await?;
        let query = sqlx::query(
            "INSERT INTO agendas (portal, id, slug, name, email, zone, hours, file_hours, meeting_link, lane, project, phone, revision, retired_at, made_by_team)
             VALUES ($1, $2, $3, $4, $5, $6, $7, '', $8, $9, $10, $11, 1, 0, 1)",
        );
        let query = query.bind(portal).bind(&id).bind(&slug).bind(draft.name.as_str()).bind(email).bind(zone).bind(json(&draft.hours)?);
        touched(1, &transaction.execute(query.bind(meeting_link).bind(parent).bind(draft.project.as_str()).bind(phone)).await?)?;
        for row in transaction.fetch_all(sqlx::query(ENTRIES).bind(portal).bind(draft.project.as_str()).bind(parent)).await? {
            let read = Reader::new(&row, "entry_agendas");
            let query = sqlx::query("INSERT INTO entry_agendas (portal, entry, position, agenda) VALUES ($1, $2, $3, $4)");
            touched(1, &transaction.execute(query.bind(portal).bind(read.text("id")?).bind(read.number("position")?).bind(&id)).await?)?;
        }
        let id = AgendaId::new(id);
        let_edit(&mut transaction, portal, parent, &id).await?;
        stamp(&mut transaction, portal, parent).await?;
        transaction.commit().await?;
        Ok(Separation::Made(id))
    }

    /// Ends one that the team made: it is retired and connected to nothing, unless appointments are to come.
    pub async fn end_separated(&self, portal: &PortalId, agenda: &AgendaId, now: Instant) -> Result<Ending, StoreError> {
        match self.try_to_end(portal, agenda, now).await {
            Err(error) if error.is_collision() => self.try_to_end(portal, agenda, now).await,
            ended => ended,
        }
    }

    async fn try_to_end(&self, portal: &PortalId, agenda: &AgendaId, now: Instant) -> Result<Ending, StoreError> {
        let mut transaction = self.begin().await?;
        let (portal, agenda) = (portal.as_str(), agenda.as_str());
        if !self.lock_lane(&mut transaction, portal, agenda).await? {
            return Ok(Ending::Unknown);
        }
        let query = sqlx::query("SELECT id, lane, made_by_team FROM agendas WHERE portal = $1 AND id = $2 AND lane <> id AND retired_at = 0");
        let Some(row) = transaction.fetch_optional(query.bind(portal).bind(agenda)).await? else {
            return Ok(Ending::Unknown);
        };
        let read = Reader::new(&row, "agendas");
        if read.number("made_by_team")? == 0 {
            return Ok(Ending::InFile);
        }
        let query = sqlx::query(UPCOMING).bind(portal).bind(read.text("lane")?).bind(agenda).bind(now.micros()).bind(now.micros() - LONGEST);
        let upcoming: i64 = transaction.fetch_one(query).await?.try_get(0)?;
        if upcoming > 0 {
            return Ok(Ending::Occupied(u32::try_from(upcoming).unwrap_or(u32::MAX)));
        }
        let query = sqlx::query("UPDATE agendas SET retired_at = $3 WHERE portal = $1 AND id = $2").bind(portal).bind(agenda);
        touched(1, &transaction.execute(query.bind(now.micros())).await?)?;
        transaction.execute(sqlx::query("DELETE FROM entry_agendas WHERE portal = $1 AND agenda = $2").bind(portal).bind(agenda)).await?;
        stamp(&mut transaction, portal, agenda).await?;
        touched(1, &transaction.execute(sqlx::query("UPDATE portals SET revision = revision + 1 WHERE id = $1").bind(portal)).await?)?;
        transaction.commit().await?;
        Ok(Ending::Now)
    }
}

/// The plan has room for one more agenda.
async fn has_room(connection: &mut AnyConnection, portal: &str) -> Result<bool, StoreError> {
    let row = connection.fetch_one(sqlx::query("SELECT id, plan FROM portals WHERE id = $1").bind(portal)).await?;
    let plan = Reader::new(&row, "portals").named("plan", Plan::parse)?;
    let row = connection.fetch_one(sqlx::query("SELECT COUNT(*) FROM agendas WHERE portal = $1 AND retired_at = 0").bind(portal)).await?;
    let there: i64 = row.try_get(0)?;
    Ok(plan.agendas().is_none_or(|most| there < i64::from(most)))
}

/// A slug that no agenda has, retired ones included: with a number behind it, where it must be.
async fn free_slug(connection: &mut AnyConnection, portal: &str, wished: &Slug) -> Result<String, StoreError> {
    let rows = connection.fetch_all(sqlx::query("SELECT slug FROM agendas WHERE portal = $1").bind(portal)).await?;
    let known = rows.iter().map(|row| row.try_get::<String, _>(0)).collect::<Result<Vec<_>, _>>()?;
    let numbered = (2..).map(|number| format!("{wished}-{number}"));
    let free = std::iter::once(wished.to_string()).chain(numbered).find(|slug| !known.contains(slug));
    Ok(free.unwrap_or_else(new_id))
}

/// Who may change the parent by its name may change what is beneath it too.
async fn let_edit(connection: &mut AnyConnection, portal: &str, parent: &str, agenda: &AgendaId) -> Result<(), StoreError> {
    let query = sqlx::query("SELECT id, permissions FROM members WHERE portal = $1 AND left_at = 0 AND permissions LIKE $2");
    for row in connection.fetch_all(query.bind(portal).bind(format!("%{parent}%"))).await? {
        let read = Reader::new(&row, "members");
        let (id, before) = (read.text("id")?, read.text("permissions")?);
        let mut permissions: Permissions = read.json("permissions")?;
        if let Agendas::Only(few) = &mut permissions.agendas {
            few.push(agenda.clone());
            // Where someone changes them at this very moment, what they decide stands.
            let query = sqlx::query("UPDATE members SET permissions = $4 WHERE portal = $1 AND id = $2 AND permissions = $3");
            connection.execute(query.bind(portal).bind(id).bind(before).bind(json(&permissions)?)).await?;
        }
    }
    Ok(())
}

fn separated(row: &AnyRow) -> Result<SeparatedRow, StoreError> {
    let read = Reader::new(row, "agendas");
    Ok(SeparatedRow {
        id: AgendaId::new(read.text("id")?),
        name: read.parsed("name", Name::parse)?,
        project: read.parsed("project", Title::parse)?,
        hours: read.json("hours")?,
        made_by_team: read.number("made_by_team")? != 0,
        upcoming: read.count("upcoming")?,
        entries: read.count("entries")?,
    })
}
