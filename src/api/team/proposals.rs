//! Times that a customer is offered, and what the team does with them.

use leptos::prelude::*;

use super::TeamError;
use super::wire::{ProposalCard, Proposing};
use crate::api::travel::Deed;
use crate::domain::FedId;

/// Offers a customer several times.
#[server(name = Propose, prefix = "/api/t1", endpoint = "propose", protocol = Deed)]
pub async fn propose(
    /// What is offered.
    asked: Proposing,
) -> Result<ProposalCard, TeamError> {
    crate::replies::team::propose(asked).await
}

/// A proposal, by its item on the timeline.
#[server(name = ProposalOf, prefix = "/api/t1", endpoint = "proposal_of", protocol = Deed)]
pub async fn proposal_of(
    /// The portal's slug.
    portal: String,
    /// Which.
    id: FedId,
) -> Result<ProposalCard, TeamError> {
    crate::replies::team::proposal_of(portal, id).await
}

/// Takes a proposal back: what it held is free.
#[server(name = WithdrawProposal, prefix = "/api/t1", endpoint = "withdraw_proposal", protocol = Deed)]
pub async fn withdraw_proposal(
    /// The portal's slug.
    portal: String,
    /// Which.
    id: FedId,
) -> Result<ProposalCard, TeamError> {
    crate::replies::team::withdraw_proposal(portal, id).await
}
