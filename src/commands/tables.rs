//! Waits for the database, and brings its tables up to this program's version.

use std::time::Duration;

use tokio::sync::watch;

use super::failure::chain;
use crate::store::{Store, StoreError};

/// How long to wait before the database is asked again.
const AGAIN: Duration = Duration::from_secs(1);

/// Tries until the tables are this program's, then says so through `ready`; ends with an error only where waiting mends nothing.
pub async fn bring_up(store: Store, ready: watch::Sender<bool>) -> Result<(), StoreError> {
    let mut told = String::new();
    loop {
        // Another server may have been faster, which SQLite tells as an error: what counts is what there is now.
        let error = match store.migrate().await {
            Ok(()) => break,
            Err(newer @ StoreError::Newer { .. }) => return Err(newer),
            Err(_) if store.ping().await.is_ok() => break,
            Err(error) => chain(&error),
        };
        if told != error {
            tracing::warn!(%error, "waiting for the database");
            told = error;
        }
        tokio::time::sleep(AGAIN).await;
    }
    if !told.is_empty() {
        tracing::info!("the database is there");
    }
    ready.send_replace(true);
    Ok(())
}
