//! A customer says that they still come.

use sqlx::Executor;

use super::record::{Record, record};
use super::{Change, Changed, Store, StoreError, touched};
use crate::domain::{Status, What};

impl Store {
    /// Notes that the customer still comes, with a line of history. Said again it changes nothing.
    pub async fn attend(&self, change: &Change) -> Result<Changed, StoreError> {
        match self.try_to_attend(change).await {
            Err(error) if error.is_collision() => self.try_to_attend(change).await,
            changed => changed,
        }
    }

    async fn try_to_attend(&self, change: &Change) -> Result<Changed, StoreError> {
        let mut transaction = self.begin().await?;
        let Some(mut card) = self.card_to_change(&mut transaction, &change.handle).await? else {
            return Ok(Changed::Unknown);
        };
        let appointment = &mut card.appointment;
        if appointment.status != Status::Confirmed || change.now >= appointment.span.start {
            return Ok(Changed::Gone);
        }
        if appointment.attending_at.is_some() {
            return Ok(Changed::Now(Box::new(card)));
        }
        // Who has not seen another time has not said that they come to it.
        if appointment.version != change.known {
            return Ok(Changed::Meanwhile);
        }
        appointment.attending_at = Some(change.now);
        appointment.version += 1;
        let query = sqlx::query("UPDATE appointments SET attending_at = $4, version = $5, updated_at = $4 WHERE portal = $1 AND id = $2 AND version = $3");
        let query = query.bind(appointment.portal.as_str()).bind(appointment.id.as_str()).bind(i64::from(change.known)).bind(change.now.micros());
        touched(1, &transaction.execute(query.bind(i64::from(appointment.version))).await?)?;
        record(&mut transaction, &Record { card: &card, what: What::Attending, before: None, manner: &change.manner, now: change.now, letters: None }).await?;
        transaction.commit().await?;
        Ok(Changed::Now(Box::new(card)))
    }
}
