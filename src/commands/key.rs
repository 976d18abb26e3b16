//! `appointment key add` and `appointment key end`: the keys by which a portal's own programs act.

use super::{Failure, open_store};
use crate::app::App;
use crate::app::team;
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::{ApiKeyId, Name, Scope, Slug};

/// What is wished of a portal's keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// A key more: what its program is called, and what it is for.
    Add(Slug, Name, Vec<Scope>),
    /// One less, by its name or its identity.
    End(Slug, String),
    /// To see which there are.
    List(Slug),
}

/// Does what is wished. A new key is printed, and never again.
pub async fn key(config: Config, wish: &Wish) -> Result<(), Failure> {
    let store = open_store(&config)?;
    store.migrate().await?;
    let app = App::new(store.clone(), Clock::system());
    match wish {
        Wish::Add(portal, name, scopes) => {
            let key = team::make_key(&app, portal, name, scopes).await?.ok_or_else(|| no_portal(portal))?;
            println!("{name} may use /v1 of {portal} with this key, which is shown only now:");
            println!("{}", key.reveal());
        }
        Wish::End(portal, which) => {
            let of = store.portal(portal).await?.ok_or_else(|| no_portal(portal))?;
            let found: Vec<ApiKeyId> = store.keys(&of.id).await?.into_iter().filter(|row| row.name.as_str() == which || row.id.as_str() == which).map(|row| row.id).collect();
            let [id] = found.as_slice() else {
                let why = if found.is_empty() { "has no key" } else { "has several keys" };
                return Err(Failure::Asked(format!("{portal} {why} {which}: `appointment key list {portal}` says which there are")));
            };
            team::unmake_key(&app, &of.id, id).await?;
            println!("{which} may no longer use /v1 of {portal}");
        }
        Wish::List(portal) => {
            let of = store.portal(portal).await?.ok_or_else(|| no_portal(portal))?;
            for row in store.keys(&of.id).await? {
                let scopes: Vec<&str> = row.scopes.iter().map(|scope| scope.as_str()).collect();
                let used = row.used_at.map_or_else(|| "never used".to_owned(), |at| format!("used {at}"));
                println!("{} {}: {} ({used})", row.id, row.name, scopes.join(","));
            }
        }
    }
    store.close().await;
    Ok(())
}

fn no_portal(portal: &Slug) -> Failure {
    Failure::Asked(format!("there is no portal {portal}: `appointment apply FILE` makes one"))
}
