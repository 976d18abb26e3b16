//! Many at once (cases 18 and 26): whoever comes second is told, and nothing is sold twice.

use appointment::app::{App, BookAsk, BookError, Booked, ChangeError, book, cancel, reschedule};
use appointment::domain::{Card, Status};
use tokio::task::JoinSet;

use crate::support::{House, ask, at, both_engines, keyed};

/// Books all asks at once, by two servers in turn.
async fn all_at_once(house: &House, asks: Vec<BookAsk>) -> Vec<Result<Booked, BookError>> {
    let servers = [house.app.clone(), house.second_server()];
    let mut tasks = JoinSet::new();
    for (at, ask) in asks.into_iter().enumerate() {
        let app: App = servers[at % 2].clone();
        tasks.spawn(async move { book(&app, ask).await });
    }
    tasks.join_all().await
}

fn winners(outcomes: &[Result<Booked, BookError>]) -> Vec<&Card> {
    let mut cards = Vec::new();
    for outcome in outcomes {
        match outcome {
            Ok(booked) => cards.push(&booked.card),
            Err(BookError::Taken { alternatives }) => {
                assert_eq!(alternatives.len(), 5);
                let wanted = alternatives.iter().map(|slot| slot.span.start);
                assert!(wanted.clone().all(|start| start != at("2026-12-02 10:00")), "what was taken is no alternative");
            }
            Err(error) => panic!("{error:?}"),
        }
    }
    cards
}

async fn of_many_for_one_time_one_wins_and_the_others_are_told(house: &House) {
    let asks = (0..30).map(|number| ask("kade", "2026-12-02 10:00", &format!("Klant {number}")));
    let outcomes = all_at_once(house, asks.collect()).await;
    assert_eq!(winners(&outcomes).len(), 1);
    let raw = house.raw().await;
    assert_eq!(raw.number("SELECT COUNT(*) FROM appointments").await, 1);
    assert_eq!(raw.number("SELECT COUNT(*) FROM customers").await, 1, "who was refused left nothing behind");
    assert_eq!(raw.number("SELECT COUNT(*) FROM outbox").await, 2);
}

async fn of_many_for_two_agendas_two_win_with_one_each(house: &House) {
    let asks = (0..20).map(|number| ask("beide", "2026-12-02 10:00", &format!("Klant {number}")));
    let outcomes = all_at_once(house, asks.collect()).await;
    let mut agendas: Vec<_> = winners(&outcomes).iter().map(|card| card.agenda_name.as_str()).collect();
    agendas.sort_unstable();
    assert_eq!(agendas, ["Joris van Dijk", "Sanne de Wit"]);
}

async fn overlapping_starts_of_one_event_type_never_both_stand(house: &House) {
    let starts = ["09:30", "10:00", "10:30"];
    let asks = (0..18).map(|number| ask("bellen", &format!("2026-12-02 {}", starts[number % 3]), &format!("Klant {number}")));
    let outcomes = all_at_once(house, asks.collect()).await;
    let stand = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    // 09:30 and 10:30 touch; 10:00 stands alone.
    assert!((1..=2).contains(&stand), "{stand}");
    assert_no_overlap(house).await;
}

async fn event_types_of_different_lengths_never_both_stand(house: &House) {
    let asks = (0..16).map(|number| match number % 4 {
        0 => ask("waarde", "2026-12-02 09:30", "Lang"),
        1 => ask("kade", "2026-12-02 10:00", "Kort"),
        2 => ask("beide", "2026-12-02 10:30", "Samen"),
        _ => ask("waarde", "2026-12-02 10:15", "Later"),
    });
    let outcomes = all_at_once(house, asks.collect()).await;
    assert!(outcomes.iter().any(Result::is_ok));
    assert!(outcomes.iter().all(|outcome| matches!(outcome, Ok(_) | Err(BookError::Taken { .. }))), "{outcomes:?}");
    assert_no_overlap(house).await;
}

async fn a_booking_and_a_reschedule_for_one_time_never_both_get_it(house: &House) {
    for round in 0..6 {
        let start = at(&format!("2026-12-02 {}:00", 10 + round));
        let mover = book(&house.app, ask("kade", &format!("2026-12-03 {}:00", 10 + round), "Anna")).await.unwrap();
        let (app, token) = (house.second_server(), mover.card.appointment.token.clone());
        let moving = tokio::spawn(async move { reschedule(&app, &token, start).await });
        let booking = book(&house.app, ask("kade", &format!("2026-12-02 {}:00", 10 + round), "Bram")).await;
        match (moving.await.unwrap(), booking) {
            (Ok(card), Err(BookError::Taken { .. })) => assert_eq!(card.appointment.span.start, start),
            (Err(ChangeError::Taken { .. }), Ok(_)) => {
                let card = house.app.store.card(&mover.card.appointment.token).await.unwrap().unwrap();
                assert_eq!(card, mover.card, "the old time stands");
            }
            other => panic!("{other:?}"),
        }
    }
    assert_no_overlap(house).await;
}

async fn of_a_cancellation_and_a_reschedule_at_once_one_wins_and_the_other_is_told(house: &House) {
    for round in 0..6 {
        let booked = book(&house.app, ask("kade", &format!("2026-12-02 {}:00", 10 + round), "Anna")).await.unwrap();
        let (app, token) = (house.second_server(), booked.card.appointment.token.clone());
        let start = at(&format!("2026-12-03 {}:00", 10 + round));
        let moving = tokio::spawn(async move { reschedule(&app, &token, start).await });
        let cancelled = cancel(&house.app, &booked.card.appointment.token).await;
        let card = house.app.store.card(&booked.card.appointment.token).await.unwrap().unwrap();
        match (cancelled, moving.await.unwrap()) {
            (Ok(_), Err(ChangeError::Changed | ChangeError::Gone)) => assert_eq!((card.appointment.status, card.appointment.version), (Status::Cancelled, 2)),
            (Err(ChangeError::Changed), Ok(_)) => assert_eq!((card.appointment.status, card.appointment.version), (Status::Confirmed, 2)),
            // One after the other: the cancellation was read after the reschedule had ended.
            (Ok(_), Ok(_)) => assert_eq!((card.appointment.status, card.appointment.version), (Status::Cancelled, 3)),
            other => panic!("{other:?}"),
        }
    }
}

async fn one_key_raced_by_two_servers_is_one_appointment(house: &House) {
    let asks = (0..12).map(|_| keyed("dubbelklik", "kade", "2026-12-02 10:00", "Anna"));
    let outcomes = all_at_once(house, asks.collect()).await;
    let cards: Vec<_> = outcomes.iter().map(|outcome| &outcome.as_ref().unwrap().card).collect();
    assert!(cards.iter().all(|card| *card == cards[0]));
    assert_eq!(outcomes.iter().filter(|outcome| !outcome.as_ref().unwrap().repeated).count(), 1);
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM outbox").await, 2);
}

async fn one_key_raced_on_two_entries_is_one_appointment_and_a_key_reused(house: &House) {
    // The entries share no agenda, so that no lock makes one wait for the other: only the key itself does.
    for day in ["02", "03", "04", "07", "08", "09", "10", "11"] {
        let asks = ["kade", "zuid", "bellen", "kade"].map(|entry| keyed(&format!("dag-{day}"), entry, &format!("2026-12-{day} 10:00"), "Anna"));
        let (mut booked, mut reused) = (0, 0);
        for outcome in all_at_once(house, asks.to_vec()).await {
            match outcome {
                Ok(outcome) => booked += usize::from(!outcome.repeated),
                Err(BookError::KeyReused) => reused += 1,
                Err(error) => panic!("{error:?}"),
            }
        }
        assert_eq!(booked, 1);
        assert!(reused >= 2, "{reused}");
    }
}

/// No two appointments that stand share some of an agenda's time.
async fn assert_no_overlap(house: &House) {
    let overlaps = "SELECT COUNT(*) FROM appointments a JOIN appointments b ON a.agenda = b.agenda AND a.id < b.id
        AND a.status <> 'cancelled' AND b.status <> 'cancelled' AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at";
    assert_eq!(house.raw().await.number(overlaps).await, 0);
}

both_engines! {
    of_many_for_one_time_one_wins_and_the_others_are_told
    of_many_for_two_agendas_two_win_with_one_each
    overlapping_starts_of_one_event_type_never_both_stand
    event_types_of_different_lengths_never_both_stand
    a_booking_and_a_reschedule_for_one_time_never_both_get_it
    of_a_cancellation_and_a_reschedule_at_once_one_wins_and_the_other_is_told
    one_key_raced_by_two_servers_is_one_appointment
    one_key_raced_on_two_entries_is_one_appointment_and_a_key_reused
}
