//! What is about no appointment leaves like letters do, and leaves nothing behind.

use super::backs::came_back;
use super::{LEASE, Outbox, Step, wait};
use crate::domain::Brief;
use crate::mail::{self, SendError};
use crate::store::StoreError;

impl Outbox {
    /// Takes what is due first, if any, and ends it. These are few, and go after the letters.
    pub(super) async fn brief_step(&self) -> Result<Option<Step>, StoreError> {
        let (store, now) = (&self.app.store, self.app.clock.now());
        let Some(claimed) = store.claim_brief(now, LEASE).await? else {
            return Ok(None);
        };
        let letter = &claimed.letter;
        if letter.ends_at() <= now {
            store.brief_dead(letter, "it could not be delivered in time", now).await?;
            return Ok(Some(Step::Dead));
        }
        if let Some((email, _)) = letter.to_customer()
            && let Some(bounced) = store.bounced(letter.portal(), email).await?
        {
            store.brief_dead(letter, &came_back(bounced), now).await?;
            tracing::warn!(letter = %letter.id(), "a brief was given up, as mail to its address came back");
            return Ok(Some(Step::Dead));
        }
        let back = self.back(letter).await?;
        let sender = self.sender.of_portal(&claimed.mail);
        let rendered = match letter {
            Brief::Key(letter) => mail::render_key(letter, &sender, &self.public_url),
            Brief::Request(letter) => mail::render_request(letter, &sender, &self.public_url),
            Brief::Sample(letter) => mail::render_sample(letter, &sender, &self.public_url),
        };
        let sent = match rendered {
            Ok(mail) => self.transport.send_brief(letter, &mail, back.as_deref()).await,
            Err(error) => Err(SendError::Dead(error.to_string())),
        };
        match sent {
            Ok(()) => {
                store.end_brief(letter).await?;
                tracing::info!(letter = %letter.id(), "a brief has left");
                Ok(Some(Step::Done))
            }
            Err(SendError::Later(reason)) => {
                let Some(due_at) = wait::next_try(letter.caused_at(), claimed.attempts, now) else {
                    store.brief_dead(letter, &reason, now).await?;
                    return Ok(Some(Step::Dead));
                };
                store.put_off_brief(letter, due_at).await?;
                tracing::warn!(letter = %letter.id(), attempts = claimed.attempts + 1, %due_at, reason, "a brief waits");
                Ok(Some(Step::Later))
            }
            Err(refused @ SendError::Refused(code, status)) => {
                store.brief_refused(letter, status, &refused.to_string(), now).await?;
                tracing::error!(letter = %letter.id(), code, "a brief was given up, as its address is refused");
                Ok(Some(Step::Dead))
            }
            Err(SendError::Dead(reason)) => {
                store.brief_dead(letter, &reason, now).await?;
                tracing::error!(letter = %letter.id(), reason, "a brief was given up");
                Ok(Some(Step::Dead))
            }
        }
    }
}
