//! What the team sees and changes of what can be booked: its numbers, which every agenda keeps to.

use super::DeedError;
use crate::app::{self, App, RuleError};
use crate::domain::{EventTypeId, EventTypeLimits, FieldError, Member, Permission};
use crate::store::team::EventTypeRow;

/// Why the numbers of an event type were not changed.
#[derive(Debug, thiserror::Error)]
pub enum LimitsError {
    /// Some are outside their limits: each by its place in [`EventTypeLimits::RANGES`].
    #[error("some numbers are outside their limits")]
    Outside(Vec<(u8, FieldError)>),
    /// As for every deed.
    #[error(transparent)]
    Deed(#[from] DeedError),
}

/// Every event type.
pub async fn event_types(app: &App, by: &Member) -> Result<Vec<EventTypeRow>, DeedError> {
    by.needs(Permission::Interactions)?;
    Ok(app.store.event_types(&by.portal.id).await?)
}

/// Changes the numbers of one, from what was known of it. What is booked stays as it is.
pub async fn change_limits(app: &App, by: &Member, event_type: &EventTypeId, known: &EventTypeLimits, wanted: &EventTypeLimits) -> Result<(), LimitsError> {
    by.needs(Permission::Interactions).map_err(DeedError::from)?;
    // Another portal's is told from one's own before a permission is: what is not here does not exist.
    app.store.limits(&by.portal.id, event_type).await.map_err(DeedError::from)?.ok_or(DeedError::NotFound)?;
    by.needs_every_agenda().map_err(DeedError::from)?;
    app::change_limits(app, &by.portal.id, event_type, known, wanted).await.map_err(|error| match error {
        RuleError::Limits(wrong) => {
            let place = |key: &str| EventTypeLimits::RANGES.iter().position(|(known, ..)| *known == key).and_then(|at| u8::try_from(at).ok());
            LimitsError::Outside(wrong.into_iter().filter_map(|wrong| Some((place(wrong.key)?, FieldError::Outside { least: wrong.least, most: wrong.most }))).collect())
        }
        RuleError::Unknown => DeedError::NotFound.into(),
        RuleError::Changed => DeedError::Changed(Vec::new()).into(),
        RuleError::Store(error) => DeedError::Store(error).into(),
    })
}
