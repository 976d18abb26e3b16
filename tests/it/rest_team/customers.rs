//! Customers by a key: found, read, made, edited, with their timelines.

use appointment::domain::{Minutes, Scope};
use reqwest::Method;
use serde_json::{Value, json};

use super::door::{Door, Program};
use crate::rest_server::Answer;
use crate::support::{House, both_engines};

async fn edit(door: &Door<'_>, program: &Program<'_>, id: &str, body: &Value) -> Answer {
    door.send(program.ask(Method::PATCH, &format!("customers/{id}")).json(body)).await
}

async fn customers_are_walked_and_found_by_the_beginnings_of_their_words(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::CustomersRead]).await;
    for (at, name) in ["Anna Bos", "Bram Vos", "Cora Ruis", "Dirk Bosman", "Els de Wit"].into_iter().enumerate() {
        door.booked("kade", &format!("2026-12-02 {:02}:00", 9 + at), name).await;
        if at % 2 == 0 {
            house.app.clock.turn(Minutes::new(1));
        }
    }
    let names = |page: &Value| page["customers"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    for limit in [1, 2, 3, 5] {
        let (mut walked, mut query) = (Vec::new(), format!("?limit={limit}"));
        loop {
            let page = program.get(&format!("customers{query}")).await.json();
            walked.extend(names(&page));
            match page["next"].as_str() {
                Some(next) => query = format!("?limit={limit}&cursor={next}"),
                None => break,
            }
        }
        assert_eq!((walked.len(), walked[0].as_str()), (5, "Els de Wit"), "by {limit}");
        walked.sort();
        assert_eq!(walked, ["Anna Bos", "Bram Vos", "Cora Ruis", "Dirk Bosman", "Els de Wit"], "by {limit}");
    }
    let mut found = names(&program.get("customers?search=bos").await.json());
    found.sort();
    assert_eq!(found, ["Anna Bos", "Dirk Bosman"]);
    assert_eq!(names(&program.get("customers?search=wit%20els").await.json()), ["Els de Wit"]);
    for (query, field) in [(format!("?search={}", "a".repeat(201)), "search"), ("?limit=x".to_owned(), "limit"), ("?search=a&search=b".to_owned(), "query")] {
        assert!(program.get(&format!("customers{query}")).await.problem(422, "invalid")["fields"][field].is_string(), "{query}");
    }
}

async fn a_customer_is_made_once_and_edited_field_by_field(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::CustomersWrite]).await;
    let anna = json!({"name": "Anna Bos", "email": "anna@Klant.example", "phone": "06 1234 5678", "language": "en"});
    let made = program.post("customers", &anna).await;
    assert_eq!((made.status, made.header("cache-control")), (201, "no-store"), "{}", made.text);
    let (id, at) = (made.json()["customer"]["id"].as_str().unwrap().to_owned(), house.now().to_string());
    let expected = json!({"id": id, "name": "Anna Bos", "email": "anna@klant.example", "phone": "+31612345678", "language": "en", "since": at, "seen_at": at, "bounced": null});
    assert_eq!(made.json()["customer"], expected);
    assert_eq!(program.get(&format!("customers/{id}")).await.json(), made.json());
    assert_eq!(program.get("customers?search=anna").await.json()["customers"], json!([expected]));
    program.post("customers", &json!({"name": "Een ander", "email": "ANNA@klant.example"})).await.problem(409, "known");
    let check = async |change: Value, field: &str, value: Value| {
        let edited = edit(&door, &program, &id, &change).await;
        assert_eq!((edited.status, &edited.json()["customer"][field]), (200, &value), "{change}: {}", edited.text);
    };
    check(json!({}), "name", json!("Anna Bos")).await;
    check(json!({"name": "Anna Bos-Vis"}), "name", json!("Anna Bos-Vis")).await;
    check(json!({"language": "nl"}), "phone", json!("+31612345678")).await;
    check(json!({"phone": "020 123 45 67"}), "phone", json!("+31201234567")).await;
    check(json!({"phone": null}), "phone", Value::Null).await;
    check(json!({"email": "anna.bos@klant.example"}), "language", json!("nl")).await;
    let other = program.post("customers", &json!({"name": "Bram", "email": "bram@klant.example"})).await.json()["customer"]["id"].as_str().unwrap().to_owned();
    edit(&door, &program, &other, &json!({"email": "anna.bos@klant.example"})).await.problem(409, "known");
    for (body, field) in [
        (json!({"name": ""}), "name"),
        (json!({"email": "bram"}), "email"),
        (json!({"phone": "1"}), "phone"),
        (json!({"language": "tlh"}), "language"),
        (json!({"id": other}), "id"),
        (json!({"name": 1}), "name"),
    ] {
        assert!(edit(&door, &program, &other, &body).await.problem(422, "invalid")["fields"][field].is_string(), "{body}");
    }
    for (body, field) in [(json!({"email": "c@klant.example"}), "name"), (json!({"name": "C"}), "email"), (json!({"name": "C", "email": "c@klant.example", "note": ""}), "note")] {
        assert!(program.post("customers", &body).await.problem(422, "invalid")["fields"][field].is_string(), "{body}");
    }
    for nobodys in ["019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c11", "anna"] {
        edit(&door, &program, nobodys, &json!({"name": "N"})).await.problem(404, "unknown_customer");
        program.get(&format!("customers/{nobodys}")).await.problem(404, "unknown_customer");
        program.get(&format!("customers/{nobodys}/timeline")).await.problem(404, "unknown_customer");
    }
}

async fn a_timeline_has_one_item_for_each_appointment_and_every_note(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::CustomersRead, Scope::AppointmentsWrite]).await;
    let card = door.booked("kade", "2026-12-02 09:00", "Anna").await;
    house.app.clock.turn(Minutes::new(5));
    let note = program.post(&format!("appointments/{}/notes", card.appointment.id), &json!({"text": "Zoekt een tuin"})).await;
    assert_eq!(note.status, 201);
    house.app.clock.turn(Minutes::new(5));
    let to = json!({"starts_at": "2026-12-02T10:00:00Z"});
    assert_eq!(program.change(Method::POST, &format!("appointments/{}/reschedule", card.appointment.id), "\"1\"", &to).await.status, 200);
    let timeline = program.get(&format!("customers/{}/timeline", card.customer.id)).await;
    assert_eq!((timeline.status, timeline.header("cache-control")), (200, "no-store"));
    let items = timeline.json()["items"].as_array().unwrap().clone();
    let kinds: Vec<_> = items.iter().map(|item| item["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["appointment", "note"]);
    let history: Vec<_> = items[0]["appointment"]["history"].as_array().unwrap().iter().map(|line| line["what"].as_str().unwrap()).collect();
    assert_eq!((history, &items[0]["appointment"]["id"]), (vec!["rescheduled", "booked"], &json!(card.appointment.id.as_str())));
    assert_eq!((&items[1]["note"]["text"], &items[1]["note"]["by"], items[1].get("appointment")), (&json!("Zoekt een tuin"), &json!("Website"), None));
}

async fn an_address_that_mail_came_back_from_is_told_until_that_is_lifted(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::CustomersWrite, Scope::AppointmentsRead]).await;
    let card = door.booked("kade", "2026-12-02 09:00", "Anna Bos").await;
    let (customer, appointment) = (format!("customers/{}", card.customer.id), format!("appointments/{}", card.appointment.id));
    assert_eq!(program.get(&customer).await.json()["customer"]["bounced"], Value::Null);
    let mark = format!(
        "INSERT INTO address_marks (portal, email_key, kind, status, happened_at) VALUES ('{}', 'anna.bos@klant.example', 'bounced', '5.2.2', {})",
        card.appointment.portal,
        house.now().micros()
    );
    house.raw().await.run(&mark).await.unwrap();
    let bounced = json!({"status": "5.2.2", "at": "2026-12-01T07:00:00Z"});
    assert_eq!(program.get(&customer).await.json()["customer"]["bounced"], bounced);
    assert_eq!(program.get(&appointment).await.json()["appointment"]["customer"]["bounced"], bounced);
    let timeline = program.get(&format!("{customer}/timeline")).await.json();
    assert!(timeline["items"].as_array().unwrap().iter().any(|item| item["kind"] == "bounced" && item["bounced"] == bounced), "{timeline}");
    for _twice in 0..2 {
        let lifted = door.send(program.ask(Method::DELETE, &format!("{customer}/bounce"))).await;
        assert_eq!((lifted.status, &lifted.json()["customer"]["bounced"]), (200, &Value::Null));
    }
    assert_eq!(program.get(&appointment).await.json()["appointment"]["customer"]["bounced"], Value::Null);
}

both_engines! {
    customers_are_walked_and_found_by_the_beginnings_of_their_words
    a_customer_is_made_once_and_edited_field_by_field
    a_timeline_has_one_item_for_each_appointment_and_every_note
    an_address_that_mail_came_back_from_is_told_until_that_is_lifted
}
