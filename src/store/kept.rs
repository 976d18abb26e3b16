//! What the team has set apart, where a portal file is applied: it stays, and goes with what it lies beneath or is for.

use sqlx::{AnyConnection, Executor, Row};

use super::{StoreError, touched};
use crate::domain::{Applied, Instant};

/// Live ones whose parent or project is no longer there: nobody would book in them, and their time would be kept free for nothing.
const ORPHANS: &str = "SELECT a.id, a.slug FROM agendas a WHERE a.portal = $1 AND a.made_by_team = 1 AND a.retired_at = 0 AND NOT (
    EXISTS (SELECT 1 FROM agendas l WHERE l.portal = a.portal AND l.id = a.lane AND l.id <> a.id AND l.retired_at = 0)
    AND EXISTS (SELECT 1 FROM subjects s WHERE s.portal = a.portal AND s.id = a.project AND s.retired_at = 0))
  ORDER BY a.slug";

/// They have their parent's mailbox, telephone, clock and meeting link: $1 portal.
const FOLLOW: &str = "UPDATE agendas SET
    email = (SELECT l.email FROM agendas l WHERE l.portal = agendas.portal AND l.id = agendas.lane),
    phone = (SELECT l.phone FROM agendas l WHERE l.portal = agendas.portal AND l.id = agendas.lane),
    zone = (SELECT l.zone FROM agendas l WHERE l.portal = agendas.portal AND l.id = agendas.lane),
    meeting_link = (SELECT l.meeting_link FROM agendas l WHERE l.portal = agendas.portal AND l.id = agendas.lane)
  WHERE portal = $1 AND made_by_team = 1 AND retired_at = 0";

/// Gives what stays what the file says of its parent.
pub async fn follow_parents(connection: &mut AnyConnection, portal: &str) -> Result<(), StoreError> {
    connection.execute(sqlx::query(FOLLOW).bind(portal)).await?;
    Ok(())
}

/// Retires what has lost its parent or its project to the file.
pub async fn end_orphans(connection: &mut AnyConnection, portal: &str, now: Instant, applied: &mut Applied) -> Result<(), StoreError> {
    for row in connection.fetch_all(sqlx::query(ORPHANS).bind(portal)).await? {
        let (id, slug): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        let query = sqlx::query("UPDATE agendas SET retired_at = $3 WHERE portal = $1 AND id = $2").bind(portal).bind(id);
        touched(1, &connection.execute(query.bind(now.micros())).await?)?;
        applied.retired.push(format!("agenda {slug}"));
    }
    Ok(())
}

/// The agendas of an entry: those that the file names, and after them those that the team has set apart for its subject, of which it has the
/// parent or which it had before.
pub async fn with_kept(connection: &mut AnyConnection, portal: &str, subject: &str, named: &[&str], stored: &[String]) -> Result<Vec<String>, StoreError> {
    let mut all: Vec<String> = named.iter().map(|id| (*id).to_owned()).collect();
    if subject.is_empty() {
        return Ok(all);
    }
    let query = sqlx::query("SELECT id, lane FROM agendas WHERE portal = $1 AND project = $2 AND made_by_team = 1 AND retired_at = 0 ORDER BY id");
    for row in connection.fetch_all(query.bind(portal).bind(subject)).await? {
        let (id, lane): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        if named.contains(&lane.as_str()) || stored.contains(&id) {
            all.push(id);
        }
    }
    Ok(all)
}
