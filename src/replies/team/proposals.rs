//! Proposals, on the wire.

use super::acts::instant;
use super::session::member;
use super::shown::{Wall, minutes};
use super::{answered, refused};
use crate::api::team::wire::{ProposalCard, Proposing};
use crate::api::team::{Field, TeamError};
use crate::app::{Offering, team};
use crate::domain::{FedId, FieldError, IdempotencyKey, Member, Minutes, Note, ProposalSettings, Slug};
use crate::zone::Zone;

/// Several times are offered.
pub async fn propose(asked: Proposing) -> Result<ProposalCard, TeamError> {
    let reply = async {
        let (desk, by) = member(&asked.portal).await?;
        let limits = ProposalSettings::EXPIRES;
        if !limits.contains(&asked.expires) {
            return Err(TeamError::Invalid(vec![(Field::Span, FieldError::Outside { least: *limits.start(), most: *limits.end() })]));
        }
        let wanted = team::Proposing {
            entry: Slug::parse(&asked.entry).map_err(|_| TeamError::NotFound)?,
            agenda: asked.agenda,
            starts: asked.starts.into_iter().map(instant).collect(),
            customer: asked.customer,
            request: asked.request,
            held: Some(asked.held),
            expires: Some(Minutes::new(asked.expires)),
            note: Note::parse(asked.note.trim()).map_err(|error| TeamError::Invalid(vec![(Field::Note, error)]))?,
            key: IdempotencyKey::parse(&asked.key).map_err(|_| TeamError::KeyReused)?,
        };
        let actor = by.actor();
        let (made, _) = team::propose(&desk.app, &actor, &wanted).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        let offering = team::proposal(&desk.app, &actor, &made.id).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        Ok(card(&offering, &by))
    };
    answered(reply.await)
}

/// One proposal.
pub async fn proposal_of(portal: String, id: FedId) -> Result<ProposalCard, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let found = team::proposal(&desk.app, &by.actor(), &id).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        Ok(card(&found, &by))
    };
    answered(reply.await)
}

/// One is taken back.
pub async fn withdraw_proposal(portal: String, id: FedId) -> Result<ProposalCard, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let found = team::withdraw(&desk.app, &by.actor(), &id).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        Ok(card(&found, &by))
    };
    answered(reply.await)
}

/// As the dashboard shows it: its times on the wall of their place.
fn card(offering: &Offering, by: &Member) -> ProposalCard {
    let proposal = &offering.proposal;
    let place = offering.bookable.as_ref().map_or(&by.portal.zone, |bookable| bookable.zone());
    let wall = Wall::in_zone(&Zone::of(place));
    let times = offering.times.iter().map(|(time, slot)| {
        let span = slot.map_or(time.span, |slot| slot.span);
        (wall.start(span.start), minutes(span.start, span.end), slot.is_some())
    });
    ProposalCard {
        id: proposal.id.clone(),
        status: offering.status,
        times: times.collect(),
        held: proposal.held,
        until: Wall::of(by).start(proposal.expires_at),
        email: proposal.contact.email.to_string(),
        appointment: proposal.appointment.clone(),
    }
}
