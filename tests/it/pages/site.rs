//! A site to visit: the pages alone, with a portal of two entries, open from 2026-12-01 on. It is Friday 2026-11-27, 08:00 in Amsterdam.

use std::sync::Arc;

use appointment::app::{self, App};
use appointment::clock::Clock;
use appointment::dns::Names;
use appointment::domain::{Card, Day, Instant, Slug, Token};
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
requests = true

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
        Self::asking(Names::default()).await
    }

    /// A site that asks these about the addresses that are typed.
    pub async fn asking(names: Names) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.path().join("it.db").display())).unwrap();
        store.migrate().await.unwrap();
        let app = App::new(store, Clock::turned_to(Instant::parse("2026-11-27T07:00:00Z").unwrap()));
        app::apply(&app, &portal_file::read(PORTAL).unwrap()).await.unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let site = Site { app: app.clone().asking(names), public_url: Arc::from("https://afspraak.example.nl") };
        let router = pages::routes().with_state(site);
        tokio::spawn(async move { axum::serve(listener, router).await });
        let client = Client::builder().redirect(Policy::none()).build().unwrap();
        Self { app, client, origin, _folder: folder }
    }

    /// A site whose portal says things in its own way, by a line of `[texts.nl]`.
    pub async fn saying(texts: &str) -> Self {
        let visit = Self::new().await;
        app::apply(&visit.app, &portal_file::read(&format!("{PORTAL}\n[texts.nl]\n{texts}\n")).unwrap()).await.unwrap();
        visit
    }

    /// A site whose portal has settings for mail.
    pub async fn mailing(mail: &str) -> Self {
        let visit = Self::new().await;
        app::apply(&visit.app, &portal_file::read(&format!("{PORTAL}\n[mail]\n{mail}\n")).unwrap()).await.unwrap();
        visit
    }

    /// A site whose portal file has one text in place of another.
    pub async fn with(old: &str, new: &str) -> Self {
        let visit = Self::new().await;
        assert!(PORTAL.contains(old), "{old:?} is not in the portal of these tests");
        app::apply(&visit.app, &portal_file::read(&PORTAL.replacen(old, new, 1)).unwrap()).await.unwrap();
        visit
    }

    /// Sends a form.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Got {
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let request = self.client.post(format!("{}{path}", self.origin)).header("content-type", "application/x-www-form-urlencoded");
        send(request.body(body.join("&"))).await
    }

    /// Books a time on plain HTML, and gives the path of the appointment.
    pub async fn booked(&self, entry: &str, at: &str) -> String {
        let fields = [("at", at), ("name", "Anna de Vries"), ("email", "anna@voorbeeld.nl"), ("phone", ""), ("note", "Wij komen samen."), ("key", &format!("{entry}:{at}"))];
        let got = self.post(&format!("/b/demo/{entry}/plain/book"), &fields).await;
        assert_eq!(got.status, 303, "{}", got.text);
        got.header("location").split('?').next().unwrap().to_owned()
    }

    /// The appointment of a path, as the deeds know it.
    pub async fn card(&self, path: &str) -> Card {
        app::manage(&self.app, &Token::parse(path.trim_start_matches("/m/")).unwrap()).await.unwrap()
    }

    /// The starts that an entry offers on a day.
    pub async fn free(&self, entry: &str, day: &str) -> Vec<String> {
        let (portal, entry, day) = (Slug::parse("demo").unwrap(), Slug::parse(entry).unwrap(), Day::parse(day).unwrap());
        let times = app::free_times(&self.app, &portal, &entry, day, day).await.unwrap();
        times.slots.iter().map(|slot| slot.span.start.to_string()).collect()
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

    /// The times that can be pressed.
    pub fn slots(&self) -> Vec<&str> {
        self.text.split("data-slot=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
    }

    /// What a hidden field carries, as it is written.
    pub fn hidden(&self, name: &str) -> &str {
        let field = format!("<input type=\"hidden\" name=\"{name}\" value=\"");
        self.text.split(&field).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_else(|| panic!("no hidden {name} in {}", self.text))
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

fn encoded(value: &str) -> String {
    value.bytes().map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
