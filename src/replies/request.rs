//! A request on the wire.

use super::{answered, desk, slugs};
use crate::api::CallError;
use crate::api::wire::Asking;
use crate::app::{self, RequestAsk, RequestError};
use crate::domain::{FieldErrors, IdempotencyKey, Source};
use crate::phones;

/// Asks for a time where none fits.
pub async fn request(ask: Asking) -> Result<(), CallError> {
    answered(reply(ask).await)
}

async fn reply(ask: Asking) -> Result<(), CallError> {
    let desk = desk();
    let (portal, entry) = slugs(&ask.portal, &ask.entry)?;
    let bookable = app::open_entry(&desk.app, &portal, &entry).await?;
    desk.admits(&bookable)?;
    let contact = ask.contact.parse(ask.language, |typed| phones::e164(typed, &bookable.portal.country)).map_err(CallError::Invalid)?;
    let key = IdempotencyKey::parse(&ask.key).map_err(|_| CallError::KeyReused)?;
    let source = if ask.plugin { Source::Plugin } else { Source::Standalone };
    app::request(&desk.app, &bookable, &RequestAsk { contact, parts: ask.parts, key, source }).await?;
    Ok(())
}

impl From<RequestError> for CallError {
    fn from(error: RequestError) -> Self {
        match error {
            // Only its owner can mend that.
            RequestError::NotTaken => Self::UnknownEntry,
            RequestError::NoMail => Self::Invalid(FieldErrors::no_mail()),
            RequestError::KeyReused => Self::KeyReused,
            RequestError::Store(error) => error.into(),
        }
    }
}
