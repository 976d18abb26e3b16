//! What becomes of a proposal without anyone ending it: its customer books otherwise, or all of its times are lost.

use appointment::app::team::{self, Behalf, Proposing};
use appointment::app::{BookError, PickError, book, book_invited, cancel, climb, decline, note_gone, pick, proposal, request};
use appointment::domain::{Actor, CustomerId, FedId, IdempotencyKey, Instant, Minutes, Name, Proposal, ProposalStatus, Scope};
use appointment::store::team::Item;
use tokio::task::JoinSet;

use super::ladder::{booked, laddered, offered, waits};
use super::proposals::{known, proposer, proposing, turn_to};
use super::requests::{asking, entry};
use crate::support::{House, ask, at, both_engines, contact, outbox, slug};

const TIMES: [&str; 2] = ["2026-12-02 10:00", "2026-12-02 11:00"];

async fn offer(house: &House, key: &str, asked: &str, customer: &CustomerId, starts: &[&str]) -> Proposal {
    team::propose(&house.app, &proposer(house).await, &proposing(key, asked, customer, starts)).await.unwrap().0
}

async fn unheld(house: &House, customer: &CustomerId) -> Proposal {
    let asked = Proposing { held: Some(false), ..proposing("een", "kade", customer, &TIMES) };
    team::propose(&house.app, &proposer(house).await, &asked).await.unwrap().0
}

async fn status(house: &House, made: &Proposal) -> ProposalStatus {
    proposal(&house.app, &made.token).await.unwrap().status
}

/// What the customer's timeline says became of their proposals, the newest first.
async fn turns(house: &House, customer: &CustomerId) -> Vec<(Instant, FedId, ProposalStatus)> {
    let portal = house.app.store.portal(&slug("proef")).await.unwrap().unwrap();
    let by = Actor::program(portal, Name::parse("Website").unwrap(), Scope::ALL.to_vec());
    let record = team::record(&house.app, &by, customer).await.unwrap();
    record.items.into_iter().filter_map(|(at, item)| if let Item::Proposal(id, status) = item { Some((at, id, status)) } else { None }).collect()
}

/// How many items wait to be read.
async fn unread(house: &House) -> i64 {
    house.raw().await.number("SELECT COUNT(*) FROM fed WHERE kind = 'proposal' AND unread = 1 AND done = 0").await
}

async fn held(house: &House, made: &Proposal) -> i64 {
    house.raw().await.number(&format!("SELECT COUNT(*) FROM holds WHERE owner = '{}'", made.id)).await
}

async fn who_books_otherwise_gives_back_what_was_held(house: &House) {
    let (anna, bas) = (known(house, "Anna").await, known(house, "Bas").await);
    let first = offer(house, "een", "kade", &anna, &TIMES).await;
    // Another entry about the same, with another agenda besides; and one about something else.
    let second = offer(house, "twee", "beide", &anna, &TIMES).await;
    let other = offer(house, "drie", "waarde", &anna, &["2026-12-03 09:00", "2026-12-03 13:00"]).await;
    let theirs = offer(house, "vier", "kade", &bas, &["2026-12-02 12:00", "2026-12-02 13:00"]).await;
    assert!(matches!(book(&house.app, ask("kade", TIMES[0], "Anna")).await, Err(BookError::Taken { .. })), "it is held");
    assert_eq!((status(house, &first).await, held(house, &second).await), (ProposalStatus::Open, 2), "a booking that fails ends nothing");

    house.app.clock.turn(Minutes::new(1));
    let card = book(&house.app, ask("kade", "2026-12-02 15:00", "Anna")).await.unwrap().card;
    for made in [&first, &second] {
        let now = proposal(&house.app, &made.token).await.unwrap();
        assert_eq!((now.status, now.proposal.appointment.as_ref(), held(house, made).await), (ProposalStatus::Superseded, Some(&card.appointment.id), 0));
        assert!(now.times.iter().all(|(_, slot)| slot.is_none()));
        assert!(matches!(pick(&house.app, &made.token, at(TIMES[0])).await, Err(PickError::Over)));
        assert!(matches!(decline(&house.app, &made.token).await, Err(PickError::Over)));
    }
    for made in [&other, &theirs] {
        assert_eq!((status(house, made).await, held(house, made).await), (ProposalStatus::Open, 2), "what is about something else, or for someone else, stands");
    }
    assert!(book(&house.app, ask("kade", TIMES[0], "Bram")).await.is_ok(), "everyone has its times at once");
    let mut turned = turns(house, &anna).await;
    turned.sort_by(|one, other| one.1.as_str().cmp(other.1.as_str()));
    assert_eq!(turned, [(house.now(), first.id, ProposalStatus::Superseded), (house.now(), second.id, ProposalStatus::Superseded)]);
    assert_eq!((unread(house).await, turns(house, &bas).await.len()), (0, 0), "the appointment is what there is to be read");
}

async fn whichever_way_they_book(house: &House) {
    let by = proposer(house).await;
    let asked = request(&house.app, &entry(house, "kade").await, &asking("vraag", "Anna")).await.unwrap().0;
    let made = offer(house, "een", "kade", &asked.customer, &TIMES).await;
    book_invited(&house.app, ask("kade", "2026-12-02 14:00", "Anna"), &asked.token).await.unwrap();
    assert_eq!(status(house, &made).await, ProposalStatus::Superseded, "by an invitation");

    let made = offer(house, "twee", "kade", &asked.customer, &TIMES).await;
    let behalf = Behalf {
        entry: slug("kade"),
        agenda: None,
        starts_at: at("2026-12-02 14:30"),
        contact: contact("Anna"),
        tell: false,
        reason: None,
        key: IdempotencyKey::parse("drie").unwrap(),
    };
    team::book_for(&house.app, &by, behalf).await.unwrap();
    assert_eq!(status(house, &made).await, ProposalStatus::Superseded, "by the team");

    let (picked, left) =
        (offer(house, "vier", "kade", &asked.customer, &TIMES).await, offer(house, "vijf", "beide", &asked.customer, &["2026-12-03 10:00", "2026-12-03 11:00"]).await);
    let card = pick(&house.app, &picked.token, at(TIMES[0])).await.unwrap();
    assert_eq!((status(house, &picked).await, status(house, &left).await), (ProposalStatus::Picked, ProposalStatus::Superseded), "by another proposal");
    assert_eq!(pick(&house.app, &picked.token, at(TIMES[1])).await.unwrap().appointment.id, card.appointment.id, "a second press shows the same");
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM holds").await, 0);

    // What had ended by then ended so.
    let over = offer(house, "zes", "kade", &asked.customer, &["2026-12-04 10:00", "2026-12-04 11:00"]).await;
    turn_to(house, "2026-12-03 08:00");
    book(&house.app, ask("kade", "2026-12-03 14:00", "Anna")).await.unwrap();
    assert_eq!(status(house, &over).await, ProposalStatus::Expired);
}

async fn what_they_were_offered_of_a_freed_time_goes_to_the_next(house: &House) {
    laddered(house, "").await;
    let freed = booked(house, "2026-12-03 10:00").await;
    waits(house, "Anna", "").await;
    waits(house, "Bram", "").await;
    cancel(&house.app, &freed.appointment.token).await.unwrap();
    assert_eq!(climb(&house.app).await.unwrap(), 1);
    book(&house.app, ask("kade", "2026-12-03 14:00", "Anna")).await.unwrap();
    let (_, anna) = offered(house).await.remove(0);
    assert_eq!(status(house, &anna).await, ProposalStatus::Superseded);
    assert!(matches!(book(&house.app, ask("kade", "2026-12-03 10:00", "Snel")).await, Err(BookError::Taken { .. })), "it is nobody's before it is Bram's");
    assert_eq!(climb(&house.app).await.unwrap(), 1);
    let names: Vec<String> = offered(house).await.into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Anna", "Bram"]);
}

async fn many_who_book_otherwise_at_once_stand_in_nobodys_way(house: &House) {
    let mut names = Vec::new();
    for (at, name) in ["Anna", "Bas", "Cora", "Dirk", "Eva", "Fred"].into_iter().enumerate() {
        let customer = book(&house.app, ask("bellen", &format!("2026-12-10 {:02}:00", 9 + at), name)).await.unwrap().card.customer.id;
        // Half of them hold in the agenda through which the others book.
        let starts = [format!("2026-12-02 {:02}:00", 9 + at), format!("2026-12-04 {:02}:00", 9 + at)];
        let mut asked = proposing(name, "beide", &customer, &[&starts[0], &starts[1]]);
        let agendas = entry(house, "beide").await.agendas;
        asked.agenda = Some(agendas[at % 2].id.clone());
        team::propose(&house.app, &proposer(house).await, &asked).await.unwrap();
        names.push(name);
    }
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM holds").await, 12);
    let mut booking = JoinSet::new();
    for (at, name) in names.into_iter().enumerate() {
        let app = if at % 2 == 0 { house.app.clone() } else { house.second_server() };
        let wanted = ask(if at % 3 == 0 { "beide" } else { "kade" }, &format!("2026-12-03 {:02}:00", 9 + at), name);
        booking.spawn(async move { book(&app, wanted).await.map(|booked| booked.repeated) });
    }
    let ended = booking.join_all().await;
    assert!(ended.iter().all(|booked| matches!(booked, Ok(false))), "{ended:?}");
    let raw = house.raw().await;
    assert_eq!((raw.number("SELECT COUNT(*) FROM holds").await, raw.number("SELECT COUNT(*) FROM proposals WHERE status = 'superseded'").await), (0, 6));
}

async fn when_all_its_times_are_lost_the_team_reads_it_once(house: &House) {
    let anna = known(house, "Anna").await;
    let made = unheld(house, &anna).await;
    assert_eq!((note_gone(&house.app).await.unwrap(), unread(house).await), (0, 0));
    book(&house.app, ask("kade", TIMES[0], "Bram")).await.unwrap();
    assert_eq!((note_gone(&house.app).await.unwrap(), unread(house).await), (0, 0), "one can still be had");
    let taken = book(&house.app, ask("kade", TIMES[1], "Bram")).await.unwrap().card;
    house.app.clock.turn(Minutes::new(1));
    let looking = [house.app.clone(), house.second_server(), house.second_server()].map(|app| tokio::spawn(async move { note_gone(&app).await.unwrap() }));
    let mut news = 0;
    for looked in looking {
        news += looked.await.unwrap();
    }
    assert_eq!((news, unread(house).await, status(house, &made).await), (1, 1, ProposalStatus::Gone));
    let told = [(house.now(), made.id.clone(), ProposalStatus::Gone)];
    assert_eq!(turns(house, &anna).await, told);

    // Read, freed and lost again: it is told once.
    let raw = house.raw().await;
    raw.run("UPDATE fed SET unread = 0, done = 1").await.unwrap();
    cancel(&house.app, &taken.appointment.token).await.unwrap();
    assert_eq!(status(house, &made).await, ProposalStatus::Open, "what is free again can be picked");
    book(&house.app, ask("kade", TIMES[1], "Cora")).await.unwrap();
    house.app.clock.turn(Minutes::new(5));
    assert_eq!((note_gone(&house.app).await.unwrap(), unread(house).await), (0, 0));
    assert_eq!(turns(house, &anna).await, told);
    // And then the customer finds another.
    book(&house.app, ask("kade", "2026-12-02 15:00", "Anna")).await.unwrap();
    assert_eq!(turns(house, &anna).await[0], (house.now(), made.id.clone(), ProposalStatus::Superseded));
    assert_eq!((status(house, &made).await, turns(house, &anna).await.len()), (ProposalStatus::Superseded, 2));
}

async fn whatever_takes_the_last_time_is_noticed_by_the_minute(house: &House) {
    let outbox = outbox(&house.app, &tempfile::tempdir().unwrap());
    let anna = known(house, "Anna").await;
    // What is held for them nobody books; a closed day takes it all the same.
    offer(house, "een", "kade", &anna, &TIMES).await;
    assert_eq!(outbox.look_at_proposals().await.unwrap(), 0);
    house.apply_with("closed = [\"2026-12-25\"]", "closed = [\"2026-12-02\", \"2026-12-25\"]").await;
    assert_eq!((outbox.look_at_proposals().await.unwrap(), outbox.look_at_proposals().await.unwrap()), (1, 0), "closed days");

    // And so does time itself, where the proposal outlives its times.
    let asked = Proposing { held: Some(false), expires: Some(Minutes::new(10_080)), ..proposing("twee", "kade", &anna, &["2026-12-03 09:00", "2026-12-03 09:30"]) };
    team::propose(&house.app, &proposer(house).await, &asked).await.unwrap();
    assert_eq!(outbox.look_at_proposals().await.unwrap(), 0);
    turn_to(house, "2026-12-03 07:59");
    outbox.look_at_proposals().await.unwrap();
    let gone = async || house.raw().await.number("SELECT COUNT(*) FROM proposals WHERE gone_at > 0").await;
    assert_eq!(gone().await, 1, "neither has begun");
    turn_to(house, "2026-12-03 09:30");
    assert_eq!((outbox.look_at_proposals().await.unwrap(), gone().await, outbox.look_at_proposals().await.unwrap()), (2, 2, 0), "and the first has ended meanwhile");
}

async fn what_stands_is_not_asked_about_again_until_something_changes(house: &House) {
    let anna = known(house, "Anna").await;
    unheld(house, &anna).await;
    let unsure = async || house.app.store.unsure_proposals(house.now()).await.unwrap().len();
    assert_eq!(unsure().await, 1);
    note_gone(&house.app).await.unwrap();
    assert_eq!(unsure().await, 0);
    book(&house.app, ask("bellen", "2026-12-02 10:00", "Bram")).await.unwrap();
    assert_eq!(unsure().await, 0, "another agenda's affair");
    book(&house.app, ask("waarde", "2026-12-04 10:00", "Bram")).await.unwrap();
    assert_eq!(unsure().await, 1);
}

both_engines! {
    who_books_otherwise_gives_back_what_was_held
    whichever_way_they_book
    what_they_were_offered_of_a_freed_time_goes_to_the_next
    many_who_book_otherwise_at_once_stand_in_nobodys_way
    when_all_its_times_are_lost_the_team_reads_it_once
    whatever_takes_the_last_time_is_noticed_by_the_minute
    what_stands_is_not_asked_about_again_until_something_changes
}
