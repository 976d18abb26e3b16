//! A site to visit: the pages alone, with a portal of two entries, open from 2026-12-01 on. It is Friday 2026-11-27, 08:00 in Amsterdam.

use std::sync::Arc;

use appointment::app::{self, App};
use appointment::clock::Clock;
use appointment::domain::Instant;
use appointment::http::{Site, pages};
use appointment::portal_file;
use appointment::store::Store;
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, StatusCode};
use tempfile::TempDir;

const PORTAL: &str = r#"
[portal]
slug = "demo"
name = "Grachten Makelaars"
zone = "Europe/Amsterdam"
language = "nl"

[[agenda]]
slug = "noord"
name = "Sanne de Wit"
email = "noord@example.nl"
hours = ["mon-fri 09:00-11:00"]
closed = ["2026-11-27", "2026-11-30"]

[[agenda]]
slug = "video"
name = "Mila Janssen"
email = "mila@example.nl"
hours = ["mon-fri 09:00-10:00"]
meeting_link = "https://meet.example.nl/mila"

[[event_type]]
slug = "viewing"
title = "Bezichtiging"
minutes = 30
step_minutes = 30
notice_minutes = 120
horizon_days = 60
location = "at_address"

[[event_type]]
slug = "call"
title = "Kennismaking"
minutes = 20
step_minutes = 30
horizon_days = 30
location = "video"

[[project]]
slug = "lindengracht-12"
title = "Lindengracht 12 <script>alert(1)</script>"
address = "Lindengracht 12, 1015 KC Amsterdam"

[[entry]]
slug = "lindengracht-12"
kind = "project"
subject = "lindengracht-12"
event_type = "viewing"
agendas = ["noord"]

[[entry]]
slug = "gesprek"
kind = "standalone"
event_type = "call"
agendas = ["video"]
"#;

/// A site, for as long as it is held.
pub struct Visit {
    /// Its deeds.
    pub app: App,
    client: Client,
    origin: String,
    _folder: TempDir,
}

/// What a request got.
#[derive(Debug)]
pub struct Got {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: reqwest::header::HeaderMap,
    /// Its text.
    pub text: String,
}

impl Visit {
    /// Opens a site.
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.path().join("it.db").display())).unwrap();
        store.migrate().await.unwrap();
        let app = App::new(store, Clock::turned_to(Instant::parse("2026-11-27T07:00:00Z").unwrap()));
        app::apply(&app, &portal_file::read(PORTAL).unwrap()).await.unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let site = Site { app: app.clone(), public_url: Arc::from("https://afspraak.example.nl") };
        let router = pages::routes().with_state(site);
        tokio::spawn(async move { axum::serve(listener, router).await });
        let client = Client::builder().redirect(Policy::none()).build().unwrap();
        Self { app, client, origin, _folder: folder }
    }

    /// Follows a link.
    pub async fn get(&self, path: &str) -> Got {
        send(self.client.get(format!("{}{path}", self.origin))).await
    }
}

impl Got {
    /// A header's value.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Panics unless the text holds all of these.
    pub fn shows(&self, parts: &[&str]) {
        for part in parts {
            assert!(self.text.contains(part), "{part:?} is missing in ({}) {}", self.status, self.text);
        }
    }
}

async fn send(request: RequestBuilder) -> Got {
    let response = request.send().await.unwrap();
    Got { status: response.status(), headers: response.headers().clone(), text: response.text().await.unwrap() }
}
