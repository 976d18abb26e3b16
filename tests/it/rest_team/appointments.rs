//! Appointments by a key: listed, read, booked for customers.

use appointment::domain::{Minutes, Scope};
use serde_json::{Value, json};

use super::door::{Door, Program};
use crate::support::{House, both_engines};

async fn list(program: &Program<'_>, query: &str) -> Value {
    let answer = program.get(&format!("appointments{query}")).await;
    assert_eq!((answer.status, answer.header("cache-control")), (200, "no-store"), "{query}: {}", answer.text);
    answer.json()
}

fn names(page: &Value) -> Vec<String> {
    page["appointments"].as_array().unwrap().iter().map(|one| one["customer"]["name"].as_str().unwrap().to_owned()).collect()
}

async fn a_list_is_walked_from_end_to_end_without_gaps_and_nothing_comes_twice(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::AppointmentsRead]).await;
    let mut booked = Vec::new();
    for at in 0..11 {
        let card = door.booked("kade", &format!("2026-12-{:02} {:02}:00", 2 + at / 8, 9 + at % 8), &format!("Klant {at}")).await;
        booked.push(card.appointment.id.to_string());
        // Several in one moment: their identities tell them apart.
        if at % 3 == 0 {
            house.app.clock.turn(Minutes::new(1));
        }
    }
    for limit in [1, 2, 3, 5, 10, 11, 12] {
        let (mut walked, mut next) = (Vec::new(), Value::Null);
        loop {
            let cursor = next.as_str().map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
            let page = list(&program, &format!("?limit={limit}{cursor}")).await;
            let ids: Vec<String> = page["appointments"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect();
            assert!(ids.len() <= limit && !ids.is_empty());
            walked.extend(ids);
            next = page["next"].clone();
            if next.is_null() {
                break;
            }
        }
        let mut sorted = walked.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!((walked.len(), sorted.len()), (11, 11), "by {limit}");
        assert_eq!(walked.first(), booked.last(), "what happened last comes first");
    }
}

async fn a_list_is_narrowed_by_each_of_its_filters(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::AppointmentsWrite]).await;
    let anna = door.booked("kade", "2026-12-02 09:00", "Anna Bos").await;
    door.booked("zuid", "2026-12-03 09:00", "Bram Vos").await;
    let cancelled = door.booked("bellen", "2026-12-04 09:00", "Cora Ruis").await;
    let path = format!("appointments/{}/cancel", cancelled.appointment.id);
    assert_eq!(program.change(reqwest::Method::POST, &path, "\"1\"", &json!({})).await.status, 200);
    for (query, expected) in [
        ("", vec!["Cora Ruis", "Bram Vos", "Anna Bos"]),
        ("?agenda=noord", vec!["Anna Bos"]),
        ("?subject=kade-1", vec!["Anna Bos"]),
        ("?status=cancelled", vec!["Cora Ruis"]),
        ("?source=standalone&status=confirmed", vec!["Bram Vos", "Anna Bos"]),
        ("?source=dashboard", vec![]),
        ("?from=2026-12-03", vec!["Cora Ruis", "Bram Vos"]),
        ("?from=2026-12-03&to=2026-12-03", vec!["Bram Vos"]),
        ("?search=bos%20anna", vec!["Anna Bos"]),
        ("?search=kade", vec!["Anna Bos"]),
        (&format!("?customer={}", anna.customer.id), vec!["Anna Bos"]),
        (&format!("?customer={}&search=vos", anna.customer.id), vec![]),
        ("?utm_source=mail&agenda=zuid", vec!["Bram Vos"]),
    ] {
        assert_eq!(names(&list(&program, query).await), expected, "{query}");
    }
    for (query, field) in [
        ("?agenda=oost", "agenda"),
        ("?agenda=%FF", "agenda"),
        ("?subject=Kade", "subject"),
        ("?customer=anna", "customer"),
        ("?status=open", "status"),
        ("?source=x", "source"),
        ("?from=2026-02-30", "from"),
        ("?to=morgen", "to"),
        ("?limit=0", "limit"),
        ("?limit=101", "limit"),
        ("?limit=-1", "limit"),
        ("?cursor=x", "cursor"),
        ("?cursor=1.2", "cursor"),
        ("?limit=1&limit=2", "query"),
        (&format!("?search={}", "a".repeat(201)), "search"),
    ] {
        let problem = program.get(&format!("appointments{query}")).await.problem(422, "invalid");
        assert!(problem["fields"][field].is_string(), "{query}: {problem}");
    }
}

async fn one_is_read_with_all_that_the_team_knows_of_it(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::AppointmentsWrite]).await;
    let card = door.booked("kade", "2026-12-02 09:00", "Anna Bos").await;
    let id = card.appointment.id.to_string();
    let noted = program.post(&format!("appointments/{id}/notes"), &json!({"text": " Belt terug "})).await;
    assert_eq!(noted.status, 201, "{}", noted.text);
    let read = program.get(&format!("appointments/{id}")).await;
    assert_eq!((read.status, read.header("etag"), read.header("cache-control")), (200, "\"1\"", "no-store"));
    let known = read.json();
    let at = house.now().to_string();
    let manage_url = format!("https://afspraak.example.nl/m/{}", card.appointment.token.as_str());
    assert_eq!(
        known["appointment"],
        json!({
            "id": id, "status": "confirmed", "version": 1,
            "starts_at": "2026-12-02T08:00:00Z", "ends_at": "2026-12-02T08:30:00Z",
            "zone": "Europe/Amsterdam", "date": "2026-12-02", "local": "09:00", "offset": "+01:00",
            "location": "at_address", "address": "Kade 1, 1011 AA Amsterdam", "meeting_link": null,
            "entry": "kade", "title": "Bezichtiging", "subject": "kade-1", "subject_title": "Kade 1", "agenda": "noord", "source": "standalone",
            "customer": {"id": card.customer.id.as_str(), "name": "Anna Bos", "email": "anna.bos@klant.example", "phone": "+31612345678", "language": "nl", "bounced": null},
            "attendees": [],
            "note": "", "tags": {"source": null, "campaign": null},
            "ics_url": format!("{manage_url}/appointment.ics"), "manage_url": manage_url,
        })
    );
    assert_eq!(known["history"], json!([{"version": 1, "what": "booked", "by": null, "at": at, "old_starts_at": null, "new_starts_at": null, "reason": null, "told": true}]));
    assert_eq!(known["mails"], json!([{"to": "agenda", "at": at, "state": "waiting"}, {"to": "customer", "at": at, "state": "waiting"}]));
    let note = &known["notes"][0];
    assert_eq!((&note["by"], &note["text"], &note["at"]), (&json!("Website"), &json!("Belt terug"), &json!(at)));
    for nobodys in ["019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c11", "1", "%00"] {
        program.get(&format!("appointments/{nobodys}")).await.problem(404, "unknown_appointment");
    }
    program.get("appointments/%FF").await.problem(404, "unknown_path");
    for (body, field) in [
        (json!({}), "text"),
        (json!({"text": " \n "}), "text"),
        (json!({"text": "a\u{0}b"}), "text"),
        (json!({"text": "a".repeat(2_001)}), "text"),
        (json!({"tekst": "a"}), "tekst"),
    ] {
        let problem = program.post(&format!("appointments/{id}/notes"), &body).await.problem(422, "invalid");
        assert!(problem["fields"][field].is_string(), "{problem}");
    }
}

fn wish(starts_at: &str) -> Value {
    json!({"entry": "beide", "starts_at": starts_at, "customer": {"name": "Anna Bos", "email": "anna.bos@klant.example"}})
}

async fn a_booking_for_a_customer_is_made_once_and_told_or_not(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::AppointmentsWrite]).await;
    let mut quiet = wish("2026-12-02T08:00:00Z");
    quiet["agenda"] = json!("zuid");
    quiet["tell_customer"] = json!(false);
    let booked = program.book("key-1", &quiet).await;
    assert_eq!((booked.status, booked.header("etag"), booked.header("cache-control")), (201, "\"1\"", "no-store"), "{}", booked.text);
    let one = booked.json()["appointment"].clone();
    assert_eq!((&one["agenda"], &one["source"], &one["status"]), (&json!("zuid"), &json!("portal"), &json!("confirmed")));
    let again = program.book("key-1", &quiet).await;
    assert_eq!((again.status, &again.text), (200, &booked.text));
    program.book("key-1", &wish("2026-12-02T09:00:00Z")).await.problem(422, "key_reused");
    let known = program.get(&format!("appointments/{}", one["id"].as_str().unwrap())).await.json();
    assert_eq!((&known["history"][0]["by"], &known["history"][0]["told"]), (&json!("Website"), &json!(false)));
    assert_eq!(known["mails"].as_array().unwrap().len(), 1, "the agenda hears of it, the customer doesn't");
    // The same customer, by their identity.
    let customer = &one["customer"]["id"];
    let again = program.book("key-2", &json!({"entry": "beide", "starts_at": "2026-12-02T08:00:00Z", "customer_id": customer, "note": "Met de hond"})).await;
    assert_eq!(again.status, 201, "{}", again.text);
    let second = again.json()["appointment"].clone();
    assert_eq!((&second["agenda"], &second["customer"], &second["note"]), (&json!("noord"), &one["customer"], &json!("Met de hond")));
    let taken = program.book("key-3", &wish("2026-12-02T08:00:00Z")).await.problem(409, "slot_taken");
    assert!(!taken["alternatives"].as_array().unwrap().is_empty());
}

async fn rules_are_overruled_by_a_reason_and_appointments_by_nothing(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::AppointmentsWrite]).await;
    let evening = wish("2026-12-02T19:00:00Z");
    program.book("key-1", &evening).await.problem(422, "not_offered");
    let mut overruled = evening.clone();
    overruled["reason"] = json!("Kan alleen 's avonds");
    let booked = program.book("key-2", &overruled).await;
    assert_eq!(booked.status, 201, "{}", booked.text);
    overruled["agenda"] = booked.json()["appointment"]["agenda"].clone();
    program.book("key-3", &overruled).await.problem(409, "slot_taken");
    for nowhere in ["2026-11-02T08:00:00Z", "2037-01-01T08:00:00Z", "9999-12-31T23:45:00Z"] {
        let mut nowhere = wish(nowhere);
        nowhere["reason"] = json!("moet");
        program.book("key-4", &nowhere).await.problem(422, "not_offered");
    }
    assert_eq!(program.get("appointments").await.json()["appointments"].as_array().unwrap().len(), 1);
}

async fn what_is_wrong_with_a_booking_is_told_by_its_path(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::AppointmentsWrite]).await;
    for (change, field) in [
        (json!({"entry": "Beide"}), "entry"),
        (json!({"starts_at": "morgen"}), "starts_at"),
        (json!({"agenda": "oost"}), "agenda"),
        (json!({"customer": null}), "customer"),
        (json!({"customer_id": "019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c11"}), "customer"),
        (json!({"customer": null, "customer_id": "019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c11"}), "customer_id"),
        (json!({"customer": null, "customer_id": "anna"}), "customer_id"),
        (json!({"customer": {"name": "", "email": "a@klant.example"}}), "customer.name"),
        (json!({"customer": {"name": "A", "email": "a"}}), "customer.email"),
        (json!({"customer": {"name": "A", "email": "a@klant.example", "phone": "1"}}), "customer.phone"),
        (json!({"customer": {"name": "A", "email": "a@klant.example", "language": "tlh"}}), "customer.language"),
        (json!({"note": "a\u{0}"}), "note"),
        (json!({"reason": "a".repeat(2_001)}), "reason"),
        (json!({"tell_customer": "no"}), "tell_customer"),
        (json!({"status": "confirmed"}), "status"),
    ] {
        let mut wish = wish("2026-12-02T08:00:00Z");
        wish.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let problem = program.book("key-1", &wish).await.problem(422, "invalid");
        assert!(problem["fields"][field].is_string(), "{change}: {problem}");
    }
    let mut nowhere = wish("2026-12-02T08:00:00Z");
    nowhere["entry"] = json!("nergens");
    program.book("key-1", &nowhere).await.problem(404, "unknown_entry");
    let problem = program.post("appointments", &wish("2026-12-02T08:00:00Z")).await.problem(422, "invalid");
    assert!(problem["fields"]["Idempotency-Key"].is_string(), "{problem}");
    let plain = program.ask(reqwest::Method::POST, "appointments").header("Idempotency-Key", "key-1").body("{}");
    door.send(plain).await.problem(415, "not_json");
}

both_engines! {
    a_list_is_walked_from_end_to_end_without_gaps_and_nothing_comes_twice
    a_list_is_narrowed_by_each_of_its_filters
    one_is_read_with_all_that_the_team_knows_of_it
    a_booking_for_a_customer_is_made_once_and_told_or_not
    rules_are_overruled_by_a_reason_and_appointments_by_nothing
    what_is_wrong_with_a_booking_is_told_by_its_path
}
