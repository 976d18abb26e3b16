//! Agendas: what stands in them, when they are open, and why a time is not offered.

use leptos::prelude::*;

use super::TeamError;
use super::wire::{Against, Blocking, Days, DaysAsk, HoursLines};
use crate::api::travel::Deed;
use crate::domain::{AgendaId, BlockId};

/// Some days of agendas, side by side.
#[server(name = DaysOf, prefix = "/api/t1", endpoint = "days_of", protocol = Deed)]
pub async fn days_of(
    /// Which.
    ask: DaysAsk,
) -> Result<Days, TeamError> {
    crate::replies::team::days_of(ask).await
}

/// When an agenda is open.
#[server(name = HoursOf, prefix = "/api/t1", endpoint = "hours_of", protocol = Deed)]
pub async fn hours_of(
    /// The portal's slug.
    portal: String,
    /// Which agenda.
    agenda: AgendaId,
) -> Result<HoursLines, TeamError> {
    crate::replies::team::hours_of(portal, agenda).await
}

/// Changes when an agenda is open. What is booked outside of it stays.
#[server(name = ChangeHours, prefix = "/api/t1", endpoint = "change_hours", protocol = Deed)]
pub async fn change_hours(
    /// The portal's slug.
    portal: String,
    /// Which agenda.
    agenda: AgendaId,
    /// As it was read.
    known: HoursLines,
    /// As it is to be.
    hours: HoursLines,
) -> Result<HoursLines, TeamError> {
    crate::replies::team::change_hours(portal, agenda, known, hours).await
}

/// The Dutch public holidays of a year, as closed dates to choose from: days after 1970-01-01, and their names.
#[server(name = Holidays, prefix = "/api/t1", endpoint = "holidays", protocol = Deed)]
pub async fn holidays(
    /// The portal's slug.
    portal: String,
    /// The year.
    year: u16,
) -> Result<Vec<(i32, String)>, TeamError> {
    crate::replies::team::holidays(portal, year).await
}

/// Keeps a time free. What is booked there stays.
#[server(name = BlockTime, prefix = "/api/t1", endpoint = "block_time", protocol = Deed)]
pub async fn block_time(
    /// Which.
    blocking: Blocking,
) -> Result<BlockId, TeamError> {
    crate::replies::team::block_time(blocking).await
}

/// Gives a time back that was kept free; what it was, so that this can be undone.
#[server(name = Unblock, prefix = "/api/t1", endpoint = "unblock", protocol = Deed)]
pub async fn unblock(
    /// The portal's slug.
    portal: String,
    /// Which block.
    block: BlockId,
) -> Result<Blocking, TeamError> {
    crate::replies::team::unblock(portal, block).await
}

/// Why a start is not offered at an entry, agenda by agenda.
#[server(name = WhyNotAt, prefix = "/api/t1", endpoint = "why_not_at", protocol = Deed)]
pub async fn why_not_at(
    /// The portal's slug.
    portal: String,
    /// The entry's slug.
    entry: String,
    /// The start, in seconds since 1970.
    starts_at: i64,
) -> Result<Vec<Against>, TeamError> {
    crate::replies::team::why_not_at(portal, entry, starts_at).await
}
