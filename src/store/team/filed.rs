//! Appointments as programs read them: many at once, with the names by which addresses and files call what they stand in and are about.

use std::collections::HashMap;

use crate::domain::{AppointmentId, Bounced, Card, PortalId, Slug};
use crate::store::attendees::attendees_of;
use crate::store::bounces::bounced_among;
use crate::store::card::{CARDS, read_card};
use crate::store::row::Reader;
use crate::store::sql::Sql;
use crate::store::{Store, StoreError};

/// An appointment as programs read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// The appointment.
    pub card: Card,
    /// How mail to its customer's address came back, where it did.
    pub bounced: Option<Bounced>,
    /// Its agenda's name in the portal file.
    pub agenda: Slug,
    /// The name there of what it is about.
    pub subject: Option<Slug>,
}

impl Store {
    /// Some appointments, in the order of these identities; those that aren't there are left out.
    pub async fn filed(&self, portal: &PortalId, ids: &[AppointmentId]) -> Result<Vec<Filed>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new(CARDS);
        sql.push("p.id = ").text(portal.as_str()).push(" AND b.id IN (").list(ids.iter().map(AppointmentId::as_str));
        let rows = sql.query().fetch_all(&self.reads).await?;
        let mut found = HashMap::new();
        for row in &rows {
            let read = Reader::new(row, "appointments");
            let filed = Filed { card: read_card(row)?, bounced: None, agenda: read.parsed("agenda_slug", Slug::parse)?, subject: read.optional("subject_slug", Slug::parse)? };
            found.insert(filed.card.appointment.id.as_str().to_owned(), filed);
        }
        let mut connection = self.reads.acquire().await?;
        for (of, attendee) in attendees_of(&mut connection, portal, ids).await? {
            found.entry(of.as_str().to_owned()).and_modify(|filed| filed.card.attendees.push(attendee));
        }
        let bounced = bounced_among(&mut connection, portal, found.values().map(|filed: &Filed| &filed.card.customer.email)).await?;
        for filed in found.values_mut() {
            filed.bounced = bounced.get(&filed.card.customer.email.normalised()).copied();
        }
        Ok(ids.iter().filter_map(|id| found.remove(id.as_str())).collect())
    }
}
