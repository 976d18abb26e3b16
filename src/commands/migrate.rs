//! `appointment migrate`: brings the tables up to this program's version.

use super::{Failure, open_store};
use crate::config::Config;

/// Migrates, and says so.
pub async fn migrate(config: Config) -> Result<(), Failure> {
    let store = open_store(&config)?;
    let (before, known) = store.versions().await?;
    store.migrate().await?;
    if before == known {
        println!("nothing changed: the tables are at version {known}");
    } else {
        println!("the tables are at version {known}, they were at {before}");
    }
    store.close().await;
    Ok(())
}
