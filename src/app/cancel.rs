//! A customer calls an appointment off.

use super::{App, ChangeError, manage};
use crate::domain::{Card, Note, Token};

/// Cancels the appointment of a link. Cancelling twice is harmless and mails once (case 28); one that has begun is [`ChangeError::Gone`].
/// Nearer than the portal lets customers cancel it is [`ChangeError::TooLate`].
pub async fn cancel(app: &App, token: &Token) -> Result<Card, ChangeError> {
    cancel_for(app, token, None).await
}

/// The same for a reason, where one is given: the team reads it in the appointment's history and in its mail.
pub async fn cancel_for(app: &App, token: &Token, reason: Option<Note>) -> Result<Card, ChangeError> {
    let mut change = manage::change(app, token, manage::can_cancel).await?;
    change.manner.reason = reason.filter(|reason| !reason.as_str().trim().is_empty());
    let changed = app.store.cancel(&change).await?;
    manage::answer(app, changed, None).await
}
