//! An address that can get no mail, told at its field by `/v1`: to customers, and to a program that books for one.

use appointment::domain::Scope;
use serde_json::{Value, json};

use super::door::Door;
use crate::support::{House, NameServer, ask, both_engines};

const NINE: &str = "2026-12-02T09:00:00+01:00";
const TEN: &str = "2026-12-02T10:00:00+01:00";
const SENTENCE: &str = "must be an address that mail reaches: its domain takes none";

fn customer(domain: &str) -> Value {
    json!({"name": "Anna", "email": format!("anna@{domain}")})
}

async fn customers_are_told_at_each_of_their_calls(house: &House) {
    let server = NameServer::start().await;
    let door = Door::asking(house, server.names()).await;
    let send = async |path: &str, key: &str, body: Value| door.send(door.ask(reqwest::Method::POST, path).header("Idempotency-Key", key).json(&body)).await;
    let book = async |domain| send("entries/kade/appointments", "een", json!({"starts_at": NINE, "customer": customer(domain)})).await;
    let request = async |domain| send("entries/kade/requests", "twee", json!({"customer": customer(domain)})).await;
    for domain in ["nul.example", "weg.example", "leeg.example"] {
        assert_eq!(book(domain).await.problem(422, "invalid")["fields"], json!({"customer.email": SENTENCE}), "{domain}");
        assert_eq!(request(domain).await.problem(422, "invalid")["fields"], json!({"customer.email": SENTENCE}), "{domain}");
    }
    let booked = book("klant.example").await;
    assert_eq!((booked.status, book("klant.example").await.status, request("adres.example").await.status), (201, 200, 201));
    let along = format!("/v1/manage/{}/attendees", booked.token());
    let add = async |domain: &str| send(&along, "-", json!({"name": "Bram", "email": format!("bram@{domain}")})).await;
    assert_eq!(add("nul.example").await.problem(422, "invalid")["fields"], json!({"email": SENTENCE}));
    assert_eq!(add("kapot.example").await.status, 200);
}

async fn a_program_is_told_of_whom_it_books_for(house: &House) {
    let server = NameServer::start().await;
    let door = Door::asking(house, server.names()).await;
    let program = door.program(&[Scope::AppointmentsWrite, Scope::CustomersRead]).await;
    let wish = |starts_at: &str, whom: Value| {
        let mut wish = json!({"entry": "kade", "starts_at": starts_at});
        wish.as_object_mut().unwrap().extend(whom.as_object().unwrap().clone());
        wish
    };
    let told = program.book("een", &wish(NINE, json!({"customer": customer("nul.example")}))).await;
    assert_eq!(told.problem(422, "invalid")["fields"], json!({"customer.email": SENTENCE}));
    assert_eq!(program.book("een", &wish(NINE, json!({"customer": customer("klant.example")}))).await.status, 201);
    // Of someone whom the portal knows nobody typed the address. They booked when nobody was asked.
    let mut known = ask("zuid", "2026-12-02 11:00", "Bram");
    known.contact.email = appointment::domain::Email::parse("bram@weg.example").unwrap();
    let id = appointment::app::book(&house.app, known).await.unwrap().card.customer.id.to_string();
    let told = program.book("twee", &wish(TEN, json!({"customer_id": id}))).await;
    assert_eq!(told.problem(422, "invalid")["fields"], json!({"customer_id": "must be a customer whom mail reaches: the domain of their address takes none"}));
    // Unless they are told nothing.
    assert_eq!(program.book("twee", &wish(TEN, json!({"customer_id": id, "tell_customer": false}))).await.status, 201);
}

both_engines! {
    customers_are_told_at_each_of_their_calls
    a_program_is_told_of_whom_it_books_for
}
