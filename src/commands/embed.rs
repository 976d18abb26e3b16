//! `appointment embed PORTAL/ENTRY`: code to copy for a website, a QR code, a card for the window. Reads the store, and changes nothing in it.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::{Failure, open_store};
use crate::config::Config;
use crate::domain::{Bookable, Slug};
use crate::embed::{Paper, Pinned, Place, card, codes, qr};
use crate::http::assets;
use crate::store::Found;

/// What is asked of the command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The portal.
    pub portal: Slug,
    /// Its entry.
    pub entry: Slug,
    /// Where a card for the window goes, and what it is printed on.
    pub card: Option<(PathBuf, Paper)>,
    /// Where the QR code alone goes.
    pub qr: Option<PathBuf>,
    /// Files that are there already may be replaced.
    pub force: bool,
}

/// Prints the codes, and writes the files that are wished for: all of them, or none.
pub async fn embed(config: Config, wish: &Wish) -> Result<(), Failure> {
    let place = Place { bookable: find(&config, wish).await?, server: config.public_url(config.listen) };
    let mut files = Vec::new();
    if let Some((path, paper)) = &wish.card {
        files.push((path.as_path(), card(&place, *paper)));
    }
    if let Some(path) = &wish.qr {
        files.push((path.as_path(), qr(&place.link()) + "\n"));
    }
    if let Some((taken, _)) = files.iter().find(|(path, _)| !wish.force && path.exists()) {
        return Err(taken_already(taken));
    }
    for (path, text) in &files {
        write(path, text, wish.force)?;
    }
    for warning in warnings(&config, &place) {
        eprintln!("{warning}\n");
    }
    print!("{}", codes(&place, pinned(&assets::manifest()).as_ref()));
    for (path, _) in &files {
        println!("\n# Written\n\n{}", path.display());
    }
    Ok(())
}

async fn find(config: &Config, wish: &Wish) -> Result<Bookable, Failure> {
    if config.sqlite_file().is_some_and(|file| !file.exists()) {
        return Err(Failure::Asked(format!("{} is not there yet: `appointment apply FILE` makes it, with a portal in it", config.database)));
    }
    let store = open_store(config)?;
    let (found, known) = store.versions().await?;
    if found != known {
        return Err(Failure::Other(format!("{} is at version {found}, this program needs {known}: `appointment doctor` says more", config.database)));
    }
    let bookable = match store.bookable(&wish.portal, &wish.entry).await? {
        Found::One(bookable) => Ok(bookable),
        Found::NoPortal => Err(Failure::Asked(format!("there is no portal {}: `appointment apply FILE` makes one", wish.portal))),
        Found::NoEntry => Err(Failure::Asked(format!("the portal {} has no entry {}: its file names those it has", wish.portal, wish.entry))),
    };
    store.close().await;
    bookable
}

/// What would make the codes useless where they are pasted.
fn warnings(config: &Config, place: &Place) -> Vec<String> {
    let mut warnings = Vec::new();
    if place.bookable.portal.allowed_origins.is_empty() {
        let portal = &place.bookable.portal.slug;
        warnings.push(format!(
            "warning: no website may carry the widget of {portal} yet. Add to its file\n  [portal]\n  allowed_origins = [\"https://www.example.nl\"]\nand `appointment apply` it. The link and the card work without."
        ));
    }
    if config.public_url.is_none() {
        warnings.push(format!("warning: every address below begins with {}. Set public_url to where customers reach this server.", place.server));
    }
    warnings
}

/// The loader under its lasting name, where it was built.
fn pinned(manifest: &BTreeMap<String, String>) -> Option<Pinned> {
    let path = manifest.get("embed.js").filter(|path| path.starts_with("assets/"))?;
    Some(Pinned { path: format!("/{path}"), integrity: manifest.get("embed.js.integrity")?.clone() })
}

fn write(path: &Path, text: &str, force: bool) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.write(true);
    let options = if force { options.create(true).truncate(true) } else { options.create_new(true) };
    options.open(path).and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => taken_already(path),
        _ => Failure::Asked(format!("{}: {error}", path.display())),
    })
}

fn taken_already(path: &Path) -> Failure {
    Failure::Asked(format!("{} is there already: --force replaces it", path.display()))
}
