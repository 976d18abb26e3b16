//! Made-up, late and outdated asks (cases 12, 20, 24): the function that offers refuses them, and offers what there is.

use appointment::app::{BookError, TimesError, book, cancel, first_free_day, free_times, open_entry};
use appointment::domain::{Instant, Minutes, Slot, nearest};

use crate::support::{House, ask, at, both_engines, day, slug};

async fn not_offered(house: &House, entry: &str, starts_at: &str) -> Vec<Slot> {
    match book(&house.app, ask(entry, starts_at, "Anna")).await {
        Err(BookError::NotOffered { alternatives }) => alternatives,
        other => panic!("{starts_at}: {other:?}"),
    }
}

async fn times_that_no_rule_offers_are_refused_with_the_nearest(house: &House) {
    let made_up = [
        ("2026-12-02 09:10", "between two steps"),
        ("2026-12-02 08:30", "before hours"),
        ("2026-12-02 17:00", "after hours"),
        ("2026-12-02 16:45", "across the end of hours"),
        ("2026-12-05 10:00", "on a Saturday"),
        ("2026-12-25 10:00", "on a closed day"),
        ("2026-12-01 09:30", "too soon"),
        ("2026-11-30 10:00", "in the past"),
        ("2027-01-01 10:00", "past the horizon"),
        ("0001-01-01T00:00:00Z", "long ago"),
        ("9999-12-31T23:59:59Z", "at the end of the calendar"),
        ("2026-12-02T09:00:00.000001+01:00", "a microsecond beside"),
    ];
    for (starts_at, why) in made_up {
        let alternatives = not_offered(house, "kade", starts_at).await;
        assert_eq!(alternatives.len(), 5, "{why}");
    }
    let near: Vec<_> = not_offered(house, "kade", "2026-12-02 09:10").await.iter().map(|slot| slot.time.to_string()).collect();
    assert_eq!(near, ["09:00", "09:30", "10:00", "10:30", "11:00"]);
}

async fn what_is_offered_is_accepted_and_nothing_else(house: &House) {
    let times = free_times(&house.app, &slug("proef"), &slug("waarde"), day("2026-12-02"), day("2026-12-02")).await.unwrap();
    let starts: Vec<_> = times.slots.iter().map(|slot| slot.span.start).collect();
    assert_eq!(starts.len(), 27, "09:00 to 15:30 each quarter of an hour");
    for minute in (8 * 60..18 * 60).step_by(5) {
        let starts_at = at("2026-12-02 00:00").plus(Minutes::new(minute));
        let mut wanted = ask("waarde", "2026-12-02 09:00", "Anna");
        wanted.starts_at = starts_at;
        match book(&house.app, wanted).await {
            Ok(booked) => {
                assert!(starts.contains(&starts_at), "{starts_at}");
                cancel(&house.app, &booked.card.appointment.token).await.unwrap();
            }
            Err(BookError::NotOffered { .. }) => assert!(!starts.contains(&starts_at), "{starts_at}"),
            Err(error) => panic!("{error:?}"),
        }
    }
}

async fn names_that_nobody_has_are_refused(house: &House) {
    let mut elsewhere = ask("kade", "2026-12-02 10:00", "Anna");
    elsewhere.portal = slug("niemand");
    assert!(matches!(book(&house.app, elsewhere).await, Err(BookError::UnknownPortal)));
    assert!(matches!(book(&house.app, ask("nergens", "2026-12-02 10:00", "Anna")).await, Err(BookError::UnknownEntry)));
    let times = free_times(&house.app, &slug("proef"), &slug("nergens"), day("2026-12-02"), day("2026-12-03")).await;
    assert!(matches!(times, Err(TimesError::UnknownEntry)));
}

async fn days_in_the_wrong_order_or_too_many_are_refused_and_the_calendars_ends_are_not(house: &House) {
    let ask = async |from: &str, to: &str| free_times(&house.app, &slug("proef"), &slug("beide"), day(from), day(to)).await.map(|times| times.slots.len());
    assert!(matches!(ask("2026-12-03", "2026-12-02").await, Err(TimesError::Range)));
    assert!(matches!(ask("2026-12-01", "2027-02-01").await, Err(TimesError::Range)));
    assert!(ask("2026-12-01", "2027-01-31").await.unwrap() > 0);
    assert_eq!(ask("9999-12-01", "9999-12-31").await.unwrap(), 0);
    assert_eq!(ask("0000-01-01", "0000-01-31").await.unwrap(), 0);
}

async fn a_page_left_open_overnight_gets_fresh_times(house: &House) {
    let offered = free_times(&house.app, &slug("proef"), &slug("kade"), day("2026-12-01"), day("2026-12-02")).await.unwrap();
    assert_eq!(offered.slots[0].span.start, at("2026-12-01 10:00"), "the slot exactly at the limit of notice is free");
    house.app.clock.turn(Minutes::new(24 * 60));
    let alternatives = not_offered(house, "kade", "2026-12-01 10:00").await;
    assert_eq!(alternatives[0].span.start, at("2026-12-02 10:00"));
    let bookable = open_entry(&house.app, &slug("proef"), &slug("kade")).await.unwrap();
    assert_eq!(first_free_day(&house.app, &bookable).await.unwrap(), Some(day("2026-12-02")));
}

async fn what_changed_between_load_and_confirm_is_judged_as_it_is_now(house: &House) {
    house.apply_with("step_minutes = 30\nnotice", "step_minutes = 60\nnotice").await;
    assert!(!not_offered(house, "kade", "2026-12-02 09:30").await.is_empty());
    house.apply_with("agendas = [\"noord\", \"zuid\"]", "agendas = [\"zuid\"]").await;
    let booked = book(&house.app, ask("beide", "2026-12-02 10:00", "Anna")).await.unwrap();
    assert_eq!(booked.card.agenda_name.as_str(), "Joris van Dijk");
    house.apply_with("slug = \"bellen\"", "slug = \"praten\"").await;
    assert!(matches!(book(&house.app, ask("bellen", "2026-12-02 10:00", "Anna")).await, Err(BookError::UnknownEntry)));
}

async fn what_is_taken_leaves_the_others_offers_at_once(house: &House) {
    let times = async || {
        let times = free_times(&house.app, &slug("proef"), &slug("kade"), day("2026-12-02"), day("2026-12-02")).await.unwrap();
        times.slots.iter().map(|slot| slot.span.start).collect::<Vec<Instant>>()
    };
    let before = times().await;
    assert_eq!(times().await, before);
    let booked = book(&house.second_server(), ask("waarde", "2026-12-02 10:00", "Anna")).await.unwrap();
    let after = times().await;
    // An hour and a half, and the quarter of an hour after it.
    let gone: Vec<_> = before.iter().filter(|start| !after.contains(start)).copied().collect();
    assert_eq!(gone, [at("2026-12-02 10:00"), at("2026-12-02 10:30"), at("2026-12-02 11:00"), at("2026-12-02 11:30")]);
    cancel(&house.app, &booked.card.appointment.token).await.unwrap();
    assert_eq!(times().await, before);
}

async fn alternatives_are_the_nearest_of_what_is_offered(house: &House) {
    book(&house.app, ask("kade", "2026-12-02 10:00", "Anna")).await.unwrap();
    let Err(BookError::Taken { alternatives }) = book(&house.app, ask("kade", "2026-12-02 10:00", "Bram")).await else { panic!("taken twice") };
    let times = free_times(&house.app, &slug("proef"), &slug("kade"), day("2026-12-01"), day("2026-12-31")).await.unwrap();
    assert_eq!(alternatives, nearest(&times.slots, at("2026-12-02 10:00")));
    let near: Vec<_> = alternatives.iter().map(|slot| slot.time.to_string()).collect();
    assert_eq!(near, ["09:30", "10:30", "09:00", "11:00", "11:30"]);
}

both_engines! {
    times_that_no_rule_offers_are_refused_with_the_nearest
    what_is_offered_is_accepted_and_nothing_else
    names_that_nobody_has_are_refused
    days_in_the_wrong_order_or_too_many_are_refused_and_the_calendars_ends_are_not
    a_page_left_open_overnight_gets_fresh_times
    what_changed_between_load_and_confirm_is_judged_as_it_is_now
    what_is_taken_leaves_the_others_offers_at_once
    alternatives_are_the_nearest_of_what_is_offered
}
