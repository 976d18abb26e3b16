//! Who may knock: no key, a wrong one, an ended one, another portal's, and one that is not for this.

use appointment::app::team;
use appointment::domain::{Minutes, Scope};
use reqwest::Method;
use serde_json::{Value, json};

use super::door::Door;
use crate::support::{House, both_engines, slug};

/// Every call by a key, which a test below holds against the document: its scope, its method, its path after the portal, its body. `ID` stands for an identity that nobody has.
pub fn calls() -> Vec<(Scope, Method, &'static str, Value)> {
    let (get, post) = (Method::GET, Method::POST);
    vec![
        (Scope::AppointmentsRead, get.clone(), "appointments", Value::Null),
        (Scope::AppointmentsRead, get.clone(), "appointments/ID", Value::Null),
        (
            Scope::AppointmentsWrite,
            post.clone(),
            "appointments",
            json!({"entry": "kade", "starts_at": "2026-12-02T08:00:00Z", "customer": {"name": "A", "email": "a@klant.example"}}),
        ),
        (Scope::AppointmentsWrite, post.clone(), "appointments/ID/reschedule", json!({"starts_at": "2026-12-02T08:00:00Z"})),
        (Scope::AppointmentsWrite, post.clone(), "appointments/ID/move", json!({"agenda": "zuid"})),
        (Scope::AppointmentsWrite, post.clone(), "appointments/ID/cancel", json!({})),
        (Scope::AppointmentsWrite, post.clone(), "appointments/ID/conclude", json!({"status": "completed"})),
        (Scope::AppointmentsWrite, post.clone(), "appointments/ID/notes", json!({"text": "Belt terug"})),
        (Scope::AppointmentsWrite, post.clone(), "appointments/ID/messages", json!({"text": "Ja."})),
        (Scope::AppointmentsWrite, post.clone(), "proposals", json!({"entry": "kade", "customer_id": NOBODYS, "starts_at": ["2026-12-02T08:00:00Z", "2026-12-02T09:00:00Z"]})),
        (Scope::AppointmentsRead, get.clone(), "proposals/ID", Value::Null),
        (Scope::AppointmentsWrite, post.clone(), "proposals/ID/withdraw", Value::Null),
        (Scope::CustomersRead, get.clone(), "customers", Value::Null),
        (Scope::CustomersRead, get.clone(), "customers/ID", Value::Null),
        (Scope::CustomersRead, get.clone(), "customers/ID/timeline", Value::Null),
        (Scope::CustomersWrite, post.clone(), "customers", json!({"name": "A", "email": "a@klant.example"})),
        (Scope::CustomersWrite, Method::PATCH, "customers/ID", json!({"name": "A"})),
        (Scope::CustomersWrite, Method::DELETE, "customers/ID/bounce", Value::Null),
        (Scope::AgendasRead, get.clone(), "agendas", Value::Null),
        (Scope::AgendasRead, get.clone(), "agendas/noord", Value::Null),
        (Scope::AgendasRead, get.clone(), "agendas/noord/blocks?from=2026-12-01&to=2026-12-02", Value::Null),
        (Scope::AgendasWrite, Method::PUT, "agendas/noord/hours", json!({"weekly": [], "closed": [], "extra": []})),
        (Scope::AgendasWrite, post.clone(), "agendas/noord/blocks", json!({"starts_at": "2026-12-02T08:00:00Z", "ends_at": "2026-12-02T09:00:00Z"})),
        (Scope::AgendasWrite, Method::DELETE, "agendas/noord/blocks/ID", Value::Null),
        (Scope::MailRead, get.clone(), "mail", Value::Null),
        (Scope::MailRead, get.clone(), "mail/texts/nl/change", Value::Null),
        (Scope::MailRead, post.clone(), "mail/texts/nl/change/preview", json!({"subject": null, "opening": null, "closing": null})),
        (Scope::MailWrite, Method::PUT, "mail", super::wishes::wishes()),
        (Scope::MailWrite, Method::PUT, "mail/texts/nl/change", json!({"subject": null, "opening": null, "closing": null})),
        (Scope::MailWrite, Method::DELETE, "mail/texts/nl/change", Value::Null),
        (Scope::TimelineWrite, post, "customers/ID/timeline", json!({"kind": "document", "happened_at": "2026-11-30T11:00:00Z", "title": "Koopakte", "reference": "crm-1"})),
    ]
}

const NOBODYS: &str = "019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c11";

async fn knock(door: &Door<'_>, key: Option<&str>, portal: &str, call: &(Scope, Method, &str, Value)) -> crate::rest_server::Answer {
    let (_, method, path, body) = call;
    let mut request = door.ask(method.clone(), &format!("/v1/portals/{portal}/{}", path.replace("ID", NOBODYS)));
    if let Some(key) = key {
        request = request.header("Authorization", key);
    }
    if !body.is_null() {
        request = request.json(body).header("If-Match", "\"1\"").header("Idempotency-Key", "key-1");
    }
    door.send(request).await
}

async fn no_call_is_answered_without_a_key_that_opens(house: &House) {
    let door = Door::open(house).await;
    let nobodys = format!("Bearer ak_proef.{}", "a".repeat(32));
    let program = door.program(&Scope::ALL).await;
    for call in &calls() {
        for key in [None, Some("Bearer x"), Some(nobodys.as_str()), Some(&program.key), Some(&*format!("Basic {}", program.key))] {
            let refused = knock(&door, key, "proef", call).await;
            assert_eq!(refused.header("www-authenticate"), "Bearer", "{} {key:?}", call.2);
            refused.problem(401, "unauthorized");
        }
        let opened = knock(&door, Some(&format!("Bearer {}", program.key)), "proef", call).await;
        assert!(!matches!(opened.status, 401 | 403), "{}: {}", call.2, opened.text);
        assert_eq!(opened.header("cache-control"), "no-store");
    }
}

async fn a_key_opens_what_it_is_for_and_the_scope_that_is_missing_is_named(house: &House) {
    let door = Door::open(house).await;
    for scope in Scope::ALL {
        let program = door.program(&[scope]).await;
        for call in &calls() {
            let answer = knock(&door, Some(&format!("Bearer {}", program.key)), "proef", call).await;
            if scope.covers(call.0) {
                assert_ne!(answer.status, 403, "{} by {scope}: {}", call.2, answer.text);
            } else {
                let problem = answer.problem(403, "forbidden");
                assert!(problem["detail"].as_str().unwrap().contains(call.0.as_str()), "{} by {scope}: {problem}", call.2);
            }
        }
    }
}

async fn to_another_portals_key_this_one_does_not_exist(house: &House) {
    let door = Door::open(house).await;
    house.apply_with("slug = \"proef\"", "slug = \"ander\"").await;
    let stranger = format!("Bearer {}", door.program_of("ander", &Scope::ALL).await.key);
    for call in &calls() {
        knock(&door, Some(&stranger), "proef", call).await.problem(404, "unknown_portal");
        knock(&door, Some(&stranger), "nergens", call).await.problem(404, "unknown_portal");
    }
    let card = door.booked("kade", "2026-12-02 09:00", "Anna").await;
    let path = format!("/v1/portals/ander/appointments/{}", card.appointment.id);
    door.send(door.ask(Method::GET, &path).header("Authorization", &stranger)).await.problem(404, "unknown_appointment");
    let cancel = door.ask(Method::POST, &format!("{path}/cancel")).header("Authorization", &stranger).header("If-Match", "\"1\"").json(&json!({}));
    door.send(cancel).await.problem(404, "unknown_appointment");
}

async fn a_key_that_has_ended_opens_nothing_and_its_use_is_known_to_the_hour(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::AppointmentsRead]).await;
    let portal = house.app.store.portal(&slug("proef")).await.unwrap().unwrap().id;
    let row = async || house.app.store.keys(&portal).await.unwrap().remove(0);
    assert_eq!((row().await.used_at, row().await.name.as_str()), (None, "Website"));
    assert_eq!(program.get("appointments").await.status, 200);
    let first = row().await.used_at;
    assert_eq!(first, Some(house.now()));
    house.app.clock.turn(Minutes::new(59));
    assert_eq!(program.get("appointments").await.status, 200);
    assert_eq!(row().await.used_at, first, "one write an hour is enough");
    house.app.clock.turn(Minutes::new(2));
    assert_eq!(program.get("appointments").await.status, 200);
    assert_eq!(row().await.used_at, Some(house.now()));
    assert!(team::unmake_key(&house.app, &portal, &row().await.id).await.unwrap());
    program.get("appointments").await.problem(401, "unauthorized");
    assert_eq!(house.app.store.keys(&portal).await.unwrap(), []);
    let secret = program.key.rsplit('.').next().unwrap();
    let kept = house.raw().await.texts("SELECT portal || id || name || digest || scopes || created_by FROM api_keys").await;
    assert!(kept.len() == 1 && !kept[0].contains(secret), "only its digest is kept");
}

/// Every call of the document that asks for a key is tried here, and no other asks for one.
#[test]
fn no_call_by_a_key_is_left_out() {
    let document = serde_json::to_value(appointment::http::rest::openapi()).unwrap();
    let mut described: Vec<String> = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, call) in item.as_object().unwrap() {
            let by_key = path.strip_prefix("/v1/portals/{portal}/").filter(|rest| !rest.starts_with("entries"));
            assert_eq!(call["security"] == json!([{"key": []}]), by_key.is_some(), "{method} {path}");
            described.extend(
                by_key.map(|rest| format!("{} {}", method.to_uppercase(), rest.replace("{id}", "ID").replace("{agenda}", "noord").replace("{language}/{kind}", "nl/change"))),
            );
        }
    }
    let mut tried: Vec<String> = calls().iter().map(|(_, method, path, _)| format!("{method} {}", path.split('?').next().unwrap())).collect();
    described.sort();
    tried.sort();
    assert_eq!(tried, described);
}

both_engines! {
    no_call_is_answered_without_a_key_that_opens
    a_key_opens_what_it_is_for_and_the_scope_that_is_missing_is_named
    to_another_portals_key_this_one_does_not_exist
    a_key_that_has_ended_opens_nothing_and_its_use_is_known_to_the_hour
}
