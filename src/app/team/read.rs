//! What the team reads.

use super::DeedError;
use crate::app::App;
use crate::domain::{Actor, AppointmentId, Cursor, Filters, Scope};
use crate::store::team::{Counts, Dossier, Filed, InboxRow};

/// Lines in one page of the dashboard's lists.
pub const PAGE: usize = 50;

/// Some of the Inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The lines, newest first.
    pub lines: Vec<InboxRow>,
    /// Where it goes on; none when this is all.
    pub next: Option<Cursor>,
    /// How much there is; with a member's first page only.
    pub counts: Option<Counts>,
}

/// A page of the Inbox, with so many lines at most.
pub async fn inbox(app: &App, by: &Actor, filters: &Filters, after: Option<&Cursor>, most: usize) -> Result<Page, DeedError> {
    by.needs(Scope::AppointmentsRead)?;
    let search = app.store.search(&by.portal.id, &filters.search).await?;
    let mut lines = app.store.inbox(&by.portal.id, filters, &search, after, most as i64 + 1).await?;
    let more = lines.len() > most;
    lines.truncate(most);
    let counts = match (after, by.member_id()) {
        (None, Some(member)) => Some(app.store.inbox_counts(&by.portal.id, filters, &search, member).await?),
        _ => None,
    };
    let next = lines.last().filter(|_| more).map(InboxRow::cursor);
    Ok(Page { lines, next, counts })
}

/// Some appointments as programs read them, in the order of their identities; those that aren't there are left out.
pub async fn filed(app: &App, by: &Actor, ids: &[AppointmentId]) -> Result<Vec<Filed>, DeedError> {
    by.needs(Scope::AppointmentsRead)?;
    Ok(app.store.filed(&by.portal.id, ids).await?)
}

/// One appointment with all that the team knows of it.
pub async fn dossier(app: &App, by: &Actor, id: &AppointmentId) -> Result<Dossier, DeedError> {
    by.needs(Scope::AppointmentsRead)?;
    app.store.dossier(&by.portal.id, id).await?.ok_or(DeedError::NotFound)
}
