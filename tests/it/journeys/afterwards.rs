//! After the booking (cases 25, 28): the customer's link reschedules and cancels, and the record stays the same one.

use appointment::app::{Booked, ChangeError, LinkError, book, can_change, cancel, free_times, manage, reschedule};
use appointment::domain::{Audience, Minutes, Occasion, Status, Token};

use crate::support::{House, ask, at, both_engines, day, slug};

async fn booked(house: &House) -> Booked {
    book(&house.app, ask("bellen", "2026-12-02 10:00", "Anna")).await.unwrap()
}

async fn letters(house: &House) -> i64 {
    house.raw().await.number("SELECT COUNT(*) FROM outbox").await
}

async fn rescheduling_keeps_the_record_and_raises_its_sequence(house: &House) {
    let before = booked(house).await.card;
    let after = reschedule(&house.app, &before.appointment.token, at("2026-12-03 14:00")).await.unwrap();
    assert_eq!((&after.appointment.id, &after.appointment.token), (&before.appointment.id, &before.appointment.token));
    assert_eq!((after.appointment.sequence, after.appointment.version), (1, 2));
    assert_eq!((after.appointment.day, after.appointment.time.to_string()), (day("2026-12-03"), "14:00".to_owned()));
    assert_eq!(manage(&house.app, &before.appointment.token).await.unwrap(), after);
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM appointments").await, 1);
    let history = "SELECT what FROM history ORDER BY version";
    assert_eq!(house.raw().await.texts(history).await, ["booked", "rescheduled"]);
    let times = free_times(&house.app, &slug("proef"), &slug("bellen"), day("2026-12-02"), day("2026-12-02")).await.unwrap();
    assert!(times.slots.iter().any(|slot| slot.span.start == at("2026-12-02 10:00")), "the old time is free at once");
}

async fn a_letter_about_a_change_knows_the_old_time_and_the_new(house: &House) {
    let before = booked(house).await.card.appointment;
    let after = reschedule(&house.app, &before.token, at("2026-12-03 14:00")).await.unwrap();
    let mut changes = 0;
    house.app.clock.turn(Minutes::new(1));
    while let Some(claimed) = house.app.store.claim_letters(house.now(), Minutes::new(5), 1).await.unwrap().letters.pop() {
        if claimed.letter.occasion == Occasion::Change {
            let old = claimed.letter.before.unwrap();
            assert_eq!((old.span, old.day, old.time, old.offset), (before.span, before.day, before.time, before.offset));
            assert_eq!(claimed.letter.card, after);
            changes += 1;
        }
        house.app.store.letters_done([&claimed.letter]).await.unwrap();
    }
    assert_eq!(changes, 2);
}

async fn to_its_own_time_is_nothing_and_mails_nothing(house: &House) {
    let before = booked(house).await.card;
    let after = reschedule(&house.app, &before.appointment.token, at("2026-12-02 10:00")).await.unwrap();
    assert_eq!(after, before);
    assert_eq!(letters(house).await, 2);
}

async fn to_a_time_that_overlaps_its_own_is_allowed(house: &House) {
    let before = booked(house).await.card;
    let after = reschedule(&house.app, &before.appointment.token, at("2026-12-02 10:30")).await.unwrap();
    assert_eq!(after.appointment.span.start, at("2026-12-02 10:30"));
    assert_eq!(letters(house).await, 4);
}

async fn it_stays_with_its_agenda_where_that_one_is_free(house: &House) {
    book(&house.app, ask("kade", "2026-12-03 09:00", "Druk")).await.unwrap();
    book(&house.app, ask("kade", "2026-12-03 09:30", "Druk")).await.unwrap();
    let before = book(&house.app, ask("beide", "2026-12-02 10:00", "Anna")).await.unwrap().card;
    assert_eq!(before.agenda_name.as_str(), "Sanne de Wit");
    let stays = reschedule(&house.app, &before.appointment.token, at("2026-12-03 10:00")).await.unwrap();
    assert_eq!(stays.agenda_name.as_str(), "Sanne de Wit", "although the other has less to do that day");
    let goes = reschedule(&house.app, &before.appointment.token, at("2026-12-03 09:30")).await.unwrap();
    assert_eq!(goes.agenda_name.as_str(), "Joris van Dijk");
}

async fn the_agenda_that_it_leaves_is_told_so_and_no_other(house: &House) {
    book(&house.app, ask("kade", "2026-12-03 09:30", "Druk")).await.unwrap();
    let before = book(&house.app, ask("beide", "2026-12-02 10:00", "Anna")).await.unwrap().card;
    house.app.clock.turn(Minutes::new(1));
    let booked = letters(house).await;
    reschedule(&house.app, &before.appointment.token, at("2026-12-03 09:30")).await.unwrap();
    assert_eq!(letters(house).await, booked + 3);
    let mut told = Vec::new();
    while let Some(claimed) = house.app.store.claim_letters(house.now(), Minutes::new(5), 1).await.unwrap().letters.pop() {
        house.app.store.letters_done([&claimed.letter]).await.unwrap();
        told.push(claimed.letter);
    }
    let departures: Vec<_> = told.iter().filter(|letter| letter.occasion == Occasion::Departure).collect();
    let [departure] = departures[..] else { panic!("{departures:?}") };
    assert_eq!((departure.audience, departure.card.agenda_email.as_str()), (Audience::Agenda, "sanne@proef.example"));
    let off = &departure.card.appointment;
    assert_eq!((off.id.clone(), off.status, off.sequence, off.span), (before.appointment.id, Status::Cancelled, 1, before.appointment.span));
    let changes: Vec<_> = told.iter().filter(|letter| letter.occasion == Occasion::Change).map(|letter| letter.card.agenda_email.as_str()).collect();
    assert_eq!(changes, ["joris@proef.example", "joris@proef.example"]);
}

async fn one_mailbox_of_two_agendas_hears_of_the_change_alone(house: &House) {
    house.apply_with("joris@proef.example", "sanne@proef.example").await;
    book(&house.app, ask("kade", "2026-12-03 09:30", "Druk")).await.unwrap();
    let before = book(&house.app, ask("beide", "2026-12-02 10:00", "Anna")).await.unwrap().card;
    let booked = letters(house).await;
    let after = reschedule(&house.app, &before.appointment.token, at("2026-12-03 09:30")).await.unwrap();
    assert_ne!(after.appointment.agenda, before.appointment.agenda);
    assert_eq!(letters(house).await, booked + 2);
}

async fn when_it_fails_the_old_time_stands(house: &House) {
    let before = booked(house).await.card;
    book(&house.app, ask("bellen", "2026-12-03 14:00", "Bram")).await.unwrap();
    let token = &before.appointment.token;
    let taken = reschedule(&house.app, token, at("2026-12-03 14:00")).await;
    assert!(matches!(&taken, Err(ChangeError::Taken { alternatives }) if alternatives.len() == 5), "{taken:?}");
    let never = reschedule(&house.app, token, at("2026-12-05 14:00")).await;
    assert!(matches!(&never, Err(ChangeError::NotOffered { alternatives }) if alternatives.len() == 5), "{never:?}");
    assert_eq!(manage(&house.app, token).await.unwrap(), before);
    assert_eq!(letters(house).await, 4, "two bookings");
}

async fn cancelling_twice_is_harmless_and_mails_once(house: &House) {
    let before = booked(house).await.card;
    let once = cancel(&house.app, &before.appointment.token).await.unwrap();
    let twice = cancel(&house.app, &before.appointment.token).await.unwrap();
    assert_eq!(once, twice);
    assert_eq!((once.appointment.status, once.appointment.sequence), (Status::Cancelled, 1));
    assert!(!can_change(&once, house.now()));
    assert_eq!(letters(house).await, 4);
    let gone = reschedule(&house.app, &before.appointment.token, at("2026-12-03 14:00")).await;
    assert!(matches!(gone, Err(ChangeError::Gone)), "{gone:?}");
    assert!(book(&house.app, ask("bellen", "2026-12-02 10:00", "Bram")).await.is_ok(), "its time is free again");
}

async fn what_has_begun_is_gone(house: &House) {
    let before = booked(house).await.card;
    house.app.clock.turn(Minutes::new(26 * 60 - 1));
    assert!(can_change(&before, house.now()));
    house.app.clock.turn(Minutes::new(1));
    assert_eq!(house.now(), before.appointment.span.start);
    assert!(!can_change(&before, house.now()));
    assert!(matches!(cancel(&house.app, &before.appointment.token).await, Err(ChangeError::Gone)));
    assert!(matches!(reschedule(&house.app, &before.appointment.token, at("2026-12-03 14:00")).await, Err(ChangeError::Gone)));
    assert_eq!(manage(&house.app, &before.appointment.token).await.unwrap(), before, "it can still be read");
}

async fn a_link_is_one_portals_own(house: &House) {
    let before = booked(house).await.card;
    house.apply_with("slug = \"proef\"", "slug = \"ander\"").await;
    let secret = before.appointment.token.as_str().split_once('.').unwrap().1;
    let borrowed = Token::new(&slug("ander"), secret);
    assert!(matches!(manage(&house.app, &borrowed).await, Err(LinkError::UnknownLink)));
    assert!(matches!(cancel(&house.app, &borrowed).await, Err(ChangeError::UnknownLink)));
    assert!(matches!(reschedule(&house.app, &borrowed, at("2026-12-03 14:00")).await, Err(ChangeError::UnknownLink)));
    assert_eq!(manage(&house.app, &before.appointment.token).await.unwrap(), before);
}

both_engines! {
    rescheduling_keeps_the_record_and_raises_its_sequence
    a_letter_about_a_change_knows_the_old_time_and_the_new
    to_its_own_time_is_nothing_and_mails_nothing
    to_a_time_that_overlaps_its_own_is_allowed
    it_stays_with_its_agenda_where_that_one_is_free
    the_agenda_that_it_leaves_is_told_so_and_no_other
    one_mailbox_of_two_agendas_hears_of_the_change_alone
    when_it_fails_the_old_time_stands
    cancelling_twice_is_harmless_and_mails_once
    what_has_begun_is_gone
    a_link_is_one_portals_own
}
