//! A server of `/v1` before a house, and programs that knock there with their keys.

use std::sync::Arc;

use appointment::app::{self, team};
use appointment::dns::Names;
use appointment::domain::{Card, Name, Scope};
use appointment::http::{Site, rest};
use reqwest::{Method, RequestBuilder};
use serde_json::Value;

use crate::rest_server::Answer;
use crate::support::{House, ask, slug};

/// A server of `/v1`.
pub struct Door<'a> {
    pub house: &'a House,
    base: String,
    client: reqwest::Client,
}

/// A program with a key.
pub struct Program<'a> {
    door: &'a Door<'a>,
    pub key: String,
}

impl<'a> Door<'a> {
    pub async fn open(house: &'a House) -> Self {
        Self::asking(house, Names::default()).await
    }

    /// A server that asks these about the addresses that are typed.
    pub async fn asking(house: &'a House, names: Names) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let site = Site { app: house.app.clone().asking(names), public_url: Arc::from("https://afspraak.example.nl") };
        tokio::spawn(async move { axum::serve(listener, rest::routes().with_state(site)).await });
        Self { house, base, client: reqwest::Client::new() }
    }

    /// A program of the test portal's that may do these things.
    pub async fn program(&'a self, scopes: &[Scope]) -> Program<'a> {
        self.program_of("proef", scopes).await
    }

    /// A program of some portal's.
    pub async fn program_of(&'a self, portal: &str, scopes: &[Scope]) -> Program<'a> {
        let key = team::make_key(&self.house.app, &slug(portal), &Name::parse("Website").unwrap(), scopes).await.unwrap().unwrap();
        Program { door: self, key: key.reveal() }
    }

    /// A request that says nothing of who sends it.
    pub fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        let path = if path.starts_with("/v1") { path.to_owned() } else { format!("/v1/portals/proef/{path}") };
        self.client.request(method, format!("{}{path}", self.base))
    }

    pub async fn send(&self, request: RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Answer { status, headers, text: response.text().await.unwrap() }
    }

    /// An appointment that a customer booked at the project's entry.
    pub async fn booked(&self, entry: &str, starts_at: &str, name: &str) -> Card {
        app::book(&self.house.app, ask(entry, starts_at, name)).await.unwrap().card
    }
}

impl Program<'_> {
    /// A request with the key; `path` begins after the portal, unless it begins with `/v1`.
    pub fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        self.door.ask(method, path).bearer_auth(&self.key)
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.door.send(self.ask(Method::GET, path)).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.door.send(self.ask(Method::POST, path).json(body)).await
    }

    /// A change from a version.
    pub async fn change(&self, method: Method, path: &str, version: &str, body: &Value) -> Answer {
        self.door.send(self.ask(method, path).header("If-Match", version).json(body)).await
    }

    /// A booking with an idempotency key.
    pub async fn book(&self, key: &str, body: &Value) -> Answer {
        self.door.send(self.ask(Method::POST, "appointments").header("Idempotency-Key", key).json(body)).await
    }
}
