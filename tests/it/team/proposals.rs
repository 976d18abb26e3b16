//! The team offers a customer several times: from what they ask, seen as it stands, and taken back.

use std::collections::BTreeSet;

use appointment::api::team::wire::{Proposing, RequestCard, TimelineWhat};
use appointment::api::team::{CustomerOf, Field, ProposalOf, Propose, RequestOf, TeamError, WithdrawProposal};
use appointment::app::{book, decline, pick, request};
use appointment::clock::new_id;
use appointment::domain::{CustomerId, Feature, FieldError, Minutes, Permission, Permissions, ProposalStatus, RequestStatus};

use super::office::Office;
use crate::journeys::proposals::known;
use crate::journeys::requests::{asking, entry};
use crate::support::{House, ask, at, both_engines, outbox};

const TIMES: [&str; 2] = ["2026-12-02 10:00", "2026-12-03 11:00"];

/// Two times for someone, kept free for a day.
pub fn offering(customer: &CustomerId) -> Proposing {
    Proposing {
        portal: "proef".to_owned(),
        entry: "kade".to_owned(),
        agenda: None,
        starts: TIMES.map(|start| at(start).seconds()).to_vec(),
        customer: customer.clone(),
        request: None,
        held: true,
        expires: 1_440,
        note: String::new(),
        key: new_id(),
    }
}

async fn what_someone_asks_for_is_answered_with_times(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Sanne", Permissions::all()).await;
    let asked = request(&house.app, &entry(house, "kade").await, &asking("een", "Anna")).await.unwrap().0;
    let seen: RequestCard = office.call(&desk, &RequestOf { portal: "proef".to_owned(), id: asked.id.clone() }).await.answer.unwrap();
    assert_eq!((&seen.customer, seen.entry.as_str()), (&asked.customer, "kade"));
    let wish = Proposing { request: Some(asked.id.clone()), note: " Graag tot dan. ".to_owned(), ..offering(&seen.customer) };
    let card = office.call(&desk, &Propose { asked: wish.clone() }).await.answer.unwrap();
    assert_eq!((card.status, card.held, card.email.as_str(), card.appointment.as_ref()), (ProposalStatus::Open, true, "anna@klant.example", None));
    let times = card.times.iter().map(|(start, minutes, there)| format!("{} {} {minutes} {there}", start.day(), start.time())).collect::<Vec<_>>();
    assert_eq!((times, card.until.time()), (vec!["2026-12-02 10:00 30 true".to_owned(), "2026-12-03 11:00 30 true".to_owned()], "08:00".to_owned()));
    assert_eq!(office.call(&desk, &Propose { asked: wish }).await.answer.unwrap(), card, "a repetition offers nothing twice");
    let seen = office.call(&desk, &RequestOf { portal: "proef".to_owned(), id: asked.id }).await.answer.unwrap();
    assert_eq!(seen.status, RequestStatus::Invited);
    let record = office.call(&desk, &CustomerOf { portal: "proef".to_owned(), id: seen.customer.to_string() }).await.answer.unwrap();
    assert_eq!(record.timeline.len(), 2, "what they ask, and what they are offered");

    let token = house.app.store.proposal(&asked.portal, &card.id).await.unwrap().unwrap().token;
    let booked = pick(&house.app, &token, at(TIMES[1])).await.unwrap();
    let card = office.call(&desk, &ProposalOf { portal: "proef".to_owned(), id: card.id }).await.answer.unwrap();
    assert_eq!((card.status, card.appointment), (ProposalStatus::Picked, Some(booked.appointment.id)));
}

async fn what_was_offered_is_seen_as_it_stands_and_taken_back_while_it_waits(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Sanne", Permissions::all()).await;
    let anna = known(house, "Anna").await;
    let made = office.call(&desk, &Propose { asked: offering(&anna) }).await.answer.unwrap();
    let withdraw = |id| WithdrawProposal { portal: "proef".to_owned(), id };
    let elsewhere = office.member("Video", office.editing(&["video"]).await).await;
    assert_eq!(office.call(&elsewhere, &withdraw(made.id.clone())).await.answer, Err(TeamError::NotAllowed(Permission::Agenda)));
    let card = office.call(&desk, &withdraw(made.id.clone())).await.answer.unwrap();
    assert_eq!((card.status, card.times.iter().any(|(_, _, there)| *there)), (ProposalStatus::Withdrawn, false));

    let made = office.call(&desk, &Propose { asked: offering(&anna) }).await.answer.unwrap();
    let portal = house.app.store.portal(&crate::support::slug("proef")).await.unwrap().unwrap();
    let token = house.app.store.proposal(&portal.id, &made.id).await.unwrap().unwrap().token;
    decline(&house.app, &token).await.unwrap();
    assert_eq!(office.call(&desk, &withdraw(made.id.clone())).await.answer, Err(TeamError::Gone));
    assert_eq!(office.call(&desk, &ProposalOf { portal: "proef".to_owned(), id: made.id }).await.answer.unwrap().status, ProposalStatus::Declined);

    let made = office.call(&desk, &Propose { asked: offering(&anna) }).await.answer.unwrap();
    house.app.clock.turn(Minutes::new(1_440));
    assert_eq!(office.call(&desk, &withdraw(made.id.clone())).await.answer, Err(TeamError::Gone), "its time is over, whether or not that was noted");
    assert_eq!(office.call(&desk, &ProposalOf { portal: "proef".to_owned(), id: made.id }).await.answer.unwrap().status, ProposalStatus::Expired);
    assert_eq!(outbox(&house.app, &tempfile::tempdir().unwrap()).look_at_proposals().await.unwrap(), 0, "it was noted by who wanted to take it back");
}

async fn what_a_customer_books_otherwise_stands_on_the_timeline_and_can_not_be_taken_back(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Sanne", Permissions::all()).await;
    let anna = known(house, "Anna").await;
    let made = office.call(&desk, &Propose { asked: offering(&anna) }).await.answer.unwrap();
    house.app.clock.turn(Minutes::new(1));
    let booked = book(&house.app, ask("kade", "2026-12-02 14:00", "Anna")).await.unwrap().card;
    let card = office.call(&desk, &ProposalOf { portal: "proef".to_owned(), id: made.id.clone() }).await.answer.unwrap();
    assert_eq!((card.status, card.appointment), (ProposalStatus::Superseded, Some(booked.appointment.id)));
    let record = office.call(&desk, &CustomerOf { portal: "proef".to_owned(), id: anna.to_string() }).await.answer.unwrap();
    let keys: Vec<String> = record.timeline.iter().map(|line| line.what.key()).collect();
    let turned = record.timeline.iter().find(|line| line.what == TimelineWhat::Proposal(made.id.clone(), ProposalStatus::Superseded)).unwrap();
    assert_eq!((turned.at.time(), keys.iter().collect::<BTreeSet<_>>().len()), ("08:01".to_owned(), 4), "two appointments, the proposal, and what became of it: {keys:?}");
    assert_eq!(office.call(&desk, &WithdrawProposal { portal: "proef".to_owned(), id: made.id }).await.answer, Err(TeamError::Gone));
}

async fn what_is_wrong_or_lacking_is_told(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Sanne", Permissions::all()).await;
    let anna = known(house, "Anna").await;
    let asked = async |asked: Proposing| office.call(&desk, &Propose { asked }).await.answer;
    let outside = FieldError::Outside { least: 15, most: 43_200 };
    assert_eq!(asked(Proposing { expires: 1, ..offering(&anna) }).await, Err(TeamError::Invalid(vec![(Field::Span, outside)])));
    assert!(matches!(asked(Proposing { starts: vec![at(TIMES[0]).seconds()], ..offering(&anna) }).await, Err(TeamError::NotOffered(_))));
    assert_eq!(asked(offering(&CustomerId::new("nobody"))).await, Err(TeamError::NotFound));
    house.apply_with("plan = \"pro\"", "plan = \"free\"").await;
    assert_eq!(asked(offering(&anna)).await, Err(TeamError::NotInPlan(Feature::Proposals)));
}

both_engines! {
    what_someone_asks_for_is_answered_with_times
    what_was_offered_is_seen_as_it_stands_and_taken_back_while_it_waits
    what_a_customer_books_otherwise_stands_on_the_timeline_and_can_not_be_taken_back
    what_is_wrong_or_lacking_is_told
}
