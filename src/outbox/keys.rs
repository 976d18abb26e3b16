//! Links to members leave like letters do, and leave nothing behind.

use super::{LEASE, Outbox, Step, wait};
use crate::mail::{self, SendError};
use crate::store::StoreError;

impl Outbox {
    /// Takes the link that is due first, if any, and ends it. Links are few, and go after the letters.
    pub(super) async fn key_step(&self) -> Result<Option<Step>, StoreError> {
        let (store, now) = (&self.app.store, self.app.clock.now());
        let Some(claimed) = store.claim_key_letter(now, LEASE).await? else {
            return Ok(None);
        };
        let letter = &claimed.letter;
        if letter.ends_at <= now {
            store.end_key_letter(letter).await?;
            return Ok(Some(Step::Dead));
        }
        let sent = match mail::render_key(letter, &self.sender, &self.public_url) {
            Ok(mail) => self.transport.send_key(letter, &mail).await,
            Err(error) => Err(SendError::Dead(error.to_string())),
        };
        match sent {
            Ok(()) => {
                store.end_key_letter(letter).await?;
                tracing::info!(letter = %letter.id, "a member's link has left");
                Ok(Some(Step::Done))
            }
            Err(SendError::Later(reason)) => {
                let Some(due_at) = wait::next_try(letter.caused_at, claimed.attempts, now) else {
                    store.end_key_letter(letter).await?;
                    return Ok(Some(Step::Dead));
                };
                store.put_off_key_letter(letter, due_at).await?;
                tracing::warn!(letter = %letter.id, attempts = claimed.attempts + 1, %due_at, reason, "a member's link waits");
                Ok(Some(Step::Later))
            }
            Err(SendError::Dead(reason)) => {
                store.end_key_letter(letter).await?;
                tracing::error!(letter = %letter.id, reason, "a member's link was given up");
                Ok(Some(Step::Dead))
            }
        }
    }
}
