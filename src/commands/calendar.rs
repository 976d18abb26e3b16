//! `appointment calendar add` and `appointment calendar end`: the secret address by which calendars read an agenda.

use super::{Failure, open_store};
use crate::app::App;
use crate::app::team;
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::Slug;

/// What is wished of an agenda's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Whose agenda.
    pub portal: Slug,
    /// Which.
    pub agenda: Slug,
    /// It is to end; else there is to be a new one.
    pub end: bool,
}

/// Does what is wished. A new address is printed, and never again.
pub async fn calendar(config: Config, wish: &Wish) -> Result<(), Failure> {
    let store = open_store(&config)?;
    store.migrate().await?;
    let app = App::new(store.clone(), Clock::system());
    let Wish { portal: slug, agenda: name, end } = wish;
    let portal = store.portal(slug).await?.ok_or_else(|| Failure::Asked(format!("there is no portal {slug}: `appointment apply FILE` makes one")))?;
    let unknown = || Failure::Asked(format!("{slug} has no agenda {name}"));
    let agenda = store.agenda_by_slug(&portal.id, name).await?.ok_or_else(unknown)?;
    if *end {
        let ended = store.unsubscribe(&portal.id, &agenda).await?;
        println!("{}", if ended { format!("{name} of {slug} has no secret address any more") } else { format!("{name} of {slug} had no secret address: nothing changed") });
    } else {
        let key = team::make_subscription(&app, &portal.id, slug, &agenda).await?.ok_or_else(unknown)?;
        println!("calendars read {name} of {slug} at this address, which is shown only now; one before it opens nothing any more:");
        println!("{}/calendar/{}.ics", config.public_url(config.listen), key.reveal());
    }
    store.close().await;
    Ok(())
}
