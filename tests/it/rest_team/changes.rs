//! Appointments changed by a key: from a version, and never over someone else's change.

use appointment::domain::{Card, Minutes, Scope};
use reqwest::Method;
use serde_json::{Value, json};

use super::door::{Door, Program};
use crate::rest_server::Answer;
use crate::support::{House, both_engines};

async fn change(program: &Program<'_>, card: &Card, what: &str, version: &str, body: &Value) -> Answer {
    program.change(Method::POST, &format!("appointments/{}/{what}", card.appointment.id), version, body).await
}

/// Each change with a body that the appointment at `kade` allows.
fn changes() -> [(&'static str, Value); 3] {
    [("reschedule", json!({"starts_at": "2026-12-03T08:00:00Z"})), ("move", json!({"agenda": "noord"})), ("cancel", json!({}))]
}

async fn a_change_says_from_which_version_it_is_made(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::AppointmentsWrite]).await;
    let card = door.booked("kade", "2026-12-02 09:00", "Anna").await;
    for (what, body) in changes().iter().chain([&("conclude", json!({"status": "completed"}))]) {
        program.post(&format!("appointments/{}/{what}", card.appointment.id), body).await.problem(428, "version_needed");
        for wrong in ["1", "*", "\"\"", "\"x\"", "\"1\", \"2\"", "\"99999999999\""] {
            let problem = change(&program, &card, what, wrong, body).await.problem(422, "invalid");
            assert!(problem["fields"]["If-Match"].is_string(), "{what} {wrong}: {problem}");
        }
    }
    let read = program.get(&format!("appointments/{}", card.appointment.id)).await;
    assert_eq!((read.header("etag"), read.json()["appointment"]["status"].as_str()), ("\"1\"", Some("confirmed")));
}

async fn who_comes_second_is_told_and_changes_nothing(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::AppointmentsWrite]).await;
    let card = door.booked("kade", "2026-12-02 09:00", "Anna").await;
    let first = change(&program, &card, "reschedule", "\"1\"", &json!({"starts_at": "2026-12-02T10:00:00Z"})).await;
    assert_eq!((first.status, first.header("etag"), first.header("cache-control")), (200, "\"2\"", "no-store"), "{}", first.text);
    assert_eq!(first.json()["appointment"]["local"], "11:00");
    for (what, body) in changes().iter().filter(|(what, _)| *what != "move") {
        let problem = change(&program, &card, what, "\"1\"", body).await.problem(409, "changed");
        assert_eq!(problem["version"], 2, "{what}");
    }
    let read = program.get(&format!("appointments/{}", card.appointment.id)).await;
    assert_eq!((read.header("etag"), &read.json()["appointment"]), ("\"2\"", &first.json()["appointment"]));
    let cancelled = change(&program, &card, "cancel", "\"2\"", &json!({"tell_customer": false, "reason": "Verkocht"})).await;
    assert_eq!((cancelled.status, cancelled.header("etag")), (200, "\"3\""), "{}", cancelled.text);
    assert_eq!(cancelled.json()["appointment"]["status"], "cancelled");
    let again = change(&program, &card, "cancel", "W/\"2\"", &json!({})).await;
    assert_eq!((again.status, again.text), (200, cancelled.text), "twice is harmless");
    change(&program, &card, "reschedule", "\"3\"", &json!({"starts_at": "2026-12-03T08:00:00Z"})).await.problem(410, "gone");
    let known = program.get(&format!("appointments/{}", card.appointment.id)).await.json();
    let history: Vec<_> = known["history"].as_array().unwrap().iter().map(|line| (line["what"].as_str().unwrap(), line["by"].as_str(), line["told"].as_bool().unwrap())).collect();
    assert_eq!(history, [("cancelled", Some("Website"), false), ("rescheduled", Some("Website"), true), ("booked", None, true)]);
    assert_eq!(known["history"][0]["reason"], "Verkocht");
    assert_eq!((&known["history"][1]["old_starts_at"], &known["history"][1]["new_starts_at"]), (&json!("2026-12-02T08:00:00Z"), &json!("2026-12-02T10:00:00Z")));
}

async fn an_appointment_goes_where_its_entry_has_an_agenda_and_there_is_time(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::AppointmentsWrite]).await;
    let card = door.booked("beide", "2026-12-02 09:00", "Anna").await;
    let moved = change(&program, &card, "move", "\"1\"", &json!({"agenda": "zuid"})).await;
    assert_eq!(moved.status, 200, "{}", moved.text);
    assert_eq!((&moved.json()["appointment"]["agenda"], &moved.json()["appointment"]["local"]), (&json!("zuid"), &json!("09:00")));
    assert_eq!(change(&program, &card, "move", "\"2\"", &json!({"agenda": "zuid"})).await.header("etag"), "\"2\"", "where it stands already, nothing changes");
    change(&program, &card, "move", "\"2\"", &json!({"agenda": "video"})).await.problem(422, "not_offered");
    let problem = change(&program, &card, "move", "\"2\"", &json!({"agenda": "oost"})).await.problem(422, "invalid");
    assert!(problem["fields"]["agenda"].is_string(), "{problem}");
    door.booked("kade", "2026-12-02 10:00", "Bram").await;
    let both = json!({"starts_at": "2026-12-02T09:00:00Z", "agenda": "noord"});
    assert!(change(&program, &card, "reschedule", "\"2\"", &both).await.problem(409, "slot_taken")["alternatives"].is_array());
    let mut forced = both.clone();
    forced["reason"] = json!("moet");
    change(&program, &card, "reschedule", "\"2\"", &forced).await.problem(409, "slot_taken");
    let evening = json!({"starts_at": "2026-12-02T19:00:00Z"});
    change(&program, &card, "reschedule", "\"2\"", &evening).await.problem(422, "not_offered");
    let overruled = json!({"starts_at": "2026-12-02T19:00:00Z", "reason": "Kan alleen 's avonds", "agenda": "noord"});
    let done = change(&program, &card, "reschedule", "\"2\"", &overruled).await;
    assert_eq!((done.status, &done.json()["appointment"]["agenda"], &done.json()["appointment"]["local"]), (200, &json!("noord"), &json!("20:00")), "{}", done.text);
    let problem = change(&program, &card, "reschedule", "\"3\"", &json!({"starts_at": "straks", "reason": "\u{0}"})).await.problem(422, "invalid");
    assert!(problem["fields"]["starts_at"].is_string() && problem["fields"]["reason"].is_string(), "{problem}");
}

async fn how_it_ended_is_said_once_it_has_begun(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::AppointmentsWrite]).await;
    let card = door.booked("kade", "2026-12-02 09:00", "Anna").await;
    let ended = async |version: &str, status: &str| change(&program, &card, "conclude", version, &json!({"status": status})).await;
    ended("\"1\"", "completed").await.problem(409, "not_yet");
    for wrong in ["cancelled", "requested", "over", ""] {
        assert!(ended("\"1\"", wrong).await.problem(422, "invalid")["fields"]["status"].is_string());
    }
    house.app.clock.turn(Minutes::new(26 * 60));
    assert_eq!(ended("\"1\"", "no_show").await.json()["appointment"]["status"], "no_show");
    assert_eq!(ended("\"1\"", "completed").await.problem(409, "changed")["version"], 2);
    assert_eq!(ended("\"2\"", "confirmed").await.json()["appointment"]["status"], "confirmed");
    change(&program, &card, "cancel", "\"3\"", &json!({})).await.problem(410, "gone");
}

both_engines! {
    a_change_says_from_which_version_it_is_made
    who_comes_second_is_told_and_changes_nothing
    an_appointment_goes_where_its_entry_has_an_agenda_and_there_is_time
    how_it_ended_is_said_once_it_has_begun
}
