//! `appointment bounce`: a mail server pipes a message in that came to the return path of our letters.

use std::io::Read;

use super::{Failure, open_store};
use crate::app::{self, App};
use crate::clock::Clock;
use crate::config::Config;
use crate::mail;
use crate::store::CameBack;

/// What is read of a message: a report stands at its beginning, and what it reports of may be long.
const MOST: u64 = 1 << 20;

/// Reads one message from standard input, and does what it reports. `to` is the address that it came to, where the mail server tells it; its headers know it otherwise.
pub async fn bounce(config: Config, to: Option<&str>) -> Result<(), Failure> {
    let path = config.mail.return_path.as_ref().ok_or_else(|| Failure::Asked("no letter leaves under an address of its own: set mail.return_path first".to_owned()))?;
    let mut message = Vec::new();
    let mut input = std::io::stdin().lock();
    input.by_ref().take(MOST).read_to_end(&mut message).map_err(|error| Failure::Other(format!("the message can't be read: {error}")))?;
    // A mail server may take it amiss when nobody reads the rest.
    std::io::copy(&mut input, &mut std::io::sink()).map_err(|error| Failure::Other(format!("the message can't be read: {error}")))?;
    let key = to.map_or_else(|| mail::return_key(&message, path), |to| path.key_in(to)).ok_or(Failure::NoSuchAddress)?;
    let store = open_store(&config)?;
    store.ping().await?;
    let known = store.left_under(&key).await?;
    // Only what came to an address of ours is looked into.
    let delivery = mail::delivery(&message).filter(|_| known);
    let came = match delivery {
        Some(delivery) => app::bounce(&App::new(store.clone(), Clock::system()), &key, delivery).await?,
        None if known => CameBack::Noted,
        None => CameBack::Unknown,
    };
    store.close().await;
    match (came, delivery) {
        (CameBack::Unknown, _) => return Err(Failure::NoSuchAddress),
        (_, None) => println!("no report of a delivery: nothing changed"),
        (CameBack::Marked, _) => println!("the address is marked"),
        (CameBack::Noted, _) => println!("noted"),
        (CameBack::Known, _) => println!("known already: nothing changed"),
    }
    Ok(())
}
