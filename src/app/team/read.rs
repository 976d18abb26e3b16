//! What the team reads.

use super::DeedError;
use crate::app::App;
use crate::domain::{AppointmentId, Cursor, Filters, Member, Permission};
use crate::store::team::{Counts, Dossier, Interaction};

/// Lines in one page of a list.
pub const PAGE: i64 = 50;

/// Some of the Inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The lines, newest first.
    pub lines: Vec<Interaction>,
    /// Where it goes on; none when this is all.
    pub next: Option<Cursor>,
    /// How much there is; with the first page only.
    pub counts: Option<Counts>,
}

/// A page of the Inbox.
pub async fn inbox(app: &App, by: &Member, filters: &Filters, after: Option<&Cursor>) -> Result<Page, DeedError> {
    by.needs(Permission::Interactions)?;
    let search = app.store.search(&by.portal.id, &filters.search).await?;
    // Both lists are read as if they were alone, a page of each: the newest of both are the page.
    let appointments = app.store.inbox(&by.portal.id, filters, &search, after, PAGE + 1).await?;
    let fed = app.store.fed_inbox(&by.portal.id, filters, &search, after, PAGE + 1).await?;
    let mut lines: Vec<Interaction> = appointments.into_iter().map(Interaction::Appointment).chain(fed.into_iter().map(Interaction::Fed)).collect();
    lines.sort_by_cached_key(|line| std::cmp::Reverse((line.cursor().at, line.cursor().id)));
    let more = lines.len() > PAGE as usize;
    lines.truncate(PAGE as usize);
    let counts = match after {
        None => Some(app.store.inbox_counts(&by.portal.id, filters, &search, &by.id).await?),
        Some(_) => None,
    };
    let next = lines.last().filter(|_| more).map(Interaction::cursor);
    Ok(Page { lines, next, counts })
}

/// One appointment with all that the team knows of it.
pub async fn dossier(app: &App, by: &Member, id: &AppointmentId) -> Result<Dossier, DeedError> {
    by.needs(Permission::Interactions)?;
    app.store.dossier(&by.portal.id, id).await?.ok_or(DeedError::NotFound)
}
