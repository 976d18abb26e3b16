//! `appointment migrate`: brings the tables up to this program's version.

use super::{Failure, open_store};
use crate::config::Config;

/// Migrates, and says so.
pub async fn migrate(config: Config) -> Result<(), Failure> {
    let store = open_store(&config)?;
    let before = store.ping().await.is_ok();
    store.migrate().await?;
    println!("{}", if before { "nothing to do: the tables are this program's" } else { "the tables are this program's now" });
    store.close().await;
    Ok(())
}
