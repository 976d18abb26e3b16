//! Until when customers may change their own, and how many they may have to come (cases 20 and 28): the team is held to neither.

use appointment::api::team::Cancel;
use appointment::app::{BookError, ChangeError, book, can_cancel, can_change, can_reschedule, cancel, reschedule};
use appointment::domain::{Minutes, Permissions, Status};
use tokio::task::JoinSet;

use crate::support::{House, ask, at, both_engines};
use crate::team::office::{Office, act};

async fn wanting(house: &House, mail: &str) {
    house.apply_with("[portal]", &format!("[mail]\n{mail}\n\n[portal]")).await;
}

async fn inside_the_cut_off_only_the_team_still_can(house: &House) {
    wanting(house, "cancel_cutoff_minutes = 1440\nreschedule_cutoff_minutes = 120").await;
    let before = book(&house.app, ask("bellen", "2026-12-02 10:00", "Anna")).await.unwrap().card;
    let token = &before.appointment.token;
    // Tuesday, eight o'clock: 26 hours ahead. At 24 it may still be cancelled, and a minute later no more.
    house.app.clock.turn(Minutes::new(120));
    assert!(can_cancel(&before, house.now()) && can_reschedule(&before, house.now()));
    house.app.clock.turn(Minutes::new(1));
    assert!(!can_cancel(&before, house.now()) && can_reschedule(&before, house.now()) && can_change(&before, house.now()));
    assert!(matches!(cancel(&house.app, token).await, Err(ChangeError::TooLate)));
    let after = reschedule(&house.app, token, at("2026-12-02 11:00")).await.unwrap();
    house.app.clock.turn(Minutes::new(23 * 60));
    assert!(!can_change(&after, house.now()), "1 hour and 59 minutes ahead");
    assert!(matches!(reschedule(&house.app, token, at("2026-12-03 11:00")).await, Err(ChangeError::TooLate)));
    let office = Office::open(house).await;
    let desk = office.member("Team", Permissions::all()).await;
    office.call(&desk, &Cancel { act: act(&after) }).await.answer.unwrap();
    let again = cancel(&house.app, token).await.unwrap();
    assert_eq!(again.appointment.status, Status::Cancelled, "what is cancelled already stays so, however late");
}

async fn a_customer_books_only_so_many_about_one_subject_and_the_team_as_many_as_it_likes(house: &House) {
    wanting(house, "max_open = 2").await;
    let first = book(&house.app, ask("kade", "2026-12-02 10:00", "Anna")).await.unwrap().card;
    book(&house.app, ask("beide", "2026-12-02 11:00", "Anna")).await.unwrap();
    let letters = house.raw().await.number("SELECT COUNT(*) FROM outbox").await;
    let third = book(&house.app, ask("kade", "2026-12-02 12:00", "Anna")).await;
    assert!(matches!(third, Err(BookError::Enough)), "{third:?}");
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM outbox").await, letters);
    book(&house.app, ask("kade", "2026-12-02 12:00", "Bram")).await.expect("another customer has none yet");
    book(&house.app, ask("waarde", "2026-12-03 10:00", "Anna")).await.expect("another subject");
    cancel(&house.app, &first.appointment.token).await.unwrap();
    book(&house.app, ask("kade", "2026-12-02 10:00", "Anna")).await.expect("one was called off");
    house.app.clock.turn(Minutes::new(26 * 60));
    book(&house.app, ask("kade", "2026-12-04 10:00", "Anna")).await.expect("one has begun");
    wanting(house, "max_open = 1").await;
    let refused = book(&house.app, ask("kade", "2026-12-04 12:00", "Anna")).await;
    assert!(matches!(refused, Err(BookError::Enough)), "{refused:?}");
}

async fn of_many_asks_at_once_no_more_than_so_many_are_booked(house: &House) {
    wanting(house, "max_open = 2").await;
    book(&house.app, ask("zuid", "2026-12-01 16:00", "Anna")).await.expect("so that the customer is known");
    let mut asking = JoinSet::new();
    for (hour, entry) in (9..15).zip(["kade", "beide"].into_iter().cycle()) {
        let app = house.second_server();
        asking.spawn(async move { book(&app, ask(entry, &format!("2026-12-02 {hour:02}:00"), "Anna")).await });
    }
    let outcomes = asking.join_all().await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 2, "{outcomes:?}");
    assert!(outcomes.iter().all(|outcome| matches!(outcome, Ok(_) | Err(BookError::Enough))), "{outcomes:?}");
}

both_engines! {
    inside_the_cut_off_only_the_team_still_can
    a_customer_books_only_so_many_about_one_subject_and_the_team_as_many_as_it_likes
    of_many_asks_at_once_no_more_than_so_many_are_booked
}
