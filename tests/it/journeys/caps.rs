//! Caps per day and per week (case 13): counted per agenda, also under a race, and given back.

use appointment::app::{BookError, ChangeError, book, cancel, free_times, reschedule};
use appointment::domain::Slot;
use tokio::task::JoinSet;

use crate::support::{House, ask, at, both_engines, day, slug};

async fn capped(house: &House, caps: &str) {
    house.apply_with("notice_minutes = 120", &format!("notice_minutes = 120\n{caps}")).await;
}

/// How many times an entry offers on a day.
async fn offered(house: &House, entry: &str, on: &str) -> usize {
    free_times(&house.app, &slug("proef"), &slug(entry), day(on), day(on)).await.unwrap().slots.len()
}

async fn a_full_day_is_taken_until_one_is_cancelled(house: &House) {
    capped(house, "max_per_day = 2").await;
    assert_eq!(offered(house, "kade", "2026-12-02").await, 16);
    let first = book(&house.app, ask("kade", "2026-12-02 09:00", "Anna")).await.unwrap();
    assert_eq!(offered(house, "kade", "2026-12-02").await, 15);
    book(&house.app, ask("kade", "2026-12-02 10:00", "Bram")).await.unwrap();
    assert_eq!(offered(house, "kade", "2026-12-02").await, 0);
    let third = book(&house.app, ask("kade", "2026-12-02 15:00", "Cato")).await;
    let Err(BookError::Taken { alternatives }) = third else { panic!("{third:?}") };
    assert!(alternatives.len() == 5 && alternatives.iter().all(|slot: &Slot| slot.day != day("2026-12-02")), "{alternatives:?}");
    // Another event type of the same agenda has no part in it.
    book(&house.app, ask("waarde", "2026-12-02 15:00", "Daan")).await.unwrap();
    cancel(&house.app, &first.card.appointment.token).await.unwrap();
    book(&house.app, ask("kade", "2026-12-02 13:00", "Cato")).await.unwrap();
    assert_eq!(offered(house, "kade", "2026-12-02").await, 0);
}

async fn rescheduling_within_the_day_takes_no_second_place(house: &House) {
    capped(house, "max_per_day = 1\nmax_per_week = 2").await;
    let full = book(&house.app, ask("kade", "2026-12-08 09:00", "Anna")).await.unwrap();
    let other = book(&house.app, ask("kade", "2026-12-10 09:00", "Bram")).await.unwrap();
    reschedule(&house.app, &full.card.appointment.token, at("2026-12-08 11:00")).await.unwrap();
    let moved = reschedule(&house.app, &other.card.appointment.token, at("2026-12-08 15:00")).await;
    assert!(matches!(moved, Err(ChangeError::Taken { .. })), "{moved:?}");
    // Within the full week, to a day that has none.
    reschedule(&house.app, &other.card.appointment.token, at("2026-12-11 15:00")).await.unwrap();
}

async fn a_full_week_is_full_from_monday_to_sunday(house: &House) {
    capped(house, "max_per_week = 2").await;
    book(&house.app, ask("kade", "2026-12-07 09:00", "Anna")).await.unwrap();
    assert_eq!(offered(house, "kade", "2026-12-11").await, 16);
    book(&house.app, ask("kade", "2026-12-07 10:00", "Bram")).await.unwrap();
    assert_eq!(offered(house, "kade", "2026-12-11").await, 0);
    assert_eq!(offered(house, "kade", "2026-12-14").await, 16);
    assert_eq!(offered(house, "kade", "2026-12-04").await, 16);
    let third = book(&house.app, ask("kade", "2026-12-11 16:30", "Cato")).await;
    assert!(matches!(third, Err(BookError::Taken { .. })), "{third:?}");
}

async fn each_agenda_has_its_own_caps(house: &House) {
    capped(house, "max_per_day = 1").await;
    book(&house.app, ask("kade", "2026-12-02 09:00", "Anna")).await.unwrap();
    let second = book(&house.app, ask("beide", "2026-12-02 09:30", "Bram")).await.unwrap();
    assert_eq!(second.card.agenda_name.as_str(), "Joris van Dijk");
    assert_eq!(offered(house, "beide", "2026-12-02").await, 0);
}

async fn of_many_for_the_last_place_of_a_day_one_wins(house: &House) {
    capped(house, "max_per_day = 1").await;
    let mut tasks = JoinSet::new();
    for number in 0..14 {
        let app = if number % 2 == 0 { house.app.clone() } else { house.second_server() };
        let time = format!("2026-12-02 {:02}:{:02}", 9 + number / 2, number % 2 * 30);
        tasks.spawn(async move { book(&app, ask("kade", &time, &format!("Klant {number}"))).await });
    }
    let outcomes = tasks.join_all().await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert!(outcomes.iter().all(|outcome| matches!(outcome, Ok(_) | Err(BookError::Taken { .. }))), "{outcomes:?}");
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM appointments").await, 1);
}

both_engines! {
    a_full_day_is_taken_until_one_is_cancelled
    rescheduling_within_the_day_takes_no_second_place
    a_full_week_is_full_from_monday_to_sunday
    each_agenda_has_its_own_caps
    of_many_for_the_last_place_of_a_day_one_wins
}
