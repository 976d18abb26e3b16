//! What the team reads.

use leptos::prelude::*;

use super::TeamError;
use super::wire::{Dossier, FedLine, InboxAsk, InboxPage};
use crate::api::travel::Deed;
use crate::domain::FedId;

/// What came in, the newest first.
#[server(name = Inbox, prefix = "/api/t1", endpoint = "inbox", protocol = Deed)]
pub async fn inbox(
    /// What is to be in it.
    ask: InboxAsk,
) -> Result<InboxPage, TeamError> {
    crate::replies::team::inbox(ask).await
}

/// One appointment with all that the team knows of it.
#[server(name = DossierOf, prefix = "/api/t1", endpoint = "dossier_of", protocol = Deed)]
pub async fn dossier_of(
    /// The portal's slug.
    portal: String,
    /// Which appointment.
    id: String,
) -> Result<Dossier, TeamError> {
    crate::replies::team::dossier_of(portal, id).await
}

/// Something that was fed into a customer's timeline, with all of its text.
#[server(name = FedOf, prefix = "/api/t1", endpoint = "fed_of", protocol = Deed)]
pub async fn fed_of(
    /// The portal's slug.
    portal: String,
    /// Which.
    id: FedId,
) -> Result<FedLine, TeamError> {
    crate::replies::team::fed_of(portal, id).await
}
