//! A mail about an appointment: looked at, and sent again by hand.

use super::DeedError;
use crate::app::App;
use crate::clock::new_id;
use crate::domain::{Actor, AppointmentId, Letter, OutboxId, Scope};
use crate::store::Handle;
use crate::store::team::Again;

/// Sends a mail about an appointment again, to the address that its reader has now. Only the newest to each reader: an older one would say what is no longer so.
pub async fn send_again(app: &App, by: &Actor, id: &AppointmentId, letter: &OutboxId) -> Result<(), DeedError> {
    by.needs(Scope::AppointmentsWrite)?;
    let card = app.store.card_of(&Handle::Own(by.portal.id.clone(), id.clone())).await?.ok_or(DeedError::NotFound)?;
    by.needs_agenda(Scope::AppointmentsWrite, &card.appointment.agenda)?;
    match app.store.send_again(&by.portal.id, id, letter, OutboxId::new(new_id()), app.clock.now()).await? {
        Again::Queued => {
            app.letters.notify_one();
            Ok(())
        }
        Again::Unknown => Err(DeedError::NotFound),
        Again::Outdated => Err(DeedError::Changed(Vec::new())),
    }
}

/// A mail about an appointment, as it was written: also one that has not left, or was given up.
pub async fn letter(app: &App, by: &Actor, id: &AppointmentId, letter: &OutboxId) -> Result<Letter, DeedError> {
    by.needs(Scope::AppointmentsRead)?;
    app.store.letter(&by.portal.id, id, letter).await?.ok_or(DeedError::NotFound)
}
