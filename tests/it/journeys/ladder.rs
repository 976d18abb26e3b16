//! The ladder: a time that becomes free is offered to those who wait for one, one after another, with a hold that ends; the last one's end leaves it to everyone.

use appointment::app::{BookError, block, book, cancel, climb, decline, end_over, free_times, pick, proposal, request, reschedule, unblock};
use appointment::domain::{AgendaId, Card, DayPart, DayParts, FedId, Instant, Minutes, Note, Proposal, ProposalStatus, Request, RequestStatus, Span};
use tokio::task::JoinSet;

use super::proposals::turn_to;
use super::requests::{asking, entry};
use crate::support::{House, ask, at, both_engines, day, mails, outbox, slug};

const FREED: &str = "2026-12-03 10:00";

/// The house's portal, whose viewings are offered to those who wait, an hour each; with settings for mail.
pub async fn laddered(house: &House, mail: &str) {
    let event_type = "location = \"at_address\"\nrequests = true";
    let text = include_str!("../support/portal.toml");
    assert!(text.contains(event_type));
    house.apply(&format!("{}\n[mail]\n{mail}\n", text.replacen(event_type, &format!("{event_type}\noffer_freed = true\noffer_hold_minutes = 60"), 1))).await;
}

/// Someone asks for a viewing, in a part of the week or in any.
pub async fn waits(house: &House, name: &str, part: &str) -> Request {
    let mut wish = asking(name, name);
    wish.parts = DayPart::parse(part).into_iter().collect::<DayParts>();
    // Who asks first is first.
    house.app.clock.turn(Minutes::new(1));
    request(&house.app, &entry(house, "kade").await, &wish).await.unwrap().0
}

/// Someone else has a viewing.
pub async fn booked(house: &House, starts_at: &str) -> Card {
    book(&house.app, ask("kade", starts_at, "Zus")).await.unwrap().card
}

/// Everything that is or was offered of a freed time, the first first.
pub async fn offered(house: &House) -> Vec<(String, Proposal)> {
    let raw = house.raw().await;
    let portal = house.app.store.portal(&slug("proef")).await.unwrap().unwrap();
    let mut all = Vec::new();
    for id in raw.texts("SELECT id FROM proposals WHERE freed <> '' ORDER BY created_at, id").await {
        let found = house.app.store.proposal(&portal.id, &FedId::new(id)).await.unwrap().unwrap();
        all.push((found.contact.name.to_string(), found));
    }
    all
}

async fn names(house: &House) -> Vec<String> {
    offered(house).await.into_iter().map(|(name, _)| name).collect()
}

async fn is_free(house: &House, starts_at: &str) -> bool {
    let start = at(starts_at);
    let on = day(&starts_at[..10]);
    free_times(&house.app, &slug("proef"), &slug("kade"), on, on).await.unwrap().slots.iter().any(|slot| slot.span.start == start)
}

async fn holds(house: &House) -> i64 {
    house.raw().await.number("SELECT COUNT(*) FROM holds").await
}

async fn what_is_freed_goes_from_one_to_the_next_and_then_to_everyone(house: &House) {
    laddered(house, "").await;
    let card = booked(house, FREED).await;
    let (anna, bram) = (waits(house, "Anna", "").await, waits(house, "Bram", "").await);
    cancel(&house.app, &card.appointment.token).await.unwrap();
    assert!(!is_free(house, FREED).await, "nobody has it before the list has heard of it");
    assert!(matches!(book(&house.app, ask("kade", FREED, "Snel")).await, Err(BookError::Taken { .. })));
    assert_eq!((climb(&house.app).await.unwrap(), climb(&house.app).await.unwrap()), (1, 0), "never two offers at once");
    let (_, first) = offered(house).await.remove(0);
    assert_eq!((&first.customer, first.expires_at, first.request.as_ref()), (&anna.customer, house.now().plus(Minutes::new(60)), Some(&anna.id)));
    assert_eq!(proposal(&house.app, &first.token).await.unwrap().status, ProposalStatus::Open);

    // Anna lets it pass: it is nobody's before it is Bram's.
    house.app.clock.turn(Minutes::new(60));
    assert!(!is_free(house, FREED).await && pick(&house.app, &first.token, at(FREED)).await.is_err());
    assert_eq!((end_over(&house.app).await.unwrap(), climb(&house.app).await.unwrap()), (1, 1));
    assert_eq!(names(house).await, ["Anna", "Bram"]);
    let (_, second) = offered(house).await.remove(1);
    // Bram says no: nobody is left.
    decline(&house.app, &second.token).await.unwrap();
    assert_eq!(climb(&house.app).await.unwrap(), 0);
    assert!(is_free(house, FREED).await);
    assert_eq!((holds(house).await, climb(&house.app).await.unwrap()), (0, 0));
    book(&house.app, ask("kade", FREED, "Snel")).await.unwrap();
    assert_eq!(house.app.store.request(&bram.portal, &bram.id).await.unwrap().unwrap().status, RequestStatus::Invited, "they still wait");
}

async fn whose_turn_it_is_picks_with_one_press(house: &House) {
    laddered(house, "").await;
    let card = booked(house, FREED).await;
    let anna = waits(house, "Anna", "").await;
    waits(house, "Bram", "").await;
    cancel(&house.app, &card.appointment.token).await.unwrap();
    assert_eq!(climb(&house.app).await.unwrap(), 1);
    let (_, offer) = offered(house).await.remove(0);
    let taken = pick(&house.app, &offer.token, at(FREED)).await.unwrap();
    assert_eq!(pick(&house.app, &offer.token, at(FREED)).await.unwrap().appointment.id, taken.appointment.id);
    let closed = house.app.store.request(&anna.portal, &anna.id).await.unwrap().unwrap();
    assert_eq!((closed.status, closed.appointment), (RequestStatus::Closed, Some(taken.appointment.id)));
    assert_eq!((climb(&house.app).await.unwrap(), names(house).await.len(), holds(house).await), (0, 1, 0));
}

async fn each_step_is_mailed(house: &House) {
    laddered(house, "").await;
    let card = booked(house, FREED).await;
    waits(house, "Anna", "").await;
    cancel(&house.app, &card.appointment.token).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let outbox = outbox(&house.app, &folder);
    outbox.drain().await.unwrap();
    assert_eq!(outbox.look_at_proposals().await.unwrap(), 1);
    outbox.drain().await.unwrap();
    house.app.clock.turn(Minutes::new(60));
    assert_eq!(outbox.look_at_proposals().await.unwrap(), 1);
    outbox.drain().await.unwrap();
    let mails: Vec<String> = mails(&folder).iter().map(|mail| mail.replace("=\r\n", "")).collect();
    let to_anna = |words: &str| mails.iter().filter(|mail| mail.contains("<anna@klant.example>") && mail.contains(words)).count();
    assert_eq!((to_anna("/p/proef."), to_anna("Er is een tijd vrijgekomen"), to_anna("De tijd is doorgegeven")), (1, 1, 1), "{mails:?}");
}

async fn wishes_notice_and_what_is_booked_meanwhile_are_respected(house: &House) {
    laddered(house, "").await;
    let card = booked(house, FREED).await;
    waits(house, "Anna", "weekday_afternoon").await;
    waits(house, "Bram", "weekend_morning").await;
    waits(house, "Cora", "weekday_morning").await;
    cancel(&house.app, &card.appointment.token).await.unwrap();
    assert_eq!((climb(&house.app).await.unwrap(), names(house).await), (1, vec!["Cora".to_owned()]));

    // Two hours' notice: what begins in less than that and a quarter of an hour is offered to nobody.
    let soon = booked(house, "2026-12-01 10:30").await;
    turn_to(house, "2026-12-01 08:20");
    waits(house, "Dirk", "weekday_morning").await;
    cancel(&house.app, &soon.appointment.token).await.unwrap();
    assert_eq!(climb(&house.app).await.unwrap(), 0);
    assert_eq!(names(house).await.len(), 1);
    let later = booked(house, "2026-12-01 11:00").await;
    cancel(&house.app, &later.appointment.token).await.unwrap();
    assert_eq!(climb(&house.app).await.unwrap(), 1);
    let (name, offer) = offered(house).await.remove(1);
    assert_eq!((name.as_str(), offer.expires_at), ("Dirk", at("2026-12-01 09:00")), "no longer than it can be booked");
}

async fn at_night_the_time_waits_for_the_morning(house: &House) {
    laddered(house, "quiet = \"21:00-08:00\"").await;
    let card = booked(house, FREED).await;
    waits(house, "Anna", "").await;
    turn_to(house, "2026-12-01 23:00");
    cancel(&house.app, &card.appointment.token).await.unwrap();
    assert_eq!(climb(&house.app).await.unwrap(), 0);
    turn_to(house, "2026-12-02 07:59");
    assert_eq!(climb(&house.app).await.unwrap(), 0);
    assert!(!is_free(house, FREED).await);
    turn_to(house, "2026-12-02 08:00");
    assert_eq!(climb(&house.app).await.unwrap(), 1);

    // What would end at night ends in the morning.
    let evening = booked(house, "2026-12-04 10:00").await;
    waits(house, "Bram", "").await;
    turn_to(house, "2026-12-02 20:30");
    end_over(&house.app).await.unwrap();
    cancel(&house.app, &evening.appointment.token).await.unwrap();
    assert!(climb(&house.app).await.unwrap() >= 1);
    let ends: Vec<Instant> = offered(house).await.into_iter().skip(1).map(|(_, offer)| offer.expires_at).collect();
    assert!(!ends.is_empty() && ends.iter().all(|end| *end == at("2026-12-03 08:00")), "{ends:?}");
}

async fn a_time_that_is_left_for_another_is_offered_too(house: &House) {
    laddered(house, "").await;
    let card = booked(house, FREED).await;
    waits(house, "Anna", "").await;
    reschedule(&house.app, &card.appointment.token, at("2026-12-04 11:00")).await.unwrap();
    assert!(!is_free(house, FREED).await);
    assert_eq!((climb(&house.app).await.unwrap(), names(house).await), (1, vec!["Anna".to_owned()]));
}

async fn a_block_that_is_taken_away_is_split_among_those_who_wait(house: &House) {
    laddered(house, "").await;
    let kade = entry(house, "kade").await;
    let noord: AgendaId = kade.agendas[0].id.clone();
    let span = Span::new(at("2026-12-03 09:00"), at("2026-12-03 17:00"));
    let drawn = block(&house.app, &kade.portal.id, &noord, span, Note::parse("Cursus").unwrap()).await.unwrap();
    for (name, part) in [("Anna", "weekday_afternoon"), ("Bram", ""), ("Cora", "")] {
        waits(house, name, part).await;
    }
    unblock(&house.app, &kade.portal.id, &drawn.id).await.unwrap();
    assert!(!is_free(house, "2026-12-03 09:00").await && !is_free(house, "2026-12-03 16:30").await);
    assert_eq!(climb(&house.app).await.unwrap(), 3);
    let starts: Vec<(String, Instant)> = offered(house).await.into_iter().map(|(name, offer)| (name, offer.times[0].span.start)).collect();
    for (name, starts_at) in [("Anna", "2026-12-03 12:00"), ("Bram", "2026-12-03 09:00"), ("Cora", "2026-12-03 09:30")] {
        assert!(starts.contains(&(name.to_owned(), at(starts_at))), "{name}: {starts:?}");
        assert!(!is_free(house, starts_at).await);
    }
    assert!(is_free(house, "2026-12-03 16:30").await, "what nobody is offered everyone has");
}

async fn where_nobody_waits_or_it_is_not_wanted_everyone_has_it_at_once(house: &House) {
    laddered(house, "").await;
    let card = booked(house, FREED).await;
    cancel(&house.app, &card.appointment.token).await.unwrap();
    assert!(is_free(house, FREED).await, "nobody waits");
    house.apply(include_str!("../support/portal.toml")).await;
    let card = booked(house, FREED).await;
    waits(house, "Anna", "").await;
    cancel(&house.app, &card.appointment.token).await.unwrap();
    assert!(is_free(house, FREED).await, "the event type does not say so");
}

async fn a_house_that_was_down_keeps_nothing_from_anyone(house: &House) {
    laddered(house, "").await;
    let card = booked(house, FREED).await;
    waits(house, "Anna", "").await;
    cancel(&house.app, &card.appointment.token).await.unwrap();
    house.app.clock.turn(Minutes::new(14));
    assert!(!is_free(house, FREED).await);
    house.app.clock.turn(Minutes::new(1));
    assert!(is_free(house, FREED).await, "nobody looked after it");
    book(&house.app, ask("kade", FREED, "Snel")).await.unwrap();
    assert_eq!((climb(&house.app).await.unwrap(), names(house).await.len(), holds(house).await), (0, 0, 0));
}

async fn many_servers_at_once_offer_it_once_and_one_of_two_who_press_has_it(house: &House) {
    laddered(house, "").await;
    let card = booked(house, FREED).await;
    for name in ["Anna", "Bram", "Cora"] {
        waits(house, name, "").await;
    }
    cancel(&house.app, &card.appointment.token).await.unwrap();
    let mut looking = JoinSet::new();
    for app in [house.app.clone(), house.second_server(), house.second_server(), house.app.clone()] {
        looking.spawn(async move { climb(&app).await.unwrap() });
    }
    looking.join_all().await;
    assert_eq!(names(house).await, ["Anna"]);
    // Anna's turn ends in the very moment in which she presses, and someone else books: one of them has it.
    let (_, offer) = offered(house).await.remove(0);
    let (app, other, token) = (house.app.clone(), house.second_server(), offer.token);
    let (hers, theirs) = tokio::join!(pick(&app, &token, at(FREED)), book(&other, ask("kade", FREED, "Snel")));
    assert!(hers.is_ok() && theirs.is_err(), "it is held for her");
}

both_engines! {
    what_is_freed_goes_from_one_to_the_next_and_then_to_everyone
    whose_turn_it_is_picks_with_one_press
    each_step_is_mailed
    wishes_notice_and_what_is_booked_meanwhile_are_respected
    at_night_the_time_waits_for_the_morning
    a_time_that_is_left_for_another_is_offered_too
    a_block_that_is_taken_away_is_split_among_those_who_wait
    where_nobody_waits_or_it_is_not_wanted_everyone_has_it_at_once
    a_house_that_was_down_keeps_nothing_from_anyone
    many_servers_at_once_offer_it_once_and_one_of_two_who_press_has_it
}
