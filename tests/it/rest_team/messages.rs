//! A program writes to who booked, once for each key.

use appointment::domain::Scope;
use reqwest::Method;
use serde_json::json;

use super::door::Door;
use crate::support::{House, both_engines};

async fn a_message_is_sent_once_and_stands_on_the_timeline(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::AppointmentsWrite, Scope::CustomersRead]).await;
    let card = door.booked("kade", "2026-12-02 09:00", "Anna").await;
    let path = format!("/v1/portals/proef/appointments/{}/messages", card.appointment.id);
    let bearer = format!("Bearer {}", program.key);
    let write =
        async |key: &str, body: &serde_json::Value| door.send(door.ask(Method::POST, &path).header("Authorization", &bearer).header("Idempotency-Key", key).json(body)).await;
    let sent = write("1", &json!({"text": "Ja, er is een lift."})).await;
    assert_eq!(
        (sent.status, sent.json()["messages"][0]["direction"].as_str(), sent.json()["messages"][0]["text"].as_str()),
        (201, Some("out"), Some("Ja, er is een lift.")),
        "{}",
        sent.text
    );
    let again = write("1", &json!({"text": "Ja, er is een lift."})).await;
    assert_eq!((again.status, again.text), (200, sent.text));
    write("1", &json!({"text": "Nee."})).await.problem(422, "key_reused");
    for wrong in [json!({"text": " "}), json!({"text": "x".repeat(2_001)}), json!({"text": "x", "subject": "y"}), json!({})] {
        write("2", &wrong).await.problem(422, "invalid");
    }
    let timeline = program.get(&format!("customers/{}/timeline", card.customer.id)).await.json();
    let item = timeline["items"].as_array().unwrap().iter().find(|item| item["kind"] == "message").unwrap_or_else(|| panic!("{timeline}"));
    assert_eq!((&item["item"]["appointment"], &item["item"]["mail"]), (&json!(card.appointment.id.as_str()), &json!("waiting")));
}

both_engines! {
    a_message_is_sent_once_and_stands_on_the_timeline
}
