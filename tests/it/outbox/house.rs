//! A house with one portal, whose letters a test hands over.

use std::collections::BTreeMap;
use std::time::Duration;

use appointment::app::{self, App, BookAsk};
use appointment::clock::{Clock, new_id};
use appointment::domain::{Card, IdempotencyKey, Instant, Language, Minutes, RawContact, Slug, Source, Tags};
use appointment::mail::{Patience, Sender, Transport};
use appointment::outbox::{Outbox, Step};
use appointment::portal_file;
use appointment::store::Store;

const PORTAL: &str = r#"
[portal]
slug = "demo"
name = "Grachten Makelaars"
zone = "Europe/Amsterdam"
language = "nl"
plan = "pro"

[[agenda]]
slug = "noord"
name = "Sanne de Wit"
email = "sanne@grachten.example"
hours = ["mon-fri 09:00-17:00"]

[[event_type]]
slug = "viewing"
title = "Bezichtiging"
minutes = 30
horizon_days = 60
location = "at_address"

[[project]]
slug = "lindengracht-12"
title = "Lindengracht 12"
address = "Lindengracht 12, 1015 KC Amsterdam"

[[entry]]
slug = "lindengracht-12"
kind = "project"
subject = "lindengracht-12"
event_type = "viewing"
agendas = ["noord"]
"#;

/// A house on a database of its own, at eight in the morning of a Tuesday in Amsterdam.
pub struct House {
    pub app: App,
    pub address: String,
    pub folder: tempfile::TempDir,
}

impl House {
    pub async fn build() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let house = Self::unfounded(folder);
        house.found().await;
        house
    }

    /// One whose database can't be opened until [`House::found`].
    pub fn unfounded(folder: tempfile::TempDir) -> Self {
        let address = format!("sqlite:{}", folder.path().join("data/appointment.db").display());
        let clock = Clock::turned_to(Instant::parse("2026-12-01T07:00:00Z").unwrap());
        Self { app: App::new(Store::open(&address).unwrap(), clock), address, folder }
    }

    pub async fn found(&self) {
        std::fs::create_dir_all(self.folder.path().join("data")).unwrap();
        self.app.store.migrate().await.unwrap();
        app::apply(&self.app, &portal_file::read(PORTAL).unwrap()).await.unwrap();
    }

    /// Books for Jan, at an hour of the next day.
    pub async fn book(&self, hour: u32) -> Card {
        let contact = RawContact { name: "Jan \"Jantje\" de Vries 🏡".to_owned(), email: "jan@example.nl".to_owned(), ..RawContact::default() };
        let slug = |text| Slug::parse(text).unwrap();
        let ask = BookAsk {
            portal: slug("demo"),
            entry: slug("lindengracht-12"),
            starts_at: Instant::parse(&format!("2026-12-02T{hour:02}:00:00+01:00")).unwrap(),
            contact: contact.parse(Language::Nl, |typed| Ok(typed.clone())).unwrap(),
            answers: BTreeMap::new(),
            key: IdempotencyKey::parse(&new_id()).unwrap(),
            source: Source::Standalone,
            tags: Tags::default(),
        };
        app::book(&self.app, ask).await.unwrap().card
    }

    /// The outbox of this server.
    pub fn outbox(&self, transport: &str) -> Outbox {
        self.outbox_of(self.app.clone(), transport)
    }

    /// The outbox of another server on the same database, with the same clock.
    pub fn second_outbox(&self, transport: &str) -> Outbox {
        self.outbox_of(App::new(Store::open(&self.address).unwrap(), self.app.clock.clone()), transport)
    }

    /// The outbox of this server, with less patience than a machine under load needs: for servers that never answer.
    pub fn hasty_outbox(&self, transport: &str) -> Outbox {
        let outbox = self.outbox(transport);
        let patience = Patience { connect: Duration::from_secs(10), mail: Duration::from_secs(3) };
        Outbox { transport: outbox.transport.with_patience(patience), ..outbox }
    }

    fn outbox_of(&self, app: App, transport: &str) -> Outbox {
        let transport = Transport::open(transport).unwrap();
        Outbox { app, transport, sender: Sender::parse("afspraak@example.nl").unwrap(), public_url: "https://afspraak.example.nl".to_owned(), handful: 1 }
    }

    /// Turns the clock on.
    pub fn turn(&self, minutes: u32) {
        self.app.clock.turn(Minutes::new(minutes));
    }

    /// What letters are left: waiting, given up.
    pub async fn left(&self) -> (i64, i64) {
        let depth = self.app.store.depth().await.unwrap();
        (depth.open, depth.dead)
    }
}

/// What an outbox does now; steps that take longer than a minute in all are a fault.
pub async fn drain(outbox: &Outbox) -> Vec<Step> {
    tokio::time::timeout(Duration::from_secs(60), outbox.drain()).await.expect("the outbox comes to rest").unwrap()
}
