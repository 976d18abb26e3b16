//! Cancelling and rescheduling as the store does them: by version, each with its letters.

use appointment::app::{Booked, book};
use appointment::clock::new_id;
use appointment::domain::{Bookable, Busy, Instant, Manner, Minutes, Offset, OutboxId, Refusal, Slot, Span, Status, Token, WallTime};
use appointment::store::{Change, Changed, Handle, Present, Reschedule};

use crate::support::{House, ask, at, both_engines, day};

async fn booked(house: &House) -> Booked {
    book(&house.app, ask("beide", "2026-12-02 09:30", "Anna")).await.unwrap()
}

fn letters() -> [OutboxId; 2] {
    [OutboxId::new(new_id()), OutboxId::new(new_id())]
}

fn wanted(booked: &Booked, known: u32, starts_at: Instant, now: Instant) -> Reschedule {
    Reschedule { change: change(&booked.card.appointment.token, known, now), starts_at: Some(starts_at), agenda: None, departure: OutboxId::new(new_id()) }
}

/// A customer's change, by their link.
fn change(token: &Token, known: u32, now: Instant) -> Change {
    Change { handle: Handle::Link(token.clone()), known, manner: Manner::customer(), now, letters: letters(), kept_until: now }
}

/// Says yes to 11:00 with an agenda of the entry's, whatever stands there.
fn eleven(agenda: usize) -> impl Fn(&Bookable, &[Vec<Busy>], Present) -> Result<Slot, Refusal> {
    move |_, _, _| {
        let span = Span::starting(at("2026-12-02 11:00"), Minutes::new(30));
        let time = WallTime::new(chrono::NaiveTime::from_hms_opt(11, 0, 0).unwrap());
        Ok(Slot { span, day: day("2026-12-02"), time, offset: Offset::from_seconds(3_600), agenda })
    }
}

async fn a_change_from_an_old_version_is_told_so_and_changes_nothing(house: &House) {
    let booked = booked(house).await;
    let (store, now) = (&house.app.store, house.now());
    let moved = store.reschedule(&wanted(&booked, 1, at("2026-12-02 11:00"), now), eleven(0)).await.unwrap();
    assert!(matches!(moved, Changed::Now(_)), "{moved:?}");
    let late = store.cancel(&change(&booked.card.appointment.token, 1, now)).await.unwrap();
    assert!(matches!(late, Changed::Meanwhile), "{late:?}");
    let late = store.reschedule(&wanted(&booked, 1, at("2026-12-02 12:00"), now), eleven(0)).await.unwrap();
    assert!(matches!(late, Changed::Meanwhile), "{late:?}");
    let card = store.card(&booked.card.appointment.token).await.unwrap().unwrap();
    assert_eq!((card.appointment.version, card.appointment.status, card.appointment.span.start), (2, Status::Confirmed, at("2026-12-02 11:00")));
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM outbox").await, 4);
}

async fn a_change_that_is_so_already_needs_no_version(house: &House) {
    let booked = booked(house).await;
    let (store, now) = (&house.app.store, house.now());
    let token = &booked.card.appointment.token;
    store.reschedule(&wanted(&booked, 1, at("2026-12-02 11:00"), now), eleven(0)).await.unwrap();
    // A double click: the second one was made from the version before the first.
    let twice = store.reschedule(&wanted(&booked, 1, at("2026-12-02 11:00"), now), eleven(0)).await.unwrap();
    assert!(matches!(twice, Changed::Now(_)), "{twice:?}");
    store.cancel(&change(token, 2, now)).await.unwrap();
    let twice = store.cancel(&change(token, 2, now)).await.unwrap();
    assert!(matches!(twice, Changed::Now(_)), "{twice:?}");
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM outbox").await, 6, "a booking, a change, a cancellation");
}

async fn a_change_to_another_agenda_moves_all_that_names_it_and_stamps_both(house: &House) {
    let booked = booked(house).await;
    let raw = house.raw().await;
    let revisions = "SELECT SUM(revision) FROM agendas WHERE slug IN ('noord', 'zuid')";
    let before = raw.texts(&format!("SELECT CAST(({revisions}) AS TEXT)")).await[0].parse::<i64>().unwrap();
    let changed = house.app.store.reschedule(&wanted(&booked, 1, at("2026-12-02 11:00"), house.now()), eleven(1)).await.unwrap();
    let Changed::Now(card) = changed else { panic!("{changed:?}") };
    assert_eq!((card.agenda_name.as_str(), card.agenda_email.as_str()), ("Joris van Dijk", "joris@proef.example"));
    assert_eq!(house.app.store.card(&card.appointment.token).await.unwrap(), Some(*card));
    let after = raw.texts(&format!("SELECT CAST(({revisions}) AS TEXT)")).await[0].parse::<i64>().unwrap();
    assert_eq!(after, before + 2);
}

async fn a_change_takes_the_buffers_that_its_event_type_has_now(house: &House) {
    let booked = booked(house).await;
    house.apply_with("notice_minutes = 120", "notice_minutes = 120\nbuffer_before_minutes = 10\nbuffer_after_minutes = 20").await;
    let raw = house.raw().await;
    assert_eq!(raw.number("SELECT buffer_after FROM appointments").await, 0);
    house.app.store.reschedule(&wanted(&booked, 1, at("2026-12-02 11:00"), house.now()), eleven(0)).await.unwrap();
    assert_eq!(raw.number("SELECT buffer_before FROM appointments").await, 10);
    assert_eq!(raw.number("SELECT buffer_after FROM appointments").await, 20);
}

async fn the_database_refuses_a_new_time_that_overlaps_whatever_was_decided(house: &House) {
    let booked = booked(house).await;
    book(&house.app, ask("kade", "2026-12-02 11:00", "Bram")).await.unwrap();
    let noord = usize::from(booked.card.agenda_name.as_str() != "Sanne de Wit");
    let changed = house.app.store.reschedule(&wanted(&booked, 1, at("2026-12-02 11:00"), house.now()), eleven(noord)).await.unwrap();
    assert!(matches!(changed, Changed::Refused(_, Refusal::Taken)), "{changed:?}");
    assert_eq!(house.app.store.card(&booked.card.appointment.token).await.unwrap(), Some(booked.card), "the old time stands");
}

async fn a_link_that_nobody_has_changes_nothing(house: &House) {
    let booked = booked(house).await;
    let stranger = appointment::domain::Token::new(&crate::support::slug("proef"), &"a".repeat(32));
    let store = &house.app.store;
    assert_eq!(store.card(&stranger).await.unwrap(), None);
    assert!(matches!(store.cancel(&change(&stranger, 1, house.now())).await.unwrap(), Changed::Unknown));
    let nobody = Reschedule { change: change(&stranger, 1, house.now()), ..wanted(&booked, 1, at("2026-12-02 11:00"), house.now()) };
    assert!(matches!(store.reschedule(&nobody, eleven(0)).await.unwrap(), Changed::Unknown));
}

async fn what_has_begun_or_is_cancelled_can_no_longer_be_changed(house: &House) {
    let booked = booked(house).await;
    let (store, token) = (&house.app.store, &booked.card.appointment.token);
    let start = booked.card.appointment.span.start;
    assert!(matches!(store.cancel(&change(token, 1, start)).await.unwrap(), Changed::Gone));
    assert!(matches!(store.reschedule(&wanted(&booked, 1, at("2026-12-02 11:00"), start), eleven(0)).await.unwrap(), Changed::Gone));
    assert!(matches!(store.cancel(&change(token, 1, house.now())).await.unwrap(), Changed::Now(_)));
    assert!(matches!(store.reschedule(&wanted(&booked, 2, at("2026-12-02 11:00"), house.now()), eleven(0)).await.unwrap(), Changed::Gone));
}

both_engines! {
    a_change_from_an_old_version_is_told_so_and_changes_nothing
    a_change_that_is_so_already_needs_no_version
    a_change_to_another_agenda_moves_all_that_names_it_and_stamps_both
    a_change_takes_the_buffers_that_its_event_type_has_now
    the_database_refuses_a_new_time_that_overlaps_whatever_was_decided
    a_link_that_nobody_has_changes_nothing
    what_has_begun_or_is_cancelled_can_no_longer_be_changed
}
