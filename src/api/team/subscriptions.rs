//! The secret address by which calendars read an agenda.

use leptos::prelude::*;

use super::TeamError;
use super::wire::Start;
use crate::api::travel::Deed;
use crate::domain::AgendaId;

/// Since when an agenda has its secret address, by the portal's clock; nothing where it has none.
#[server(name = SubscriptionOf, prefix = "/api/t1", endpoint = "subscription_of", protocol = Deed)]
pub async fn subscription_of(
    /// The portal's slug.
    portal: String,
    /// Which agenda.
    agenda: AgendaId,
) -> Result<Option<Start>, TeamError> {
    crate::replies::team::subscription_of(portal, agenda).await
}

/// Gives an agenda a secret address, which is shown only now; the one before opens nothing any more.
#[server(name = Subscribe, prefix = "/api/t1", endpoint = "subscribe", protocol = Deed)]
pub async fn subscribe(
    /// The portal's slug.
    portal: String,
    /// Which agenda.
    agenda: AgendaId,
) -> Result<String, TeamError> {
    crate::replies::team::subscribe(portal, agenda).await
}

/// Ends an agenda's secret address.
#[server(name = Unsubscribe, prefix = "/api/t1", endpoint = "unsubscribe", protocol = Deed)]
pub async fn unsubscribe(
    /// The portal's slug.
    portal: String,
    /// Which agenda.
    agenda: AgendaId,
) -> Result<(), TeamError> {
    crate::replies::team::unsubscribe(portal, agenda).await
}
