//! Journeys through `/v1`: what the calls of the design's table answer, to the letter.

use appointment::domain::Minutes;
use serde_json::{Value, json};

use crate::rest_server::{BOOK, Server, booking};

const SLOTS: &str = "/v1/portals/demo/entries/lindengracht-12/slots";

#[tokio::test]
async fn an_entry_says_what_is_booked_and_when_there_is_a_time() {
    let server = Server::start().await;
    let answer = server.get("/v1/portals/demo/entries/lindengracht-12").await;
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"));
    assert_eq!(
        answer.json(),
        json!({
            "portal": {"slug": "demo", "name": "Grachten Makelaars", "language": "nl", "zone": "Europe/Amsterdam"},
            "entry": {"slug": "lindengracht-12", "kind": "project", "title": "Lindengracht 12"},
            "subject": {"kind": "project", "title": "Lindengracht 12", "address": "Lindengracht 12, 1015 KC Amsterdam"},
            "event_type": {"title": "Bezichtiging", "minutes": 30, "location": "at_address", "requests": true},
            "first_free_day": "2026-11-26",
        })
    );
    let answer = server.get("/v1/portals/demo/entries/videogesprek").await.json();
    assert_eq!(answer["subject"], Value::Null);
    assert_eq!(answer["entry"]["title"], "Kennismaking per video");
    assert_eq!(answer["first_free_day"], "2026-11-25");
}

#[tokio::test]
async fn free_times_are_grouped_by_local_day_and_empty_days_left_out() {
    let server = Server::start().await;
    let answer = server.get(&format!("{SLOTS}?from=2026-11-25&to=2026-11-30")).await;
    assert_eq!((answer.status, answer.header("content-type"), answer.header("cache-control")), (200, "application/json", "no-cache"));
    let slot = |day: u32, local: &str, start: &str, end: &str| json!({"starts_at": format!("2026-11-{day}T{start}:00Z"), "ends_at": format!("2026-11-{day}T{end}:00Z"), "local": local, "offset": "+01:00", "places": 1});
    let day = |day: u32| {
        let slots = [("09:00", "08:00", "08:30"), ("09:30", "08:30", "09:00"), ("10:00", "09:00", "09:30"), ("10:30", "09:30", "10:00")];
        json!({"date": format!("2026-11-{day}"), "slots": slots.map(|(local, start, end)| slot(day, local, start, end))})
    };
    // Today's times come too soon, 28 and 29 are a weekend.
    assert_eq!(answer.json(), json!({"zone": "Europe/Amsterdam", "days": [day(26), day(27), day(30)]}));
    assert_eq!(server.get(&format!("{SLOTS}?from=2026-11-25&to=2026-11-30")).await.text, answer.text);
    assert_eq!(server.get(&format!("{SLOTS}?from=2027-05-01&to=2027-05-31")).await.json(), json!({"zone": "Europe/Amsterdam", "days": []}));
    assert_eq!(server.get(&format!("{SLOTS}?from=2026-11-25&to=2027-01-25&utm_source=mail")).await.status, 200);
}

#[tokio::test]
async fn a_booking_takes_its_time_and_its_repetition_gets_the_same_answer() {
    let server = Server::start().await;
    let wish = json!({
        "starts_at": "2026-11-26T09:00:00+01:00",
        "customer": {"name": " Anna de Vries ", "email": "anna@Example.NL", "phone": "020 123 45 67", "language": "en-GB"},
        "answers": {"budget": "tot 500.000"},
        "note": "Mag mijn hond mee?",
        "tags": {"source": "nieuwsbrief", "campaign": ""},
    });
    let booked = server.book("key-1", &wish).await;
    assert_eq!((booked.status, booked.header("cache-control")), (201, "no-store"), "{}", booked.text);
    assert!(booked.token().starts_with("demo."));
    assert_eq!(
        booked.masked(),
        json!({"appointment": {
            "id": "ID", "status": "confirmed",
            "starts_at": "2026-11-26T08:00:00Z", "ends_at": "2026-11-26T08:30:00Z",
            "zone": "Europe/Amsterdam", "date": "2026-11-26", "local": "09:00", "offset": "+01:00",
            "location": "at_address", "address": "Lindengracht 12, 1015 KC Amsterdam", "meeting_link": null,
            "tags": {"source": "nieuwsbrief", "campaign": null},
            "manage_url": "https://afspraak.example.nl/m/TOKEN", "ics_url": "https://afspraak.example.nl/m/TOKEN/appointment.ics",
        }})
    );
    let again = server.book("key-1", &wish).await;
    assert_eq!((again.status, &again.text), (200, &booked.text));
    let mut otherwise = wish.clone();
    otherwise["customer"]["phone"] = json!("0031 (0)20-1234567");
    let again = server.book("key-1", &otherwise).await;
    assert_eq!((again.status, again.text), (200, booked.text), "the same number in other signs is the same ask");
    server.book("key-1", &booking("2026-11-26T09:00:00Z")).await.problem(422, "key_reused");
    let left = server.get(&format!("{SLOTS}?from=2026-11-26&to=2026-11-26")).await.json();
    let left: Vec<_> = left["days"][0]["slots"].as_array().unwrap().iter().map(|slot| slot["local"].as_str().unwrap()).collect();
    assert_eq!(left, ["10:00", "10:30"], "the buffer after the appointment takes 09:30 too");
}

#[tokio::test]
async fn a_video_call_carries_its_room_and_a_customer_may_say_the_least() {
    let server = Server::start().await;
    let path = "/v1/portals/demo/entries/videogesprek/appointments";
    let wish = json!({"starts_at": "2026-11-25T13:00:00Z", "customer": {"name": "A", "email": "a@example.nl", "phone": null, "language": null}, "note": null, "tags": null});
    let booked = server.send(server.request(path).header("idempotency-key", "key-1").json(&wish)).await;
    assert_eq!(booked.status, 201, "{}", booked.text);
    let appointment = &booked.json()["appointment"];
    assert_eq!((&appointment["location"], &appointment["address"]), (&json!("video"), &Value::Null));
    assert_eq!(appointment["meeting_link"], "https://meet.grachten.example/mila");
}

#[tokio::test]
async fn a_time_that_has_been_taken_brings_the_nearest_free_ones() {
    let server = Server::start().await;
    assert_eq!(server.book("key-1", &booking("2026-11-26T08:30:00Z")).await.status, 201);
    let problem = server.book("key-2", &booking("2026-11-26T08:30:00Z")).await.problem(409, "slot_taken");
    let near: Vec<_> = problem["alternatives"].as_array().unwrap().iter().map(|slot| format!("{} {}", slot["date"].as_str().unwrap(), slot["local"].as_str().unwrap())).collect();
    assert_eq!(near, ["2026-11-26 10:30", "2026-11-27 09:00", "2026-11-27 09:30", "2026-11-27 10:00", "2026-11-27 10:30"]);
    assert_eq!(
        problem["alternatives"][0],
        json!({"date": "2026-11-26", "starts_at": "2026-11-26T09:30:00Z", "ends_at": "2026-11-26T10:00:00Z", "local": "10:30", "offset": "+01:00", "places": 1})
    );
    server.book("key-2", &booking("2026-11-26T08:00:00Z")).await.problem(409, "slot_taken");
}

#[tokio::test]
async fn the_link_shows_the_appointment_and_changes_nothing() {
    let server = Server::start().await;
    let booked = server.book("key-1", &booking("2026-11-26T08:00:00Z")).await;
    let link = format!("/v1/manage/{}", booked.token());
    let shown = server.get(&link).await;
    assert_eq!((shown.status, shown.header("cache-control")), (200, "no-store"));
    let expected = json!({
        "appointment": booked.masked()["appointment"], "portal": "demo", "entry": "lindengracht-12",
        "title": "Bezichtiging", "subject": "Lindengracht 12", "can_change": true, "how_to_get_in": null, "bring": null, "access": null, "coming": false, "asks_coming": false, "attendees": [], "attendee": null,
    });
    assert_eq!(shown.masked(), expected);
    assert_eq!(server.get(&link).await.text, shown.text);
    assert_eq!(server.get(&format!("{link}/cancel")).await.problem(405, "wrong_method")["title"], "Method Not Allowed");
    assert_eq!(server.get(&link).await.text, shown.text);
}

#[tokio::test]
async fn cancelling_frees_the_time_and_is_harmless_twice() {
    let server = Server::start().await;
    let booked = server.book("key-1", &booking("2026-11-26T08:00:00Z")).await;
    let link = format!("/v1/manage/{}", booked.token());
    let cancel = async || server.send(server.request(&format!("{link}/cancel"))).await;
    let cancelled = cancel().await;
    assert_eq!((cancelled.status, cancelled.header("cache-control")), (200, "no-store"), "{}", cancelled.text);
    assert_eq!((&cancelled.json()["appointment"]["status"], &cancelled.json()["can_change"]), (&json!("cancelled"), &json!(false)));
    let again = cancel().await;
    assert_eq!((again.status, &again.text), (200, &cancelled.text));
    assert_eq!(server.get(&link).await.text, cancelled.text);
    assert_eq!(server.book("key-2", &booking("2026-11-26T08:00:00Z")).await.status, 201);
    server.post(&format!("{link}/reschedule"), &json!({"starts_at": "2026-11-27T08:00:00Z"})).await.problem(410, "gone");
    // The first answer is still what a repetition of the first booking gets.
    let repeated = server.book("key-1", &booking("2026-11-26T08:00:00Z")).await;
    assert_eq!((repeated.status, repeated.text), (200, booked.text));
}

#[tokio::test]
async fn a_reason_is_kept_and_held_to_its_length() {
    let server = Server::start().await;
    let booked = server.book("key-1", &booking("2026-11-26T08:00:00Z")).await;
    let cancel = format!("/v1/manage/{}/cancel", booked.token());
    let fields = |problem: &Value| problem["fields"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(fields(&server.post(&cancel, &json!({"reason": "x".repeat(2_001)})).await.problem(422, "invalid")), ["reason"]);
    assert_eq!(fields(&server.post(&cancel, &json!({"why": "x"})).await.problem(422, "invalid")), ["why"]);
    server.send(server.request(&cancel).header("content-type", "text/plain").body("ziek")).await.problem(415, "not_json");
    assert_eq!(server.get(&format!("/v1/manage/{}", booked.token())).await.json()["appointment"]["status"], "confirmed");
    assert_eq!(server.post(&cancel, &json!({"reason": "Ik ben ziek."})).await.status, 200);
    let token = appointment::domain::Token::parse(&booked.token()).unwrap();
    let portal = server.store.card(&token).await.unwrap().unwrap().appointment;
    let history = server.store.history_since(&portal.portal, &portal.id, 1).await.unwrap();
    assert_eq!(history[0].reason.as_ref().map(|reason| reason.as_str()), Some("Ik ben ziek."));
}

#[tokio::test]
async fn a_customer_says_that_they_come_and_is_asked_where_the_portal_asks() {
    let server = Server::start().await;
    server.wanting("still_coming = true").await;
    let booked = server.book("key-1", &booking("2026-11-26T08:00:00Z")).await;
    let link = format!("/v1/manage/{}", booked.token());
    let coming = |shown: &Value| (shown["coming"].clone(), shown["asks_coming"].clone());
    assert_eq!(coming(&server.get(&link).await.json()), (json!(false), json!(true)));
    server.get(&format!("{link}/coming")).await.problem(405, "wrong_method");
    for _ in 0..2 {
        let said = server.send(server.request(&format!("{link}/coming"))).await;
        assert_eq!((said.status, coming(&said.json())), (200, (json!(true), json!(false))), "{}", said.text);
    }
    server.post(&format!("{link}/reschedule"), &json!({"starts_at": "2026-11-27T08:00:00Z"})).await;
    assert_eq!(coming(&server.get(&link).await.json()), (json!(false), json!(true)), "another time is asked of anew");
    server.send(server.request(&format!("{link}/cancel"))).await;
    server.send(server.request(&format!("{link}/coming"))).await.problem(410, "gone");
    server.send(server.request("/v1/manage/demo.0123456789abcdefghijklmnopqrstuv/coming")).await.problem(404, "unknown_link");
}

#[tokio::test]
async fn someone_comes_along_by_the_customers_link_and_has_one_of_their_own() {
    let server = Server::start().await;
    let booked = server.book("key-1", &booking("2026-11-26T08:00:00Z")).await;
    let link = format!("/v1/manage/{}", booked.token());
    let people = format!("{link}/attendees");
    let wrong = server.post(&people, &json!({"name": "", "email": "x", "language": "xx"})).await.problem(422, "invalid");
    assert_eq!(wrong["fields"].as_object().unwrap().keys().collect::<Vec<_>>(), ["email", "language", "name"]);
    let bram = json!({"name": "Bram", "email": "bram@example.nl", "language": "en"});
    let added = server.post(&people, &bram).await;
    assert_eq!(added.status, 200, "{}", added.text);
    assert_eq!(added.json()["attendees"][0]["name"], "Bram");
    assert_eq!(server.post(&people, &bram).await.text, added.text, "the same again changes nothing");
    let id = added.json()["attendees"][0]["id"].as_str().unwrap().to_owned();
    let token = appointment::domain::Token::parse(&booked.token()).unwrap();
    let card = server.store.card(&token).await.unwrap().unwrap();
    let letters = server.store.claim_letters(server.clock.now(), Minutes::new(5), 10).await.unwrap().letters;
    let his = letters.iter().find(|claimed| claimed.letter.attendee.is_some()).unwrap().letter.card.appointment.token.clone();
    let theirs = format!("/v1/manage/{}", his.as_str());
    let shown = server.get(&theirs).await;
    assert_eq!((&shown.json()["attendee"], &shown.json()["can_change"], &shown.json()["attendees"][0]["name"]), (&json!(id), &json!(false), &json!("Anna de Vries")));
    assert!(shown.text.contains(his.as_str()) && !shown.text.contains(booked.token().as_str()), "{}", shown.text);
    server.send(server.request(&format!("{theirs}/cancel"))).await.problem(403, "not_yours");
    server.post(&format!("{theirs}/reschedule"), &json!({"starts_at": "2026-11-27T08:00:00Z"})).await.problem(403, "not_yours");
    server.post(&format!("{theirs}/attendees"), &bram).await.problem(403, "not_yours");
    for name in ["c", "d"] {
        server.post(&people, &json!({"name": name, "email": format!("{name}@example.nl")})).await;
    }
    server.post(&people, &json!({"name": "e", "email": "e@example.nl"})).await.problem(409, "full");
    let remove = async |below: &str| server.send(reqwest::Client::new().delete(format!("{}{below}", server.base))).await.status;
    assert_eq!((remove(&format!("{people}/{id}")).await, remove(&format!("{people}/{id}")).await), (204, 204), "twice is harmless");
    server.get(&theirs).await.problem(404, "unknown_link");
    assert_eq!(server.store.card(&token).await.unwrap().unwrap().appointment.sequence, card.appointment.sequence);
}

#[tokio::test]
async fn rescheduling_keeps_the_appointment_and_its_link() {
    let server = Server::start().await;
    let booked = server.book("key-1", &booking("2026-11-26T08:00:00Z")).await;
    let link = format!("/v1/manage/{}", booked.token());
    let to = async |starts_at: &str| server.post(&format!("{link}/reschedule"), &json!({"starts_at": starts_at})).await;
    let before = server.get(&link).await;
    assert_eq!(to("2026-11-26T08:00:00Z").await.text, before.text, "to its own time, nothing changes");
    let moved = to("2026-11-26T08:30:00Z").await;
    assert_eq!(moved.status, 200, "a time that overlaps its own is allowed: {}", moved.text);
    assert_eq!(moved.token(), booked.token());
    let (mut expected, appointment) = (before.json(), &moved.json()["appointment"]);
    for (name, value) in [("starts_at", "2026-11-26T08:30:00Z"), ("ends_at", "2026-11-26T09:00:00Z"), ("local", "09:30")] {
        expected["appointment"][name] = json!(value);
    }
    assert_eq!(&expected["appointment"], appointment);
    assert_eq!(server.book("key-2", &booking("2026-11-27T08:00:00Z")).await.status, 201);
    assert_eq!(to("2026-11-27T08:00:00Z").await.problem(409, "slot_taken")["alternatives"].as_array().map(Vec::len), Some(5));
    assert_eq!(to("2026-11-28T08:00:00Z").await.problem(422, "not_offered")["alternatives"].as_array().map(Vec::len), Some(5));
    assert_eq!(server.get(&link).await.text, moved.text, "when it fails, the old time stands");
}

#[tokio::test]
async fn a_link_can_no_longer_act_once_the_appointment_has_begun() {
    let server = Server::start().await;
    let booked = server.book("key-1", &booking("2026-11-26T08:00:00Z")).await;
    let link = format!("/v1/manage/{}", booked.token());
    server.clock.turn(Minutes::new(24 * 60));
    assert_eq!(server.get(&link).await.json()["can_change"], false);
    server.send(server.request(&format!("{link}/cancel"))).await.problem(410, "gone");
    server.post(&format!("{link}/reschedule"), &json!({"starts_at": "2026-11-27T08:00:00Z"})).await.problem(410, "gone");
}

#[tokio::test]
async fn twenty_customers_at_once_for_one_time_are_one_appointment_and_nineteen_problems() {
    let server = std::sync::Arc::new(Server::start().await);
    let asks: Vec<_> = (0..20)
        .map(|count| {
            let server = std::sync::Arc::clone(&server);
            tokio::spawn(async move { server.book(&format!("key-{count}"), &booking("2026-11-26T08:00:00Z")).await })
        })
        .collect();
    let mut won = 0;
    for ask in asks {
        let answer = ask.await.unwrap();
        if answer.status == 201 {
            won += 1;
        } else {
            answer.problem(409, "slot_taken");
        }
    }
    assert_eq!(won, 1);
}

#[tokio::test]
async fn the_document_describes_every_call_and_every_code() {
    let server = Server::start().await;
    let answer = server.get("/v1/openapi.json").await;
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"));
    let document = answer.json();
    assert_eq!(document["openapi"], "3.1.0");
    let mut calls: Vec<_> =
        document["paths"].as_object().unwrap().iter().flat_map(|(path, item)| item.as_object().unwrap().keys().map(move |method| format!("{method} {path}"))).collect();
    let [portal, entry, one] = ["/v1/portals/{portal}", "/v1/portals/{portal}/entries/{entry}", "/v1/portals/{portal}/appointments/{id}"];
    let mut expected = vec![
        format!("get {portal}/appointments"),
        format!("post {portal}/appointments"),
        format!("get {one}"),
        format!("post {one}/reschedule"),
        format!("post {one}/move"),
        format!("post {one}/cancel"),
        format!("post {one}/conclude"),
        format!("post {one}/notes"),
        format!("post {one}/messages"),
        format!("get {portal}/customers"),
        format!("post {portal}/customers"),
        format!("get {portal}/customers/{{id}}"),
        format!("patch {portal}/customers/{{id}}"),
        format!("delete {portal}/customers/{{id}}/bounce"),
        format!("get {portal}/mail"),
        format!("put {portal}/mail"),
        format!("get {portal}/mail/texts/{{language}}/{{kind}}"),
        format!("put {portal}/mail/texts/{{language}}/{{kind}}"),
        format!("delete {portal}/mail/texts/{{language}}/{{kind}}"),
        format!("post {portal}/mail/texts/{{language}}/{{kind}}/preview"),
        format!("get {portal}/customers/{{id}}/timeline"),
        format!("post {portal}/customers/{{id}}/timeline"),
        format!("post {portal}/proposals"),
        format!("get {portal}/proposals/{{id}}"),
        format!("post {portal}/proposals/{{id}}/withdraw"),
        format!("get {portal}/agendas"),
        format!("get {portal}/agendas/{{agenda}}"),
        format!("put {portal}/agendas/{{agenda}}/hours"),
        format!("get {portal}/agendas/{{agenda}}/blocks"),
        format!("post {portal}/agendas/{{agenda}}/blocks"),
        format!("delete {portal}/agendas/{{agenda}}/blocks/{{id}}"),
        format!("get {entry}"),
        format!("get {entry}/slots"),
        format!("post {entry}/appointments"),
        format!("post {entry}/requests"),
        "get /v1/manage/{token}".to_owned(),
        "post /v1/manage/{token}/cancel".to_owned(),
        "post /v1/manage/{token}/coming".to_owned(),
        "post /v1/manage/{token}/attendees".to_owned(),
        "delete /v1/manage/{token}/attendees/{id}".to_owned(),
        "post /v1/manage/{token}/reschedule".to_owned(),
    ];
    calls.sort();
    expected.sort();
    assert_eq!(calls, expected);
    for code in [
        "unknown_portal",
        "unknown_entry",
        "unknown_link",
        "slot_taken",
        "changed",
        "gone",
        "too_late",
        "full",
        "not_yours",
        "enough",
        "invalid",
        "not_offered",
        "no_requests",
        "key_reused",
        "too_many",
        "too_large",
        "not_json",
        "unauthorized",
        "forbidden",
        "unknown_appointment",
        "version_needed",
        "not_yet",
        "known",
        "unknown_customer",
        "unknown_agenda",
        "unknown_block",
        "unknown_proposal",
        "proposal_over",
        "not_in_plan",
        "unavailable",
    ] {
        assert!(answer.text.contains(&format!("`{code}`")), "{code} is not described");
    }
    assert_eq!(document["paths"][BOOK.replace("demo", "{portal}").replace("lindengracht-12", "{entry}")]["post"]["requestBody"]["required"], true);
}

#[tokio::test]
async fn a_request_is_made_once_and_refused_where_none_are_taken() {
    let server = Server::start().await;
    let path = "/v1/portals/demo/entries/lindengracht-12/requests";
    let ask = |path: &str, key: &str, body: &Value| server.send(server.request(path).header("Idempotency-Key", key).json(body));
    let wish = json!({"customer": {"name": "Anna", "email": "anna@example.nl"}, "day_parts": ["weekday_evening"], "note": "Na vijven"});
    let asked = ask(path, "key-1", &wish).await;
    assert_eq!((asked.status, asked.header("cache-control")), (201, "no-store"), "{}", asked.text);
    assert_eq!((asked.json()["request"]["status"].as_str(), asked.json()["request"]["created_at"].as_str()), (Some("open"), Some("2026-11-25T08:00:00Z")));
    let again = ask(path, "key-1", &wish).await;
    assert_eq!((again.status, again.text), (200, asked.text));
    ask(path, "key-1", &json!({"customer": {"name": "Anna", "email": "anna@example.nl"}})).await.problem(422, "key_reused");
    let wrong = json!({"customer": {"name": "", "email": "anna@example.nl"}, "day_parts": ["weekday_evening", "night"]});
    let fields = ask(path, "key-2", &wrong).await.problem(422, "invalid")["fields"].clone();
    assert_eq!(fields.as_object().unwrap().keys().collect::<Vec<_>>(), ["customer.name", "day_parts[1]"]);
    server.post(path, &wish).await.problem(422, "invalid");
    ask("/v1/portals/demo/entries/videogesprek/requests", "key-3", &wish).await.problem(409, "no_requests");
    ask("/v1/portals/demo/entries/nergens/requests", "key-3", &wish).await.problem(404, "unknown_entry");
}

#[tokio::test]
async fn too_near_to_be_changed_is_said_and_one_booking_too_many_is_refused() {
    let server = Server::start().await;
    server.wanting("cancel_cutoff_minutes = 1440\nreschedule_cutoff_minutes = 2880\nmax_open = 1").await;
    let booked = server.book("key-1", &booking("2026-11-26T08:00:00Z")).await;
    let link = format!("/v1/manage/{}", booked.token());
    assert_eq!(server.get(&link).await.json()["can_change"], true, "a day ahead to the minute");
    server.post(&format!("{link}/reschedule"), &json!({"starts_at": "2026-11-27T08:00:00Z"})).await.problem(410, "too_late");
    server.clock.turn(appointment::domain::Minutes::new(1));
    server.send(server.request(&format!("{link}/cancel"))).await.problem(410, "too_late");
    let shown = server.get(&link).await.json();
    assert_eq!((&shown["can_change"], &shown["appointment"]["status"]), (&json!(false), &json!("confirmed")));
    let refused = server.book("key-2", &booking("2026-11-27T08:00:00Z")).await.problem(409, "enough");
    assert!(refused["alternatives"].is_null() && !refused.to_string().contains("2026"), "nothing of the other is told: {refused}");
    assert_eq!(server.book("key-1", &booking("2026-11-26T08:00:00Z")).await.status, 200, "a repetition is none too many");
}
