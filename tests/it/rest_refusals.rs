//! Bad input to `/v1`: the design's status and code, the field and a sentence, and never a 500.

use serde_json::{Value, json};

use crate::rest_server::{BOOK, Server, booking};

const SLOTS: &str = "/v1/portals/demo/entries/lindengracht-12/slots";
const NOBODY: &str = "/v1/manage/demo.0123456789abcdefghijklmnopqrstuv";

/// The field that each of these bodies is told about, with its sentence's beginning.
async fn check(server: &Server, change: impl FnOnce(&mut Value), expected: &[(&str, &str)]) {
    let mut wish = booking("2026-11-26T08:00:00Z");
    change(&mut wish);
    let problem = server.book("key-1", &wish).await.problem(422, "invalid");
    let fields = problem["fields"].as_object().unwrap();
    assert_eq!(fields.keys().map(String::as_str).collect::<Vec<_>>(), expected.iter().map(|(path, _)| *path).collect::<Vec<_>>(), "{problem}");
    for (path, sentence) in expected {
        assert!(fields[*path].as_str().unwrap().starts_with(sentence), "{problem}");
    }
}

#[tokio::test]
async fn what_nobody_has_is_unknown_by_its_own_code() {
    let server = Server::start().await;
    for (path, code) in [
        ("/v1/portals/nobody/entries/lindengracht-12", "unknown_portal"),
        ("/v1/portals/De%20mo/entries/lindengracht-12", "unknown_portal"),
        ("/v1/portals/%FF/entries/lindengracht-12", "unknown_portal"),
        ("/v1/portals/demo/entries/nothing", "unknown_entry"),
        ("/v1/portals/demo/entries/%00", "unknown_entry"),
        ("/v1/portals/nobody/entries/x/slots?from=2026-12-01&to=2026-12-02", "unknown_portal"),
        ("/v1/portals/demo/entries/x/slots?from=2026-12-01&to=2026-12-02", "unknown_entry"),
        (NOBODY, "unknown_link"),
        ("/v1/manage/demo", "unknown_link"),
        ("/v1/manage/%FF", "unknown_link"),
        ("/v1/nothing", "unknown_path"),
        ("/v1/", "unknown_path"),
        ("/v1", "unknown_path"),
        ("/v1/portals/demo/entries//slots?from=2026-12-01&to=2026-12-02", "unknown_entry"),
    ] {
        server.get(path).await.problem(404, code);
    }
    server.send(server.request(&format!("{NOBODY}/cancel"))).await.problem(404, "unknown_link");
    server.post(&format!("{NOBODY}/reschedule"), &json!({"starts_at": "2026-11-26T08:00:00Z"})).await.problem(404, "unknown_link");
    let ask = |path: &str| server.request(path).header("Idempotency-Key", "key-1").json(&booking("2026-11-26T08:00:00Z"));
    server.send(ask("/v1/portals/nobody/entries/x/appointments")).await.problem(404, "unknown_portal");
    server.send(ask("/v1/portals/demo/entries/x/appointments")).await.problem(404, "unknown_entry");
}

#[tokio::test]
async fn dates_that_are_none_or_too_many_are_told_by_their_names() {
    let server = Server::start().await;
    let date = "must be a date such as 2026-12-01";
    for (query, expected) in [
        ("", vec![("from", date), ("to", date)]),
        ("?from=2026-12-01", vec![("to", date)]),
        ("?from=2026-02-30&to=2026-3-1", vec![("from", date), ("to", date)]),
        ("?from=%FF&to=2026-12-01", vec![("from", date)]),
        ("?from=-0001-01-01&to=2026-12-01", vec![("from", date)]),
        ("?from=2026-12-01&from=2026-12-02&to=2026-12-03", vec![("from", "must be given once, as must to")]),
        ("?from=2026-12-02&to=2026-12-01", vec![("to", "must be the date of from or up to 61 days later")]),
        ("?from=2026-12-01&to=2027-02-01", vec![("to", "must be the date of from or up to 61 days later")]),
    ] {
        let problem = server.get(&format!("{SLOTS}{query}")).await.problem(422, "invalid");
        let expected: serde_json::Map<_, _> = expected.into_iter().map(|(name, sentence)| (name.to_owned(), json!(sentence))).collect();
        assert_eq!(problem["fields"], Value::Object(expected), "{query}");
    }
}

#[tokio::test]
async fn the_ends_of_the_calendar_offer_nothing_and_break_nothing() {
    let server = Server::start().await;
    for (from, to) in [("0000-01-01", "0000-01-31"), ("0001-01-01", "0001-03-03"), ("9999-12-01", "9999-12-31"), ("9999-12-31", "9999-12-31")] {
        let answer = server.get(&format!("{SLOTS}?from={from}&to={to}")).await;
        assert_eq!((answer.status, &answer.json()["days"]), (200, &json!([])), "{from}");
    }
    let booked = server.book("key-0", &booking("2026-11-26T08:00:00Z")).await;
    let link = format!("/v1/manage/{}/reschedule", booked.token());
    for starts_at in [
        "0000-01-01T00:00:00Z",
        "0000-01-01T00:00:00+23:59",
        "1970-01-01T00:00:00Z",
        "2026-11-26T08:00:00.5Z",
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:60Z",
        "9999-12-31T23:59:59-23:59",
    ] {
        let problem = server.book("key-1", &booking(starts_at)).await.problem(422, "not_offered");
        assert_eq!(problem["alternatives"].as_array().map(Vec::len), Some(5), "{starts_at}");
        server.post(&link, &json!({"starts_at": starts_at})).await.problem(422, "not_offered");
    }
}

#[tokio::test]
async fn each_wrong_field_is_told_at_once_by_its_path() {
    let server = Server::start().await;
    check(&server, |wish| wish["customer"] = json!({}), &[("customer.email", "must not be empty"), ("customer.name", "must not be empty")]).await;
    check(&server, |wish| *wish = json!({}), &[("customer.email", "must not be empty"), ("customer.name", "must not be empty"), ("starts_at", "must be a moment")]).await;
    check(&server, |wish| wish["customer"]["email"] = json!("anna@example"), &[("customer.email", "must be an e-mail address")]).await;
    check(&server, |wish| wish["customer"]["email"] = json!("anna@example.nl\r\nBcc: x@example.nl"), &[("customer.email", "must be one line")]).await;
    check(&server, |wish| wish["customer"]["name"] = json!("An\0na"), &[("customer.name", "must be one line")]).await;
    check(&server, |wish| wish["customer"]["name"] = json!("n".repeat(201)), &[("customer.name", "must be at most 200")]).await;
    check(&server, |wish| wish["customer"]["phone"] = json!("call me"), &[("customer.phone", "must be a telephone number")]).await;
    check(&server, |wish| wish["customer"]["phone"] = json!("06 123456"), &[("customer.phone", "must be a telephone number")]).await;
    check(&server, |wish| wish["customer"]["language"] = json!("xx"), &[("customer.language", "must be one of nl, en, de, fr")]).await;
    check(&server, |wish| wish["note"] = json!("a\0b"), &[("note", "must have no control characters")]).await;
    check(&server, |wish| wish["note"] = json!("n".repeat(2_001)), &[("note", "must be at most 2000")]).await;
    check(&server, |wish| wish["answers"] = json!({"budget": "a\u{1}b"}), &[("answers.budget", "must have no control characters")]).await;
    check(&server, |wish| wish["answers"] = json!({"budget": 5}), &[("answers.budget", "invalid type: integer `5`, expected a string")]).await;
    let (path, long) = ("tags.source", "n".repeat(101));
    check(&server, |wish| wish["tags"] = json!({"source": long}), &[(path, "must be at most 100")]).await;
    check(&server, |wish| wish["tags"] = json!({"campaign": "a\nb"}), &[("tags.campaign", "must be one line")]).await;
    check(&server, |wish| wish["tags"] = json!(["a", "b"]), &[("tags", "invalid type: sequence")]).await;
    check(&server, |wish| wish["tags"] = json!({"medium": "a"}), &[("tags.medium", "is no tag: expected source or campaign")]).await;
    check(&server, |wish| wish["starts_at"] = json!("tomorrow"), &[("starts_at", "must be a moment such as")]).await;
    check(&server, |wish| wish["starts_at"] = json!(5), &[("starts_at", "invalid type: integer `5`")]).await;
    check(&server, |wish| wish["starts_at"] = json!("+99999-01-01T00:00:00Z"), &[("starts_at", "must be a moment such as")]).await;
    check(&server, |wish| wish["costumer"] = json!({}), &[("costumer", "unknown field `costumer`")]).await;
    check(&server, |wish| wish["customer"]["mail"] = json!("a"), &[("customer.mail", "unknown field `mail`")]).await;
    check(&server, |wish| *wish = json!("text"), &[("body", "invalid type: string")]).await;
}

#[tokio::test]
async fn a_key_is_wanted_once_and_in_plain_characters() {
    let server = Server::start().await;
    let ask = |keys: &[&[u8]]| {
        let request = server.request(BOOK).json(&booking("2026-11-26T08:00:00Z"));
        keys.iter().fold(request, |request, key| request.header("Idempotency-Key", *key))
    };
    for (keys, sentence) in [
        (&[][..], "must be given, so that"),
        (&[b"".as_slice()][..], "must not be empty"),
        (&[b"two words".as_slice()][..], "must be visible ASCII characters"),
        (&[b"caf\xe9".as_slice()][..], "must be visible ASCII characters"),
        (&[[b'k'; 201].as_slice()][..], "must be at most 200 characters"),
        (&[b"one".as_slice(), b"two".as_slice()][..], "must be given once"),
    ] {
        let problem = server.send(ask(keys)).await.problem(422, "invalid");
        assert!(problem["fields"]["Idempotency-Key"].as_str().unwrap().starts_with(sentence), "{problem}");
    }
    assert_eq!(server.send(ask(&[&[b'k'; 200]])).await.status, 201);
}

#[tokio::test]
async fn a_body_that_is_no_json_is_a_problem_too() {
    let server = Server::start().await;
    let ask = |named: &str, body: &str| server.send(server.request(BOOK).header("Idempotency-Key", "key-1").header("content-type", named).body(body.to_owned()));
    for body in ["", "{", "{]", "null null", "{\"note\":\"\\ud800\"}", "{\"note\":1e999}", &"[".repeat(100_000), &"{\"answers\":".repeat(1_000)] {
        let problem = ask("application/json", body).await.problem(422, "invalid");
        assert_eq!(problem["fields"].as_object().map(serde_json::Map::len), Some(1), "{problem}");
    }
    let whole = booking("2026-11-26T08:00:00Z").to_string();
    ask("text/plain", &whole).await.problem(415, "not_json");
    ask("application/x-www-form-urlencoded", &whole).await.problem(415, "not_json");
    ask("application/json", &format!("{whole}{}", " ".repeat(appointment::http::rest::BODY_MOST))).await.problem(413, "too_large");
    assert_eq!(ask("application/json; charset=utf-8", &whole).await.status, 201);
}

#[tokio::test]
async fn a_method_that_a_path_has_not_is_told_with_those_it_has() {
    let server = Server::start().await;
    let answer = server.get(BOOK).await;
    answer.problem(405, "wrong_method");
    assert_eq!(answer.header("allow"), "POST");
    let answer = server.send(server.request("/v1/openapi.json")).await;
    answer.problem(405, "wrong_method");
    assert_eq!(answer.header("allow"), "GET,HEAD");
}

#[tokio::test]
async fn times_that_the_rules_do_not_offer_are_refused_with_those_they_do() {
    let server = Server::start().await;
    for (starts_at, why) in [
        ("2026-11-25T09:30:00Z", "too soon"),
        ("2027-01-25T08:00:00Z", "too far"),
        ("2026-11-28T08:00:00Z", "a Saturday"),
        ("2026-11-26T10:00:00Z", "at closing time"),
        ("2026-11-26T08:10:00Z", "between two steps"),
        ("2026-11-24T08:00:00Z", "past"),
    ] {
        let problem = server.book("key-1", &booking(starts_at)).await.problem(422, "not_offered");
        assert_eq!(problem["alternatives"].as_array().map(Vec::len), Some(5), "{why}");
    }
    // A refusal spends no key.
    assert_eq!(server.book("key-1", &booking("2026-11-26T08:00:00Z")).await.status, 201);
}

#[tokio::test]
async fn a_database_that_is_away_is_a_503_that_says_when_to_come_back() {
    let server = Server::start().await;
    server.store.close().await;
    for answer in [server.get("/v1/portals/demo/entries/lindengracht-12").await, server.get(NOBODY).await, server.book("key-1", &booking("2026-11-26T08:00:00Z")).await] {
        answer.problem(503, "unavailable");
        assert_eq!(answer.header("retry-after"), "2");
    }
}
