//! Mail that comes back, as a mail server reports it.

use super::App;
use crate::domain::{Delivery, ReturnKey};
use crate::store::{CameBack, StoreError};

/// Takes a report of what became of a letter. The address that it came to is the proof that it is about one of ours.
pub async fn bounce(app: &App, key: &ReturnKey, delivery: Delivery) -> Result<CameBack, StoreError> {
    app.store.bounce(key, delivery, app.clock.now()).await
}
