//! What a portal says in its mails, by a key.

use appointment::domain::Scope;
use reqwest::Method;
use serde_json::{Value, json};

use super::door::Door;
use crate::support::{House, both_engines};

const CONFIRMATION: &str = "mail/texts/nl/confirmation";

async fn texts_are_put_from_those_that_were_read_and_taken_back(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::MailWrite]).await;
    let read = program.get(CONFIRMATION).await;
    assert_eq!((read.status, read.header("cache-control")), (200, "no-store"), "{}", read.text);
    let before = read.json();
    assert_eq!(before["text"], json!({"subject": null, "opening": null, "closing": null}));
    assert_eq!(before["built_in"]["subject"], "Afspraak bevestigd: {what}, {day} om {time}");
    assert_eq!(before["places"][0], "customer");
    let put = async |version: &str, body: &Value| program.change(Method::PUT, CONFIRMATION, version, body).await;
    assert_eq!(put(read.header("etag"), &before["text"]).await.text, read.text, "what is read can be put");
    let wanted = json!({"subject": "Tot {day}", "opening": "Dag {customer},\n\ntot {time}.", "closing": null});
    let changed = put(read.header("etag"), &wanted).await;
    assert_eq!((changed.status, &changed.json()["text"]), (200, &wanted), "{}", changed.text);
    put(read.header("etag"), &json!({"subject": "Anders", "opening": null, "closing": null})).await.problem(409, "changed");
    door.send(program.ask(Method::PUT, CONFIRMATION).json(&wanted)).await.problem(428, "version_needed");
    let other = program.get("mail/texts/en/confirmation").await.json();
    assert_eq!(other["text"], before["text"], "each language by itself");
    let reset = async |version: &str| door.send(program.ask(Method::DELETE, CONFIRMATION).header("If-Match", version)).await;
    reset(read.header("etag")).await.problem(409, "changed");
    assert_eq!(reset(changed.header("etag")).await.text, read.text);
    for nobodys in ["mail/texts/es/confirmation", "mail/texts/nl/newsletter"] {
        program.get(nobodys).await.problem(404, "unknown_text");
        program.change(Method::PUT, nobodys, "\"x\"", &wanted).await.problem(404, "unknown_text");
    }
}

async fn a_wrong_text_is_told_with_its_place(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::MailWrite]).await;
    let read = program.get(CONFIRMATION).await;
    let wrong = json!({"subject": "Tot\r\nBcc: iemand@elders.example", "opening": "Dag {klant}", "closing": "Tot {day"});
    for problem in [
        program.change(Method::PUT, CONFIRMATION, read.header("etag"), &wrong).await.problem(422, "invalid"),
        program.post(&format!("{CONFIRMATION}/preview"), &wrong).await.problem(422, "invalid"),
    ] {
        let told = |field: &str| problem["fields"][field].as_str().unwrap().to_owned();
        assert!(told("subject").contains("no line breaks"), "{problem}");
        assert!(told("opening").starts_with("has {klant} at character 5, and its places are: {customer}"), "{problem}");
        assert!(told("closing").starts_with("has a brace without its other half at character 5"), "{problem}");
    }
    assert_eq!(program.get(CONFIRMATION).await.text, read.text);
}

async fn a_mail_is_seen_before_it_holds(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::MailRead]).await;
    let text = json!({"subject": "Tot {day}, {customer}", "opening": "<b>Dag</b> {subject}", "closing": null});
    let seen = program.post(&format!("{CONFIRMATION}/preview"), &text).await;
    assert_eq!(seen.status, 200, "{}", seen.text);
    let seen = seen.json();
    assert_eq!((&seen["from"], &seen["subject"]), (&json!("Proef Makelaars"), &json!("Tot donderdag 10 december 2026, Jan de Vries")));
    assert!(seen["html"].as_str().unwrap().contains("&lt;b&gt;Dag&lt;/b&gt; Voorbeeldstraat 1"), "as it is typed, and no more than text");
    assert!(seen["text"].as_str().unwrap().contains("<b>Dag</b> Voorbeeldstraat 1"));
    assert_eq!(program.get(CONFIRMATION).await.json()["text"]["subject"], Value::Null, "nothing of it holds");
}

both_engines! {
    texts_are_put_from_those_that_were_read_and_taken_back
    a_wrong_text_is_told_with_its_place
    a_mail_is_seen_before_it_holds
}
