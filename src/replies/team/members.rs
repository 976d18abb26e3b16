//! The team itself, on the wire.

use super::session::member as who;
use super::sign_in::member_lines;
use super::{TeamDesk, Wall, answered, refused};
use crate::api::team::wire::{Invitation, Invited, MemberLine};
use crate::api::team::{Field, TeamError};
use crate::app::team;
use crate::clock::new_id;
use crate::domain::{Email, Key, Member, MemberId, Name, Permissions};
use crate::store::team::MemberDraft;

/// Asks someone in.
pub async fn invite(portal: String, invitation: Invitation) -> Result<Invited, TeamError> {
    let reply = async {
        let (desk, by) = who(&portal).await?;
        let draft = draft(invitation)?;
        let (_, link) = team::invite(&desk.app, &by, &draft).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        Ok(Invited { members: members(&desk, &by).await?, link: address(&desk, &link) })
    };
    answered(reply.await)
}

/// Another link.
pub async fn link_for(portal: String, member: MemberId) -> Result<String, TeamError> {
    let reply = async {
        let (desk, by) = who(&portal).await?;
        let link = team::link_for(&desk.app, &by, &member).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        Ok(address(&desk, &link))
    };
    answered(reply.await)
}

/// What someone may do.
pub async fn permit(portal: String, member: MemberId, permissions: Permissions) -> Result<Vec<MemberLine>, TeamError> {
    let reply = async {
        let (desk, by) = who(&portal).await?;
        team::permit(&desk.app, &by, &member, &permissions).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        members(&desk, &by).await
    };
    answered(reply.await)
}

/// Lets someone go.
pub async fn let_go(portal: String, member: MemberId) -> Result<Vec<MemberLine>, TeamError> {
    let reply = async {
        let (desk, by) = who(&portal).await?;
        team::let_go(&desk.app, &by, &member).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        members(&desk, &by).await
    };
    answered(reply.await)
}

fn draft(invitation: Invitation) -> Result<MemberDraft, TeamError> {
    match (Name::parse(&invitation.name), Email::parse(&invitation.email)) {
        (Ok(name), Ok(email)) => Ok(MemberDraft { id: MemberId::new(new_id()), name, email, language: Some(invitation.language), permissions: invitation.permissions }),
        (name, email) => {
            let fields = [(Field::Name, name.err()), (Field::Email, email.err())];
            Err(TeamError::Invalid(fields.into_iter().filter_map(|(field, error)| Some((field, error?))).collect()))
        }
    }
}

fn address(desk: &TeamDesk, link: &Key) -> String {
    format!("{}/team/{}/welcome/{}", desk.public_url, link.portal(), link.reveal())
}

async fn members(desk: &TeamDesk, by: &Member) -> Result<Vec<MemberLine>, TeamError> {
    Ok(member_lines(desk.app.store.members(&by.portal.id).await?, by))
}
