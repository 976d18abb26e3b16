//! Requests, on the team's wire.

use super::session::member;
use super::{Wall, answered, refused};
use crate::api::team::TeamError;
use crate::api::team::wire::RequestCard;
use crate::app::team;
use crate::domain::{FedId, Request, RequestStatus};
use crate::phones;

/// One request.
pub async fn request_of(portal: String, id: FedId) -> Result<RequestCard, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let found = team::request(&desk.app, &by, &id).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        Ok(card(&found))
    };
    answered(reply.await)
}

/// One is turned.
pub async fn turn_request(portal: String, id: FedId, seen: RequestStatus, to: RequestStatus) -> Result<RequestCard, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let turned = team::turn_request(&desk.app, &by, &id, seen, to).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        Ok(card(&turned))
    };
    answered(reply.await)
}

fn card(request: &Request) -> RequestCard {
    RequestCard {
        status: request.status,
        customer: request.customer.clone(),
        entry: request.entry_slug.to_string(),
        parts: request.parts,
        email: request.contact.email.to_string(),
        phone: request.contact.phone.as_ref().map(phones::shown),
        appointment: request.appointment.clone(),
    }
}
