//! `appointment apply FILE`: makes a portal what its file says.

use std::path::Path;

use super::{Failure, open_sender, open_store};
use crate::app::{self, App};
use crate::clock::Clock;
use crate::config::Config;
use crate::portal_file;

/// Applies a portal file, and says what that changed.
pub async fn apply(config: Config, path: &Path) -> Result<(), Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::Unread(path.to_owned(), error.to_string()))?;
    let file = portal_file::read(&text).map_err(|mistakes| Failure::File(path.to_owned(), mistakes))?;
    let store = open_store(&config)?;
    store.migrate().await?;
    let applied = app::apply(&App::new(store.clone(), Clock::system()), &file).await?;
    if applied.is_empty() {
        println!("nothing changed");
    }
    for (what, names) in [("created", &applied.created), ("changed", &applied.changed), ("retired", &applied.retired)] {
        for name in names {
            println!("{what} {name}");
        }
    }
    let sender = open_sender(&config, &config.public_url(config.listen))?;
    if let Some(from) = file.setup.portal.mail.from.as_ref().filter(|from| !sender.may_send_from(from)) {
        println!("note: {} is none of mail.domains, so that mail leaves from {sender} and answers go to {from}", from.domain());
    }
    store.close().await;
    Ok(())
}
