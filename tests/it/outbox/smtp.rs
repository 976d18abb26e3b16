//! What an SMTP server gets, as a second program reads it.

use appointment::app;
use appointment::domain::Instant;
use appointment::mail::Transport;
use appointment::outbox::{Outbox, Step};

use super::house::{House, drain};
use super::post_office::PostOffice;

#[tokio::test]
async fn a_booking_is_mailed_to_customer_and_agenda_over_one_connection() {
    let (house, office) = (House::build().await, PostOffice::open(&[]).await);
    let card = house.book(9).await;
    assert_eq!(drain(&house.outbox(&office.address())).await, [Step::Done, Step::Done]);
    let mails = office.mails().await;
    assert_eq!(mails.len(), 2);
    for mail in &mails {
        assert_eq!(mail["from"], "afspraak@example.nl");
        assert_eq!(mail["types"], serde_json::json!(["text/plain", "text/html", "text/calendar", "application/ics"]));
        assert_eq!(mail["defects"], serde_json::json!([]));
        assert_eq!(mail["same_file"], true);
        assert_eq!((&mail["method"], &mail["header_method"], &mail["status"]), (&"REQUEST".into(), &"REQUEST".into(), &"CONFIRMED".into()));
        assert_eq!(mail["uid"], format!("{}@appointment", card.appointment.id));
        assert_eq!(mail["sequence"], 0);
        assert_eq!((&mail["start"], &mail["end"]), (&"2026-12-02T08:00:00+00:00".into(), &"2026-12-02T08:30:00+00:00".into()));
        assert_eq!(mail["stamp"], "2026-12-01T07:00:00+00:00");
        assert_eq!((&mail["organizer"], &mail["attendee"]), (&"mailto:sanne@grachten.example".into(), &"mailto:jan@example.nl".into()));
        assert_eq!(mail["attendee_name"], "Jan \"Jantje\" de Vries 🏡");
    }
    assert_eq!((&mails[0]["rcpt"], &mails[1]["rcpt"]), (&"jan@example.nl".into(), &"sanne@grachten.example".into()));
    assert_eq!(mails[0]["summary"], "Bezichtiging – Lindengracht 12");
    assert_ne!(mails[0]["message_id"], mails[1]["message_id"]);
    assert_eq!(office.all("hello").await.len(), 1, "one connection carried both");
    assert_eq!(house.left().await, (0, 0));
}

#[tokio::test]
async fn rescheduling_and_cancelling_are_mailed_in_their_order() {
    let (house, office) = (House::build().await, PostOffice::open(&["later"]).await);
    let card = house.book(9).await;
    let token = &card.appointment.token;
    let outbox = house.outbox(&office.address());
    assert_eq!(drain(&outbox).await, [Step::Later, Step::Done]);
    app::reschedule(&house.app, token, Instant::parse("2026-12-03T13:00:00Z").unwrap()).await.unwrap();
    app::cancel(&house.app, token).await.unwrap();
    house.turn(1);
    assert_eq!(drain(&outbox).await, [Step::Done; 5]);
    let mails = office.mails().await;
    let to = |reader: &str| -> Vec<(String, i64, String)> {
        let mails = mails.iter().filter(|mail| mail["rcpt"] == reader);
        mails.map(|mail| (mail["method"].as_str().unwrap().to_owned(), mail["sequence"].as_i64().unwrap(), mail["start"].as_str().unwrap()[..16].to_owned())).collect()
    };
    let expected = [("REQUEST", 0, "2026-12-02T08:00"), ("REQUEST", 1, "2026-12-03T13:00"), ("CANCEL", 2, "2026-12-03T13:00")];
    let expected: Vec<_> = expected.into_iter().map(|(method, sequence, start)| (method.to_owned(), sequence, start.to_owned())).collect();
    assert_eq!(to("jan@example.nl"), expected, "the confirmation that had to wait comes first");
    assert_eq!(to("sanne@grachten.example"), expected);
    let uids: Vec<_> = mails.iter().map(|mail| mail["uid"].clone()).collect();
    assert!(uids.iter().all(|uid| *uid == uids[0]), "{uids:?}");
}

#[tokio::test]
async fn a_login_that_is_right_sends_and_one_that_is_wrong_waits_for_its_mending() {
    let (house, office) = (House::build().await, PostOffice::open_with_login("demo:s3cr/t@").await);
    let address = |login: &str| office.address().replace("smtp://", &format!("smtp://{login}@"));
    house.book(9).await;
    let wrong = house.outbox(&address("demo:other"));
    assert_eq!(drain(&wrong).await, [Step::Later, Step::Later]);
    let refusal = wrong.transport.check().await.unwrap_err().to_string();
    assert_eq!(refusal, "the server does not let us in (535): see user and password");
    let none = Transport::open(&office.address()).unwrap();
    none.check().await.unwrap();
    house.turn(1);
    let right = house.outbox(&address("demo:s3cr%2Ft%40"));
    right.transport.check().await.unwrap();
    assert_eq!(drain(&right).await, [Step::Done, Step::Done]);
    assert!(!format!("{:?}", right.transport).contains("s3cr"));
}

/// A server that wants TLS is sent to where its certificate is vouched for, and to where not, nothing is told.
async fn sends_by_tls(tls: &str, scheme: &str) {
    let (house, office) = (House::build().await, PostOffice::open_with_tls(tls, "demo:s3cret").await);
    let address = office.address().replace("smtp://127.0.0.1", &format!("{scheme}://demo:s3cret@localhost"));
    let authority = include_bytes!("tls/ca.pem");
    house.book(9).await;
    let stranger = house.outbox(&address);
    assert_eq!(stranger.transport.check().await.unwrap_err().to_string(), "the server's encryption can't be trusted");
    let known = Outbox { transport: Transport::open(&address).unwrap().trusting(authority).unwrap(), ..stranger };
    known.transport.check().await.unwrap();
    assert_eq!(drain(&known).await, [Step::Done, Step::Done]);
    assert_eq!(office.told("mail").len(), 2);
}

#[tokio::test]
async fn a_server_is_sent_to_by_starttls() {
    sends_by_tls("starttls", "starttls").await;
}

#[tokio::test]
async fn a_server_is_sent_to_by_tls_from_the_first_byte() {
    sends_by_tls("always", "smtps").await;
}

#[tokio::test]
async fn where_starttls_is_demanded_and_not_offered_nothing_is_told() {
    let (house, office) = (House::build().await, PostOffice::open_with_login("demo:s3cret").await);
    house.book(9).await;
    let outbox = house.outbox(&office.address().replace("smtp://", "starttls://demo:s3cret@"));
    assert_eq!(outbox.transport.check().await.unwrap_err().to_string(), "the server offers no encryption, and without it nothing is told");
    assert_eq!(drain(&outbox).await, [Step::Later, Step::Later]);
    assert!(Transport::open("smtps://localhost").unwrap().trusting(b"no certificate").is_err());
}
