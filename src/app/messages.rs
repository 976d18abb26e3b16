//! A customer writes to the team about their appointment, and reads what was written.

use super::digest;
use super::{App, LinkError, Reached, reach};
use crate::clock::new_id;
use crate::domain::{Card, Direction, FedId, IdempotencyKey, Instant, Name, Note, OutboxId, Reference, Title, Token};
use crate::store::{Handle, MessageRow, StoreError, Writing, Written};
use crate::zone::Zone;

/// Why a message was not kept.
#[derive(Debug, thiserror::Error)]
pub enum MessageError {
    /// No appointment has this link.
    #[error("no appointment has this link")]
    UnknownLink,
    /// The link is of someone who comes along: who booked writes for them.
    #[error("this link is of someone who comes along, and may not do this")]
    NotYours,
    /// The key came with another message before.
    #[error("this idempotency key was used for another message")]
    KeyReused,
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<LinkError> for MessageError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::UnknownLink => Self::UnknownLink,
            LinkError::Store(error) => Self::Store(error),
        }
    }
}

/// Writes to the team, about an appointment to come or past: it stands on the customer's timeline and in the Inbox, and is mailed to the agenda. The same key with the same text
/// is the same message. Says whether it is new.
pub async fn write_to_team(app: &App, token: &Token, text: &Note, key: &IdempotencyKey) -> Result<bool, MessageError> {
    let Reached { card, attendee } = reach(app, token).await?;
    if attendee.is_some() {
        return Err(MessageError::NotYours);
    }
    let who = card.customer.name.clone();
    match app.store.write(&writing(&card, Direction::In, who, text, key, app.clock.now())).await? {
        Written::New => {
            app.letters.notify_one();
            Ok(true)
        }
        Written::Again => Ok(false),
        Written::KeyReused => Err(MessageError::KeyReused),
        Written::Unknown => Err(MessageError::UnknownLink),
    }
}

/// What was written about an appointment, the oldest first.
pub async fn conversation(app: &App, card: &Card) -> Result<Vec<MessageRow>, StoreError> {
    app.store.conversation(&card.appointment.portal, &card.appointment.id).await
}

/// A message about an appointment, either way.
pub(super) fn writing(card: &Card, direction: Direction, who: Name, text: &Note, key: &IdempotencyKey, now: Instant) -> Writing {
    let appointment = &card.appointment;
    let whole = card.subject_title.as_ref().map_or_else(|| card.title.to_string(), |subject| format!("{}, {subject}", card.title));
    let said = digest::of([appointment.id.as_str(), direction.as_str(), key.as_str()]);
    Writing {
        handle: Handle::Own(appointment.portal.clone(), appointment.id.clone()),
        id: FedId::new(new_id()),
        letter: OutboxId::new(new_id()),
        direction,
        who,
        title: Title::parse(&whole).unwrap_or_else(|_| card.title.clone()),
        text: text.clone(),
        reference: Reference::parse(&format!("message {said}")).expect("letters and digits on one line"),
        now,
        day: Zone::of(&appointment.zone).wall(now).0,
    }
}
