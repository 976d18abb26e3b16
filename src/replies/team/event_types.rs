//! What can be booked, on the wire.

use super::session::member;
use super::{TeamDesk, Wall, answered, refused};
use crate::api::team::wire::EventTypeLine;
use crate::api::team::{Field, TeamError};
use crate::app::team::{self, LimitsError};
use crate::domain::{EventTypeId, EventTypeLimits, Member};

/// Every event type.
pub async fn event_types_of(portal: String) -> Result<Vec<EventTypeLine>, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        lines(&desk, &by).await
    };
    answered(reply.await)
}

/// Changes the numbers of one.
pub async fn change_limits(portal: String, event_type: EventTypeId, known: EventTypeLimits, limits: EventTypeLimits) -> Result<Vec<EventTypeLine>, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        team::change_limits(&desk.app, &by, &event_type, &known, &limits).await.map_err(|error| match error {
            LimitsError::Outside(wrong) => TeamError::Invalid(wrong.into_iter().map(|(at, error)| (Field::Number(at), error)).collect()),
            LimitsError::Deed(error) => refused(error, &Wall::of(&by)),
        })?;
        lines(&desk, &by).await
    };
    answered(reply.await)
}

async fn lines(desk: &TeamDesk, by: &Member) -> Result<Vec<EventTypeLine>, TeamError> {
    let rows = team::event_types(&desk.app, by).await.map_err(|error| refused(error, &Wall::of(by)))?;
    Ok(rows.into_iter().map(|row| EventTypeLine { id: row.id, title: row.title.to_string(), location: row.location, limits: row.limits }).collect())
}
