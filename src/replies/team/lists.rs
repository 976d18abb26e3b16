//! What the team reads, on the wire.

use super::session::member;
use super::{TeamDesk, Wall, answered, refused};
use crate::api::team::wire::{Counts, Dossier, FedLine, InboxAsk, InboxPage};
use crate::api::team::{Field, TeamError};
use crate::app::team;
use crate::domain::{AppointmentId, FedId, FieldError, Member};

/// Characters at most in a search: nobody looks for more, and each word costs a look-up.
pub(super) const SEARCH_MOST: u16 = 200;

/// What came in.
pub async fn inbox(ask: InboxAsk) -> Result<InboxPage, TeamError> {
    let reply = async {
        let (desk, by) = member(&ask.portal).await?;
        fits(&ask.filters.search)?;
        let wall = Wall::of(&by);
        let (page, counts) = team::interactions(&desk.app, &by, &ask.filters, ask.after.as_ref()).await.map_err(|error| refused(error, &wall))?;
        Ok(InboxPage {
            lines: page.lines.into_iter().map(|line| wall.interaction(line)).collect(),
            next: page.next,
            counts: counts.map(|counts| Counts { unread: counts.unread, open: counts.open, mine: counts.mine, matching: counts.matching, views: counts.views }),
        })
    };
    answered(reply.await)
}

/// One appointment.
pub async fn dossier_of(portal: String, id: String) -> Result<Dossier, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        dossier(&desk, &by, &AppointmentId::new(id)).await
    };
    answered(reply.await)
}

/// One thing that was fed in.
pub async fn fed_of(portal: String, id: FedId) -> Result<FedLine, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let wall = Wall::of(&by);
        let found = team::fed(&desk.app, &by.actor(), &id).await.map_err(|error| refused(error, &wall))?;
        Ok(wall.fed(found))
    };
    answered(reply.await)
}

/// One appointment as it is now.
pub(super) async fn dossier(desk: &TeamDesk, by: &Member, id: &AppointmentId) -> Result<Dossier, TeamError> {
    let found = team::dossier(&desk.app, &by.actor(), id).await.map_err(|error| refused(error, &Wall::of(by)))?;
    Ok(Wall::dossier(desk, by, found))
}

/// A search that is not too long.
pub(super) fn fits(search: &str) -> Result<(), TeamError> {
    let fits = search.chars().count() <= usize::from(SEARCH_MOST);
    if fits { Ok(()) } else { Err(TeamError::Invalid(vec![(Field::Search, FieldError::TooLong(SEARCH_MOST))])) }
}
