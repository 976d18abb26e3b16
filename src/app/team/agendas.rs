//! What the team sees and changes of its agendas.

use sha2::{Digest, Sha256};

use super::DeedError;
use crate::app::digest::hex;
use crate::app::{self, App, BlockError, RuleError};
use crate::domain::{Actor, AgendaId, AgendaReasons, BlockId, Day, Hours, Instant, Member, Name, Note, Permission, Plan, Scope, SlotBlock, Slug, Span};
use crate::store::team::{AgendaRow, Blocked, HeldTime, Placed};
use crate::zone::Zone;

/// Days at most in one look.
pub const LOOK_DAYS: u8 = 42;

/// Agendas side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideBySide {
    /// The agendas, by name.
    pub agendas: Vec<AgendaRow>,
    /// Those that the portal's plan has no room for.
    pub beyond_plan: Vec<AgendaId>,
    /// Every agenda's name, also of those that were not asked for: what stands in them may be marked here.
    pub names: Vec<(AgendaId, Name)>,
    /// The appointments of their lanes.
    pub placed: Vec<Placed>,
    /// The blocks of theirs and of their parents.
    pub blocked: Vec<Blocked>,
    /// What their lanes hold for whoever it is offered to.
    pub held: Vec<HeldTime>,
}

/// Some days of some agendas, or of every one where none is named.
pub async fn side_by_side(app: &App, by: &Member, wanted: &[AgendaId], from: Day, count: u8) -> Result<SideBySide, DeedError> {
    by.needs(Permission::Interactions)?;
    let portal = &by.portal.id;
    let all = app.store.agendas(portal).await?;
    if wanted.iter().any(|wanted| all.iter().all(|agenda| agenda.id != *wanted)) {
        return Err(DeedError::NotFound);
    }
    let beyond_plan = beyond_plan(by.portal.plan, &all);
    let names = all.iter().map(|agenda| (agenda.id.clone(), agenda.name.clone())).collect();
    let agendas: Vec<AgendaRow> = all.into_iter().filter(|agenda| wanted.is_empty() || wanted.contains(&agenda.id)).collect();
    // A day wider at each side than the portal's own: agendas may lie in other zones.
    let zone = Zone::of(&by.portal.zone);
    let last = from.plus_days(i64::from(count.clamp(1, LOOK_DAYS)));
    let around = Span::new(zone.day_span(from.plus_days(-1)).start, zone.day_span(last).end);
    let mut lanes: Vec<AgendaId> = agendas.iter().map(|agenda| agenda.lane.clone()).collect();
    lanes.sort_unstable();
    lanes.dedup();
    let placed = app.store.placed(portal, &lanes, around).await?;
    let held = app.store.held(portal, &lanes, around, app.clock.now()).await?;
    let mut blocking: Vec<AgendaId> = agendas.iter().map(|agenda| agenda.id.clone()).chain(lanes).collect();
    blocking.sort_unstable();
    blocking.dedup();
    let blocked = app.store.blocked(portal, &blocking, around).await?;
    Ok(SideBySide { agendas, beyond_plan, names, placed, blocked, held })
}

/// A plan has room for those that were there first.
fn beyond_plan(plan: Plan, all: &[AgendaRow]) -> Vec<AgendaId> {
    let mut ids: Vec<AgendaId> = all.iter().map(|agenda| agenda.id.clone()).collect();
    ids.sort_unstable();
    plan.agendas().map(|most| ids.split_off(ids.len().min(most as usize))).unwrap_or_default()
}

/// The portal's agendas, by name.
pub async fn agendas(app: &App, by: &Actor) -> Result<Vec<AgendaRow>, DeedError> {
    by.needs(Scope::AgendasRead)?;
    Ok(app.store.agendas(&by.portal.id).await?)
}

/// The times that an agenda keeps free, of some days of its own calendar, the last one included.
pub async fn blocks(app: &App, by: &Actor, agenda: &AgendaRow, from: Day, to: Day) -> Result<Vec<SlotBlock>, DeedError> {
    by.needs(Scope::AgendasRead)?;
    let zone = Zone::of(&agenda.zone);
    Ok(app.store.blocks(&by.portal.id, &agenda.id, Span::new(zone.day_span(from).start, zone.day_span(to).end)).await?)
}

/// What hours are told apart by: whoever changes them says which they have read.
pub fn hours_version(hours: &Hours) -> String {
    let written = serde_json::to_vec(hours).expect("hours are numbers and dates");
    hex(&Sha256::digest(written)[..8])
}

/// Gives an agenda other hours than those of a version. What is booked outside of them stays.
pub async fn put_hours(app: &App, by: &Actor, agenda: &AgendaId, version: &str, wanted: &Hours) -> Result<(), DeedError> {
    by.needs_agenda(Scope::AgendasWrite, agenda)?;
    let known = hours(app, by, agenda).await?;
    if known != *wanted && hours_version(&known) != version {
        return Err(DeedError::Changed(Vec::new()));
    }
    change_hours(app, by, agenda, &known, wanted).await
}

/// When an agenda is open.
pub async fn hours(app: &App, by: &Actor, agenda: &AgendaId) -> Result<Hours, DeedError> {
    by.needs(Scope::AgendasRead)?;
    app.store.hours(&by.portal.id, agenda).await?.ok_or(DeedError::NotFound)
}

/// Changes when an agenda is open, from what was known of it. What is booked outside of it stays.
pub async fn change_hours(app: &App, by: &Actor, agenda: &AgendaId, known: &Hours, wanted: &Hours) -> Result<(), DeedError> {
    hours(app, by, agenda).await?;
    by.needs_agenda(Scope::AgendasWrite, agenda)?;
    app::change_hours(app, &by.portal.id, agenda, known, wanted).await.map_err(|error| match error {
        RuleError::Changed => DeedError::Changed(Vec::new()),
        RuleError::Unknown | RuleError::Limits(_) => DeedError::NotFound,
        RuleError::Store(error) => DeedError::Store(error),
    })
}

/// Keeps a time free. `None` where it is no time.
pub async fn block(app: &App, by: &Actor, agenda: &AgendaId, span: Span, reason: Note) -> Result<Option<SlotBlock>, DeedError> {
    hours(app, by, agenda).await?;
    by.needs_agenda(Scope::AgendasWrite, agenda)?;
    match app::block(app, &by.portal.id, agenda, span, reason).await {
        Ok(block) => Ok(Some(block)),
        Err(BlockError::Span) => Ok(None),
        Err(BlockError::UnknownAgenda | BlockError::UnknownBlock) => Err(DeedError::NotFound),
        Err(BlockError::Store(error)) => Err(DeedError::Store(error)),
    }
}

/// Gives a time of one agenda's back: a block of another's is as unknown as none.
pub async fn unblock_in(app: &App, by: &Actor, agenda: &AgendaId, block: &BlockId) -> Result<SlotBlock, DeedError> {
    by.needs_agenda(Scope::AgendasWrite, agenda)?;
    match app.store.agenda_of_block(&by.portal.id, block).await? {
        Some(found) if found == *agenda => unblock(app, by, block).await,
        _ => Err(DeedError::NotFound),
    }
}

/// Gives a time back.
pub async fn unblock(app: &App, by: &Actor, block: &BlockId) -> Result<SlotBlock, DeedError> {
    by.needs(Scope::AgendasWrite)?;
    let agenda = app.store.agenda_of_block(&by.portal.id, block).await?.ok_or(DeedError::NotFound)?;
    by.needs_agenda(Scope::AgendasWrite, &agenda)?;
    app::unblock(app, &by.portal.id, block).await.map_err(|error| match error {
        BlockError::Store(error) => DeedError::Store(error),
        BlockError::Span | BlockError::UnknownAgenda | BlockError::UnknownBlock => DeedError::NotFound,
    })
}

/// Why a start is not offered at an entry.
pub async fn why_not(app: &App, by: &Member, entry: &Slug, starts_at: Instant) -> Result<Vec<AgendaReasons>, DeedError> {
    by.needs(Permission::Interactions)?;
    Ok(app::why_not(app, &by.portal.slug, entry, starts_at).await?)
}
