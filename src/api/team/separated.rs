//! Agendas that are set apart for a project, in the time of another.

use leptos::prelude::*;

use super::TeamError;
use super::wire::{Apart, Beneath};
use crate::api::travel::Deed;
use crate::domain::AgendaId;

/// What lies beneath an agenda.
#[server(name = BeneathOf, prefix = "/api/t1", endpoint = "beneath_of", protocol = Deed)]
pub async fn beneath_of(
    /// The portal's slug.
    portal: String,
    /// Which agenda.
    agenda: AgendaId,
) -> Result<Beneath, TeamError> {
    crate::replies::team::beneath_of(portal, agenda).await
}

/// Sets an agenda apart; what lies there now.
#[server(name = SetApart, prefix = "/api/t1", endpoint = "set_apart", protocol = Deed)]
pub async fn set_apart(
    /// The portal's slug.
    portal: String,
    /// Beneath which.
    parent: AgendaId,
    /// What it is to be.
    apart: Apart,
) -> Result<Beneath, TeamError> {
    crate::replies::team::set_apart(portal, parent, apart).await
}

/// Ends one that has no appointments to come; what lies there now.
#[server(name = EndSeparated, prefix = "/api/t1", endpoint = "end_separated", protocol = Deed)]
pub async fn end_separated(
    /// The portal's slug.
    portal: String,
    /// Which agenda.
    agenda: AgendaId,
) -> Result<Beneath, TeamError> {
    crate::replies::team::end_separated(portal, agenda).await
}
