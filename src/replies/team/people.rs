//! Customers, and booking for them, on the wire.

use super::acts::{instant, reason, written};
use super::lists::{dossier, fits};
use super::session::member;
use super::shown::{customer, offer};
use super::{TeamDesk, Wall, answered, refused};
use crate::api::team::wire::{Behalf, CustomerLine, CustomerRecord, Dossier, Offer, TimelineLine, TimelineWhat, Whom};
use crate::api::team::{Field, TeamError};
use crate::app::team;
use crate::domain::{AgendaId, AppointmentId, Contact, Customer, CustomerId, Day, FieldErrors, IdempotencyKey, Member, RawContact, Slug};
use crate::phones;
use crate::store::team::Item;

/// Customers found.
pub async fn customers(portal: String, search: String) -> Result<Vec<CustomerLine>, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        fits(&search)?;
        let found = team::customers(&desk.app, &by.actor(), &search, None, team::PAGE).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        Ok(found.rows.iter().map(|row| customer(&row.customer)).collect())
    };
    answered(reply.await)
}

/// One customer.
pub async fn customer_of(portal: String, id: String) -> Result<CustomerRecord, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        record(&desk, &by, &CustomerId::new(id)).await
    };
    answered(reply.await)
}

/// Edits one.
pub async fn edit_customer(portal: String, id: String, whom: Whom) -> Result<CustomerRecord, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let contact = contact(&by, &whom, "")?;
        let wanted = Customer { id: CustomerId::new(id), name: contact.name, email: contact.email, phone: contact.phone, language: contact.language };
        team::edit_customer(&desk.app, &by.actor(), &wanted).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        record(&desk, &by, &wanted.id).await
    };
    answered(reply.await)
}

/// Lets mail go to one again.
pub async fn lift_bounce(portal: String, id: String) -> Result<CustomerRecord, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let id = CustomerId::new(id);
        team::lift_bounce(&desk.app, &by.actor(), &id).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        record(&desk, &by, &id).await
    };
    answered(reply.await)
}

/// Writes a note.
pub async fn note_on_customer(portal: String, id: String, text: String) -> Result<CustomerRecord, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let id = CustomerId::new(id);
        team::note_on_customer(&desk.app, &by.actor(), &id, &written(&text)?).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        record(&desk, &by, &id).await
    };
    answered(reply.await)
}

/// Writes to who booked.
pub async fn write_to_customer(portal: String, id: String, text: String, key: String) -> Result<CustomerRecord, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let (text, key) = (written(&text)?, IdempotencyKey::parse(&key).map_err(|_| TeamError::KeyReused)?);
        let sent = team::write_to_customer(&desk.app, &by.actor(), &AppointmentId::new(id), &text, &key).await;
        let (customer, _) = sent.map_err(|error| refused(error, &Wall::of(&by)))?;
        record(&desk, &by, &customer).await
    };
    answered(reply.await)
}

/// Two become one.
pub async fn merge_customers(portal: String, from: CustomerId, into: CustomerId) -> Result<CustomerRecord, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        team::merge_customers(&desk.app, &by, &from, &into).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        record(&desk, &by, &into).await
    };
    answered(reply.await)
}

/// One is erased.
pub async fn erase_customer(portal: String, id: CustomerId) -> Result<(), TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        team::erase_customer(&desk.app, &by, &id).await.map_err(|error| refused(error, &Wall::of(&by)))
    };
    answered(reply.await)
}

/// Free times of an entry.
pub async fn times_at(portal: String, entry: String, agenda: Option<AgendaId>, from: i32) -> Result<Offer, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let entry = Slug::parse(&entry).map_err(|_| TeamError::NotFound)?;
        let offered = team::times_at(&desk.app, &by, &entry, agenda.as_ref(), Day::from_epoch_days(from)).await;
        Ok(offer(&offered.map_err(|error| refused(error, &Wall::of(&by)))?))
    };
    answered(reply.await)
}

/// Books on a customer's behalf.
pub async fn book_for(behalf: Behalf) -> Result<Dossier, TeamError> {
    let reply = async {
        let (desk, by) = member(&behalf.portal).await?;
        let wanted = team::Behalf {
            entry: Slug::parse(&behalf.entry).map_err(|_| TeamError::NotFound)?,
            agenda: behalf.agenda,
            starts_at: instant(behalf.starts_at),
            contact: contact(&by, &behalf.whom, &behalf.note)?,
            tell: behalf.tell,
            reason: reason(&behalf.reason)?,
            key: IdempotencyKey::parse(&behalf.key).map_err(|_| TeamError::KeyReused)?,
        };
        let booked = team::book_for(&desk.app, &by.actor(), wanted).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        dossier(&desk, &by, &booked.card.appointment.id).await
    };
    answered(reply.await)
}

fn contact(by: &Member, whom: &Whom, note: &str) -> Result<Contact, TeamError> {
    let typed = RawContact { name: whom.name.clone(), email: whom.email.clone(), phone: whom.phone.clone(), note: note.to_owned() };
    typed.parse(whom.language, |number| phones::e164(number, &by.portal.country)).map_err(|FieldErrors { name, email, phone, note }| {
        let fields = [(Field::Name, name), (Field::Email, email), (Field::Phone, phone), (Field::Note, note)];
        TeamError::Invalid(fields.into_iter().filter_map(|(field, error)| Some((field, error?))).collect())
    })
}

async fn record(desk: &TeamDesk, by: &Member, id: &CustomerId) -> Result<CustomerRecord, TeamError> {
    let wall = Wall::of(by);
    let found = team::record(&desk.app, &by.actor(), id).await.map_err(|error| refused(error, &wall))?;
    let item = |item| match item {
        Item::Appointment(rows) => {
            let id = rows.first().map(|row| row.appointment.clone());
            id.map(|id| TimelineWhat::Appointment(id, rows.into_iter().map(|row| wall.history(row)).collect()))
        }
        Item::Note(row) => Some(TimelineWhat::Note(row.id, row.by.to_string(), row.text.to_string())),
        Item::Fed(row) => Some(TimelineWhat::Fed(Box::new(wall.fed(*row)))),
        Item::Bounced(status) => Some(TimelineWhat::Bounced(status)),
        Item::Proposal(id, status) => Some(TimelineWhat::Proposal(id, status)),
    };
    Ok(CustomerRecord {
        line: customer(&found.row.customer),
        language: found.row.customer.language,
        since: wall.start(found.row.since),
        bounced: found.row.bounced.map(|bounced| wall.bounced(bounced)),
        timeline: found.items.into_iter().filter_map(|(at, what)| Some(TimelineLine { at: wall.start(at), what: item(what)? })).collect(),
        appointments: found.appointments.into_iter().map(|row| wall.line(row)).collect(),
    })
}
