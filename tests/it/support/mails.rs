//! An outbox whose mails become files, for whoever reads them.

use appointment::app::App;
use appointment::mail::{Sender, Transport};
use appointment::outbox::Outbox;
use tempfile::TempDir;

use super::House;

/// It hands over one letter at a time.
pub fn outbox(app: &App, folder: &TempDir) -> Outbox {
    let transport = Transport::open(&format!("folder:{}", folder.path().display())).unwrap();
    Outbox { app: app.clone(), transport, sender: Sender::parse("afspraak@example.nl").unwrap(), public_url: "https://afspraak.example.nl".to_owned(), handful: 1 }
}

/// The mails that have become files.
pub fn mails(folder: &TempDir) -> Vec<String> {
    let Ok(files) = std::fs::read_dir(folder.path()) else { return Vec::new() };
    files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect()
}

/// Every letter that waits is handed over: the mails.
pub async fn handed_over(house: &House) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    outbox(&house.app, &folder).drain().await.unwrap();
    mails(&folder)
}
