//! An office: a house with a server of the dashboard's calls before it, and members who call.

use std::sync::Arc;

use appointment::api::team::wire::{Act, Opening};
use appointment::api::team::{ChoosePassword, TeamError};
use appointment::app::{App, team};
use appointment::clock::new_id;
use appointment::dns::Names;
use appointment::domain::{Agendas, Card, Email, Key, MemberId, Name, Permissions, Slug};
use appointment::http::{Site, calls};
use appointment::store::team::MemberDraft;
use serde::Serialize;
use serde::de::DeserializeOwned;
use server_fn::ServerFn;

use crate::support::{House, slug};

/// What every member of the tests signs in with.
pub const PASSWORD: &str = "kom maar binnen kijken";

/// A server of the dashboard's calls.
pub struct Office<'a> {
    pub house: &'a House,
    pub base: String,
    client: reqwest::Client,
}

/// Someone's browser: the cookie that it keeps.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    pub cookie: String,
}

/// What came back.
#[derive(Debug)]
pub struct Came<T> {
    pub status: u16,
    pub cookie: Option<String>,
    pub answer: Result<T, TeamError>,
}

impl<'a> Office<'a> {
    pub async fn open(house: &'a House) -> Self {
        Self::reached_at(house, "http://127.0.0.1").await
    }

    /// An office that asks these about the addresses that are typed.
    pub async fn asking(house: &'a House, names: Names) -> Self {
        Self::before(house, house.app.clone().asking(names), "http://127.0.0.1").await
    }

    /// An office whose members reach it by this address.
    pub async fn reached_at(house: &'a House, public_url: &str) -> Self {
        Self::before(house, house.app.clone(), public_url).await
    }

    async fn before(house: &'a House, app: App, public_url: &str) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let site = Site { app, public_url: Arc::from(public_url) };
        let router = calls::routes().with_state(site);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { house, base, client: reqwest::Client::new() }
    }

    /// A member's link to choose a password by.
    pub async fn link(&self, portal: &Slug, name: &str, permissions: Permissions) -> Key {
        let email = Email::parse(&format!("{}@team.example", name.to_lowercase())).unwrap();
        let draft = MemberDraft { id: MemberId::new(new_id()), name: Name::parse(name).unwrap(), email, language: None, permissions };
        team::add_member(&self.house.app, portal, &draft).await.unwrap().unwrap().1
    }

    /// A member who has signed in.
    pub async fn member(&self, name: &str, permissions: Permissions) -> Desk {
        self.member_of(&slug("proef"), name, permissions).await
    }

    /// A member of some portal who has signed in.
    pub async fn member_of(&self, portal: &Slug, name: &str, permissions: Permissions) -> Desk {
        let link = self.link(portal, name, permissions).await.reveal();
        let came: Came<Opening> = self.call(&Desk::default(), &ChoosePassword { link, password: PASSWORD.to_owned() }).await;
        came.answer.unwrap();
        Desk { cookie: came.cookie.unwrap() }
    }

    /// Permissions to see, and to change these agendas.
    pub async fn editing(&self, agendas: &[&str]) -> Permissions {
        let portal = self.house.app.store.portal(&slug("proef")).await.unwrap().unwrap();
        let mut ids = Vec::new();
        for agenda in agendas {
            ids.push(self.house.app.store.agenda_by_slug(&portal.id, &slug(agenda)).await.unwrap().unwrap());
        }
        Permissions { interactions: true, agendas: Agendas::Only(ids), ..Permissions::none() }
    }

    /// Makes a call.
    pub async fn call<Asked, T>(&self, desk: &Desk, asked: &Asked) -> Came<T>
    where
        Asked: ServerFn<Output = T, Error = TeamError> + Serialize,
        T: DeserializeOwned,
    {
        let request = self.client.post(format!("{}{}", self.base, Asked::PATH)).header("content-type", "application/x-postcard");
        self.send(request.header("cookie", &desk.cookie).body(postcard::to_allocvec(asked).unwrap())).await
    }

    /// Sends what someone made up.
    pub async fn send<T: DeserializeOwned>(&self, request: reqwest::RequestBuilder) -> Came<T> {
        let response = request.send().await.unwrap();
        let cookie = response.headers().get("set-cookie").map(|cookie| cookie.to_str().unwrap().to_owned());
        let (status, good) = (response.status().as_u16(), response.status().is_success());
        let bytes = response.bytes().await.unwrap();
        let answer = if good { Ok(postcard::from_bytes(&bytes).unwrap()) } else { Err(postcard::from_bytes(&bytes).unwrap()) };
        Came { status, cookie, answer }
    }

    /// A request as another program would make it.
    pub fn request(&self, path: &str) -> reqwest::RequestBuilder {
        self.client.post(format!("{}{path}", self.base))
    }
}

/// A change of an appointment as it stands on this card, of which the customer is told.
pub fn act(card: &Card) -> Act {
    Act { portal: "proef".to_owned(), id: card.appointment.id.to_string(), version: card.appointment.version, tell: true, reason: String::new() }
}
