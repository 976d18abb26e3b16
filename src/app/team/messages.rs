//! The team writes to a customer about an appointment.

use super::DeedError;
use crate::app::App;
use crate::app::messages::writing;
use crate::domain::{Actor, AppointmentId, CustomerId, Direction, IdempotencyKey, Note, Scope};
use crate::store::{Handle, Written};

/// Writes to who booked: it stands on their timeline, is mailed to them, and their page shows it. The same key with the same text is the same message. Says whose timeline that is, and
/// whether it is new.
pub async fn write_to_customer(app: &App, by: &Actor, id: &AppointmentId, text: &Note, key: &IdempotencyKey) -> Result<(CustomerId, bool), DeedError> {
    by.needs(Scope::AppointmentsWrite)?;
    let card = app.store.card_of(&Handle::Own(by.portal.id.clone(), id.clone())).await?.ok_or(DeedError::NotFound)?;
    let written = app.store.write(&writing(&card, Direction::Out, by.name.clone(), text, key, app.clock.now())).await?;
    match written {
        Written::New => {
            app.letters.notify_one();
            Ok((card.customer.id, true))
        }
        Written::Again => Ok((card.customer.id, false)),
        Written::KeyReused => Err(DeedError::KeyReused),
        Written::Unknown => Err(DeedError::NotFound),
    }
}
