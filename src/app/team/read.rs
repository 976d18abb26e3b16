//! What the team reads.

use super::DeedError;
use crate::app::App;
use crate::domain::{Actor, AppointmentId, Cursor, Filters, Member, Permission, Scope};
use crate::store::team::{Counts, Dossier, Filed, InboxRow, Interaction};

/// Lines in one page of the dashboard's lists.
pub const PAGE: usize = 50;

/// Some of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<Line> {
    /// The lines, newest first.
    pub lines: Vec<Line>,
    /// Where it goes on; none when this is all.
    pub next: Option<Cursor>,
}

impl<Line> Page<Line> {
    /// The first of some lines, of which there may be more than a page's.
    fn of(mut lines: Vec<Line>, most: usize, cursor: impl Fn(&Line) -> Cursor) -> Self {
        let more = lines.len() > most;
        lines.truncate(most);
        let next = lines.last().filter(|_| more).map(cursor);
        Self { lines, next }
    }
}

/// A page of appointments, with so many lines at most.
pub async fn inbox(app: &App, by: &Actor, filters: &Filters, after: Option<&Cursor>, most: usize) -> Result<Page<InboxRow>, DeedError> {
    by.needs(Scope::AppointmentsRead)?;
    let search = app.store.search(&by.portal.id, &filters.search).await?;
    let lines = app.store.inbox(&by.portal.id, filters, &search, after, most as i64 + 1).await?;
    Ok(Page::of(lines, most, InboxRow::cursor))
}

/// A page of the Inbox, and with the first one how much there is.
pub async fn interactions(app: &App, by: &Member, filters: &Filters, after: Option<&Cursor>) -> Result<(Page<Interaction>, Option<Counts>), DeedError> {
    by.needs(Permission::Interactions)?;
    let search = app.store.search(&by.portal.id, &filters.search).await?;
    // Both lists are read as if they were alone, a page of each: the newest of both are the page.
    let most = PAGE as i64 + 1;
    let appointments = app.store.inbox(&by.portal.id, filters, &search, after, most).await?;
    let fed = app.store.fed_inbox(&by.portal.id, filters, &search, after, most).await?;
    let mut lines: Vec<Interaction> = appointments.into_iter().map(Interaction::Appointment).chain(fed.into_iter().map(Interaction::Fed)).collect();
    lines.sort_by_cached_key(|line| std::cmp::Reverse((line.cursor().at, line.cursor().id)));
    let counts = match after {
        None => Some(app.store.inbox_counts(&by.portal.id, filters, &search, &by.id).await?),
        Some(_) => None,
    };
    Ok((Page::of(lines, PAGE, Interaction::cursor), counts))
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
