//! Why a time is not offered, for the team.

use super::{App, TimesError, free_times, open_entry};
use crate::availability;
use crate::domain::{AgendaReasons, Instant, Slug, Span};

/// What each agenda of an entry has against a start, in the entry's order: one reason for each thing that stands in its way, and none
/// where the agenda would offer it.
pub async fn why_not(app: &App, portal: &Slug, entry: &Slug, starts_at: Instant) -> Result<Vec<AgendaReasons>, TimesError> {
    let bookable = open_entry(app, portal, entry).await?;
    let busy = app.store.busy(&bookable, Span::starting(starts_at, bookable.event_type.limits().length)).await?;
    let zones = free_times::zones(&bookable);
    let against = availability::why_not(app.clock.now(), &bookable.event_type, &free_times::agenda_days(&bookable, &zones, &busy), starts_at);
    let named = bookable.agendas.iter().zip(against);
    Ok(named.map(|(agenda, reasons)| AgendaReasons { agenda: agenda.id.clone(), name: agenda.name.clone(), reasons }).collect())
}
