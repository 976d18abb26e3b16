//! The secret addresses of agendas, on the dashboard's wire.

use super::session::member;
use super::{Wall, answered, refused};
use crate::api::team::TeamError;
use crate::api::team::wire::Start;
use crate::app::team;
use crate::domain::AgendaId;

/// Since when there is one.
pub async fn subscription_of(portal: String, agenda: AgendaId) -> Result<Option<Start>, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let wall = Wall::of(&by);
        let since = team::subscription(&desk.app, &by.actor(), &agenda).await.map_err(|error| refused(error, &wall))?;
        Ok(since.map(|at| wall.start(at)))
    };
    answered(reply.await)
}

/// Makes one.
pub async fn subscribe(portal: String, agenda: AgendaId) -> Result<String, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let key = team::subscribe(&desk.app, &by.actor(), &agenda).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        Ok(format!("{}/calendar/{}.ics", desk.public_url, key.reveal()))
    };
    answered(reply.await)
}

/// Ends it.
pub async fn unsubscribe(portal: String, agenda: AgendaId) -> Result<(), TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        team::unsubscribe(&desk.app, &by.actor(), &agenda).await.map_err(|error| refused(error, &Wall::of(&by)))
    };
    answered(reply.await)
}
