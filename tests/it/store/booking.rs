//! What a booking writes, and for how long its key is known.

use appointment::app::{BookError, book};
use appointment::domain::{Minutes, Occasion, Source, Status, Tags};

use crate::support::{House, ask, at, both_engines, keyed};

async fn a_booking_writes_all_that_belongs_to_it_together(house: &House) {
    let mut wanted = ask("kade", "2026-12-02 09:30", "Anna de Boer");
    wanted.tags = Tags { source: Some("nieuwsbrief".to_owned()), campaign: Some("voorjaar 2027".to_owned()) };
    let booked = book(&house.app, wanted.clone()).await.unwrap();
    assert!(!booked.repeated);
    let appointment = &booked.card.appointment;
    assert_eq!((appointment.span.start, appointment.span.end), (at("2026-12-02 09:30"), at("2026-12-02 10:00")));
    assert_eq!((appointment.day.to_string(), appointment.time.to_string(), appointment.offset.to_string()), ("2026-12-02".into(), "09:30".into(), "+01:00".into()));
    assert_eq!((appointment.status, appointment.source, appointment.sequence, appointment.version), (Status::Confirmed, Source::Standalone, 0, 1));
    assert_eq!(appointment.token.portal(), "proef");
    assert_eq!(appointment.tags, wanted.tags);
    let raw = house.raw().await;
    for table in ["appointments", "customers", "timeline", "history", "idempotency_keys"] {
        assert_eq!(raw.number(&format!("SELECT COUNT(*) FROM {table}")).await, 1, "{table}");
    }
    assert_eq!(raw.number("SELECT COUNT(*) FROM outbox WHERE state = 'open'").await, 2);
    for table in ["appointments", "customers"] {
        assert_eq!(raw.texts(&format!("SELECT phone FROM {table}")).await, ["+31612345678"], "{table}");
    }
    assert_eq!(house.app.store.card(&appointment.token).await.unwrap(), Some(booked.card));
}

async fn a_refused_booking_writes_nothing(house: &House) {
    let refused = book(&house.app, ask("kade", "2026-12-02 09:10", "Anna")).await;
    assert!(matches!(refused, Err(BookError::NotOffered { .. })), "{refused:?}");
    let raw = house.raw().await;
    for table in ["appointments", "customers", "timeline", "history", "idempotency_keys", "outbox"] {
        assert_eq!(raw.number(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
    }
}

async fn a_known_customer_is_found_by_address_and_never_overwritten(house: &House) {
    book(&house.app, ask("kade", "2026-12-02 09:30", "Anna")).await.unwrap();
    let mut again = ask("kade", "2026-12-02 10:00", "Een Ander");
    again.contact.email = appointment::domain::Email::parse("ANNA@Klant.Example").unwrap();
    let booked = book(&house.app, again).await.unwrap();
    let raw = house.raw().await;
    assert_eq!(raw.texts("SELECT name FROM customers").await, ["Anna"]);
    assert_eq!(booked.card.customer.name.as_str(), "Een Ander", "their own words stand on the appointment");
    assert_eq!(raw.texts("SELECT DISTINCT customer FROM appointments").await, [booked.card.customer.id.as_str()]);
}

async fn letters_say_what_they_are_about_and_to_whom(house: &House) {
    let booked = book(&house.app, ask("kade", "2026-12-02 09:30", "Anna")).await.unwrap();
    let mut audiences = Vec::new();
    while let Some(claimed) = house.app.store.claim_letters(house.now(), Minutes::new(5), 1).await.unwrap().letters.pop() {
        let letter = claimed.letter;
        assert_eq!((letter.occasion, letter.before, letter.caused_at, claimed.attempts), (Occasion::Confirmation, None, house.now(), 0));
        assert_eq!(letter.card, booked.card);
        audiences.push(format!("{:?}", letter.audience));
    }
    audiences.sort_unstable();
    assert_eq!(audiences, ["Agenda", "Customer"]);
}

async fn a_key_is_known_until_it_is_forgotten(house: &House) {
    let first = book(&house.app, keyed("een", "kade", "2026-12-02 09:30", "Anna")).await.unwrap();
    house.app.clock.turn(Minutes::new(24 * 60));
    let store = &house.app.store;
    assert_eq!(store.forget_keys(house.now().minus(Minutes::new(24 * 60))).await.unwrap(), 0, "made exactly then, so kept");
    // Long past its time, and with its entry retired: the answer of the first time still stands.
    house.apply_with("slug = \"kade\"\n", "slug = \"elders\"\n").await;
    let again = book(&house.app, keyed("een", "kade", "2026-12-02 09:30", "Anna")).await.unwrap();
    assert_eq!((again.repeated, again.card), (true, first.card));
    house.app.clock.turn(Minutes::new(1));
    assert_eq!(store.forget_keys(house.now().minus(Minutes::new(24 * 60))).await.unwrap(), 1);
    let forgotten = book(&house.app, keyed("een", "kade", "2026-12-02 09:30", "Anna")).await;
    assert!(matches!(forgotten, Err(BookError::UnknownEntry)), "{forgotten:?}");
}

both_engines! {
    a_booking_writes_all_that_belongs_to_it_together
    a_refused_booking_writes_nothing
    a_known_customer_is_found_by_address_and_never_overwritten
    letters_say_what_they_are_about_and_to_whom
    a_key_is_known_until_it_is_forgotten
}
