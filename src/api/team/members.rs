//! The team itself: who is in it, and what they may do.

use leptos::prelude::*;

use super::TeamError;
use super::wire::{Invitation, Invited, MemberLine};
use crate::api::travel::Deed;
use crate::domain::{MemberId, Permissions};

/// Asks someone into the team. The link by which they choose a password is the asker's to hand over.
#[server(name = Invite, prefix = "/api/t1", endpoint = "invite", protocol = Deed)]
pub async fn invite(
    /// The portal's slug.
    portal: String,
    /// Who.
    invitation: Invitation,
) -> Result<Invited, TeamError> {
    crate::replies::team::invite(portal, invitation).await
}

/// Another link for a member, who has lost theirs or their password. Links before it end.
#[server(name = LinkFor, prefix = "/api/t1", endpoint = "link_for", protocol = Deed)]
pub async fn link_for(
    /// The portal's slug.
    portal: String,
    /// Who.
    member: MemberId,
) -> Result<String, TeamError> {
    crate::replies::team::link_for(portal, member).await
}

/// Changes what a member may do.
#[server(name = Permit, prefix = "/api/t1", endpoint = "permit", protocol = Deed)]
pub async fn permit(
    /// The portal's slug.
    portal: String,
    /// Who.
    member: MemberId,
    /// What they may do from now on.
    permissions: Permissions,
) -> Result<Vec<MemberLine>, TeamError> {
    crate::replies::team::permit(portal, member, permissions).await
}

/// Lets a member go: they are signed out everywhere, what they wrote stays.
#[server(name = LetGo, prefix = "/api/t1", endpoint = "let_go", protocol = Deed)]
pub async fn let_go(
    /// The portal's slug.
    portal: String,
    /// Who.
    member: MemberId,
) -> Result<Vec<MemberLine>, TeamError> {
    crate::replies::team::let_go(portal, member).await
}
