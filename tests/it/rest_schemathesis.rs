//! `/v1` holds what its OpenAPI document says, against requests made from that document.

use std::process::Command;

use appointment::app::{self, App, team};
use appointment::domain::{Name, Scope, Token};

use crate::rest_server::{Server, booking};
use crate::support::slug;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn v1_answers_as_its_document_says() {
    let server = Server::start().await;
    let booked = server.book("key-0", &booking("2026-11-26T08:00:00Z")).await;
    let (base, token) = (server.base.clone(), booked.token());
    let portal = slug("demo");
    let app = App::new(server.store.clone(), server.clock.clone());
    let key = team::make_key(&app, &portal, &Name::parse("Website").unwrap(), &Scope::ALL).await.unwrap().unwrap().reveal();
    let card = app::manage(&app, &Token::parse(&token).unwrap()).await.unwrap();
    let (appointment, customer) = (card.appointment.id.to_string(), card.customer.id.to_string());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/schemathesis");
    let run = tokio::task::spawn_blocking(move || Command::new(script).args([&base, &token, &key, &appointment, &customer]).output());
    let output = run.await.unwrap().expect("scripts/schemathesis can be run");
    assert!(output.status.success(), "{}\n{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
}
