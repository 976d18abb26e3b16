//! What a portal wants of its mail, by a key.

use appointment::domain::{Minutes, Scope};
use reqwest::Method;
use serde_json::{Value, json};

use super::door::Door;
use crate::support::{House, both_engines, slug};

/// Wishes as they are put.
pub fn wishes() -> Value {
    json!({
        "customer": ["confirmation", "change", "move", "cancellation", "reminder", "still_coming", "request_received", "invitation"],
        "team": ["confirmation", "cancellation"],
        "reminder_minutes": [1440, 60],
        "still_coming": true,
        "follow_up_minutes": null,
        "quiet": "21:00-08:00",
        "sender_name": "Proef",
        "reply_to": "balie@proef.example",
        "signature": "Tot gauw\nProef",
        "from": "afspraak@proef.example",
        "cancel_cutoff_minutes": 120,
        "reschedule_cutoff_minutes": 240,
        "max_open": 3,
        "attendees": "may_change",
    })
}

async fn wishes_are_put_from_those_that_were_read(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::MailWrite]).await;
    let read = program.get("mail").await;
    assert_eq!((read.status, read.header("cache-control")), (200, "no-store"), "{}", read.text);
    let before = read.json();
    assert_eq!(before["mail"], before["file"]);
    assert_eq!(before["mail"]["team"], json!(["confirmation", "change", "move", "cancellation", "request_received"]));
    let put = async |version: &str, body: &Value| program.change(Method::PUT, "mail", version, body).await;
    assert_eq!(put(read.header("etag"), &before["mail"]).await.text, read.text, "what is read can be put");
    let changed = put(read.header("etag"), &wishes()).await;
    assert_eq!(changed.status, 200, "{}", changed.text);
    assert_eq!((&changed.json()["mail"], &changed.json()["file"]), (&wishes(), &before["file"]));
    assert_ne!(changed.header("etag"), read.header("etag"));
    let portal = house.app.store.portal(&slug("proef")).await.unwrap().unwrap();
    assert_eq!((portal.mail.reminders, portal.mail.max_open), ([1_440, 60].map(Minutes::new).to_vec(), Some(3)), "and so it holds");
    assert_eq!(put(read.header("etag"), &wishes()).await.text, changed.text, "the same again changes nothing");
    put(read.header("etag"), &before["mail"]).await.problem(409, "changed");
    door.send(program.ask(Method::PUT, "mail").json(&wishes())).await.problem(428, "version_needed");
    assert_eq!(program.get("mail").await.text, changed.text);
}

async fn each_wrong_wish_has_its_sentence(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::MailWrite]).await;
    let read = program.get("mail").await;
    let check = async |field: &str, value: Value, sentence: &str| {
        let mut body = wishes();
        body[field] = value;
        let problem = program.change(Method::PUT, "mail", read.header("etag"), &body).await.problem(422, "invalid");
        let found = problem["fields"].as_object().unwrap();
        assert!(found.len() == 1 && found.iter().all(|(path, said)| path.starts_with(field) && said.as_str().unwrap().contains(sentence)), "{field}: {problem}");
    };
    check("reminder_minutes", json!([10]), "a whole number, 15 to 43200").await;
    check("reminder_minutes", json!([60, 60]), "each number once").await;
    check("reminder_minutes", json!([15, 16, 17, 18, 19, 20]), "5 at most").await;
    check("quiet", json!("9-17"), "such as 21:00-08:00").await;
    check("sender_name", json!("Proef\r\nBcc: iemand@elders.example"), "one line").await;
    check("reply_to", json!("balie"), "an e-mail address").await;
    check("from", json!("afspraak"), "an e-mail address").await;
    check("max_open", json!(0), "1 to 100").await;
    check("customer", json!(["advertising"]), "unknown variant").await;
    check("mood", json!("good"), "unknown field").await;
    let mut less = wishes();
    less.as_object_mut().unwrap().remove("signature");
    let problem = program.change(Method::PUT, "mail", read.header("etag"), &less).await.problem(422, "invalid");
    assert!(problem.to_string().contains("missing field `signature`"), "what is left out is not taken away: {problem}");
    assert_eq!(program.get("mail").await.text, read.text);
}

both_engines! {
    wishes_are_put_from_those_that_were_read
    each_wrong_wish_has_its_sentence
}
