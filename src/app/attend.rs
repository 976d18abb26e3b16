//! A customer says that they still come.

use super::{App, ChangeError, manage};
use crate::domain::{Card, Instant, Status, Token};

/// Whether its customer is asked if they still come: the portal asks, and it is agreed and lies ahead.
pub fn asks_coming(card: &Card, now: Instant) -> bool {
    card.portal_mail.still_coming && card.appointment.status == Status::Confirmed && manage::is_ahead(card, now)
}

/// Notes that the customer of a link still comes; the team sees it in the appointment's history. Said twice it is said once. One that is cancelled or has begun
/// is [`ChangeError::Gone`].
pub async fn attend(app: &App, token: &Token) -> Result<Card, ChangeError> {
    // Whether others come is theirs to say.
    if super::reach(app, token).await?.attendee.is_some() {
        return Err(ChangeError::NotYours);
    }
    let change = manage::change(app, token, |_, _| true).await?;
    let changed = app.store.attend(&change).await?;
    manage::answer(app, changed, None).await
}
