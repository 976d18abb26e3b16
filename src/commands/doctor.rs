//! `appointment doctor`: a line for each thing that must be in order, and what to do where it isn't.

use super::{Failure, open_store};
use crate::config::Config;

/// Looks at everything.
pub async fn doctor(config: Config) -> Result<(), Failure> {
    let store = open_store(&config)?;
    store.ping().await?;
    println!("database: ok");
    Ok(())
}
