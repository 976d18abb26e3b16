//! A real server of `/v1` for tests: a port of its own, a SQLite file of its own, and a clock that stands on a Wednesday morning.

use appointment::app::{self, App};
use appointment::clock::Clock;
use appointment::dns::Names;
use appointment::domain::Instant;
use appointment::http::{Site, rest};
use appointment::portal_file;
use appointment::store::Store;
use serde_json::Value;

/// 2026-11-25 is a Wednesday: 09:00 in Amsterdam.
const NOW: &str = "2026-11-25T08:00:00Z";

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
hours = ["mon-fri 09:00-11:00"]

[[agenda]]
slug = "video"
name = "Mila Janssen"
email = "mila@grachten.example"
hours = ["mon-fri 14:00-15:00"]
meeting_link = "https://meet.grachten.example/mila"

[[event_type]]
slug = "viewing"
title = "Bezichtiging"
minutes = 30
buffer_after_minutes = 15
notice_minutes = 120
horizon_days = 60
location = "at_address"
requests = true

[[event_type]]
slug = "call"
title = "Kennismaking per video"
minutes = 30
notice_minutes = 60
horizon_days = 30
location = "video"

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

[[entry]]
slug = "videogesprek"
kind = "standalone"
event_type = "call"
agendas = ["video"]
"#;

/// A server that serves until it is dropped with its test's runtime.
pub struct Server {
    /// `http://127.0.0.1:` and its port.
    pub base: String,
    /// Its clock.
    pub clock: Clock,
    /// What it stores in.
    pub store: Store,
    client: reqwest::Client,
    _folder: tempfile::TempDir,
}

/// What it answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub text: String,
}

impl Server {
    pub async fn start() -> Self {
        Self::asking(Names::default()).await
    }

    /// A server that asks these about the addresses that are typed.
    pub async fn asking(names: Names) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.path().join("appointment.db").display())).unwrap();
        store.migrate().await.unwrap();
        let clock = Clock::turned_to(Instant::parse(NOW).unwrap());
        let app = App::new(store.clone(), clock.clone());
        let file = portal_file::read(PORTAL).expect("the portal of the tests is right");
        app::apply(&app, &file).await.unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let site = Site { app: app.asking(names), public_url: "https://afspraak.example.nl".into() };
        tokio::spawn(async move { axum::serve(listener, rest::routes().with_state(site)).await });
        Self { base, clock, store, client: reqwest::Client::new(), _folder: folder }
    }

    /// Gives its portal settings for mail.
    pub async fn wanting(&self, mail: &str) {
        let file = portal_file::read(&format!("{PORTAL}\n[mail]\n{mail}\n")).expect("the settings of the tests are right");
        app::apply(&App::new(self.store.clone(), self.clock.clone()), &file).await.unwrap();
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.client.get(format!("{}{path}", self.base))).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request(path).json(body)).await
    }

    /// Books at the entry of the project, with a key.
    pub async fn book(&self, key: &str, body: &Value) -> Answer {
        self.send(self.request(BOOK).header("Idempotency-Key", key).json(body)).await
    }

    /// A POST that has nothing yet.
    pub fn request(&self, path: &str) -> reqwest::RequestBuilder {
        self.client.post(format!("{}{path}", self.base))
    }

    pub async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Answer { status, headers, text: response.text().await.unwrap() }
    }
}

/// Where the project's times are booked.
pub const BOOK: &str = "/v1/portals/demo/entries/lindengracht-12/appointments";

/// A booking of Anna's.
pub fn booking(starts_at: &str) -> Value {
    serde_json::json!({"starts_at": starts_at, "customer": {"name": "Anna de Vries", "email": "anna@example.nl"}})
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The token in the customer's link.
    pub fn token(&self) -> String {
        let json = self.json();
        json["appointment"]["manage_url"].as_str().and_then(|url| url.rsplit('/').next()).unwrap_or_else(|| panic!("no link in {json}")).to_owned()
    }

    /// The answer with what is different every time put to fixed words.
    pub fn masked(&self) -> Value {
        let json = self.json();
        let id = json["appointment"]["id"].as_str().unwrap_or_else(|| panic!("no id in {json}"));
        serde_json::from_str(&self.text.replace(id, "ID").replace(&self.token(), "TOKEN")).unwrap()
    }

    /// Checks that this is that problem, and gives it.
    #[track_caller]
    pub fn problem(&self, status: u16, code: &str) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.text);
        assert_eq!(self.header("cache-control"), "no-store");
        let json = self.json();
        assert_eq!((json["status"].as_u64(), json["code"].as_str(), json["type"].as_str()), (Some(u64::from(status)), Some(code), Some("about:blank")), "{json}");
        assert!(json["title"].as_str().is_some_and(|title| !title.is_empty()) && json["detail"].as_str().is_some_and(|detail| !detail.is_empty()), "{json}");
        json
    }
}
