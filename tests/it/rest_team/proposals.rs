//! A program offers a customer several times by a key.

use appointment::app;
use appointment::domain::{Minutes, Scope, Token};
use reqwest::Method;
use serde_json::{Value, json};

use super::door::{Door, Program};
use crate::rest_server::Answer;
use crate::support::{House, at, both_engines};

const TIMES: [&str; 2] = ["2026-12-02T09:00:00Z", "2026-12-02T10:00:00Z"];

fn wish(customer: &str) -> Value {
    json!({"entry": "kade", "customer_id": customer, "starts_at": TIMES, "note": "Kies maar."})
}

async fn propose(door: &Door<'_>, program: &Program<'_>, key: &str, body: &Value) -> Answer {
    door.send(program.ask(Method::POST, "proposals").header("Idempotency-Key", key).json(body)).await
}

async fn a_proposal_is_made_once_read_and_taken_back(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::AppointmentsWrite]).await;
    let anna = door.booked("bellen", "2026-12-10 10:00", "Anna").await.customer.id.to_string();
    let made = propose(&door, &program, "een", &wish(&anna)).await;
    assert_eq!((made.status, made.header("cache-control")), (201, "no-store"), "{}", made.text);
    let mut proposal = made.json()["proposal"].clone();
    let id = proposal.as_object_mut().unwrap().remove("id").unwrap().as_str().unwrap().to_owned();
    let url = proposal.as_object_mut().unwrap().remove("url").unwrap();
    assert!(url.as_str().unwrap().starts_with("https://afspraak.example.nl/p/proef."), "{url}");
    let time = |start: &str, end: &str| json!({"starts_at": start, "ends_at": end, "available": true});
    let expected = json!({
        "status": "open", "entry": "kade", "customer_id": anna, "request_id": null, "held": true,
        "times": [time(TIMES[0], "2026-12-02T09:30:00Z"), time(TIMES[1], "2026-12-02T10:30:00Z")],
        "created_at": "2026-12-01T07:00:00Z", "expires_at": "2026-12-03T07:00:00Z", "appointment_id": null,
    });
    assert_eq!(proposal, expected);
    let again = propose(&door, &program, "een", &wish(&anna)).await;
    assert_eq!((again.status, &again.text), (200, &made.text));
    propose(&door, &program, "een", &json!({"entry": "zuid", "customer_id": anna, "starts_at": TIMES})).await.problem(422, "key_reused");
    assert_eq!(program.get(&format!("proposals/{id}")).await.text, made.text);
    propose(&door, &program, "twee", &wish(&anna)).await.problem(409, "slot_taken");

    let path = format!("proposals/{id}/withdraw");
    for _ in 0..2 {
        let withdrawn = door.send(program.ask(Method::POST, &path)).await;
        assert_eq!((withdrawn.status, &withdrawn.json()["proposal"]["status"]), (200, &json!("withdrawn")), "{}", withdrawn.text);
    }
    let second = propose(&door, &program, "drie", &wish(&anna)).await.json()["proposal"].clone();
    let token = Token::parse(second["url"].as_str().unwrap().rsplit('/').next().unwrap()).unwrap();
    let card = app::pick(&house.app, &token, at("2026-12-02 11:00")).await.unwrap();
    let path = format!("proposals/{}", second["id"].as_str().unwrap());
    let picked = program.get(&path).await.json()["proposal"].clone();
    assert_eq!((&picked["status"], &picked["appointment_id"]), (&json!("picked"), &json!(card.appointment.id.as_str())));
    door.send(program.ask(Method::POST, &format!("{path}/withdraw"))).await.problem(410, "proposal_over");
}

async fn what_becomes_of_it_by_itself_is_read_in_it_and_on_the_timeline(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::AppointmentsWrite, Scope::CustomersRead]).await;
    let anna = door.booked("bellen", "2026-12-10 10:00", "Anna").await.customer.id.to_string();
    let loose = json!({"entry": "kade", "customer_id": anna, "starts_at": TIMES, "held": false});
    let id = propose(&door, &program, "een", &loose).await.json()["proposal"]["id"].as_str().unwrap().to_owned();
    for start in ["2026-12-02 10:00", "2026-12-02 11:00"] {
        door.booked("kade", start, "Bram").await;
    }
    let turns = async || {
        let items = program.get(&format!("customers/{anna}/timeline")).await.json()["items"].clone();
        items.as_array().unwrap().iter().filter(|item| item["kind"] == "proposal_status").cloned().collect::<Vec<_>>()
    };
    assert_eq!(
        (app::note_gone(&house.app).await.unwrap(), turns().await),
        (1, vec![json!({"at": "2026-12-01T07:00:00Z", "kind": "proposal_status", "proposal": {"id": id, "status": "gone"}})])
    );
    house.app.clock.turn(Minutes::new(1));
    let booked = door.booked("kade", "2026-12-02 14:00", "Anna").await.appointment.id;
    let proposal = program.get(&format!("proposals/{id}")).await.json()["proposal"].clone();
    assert_eq!((&proposal["status"], &proposal["appointment_id"]), (&json!("superseded"), &json!(booked.as_str())));
    assert_eq!(turns().await[0], json!({"at": "2026-12-01T07:01:00Z", "kind": "proposal_status", "proposal": {"id": id, "status": "superseded"}}));
    door.send(program.ask(Method::POST, &format!("proposals/{id}/withdraw"))).await.problem(410, "proposal_over");
}

async fn what_is_wrong_is_told_by_its_field(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::AppointmentsWrite]).await;
    let anna = door.booked("bellen", "2026-12-10 10:00", "Anna").await.customer.id.to_string();
    let check = async |field: &str, value: Value, said: &[&str]| {
        let mut body = wish(&anna);
        body[field] = value;
        let problem = propose(&door, &program, "een", &body).await.problem(422, "invalid");
        assert_eq!(problem["fields"].as_object().unwrap().keys().map(String::as_str).collect::<Vec<_>>(), said, "{problem}");
    };
    check("starts_at", json!([TIMES[0]]), &["starts_at"]).await;
    check("starts_at", json!([TIMES[0], TIMES[0]]), &["starts_at.1"]).await;
    check("starts_at", json!([TIMES[0], "morgen"]), &["starts_at.1"]).await;
    check(
        "starts_at",
        json!(vec![TIMES[0]; 11]),
        &["starts_at", "starts_at.1", "starts_at.10", "starts_at.2", "starts_at.3", "starts_at.4", "starts_at.5", "starts_at.6", "starts_at.7", "starts_at.8", "starts_at.9"],
    )
    .await;
    check("expires_minutes", json!(14), &["expires_minutes"]).await;
    check("customer_id", json!("anna"), &["customer_id"]).await;
    check("request_id", json!("vraag"), &["request_id"]).await;
    check("agenda", json!("nergens"), &["agenda"]).await;
    let mut unknown = wish("019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c11");
    propose(&door, &program, "een", &unknown).await.problem(404, "unknown_customer");
    unknown["starts_at"] = json!([TIMES[0], "2026-12-02T20:00:00Z"]);
    unknown["customer_id"] = json!(anna);
    propose(&door, &program, "een", &unknown).await.problem(422, "not_offered");
    house.apply_with("plan = \"pro\"", "plan = \"free\"").await;
    propose(&door, &program, "een", &wish(&anna)).await.problem(403, "not_in_plan");
}

both_engines! {
    a_proposal_is_made_once_read_and_taken_back
    what_becomes_of_it_by_itself_is_read_in_it_and_on_the_timeline
    what_is_wrong_is_told_by_its_field
}
