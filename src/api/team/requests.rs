//! What customers ask for where no time fits, and what the team does with it.

use leptos::prelude::*;

use super::TeamError;
use super::wire::RequestCard;
use crate::api::travel::Deed;
use crate::domain::{FedId, RequestStatus};

/// A request, by its item on the timeline.
#[server(name = RequestOf, prefix = "/api/t1", endpoint = "request_of", protocol = Deed)]
pub async fn request_of(
    /// The portal's slug.
    portal: String,
    /// Which.
    id: FedId,
) -> Result<RequestCard, TeamError> {
    crate::replies::team::request_of(portal, id).await
}

/// Turns a request from what it was seen as: its customer is invited, or it is put aside, or taken up again.
#[server(name = TurnRequest, prefix = "/api/t1", endpoint = "turn_request", protocol = Deed)]
pub async fn turn_request(
    /// The portal's slug.
    portal: String,
    /// Which.
    id: FedId,
    /// As it was seen.
    seen: RequestStatus,
    /// As it is to be.
    to: RequestStatus,
) -> Result<RequestCard, TeamError> {
    crate::replies::team::turn_request(portal, id, seen, to).await
}
