//! `appointment seed`: fills an empty portal with made-up people and appointments, to see how it does at size.

use std::io::Write;

use super::{Failure, open_store};
use crate::app::App;
use crate::app::team::{SeedError, Size, seed as fill};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::Slug;

/// Fills a portal, and tells how far it is.
pub async fn seed(config: Config, portal: &Slug, size: Size) -> Result<(), Failure> {
    let store = open_store(&config)?;
    store.migrate().await?;
    let app = App::new(store.clone(), Clock::system());
    let mut told = |made: usize| {
        print!("\r{made} of {} appointments", size.appointments);
        let _nobody_reads = std::io::stdout().flush();
    };
    match fill(&app, portal, size, &mut told).await {
        Ok(()) => println!("\r{portal} has {} appointments of {} customers, all made up", size.appointments, size.customers),
        Err(SeedError::Store(error)) => return Err(error.into()),
        Err(refused) => return Err(Failure::Asked(format!("{portal}: {refused}"))),
    }
    store.close().await;
    Ok(())
}
