//! A customer calls an appointment off.

use super::{App, ChangeError, manage};
use crate::domain::{Card, Token};

/// Cancels the appointment of a link. Cancelling twice is harmless and mails once (case 28); one that has begun is [`ChangeError::Gone`].
/// Nearer than the portal lets customers cancel it is [`ChangeError::TooLate`].
pub async fn cancel(app: &App, token: &Token) -> Result<Card, ChangeError> {
    let change = manage::change(app, token, manage::can_cancel).await?;
    let changed = app.store.cancel(&change).await?;
    manage::answer(app, changed, None).await
}
