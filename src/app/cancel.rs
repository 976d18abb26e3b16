//! A customer calls an appointment off.

use super::{App, ChangeError, manage};
use crate::clock::new_id;
use crate::domain::{Card, OutboxId, Token};

/// Cancels the appointment of a link. Cancelling twice is harmless and mails once (case 28); one that has begun is [`ChangeError::Gone`].
pub async fn cancel(app: &App, token: &Token) -> Result<Card, ChangeError> {
    let known = manage::version(app, token).await?;
    let letters = [OutboxId::new(new_id()), OutboxId::new(new_id())];
    let changed = app.store.cancel(token, known, app.clock.now(), &letters).await?;
    manage::answer(app, changed, None).await
}
