//! The team sets agendas apart for a project, in the time of another; and ends them.

use super::DeedError;
use crate::app::App;
use crate::domain::{AgendaId, Hours, Member, Name, Permission, Slug, SubjectId, Title};
use crate::store::team::{AgendaRow, Ending, SeparatedDraft, SeparatedRow, Separation};

/// What lies beneath an agenda, and what can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beneath {
    /// Where it lies beneath another itself, so that nothing can lie beneath it: the parent's name, and the project's title.
    pub separated: Option<(Name, Title)>,
    /// The agendas beneath it, by name.
    pub agendas: Vec<SeparatedRow>,
    /// The projects that one can be set apart for.
    pub projects: Vec<(SubjectId, Title)>,
    /// The plan has room for another.
    pub room: bool,
}

/// What lies beneath an agenda.
pub async fn beneath(app: &App, by: &Member, agenda: &AgendaId) -> Result<Beneath, DeedError> {
    by.needs(Permission::Interactions)?;
    let portal = &by.portal.id;
    let all = app.store.agendas(portal).await?;
    let found: &AgendaRow = all.iter().find(|row| row.id == *agenda).ok_or(DeedError::NotFound)?;
    Ok(Beneath {
        separated: found.separated.clone(),
        agendas: app.store.separated(portal, agenda, app.clock.now()).await?,
        projects: app.store.projects(portal).await?,
        room: by.portal.plan.agendas().is_none_or(|most| all.len() < most as usize),
    })
}

/// Sets an agenda apart beneath another.
pub async fn separate(app: &App, by: &Member, parent: &AgendaId, name: Name, project: SubjectId, hours: Hours) -> Result<AgendaId, DeedError> {
    super::hours(app, &by.actor(), parent).await?;
    by.needs_agenda(parent)?;
    let slug = Slug::of(&name).unwrap_or_else(|| Slug::parse("agenda").expect("these are small letters"));
    match app.store.separate(&by.portal.id, parent, &SeparatedDraft { name, slug, project, hours }).await? {
        Separation::Made(id) => Ok(id),
        Separation::UnknownParent | Separation::UnknownProject => Err(DeedError::NotFound),
        Separation::NoRoom => Err(DeedError::Plan),
    }
}

/// Ends one, and says what it lay beneath: who may change that may do so.
pub async fn end_separated(app: &App, by: &Member, agenda: &AgendaId) -> Result<AgendaId, DeedError> {
    by.needs(Permission::Interactions)?;
    let all = app.store.agendas(&by.portal.id).await?;
    let parent = &all.iter().find(|row| row.id == *agenda && row.lane != row.id).ok_or(DeedError::NotFound)?.lane;
    by.needs_agenda(parent)?;
    match app.store.end_separated(&by.portal.id, agenda, app.clock.now()).await? {
        Ending::Now => Ok(parent.clone()),
        Ending::Unknown => Err(DeedError::NotFound),
        Ending::InFile => Err(DeedError::InFile),
        Ending::Occupied(upcoming) => Err(DeedError::Occupied(upcoming)),
    }
}
