//! What is booked, as the team sees and changes it.

use crate::domain::{EventTypeId, EventTypeLimits, Location, PortalId, Title};
use crate::store::row::Reader;
use crate::store::{Store, StoreError};

/// An event type as the team sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventTypeRow {
    /// Which.
    pub id: EventTypeId,
    /// What customers read.
    pub title: Title,
    /// Where it takes place.
    pub location: Location,
    /// Its numbers.
    pub limits: EventTypeLimits,
}

impl Store {
    /// Every event type of a portal, by title.
    pub async fn event_types(&self, portal: &PortalId) -> Result<Vec<EventTypeRow>, StoreError> {
        let query = sqlx::query("SELECT id, title, location, limits FROM event_types WHERE portal = $1 AND retired_at = 0 ORDER BY title, id");
        let rows = query.bind(portal.as_str()).fetch_all(&self.reads).await?;
        let row = |row: &sqlx::any::AnyRow| {
            let read = Reader::new(row, "event_types");
            Ok(EventTypeRow {
                id: EventTypeId::new(read.text("id")?),
                title: read.parsed("title", Title::parse)?,
                location: read.named("location", Location::parse)?,
                limits: read.json("limits")?,
            })
        };
        rows.iter().map(row).collect()
    }
}
