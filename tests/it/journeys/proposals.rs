//! Times offered to one customer, who picks one (case 32): held or asked again, struck out when lost, and harmless to press twice.

use appointment::app::team::{self, DeedError, Proposing};
use appointment::app::{self, BookError, PickError, book, decline, free_times, pick, proposal, request, why_not};
use appointment::domain::{
    Actor, CustomerId, Feature, FedKind, Filters, IdempotencyKey, InboxView, Minutes, Name, Note, Proposal, ProposalStatus, RequestStatus, Scope, SubjectId, WhyNot,
};
use appointment::outbox::Step;
use tokio::task::JoinSet;

use super::requests::{asking, entry};
use crate::support::{House, ask, at, both_engines, day, mails, outbox, slug};

/// A program that may propose.
pub async fn proposer(house: &House) -> Actor {
    let portal = house.app.store.portal(&slug("proef")).await.unwrap().unwrap();
    Actor::program(portal, Name::parse("CRM").unwrap(), vec![Scope::AppointmentsRead, Scope::AppointmentsWrite])
}

/// Someone whom the portal knows, by another appointment.
pub async fn known(house: &House, name: &str) -> CustomerId {
    let hour = 9 + name.bytes().map(u32::from).sum::<u32>() % 7;
    book(&house.app, ask("bellen", &format!("2026-12-10 {hour:02}:00"), name)).await.unwrap().card.customer.id
}

/// Times of an entry for someone, with a key of its own.
pub fn proposing(key: &str, entry: &str, customer: &CustomerId, starts: &[&str]) -> Proposing {
    Proposing {
        entry: slug(entry),
        agenda: None,
        starts: starts.iter().map(|start| at(start)).collect(),
        customer: customer.clone(),
        request: None,
        held: None,
        expires: None,
        note: Note::parse("Kies maar.").unwrap(),
        key: IdempotencyKey::parse(key).unwrap(),
    }
}

const TIMES: [&str; 3] = ["2026-12-02 10:00", "2026-12-02 11:00", "2026-12-03 09:00"];

async fn proposed(house: &House, held: bool) -> Proposal {
    let customer = known(house, "Anna").await;
    let asked = Proposing { held: Some(held), ..proposing("een", "kade", &customer, &TIMES) };
    team::propose(&house.app, &proposer(house).await, &asked).await.unwrap().0
}

async fn free(house: &House, entry: &str, on: &str) -> Vec<String> {
    let times = free_times(&house.app, &slug("proef"), &slug(entry), day(on), day(on)).await.unwrap();
    times.slots.iter().map(|slot| slot.time.to_string()).collect()
}

async fn status(house: &House, made: &Proposal) -> ProposalStatus {
    proposal(&house.app, &made.token).await.unwrap().status
}

/// The starts that can be had.
async fn there(house: &House, made: &Proposal) -> Vec<String> {
    let offering = proposal(&house.app, &made.token).await.unwrap();
    offering.times.iter().filter_map(|(_, slot)| slot.map(|slot| format!("{} {}", slot.day, slot.time))).collect()
}

/// Turns the clock on to a moment.
pub fn turn_to(house: &House, moment: &str) {
    let minutes = (at(moment).seconds() - house.now().seconds()) / 60;
    house.app.clock.turn(Minutes::new(u32::try_from(minutes).expect("clocks are turned on only")));
    assert_eq!(house.now(), at(moment));
}

async fn held_times_are_nobody_elses_until_one_is_picked(house: &House) {
    assert!(free(house, "kade", "2026-12-02").await.contains(&"10:00".to_owned()));
    let made = proposed(house, true).await;
    assert_eq!((made.title.as_str(), made.held, made.expires_at), ("Bezichtiging, Kade 1", true, house.now().plus(Minutes::new(2_880))));
    assert_eq!(there(house, &made).await, TIMES);
    let free_now = free(house, "kade", "2026-12-02").await;
    assert!(!free_now.contains(&"10:00".to_owned()) && !free_now.contains(&"11:00".to_owned()) && free_now.contains(&"10:30".to_owned()));
    // Whatever is booked in that agenda waits for it, as it would for an appointment.
    assert!(!free(house, "waarde", "2026-12-02").await.contains(&"09:30".to_owned()));
    assert!(matches!(book(&house.app, ask("kade", TIMES[0], "Bram")).await, Err(BookError::Taken { .. })));
    let against = why_not(&house.app, &slug("proef"), &slug("kade"), at(TIMES[0])).await.unwrap();
    assert!(matches!(against[0].reasons[..], [WhyNot::Held { until, .. }] if until == made.expires_at), "{against:?}");

    let card = pick(&house.app, &made.token, at(TIMES[1])).await.unwrap();
    assert_eq!((card.appointment.span.start, &card.customer.id, card.appointment.note.as_str()), (at(TIMES[1]), &made.customer, ""));
    assert_eq!(status(house, &made).await, ProposalStatus::Picked);
    let free_now = free(house, "kade", "2026-12-02").await;
    assert!(free_now.contains(&"10:00".to_owned()) && !free_now.contains(&"11:00".to_owned()), "what was not picked is free at once");
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM holds").await, 0);
}

async fn a_second_press_is_harmless(house: &House) {
    let made = proposed(house, true).await;
    let first = pick(&house.app, &made.token, at(TIMES[0])).await.unwrap();
    for (server, start) in [(house.app.clone(), TIMES[0]), (house.app.clone(), TIMES[1]), (house.second_server(), TIMES[2])] {
        assert_eq!(pick(&server, &made.token, at(start)).await.unwrap().appointment.id, first.appointment.id);
    }
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM appointments WHERE source = 'standalone' AND subject <> ''").await, 1);
    // Also when what makes a repetition the same has been forgotten long since.
    house.app.store.forget_keys(house.now().plus(Minutes::new(1))).await.unwrap();
    assert_eq!(pick(&house.app, &made.token, at(TIMES[1])).await.unwrap().appointment.id, first.appointment.id);
}

async fn many_presses_at_once_make_one_appointment(house: &House) {
    let made = proposed(house, true).await;
    let mut pressing = JoinSet::new();
    for press in 0..12 {
        let (app, token) = (if press % 2 == 0 { house.app.clone() } else { house.second_server() }, made.token.clone());
        pressing.spawn(async move { pick(&app, &token, at(TIMES[press % 3])).await.unwrap().appointment.id });
    }
    let picked = pressing.join_all().await;
    assert!(picked.iter().all(|id| *id == picked[0]), "{picked:?}");
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM appointments WHERE subject <> ''").await, 1);
}

async fn what_is_not_held_is_asked_again_and_struck_out_when_it_is_taken(house: &House) {
    let made = proposed(house, false).await;
    assert_eq!(free(house, "kade", "2026-12-02").await.len(), 16, "nothing is kept free");
    book(&house.app, ask("kade", TIMES[0], "Bram")).await.unwrap();
    assert_eq!(there(house, &made).await, TIMES[1..]);
    assert!(matches!(pick(&house.app, &made.token, at(TIMES[0])).await, Err(PickError::Lost)));
    assert_eq!(status(house, &made).await, ProposalStatus::Open, "who lost a time can pick another");
    assert!(matches!(pick(&house.app, &made.token, at("2026-12-02 12:00")).await, Err(PickError::NotProposed)));
    for start in &TIMES[1..] {
        book(&house.app, ask("kade", start, "Bram")).await.unwrap();
    }
    assert_eq!(status(house, &made).await, ProposalStatus::Gone);
    assert!(matches!(pick(&house.app, &made.token, at(TIMES[2])).await, Err(PickError::Lost)));
}

async fn a_time_goes_to_another_of_the_entrys_agendas_where_it_may(house: &House) {
    let customer = known(house, "Anna").await;
    let by = proposer(house).await;
    let asked = Proposing { held: Some(false), ..proposing("een", "beide", &customer, &TIMES) };
    let made = team::propose(&house.app, &by, &asked).await.unwrap().0;
    let noord = made.times[0].agenda.clone();
    let alone = Proposing { agenda: Some(noord.clone()), held: Some(false), ..proposing("twee", "beide", &customer, &TIMES) };
    let alone = team::propose(&house.app, &by, &alone).await.unwrap().0;
    book(&house.app, ask("kade", TIMES[0], "Bram")).await.unwrap();
    assert_eq!((there(house, &made).await.len(), there(house, &alone).await.len()), (3, 2));
    assert_ne!(pick(&house.app, &made.token, at(TIMES[0])).await.unwrap().appointment.agenda, noord);
}

async fn a_hold_ends_at_its_moment_whether_or_not_anyone_has_looked(house: &House) {
    let customer = known(house, "Anna").await;
    let asked = Proposing { expires: Some(Minutes::new(60)), ..proposing("een", "kade", &customer, &TIMES) };
    let made = team::propose(&house.app, &proposer(house).await, &asked).await.unwrap().0;
    turn_to(house, "2026-12-01 08:59");
    assert!(!free(house, "kade", "2026-12-03").await.contains(&"09:00".to_owned()));
    turn_to(house, "2026-12-01 09:00");
    assert!(free(house, "kade", "2026-12-03").await.contains(&"09:00".to_owned()), "the answer that was kept is out of date");
    assert_eq!(status(house, &made).await, ProposalStatus::Expired);
    assert!(matches!(pick(&house.app, &made.token, at(TIMES[2])).await, Err(PickError::Over)));
    book(&house.app, ask("kade", TIMES[2], "Bram")).await.unwrap();

    let outbox = outbox(&house.app, &tempfile::tempdir().unwrap());
    assert_eq!((outbox.look_at_proposals().await.unwrap(), outbox.look_at_proposals().await.unwrap()), (1, 0));
    let raw = house.raw().await;
    assert_eq!(raw.texts("SELECT status FROM proposals").await, ["expired"]);
    assert_eq!(raw.number("SELECT COUNT(*) FROM holds").await, 0);
    assert_eq!(raw.number("SELECT COUNT(*) FROM fed WHERE kind = 'proposal' AND unread = 1 AND done = 0").await, 1, "the team is to see it");
}

async fn what_is_withdrawn_or_declined_can_not_be_picked(house: &House) {
    let by = proposer(house).await;
    let (anna, bram) = (known(house, "Anna").await, known(house, "Bas").await);
    let first = team::propose(&house.app, &by, &proposing("een", "kade", &anna, &TIMES)).await.unwrap().0;
    let others = ["2026-12-02 13:00", "2026-12-02 14:00"];
    let second = team::propose(&house.app, &by, &proposing("twee", "kade", &bram, &others)).await.unwrap().0;
    assert_eq!(team::withdraw(&house.app, &by, &first.id).await.unwrap().status, ProposalStatus::Withdrawn);
    assert_eq!(team::withdraw(&house.app, &by, &first.id).await.unwrap().status, ProposalStatus::Withdrawn, "twice is harmless");
    decline(&house.app, &second.token).await.unwrap();
    decline(&house.app, &second.token).await.unwrap();
    assert!(matches!(team::withdraw(&house.app, &by, &second.id).await, Err(DeedError::Gone)));
    assert!(matches!(decline(&house.app, &first.token).await, Err(PickError::Over)));
    for (made, start) in [(&first, TIMES[0]), (&second, others[0])] {
        assert!(matches!(pick(&house.app, &made.token, at(start)).await, Err(PickError::Over)));
    }
    assert_eq!(free(house, "kade", "2026-12-02").await.len(), 16, "all that was held is free");
    let raw = house.raw().await;
    assert_eq!(raw.number("SELECT COUNT(*) FROM fed WHERE kind = 'proposal' AND unread = 1").await, 1, "what the team did itself it knows");
}

async fn only_what_the_rules_offer_can_be_proposed(house: &House) {
    let (customer, by) = (known(house, "Anna").await, proposer(house).await);
    let asked = |starts: &[&str]| proposing("een", "kade", &customer, starts);
    for wrong in [&TIMES[..1], &["2026-12-02 10:00", "2026-12-02 10:00"], &["2026-12-02 10:00", "2026-12-02 18:00"], &["2026-12-01 08:30", "2026-12-02 10:00"]] {
        assert!(matches!(team::propose(&house.app, &by, &asked(wrong)).await, Err(DeedError::NotOffered(_))), "{wrong:?}");
    }
    book(&house.app, ask("kade", TIMES[1], "Bram")).await.unwrap();
    assert!(matches!(team::propose(&house.app, &by, &asked(&TIMES)).await, Err(DeedError::Taken(_))));
    let stranger = Proposing { customer: CustomerId::new("nobody"), ..asked(&["2026-12-02 12:00", "2026-12-02 13:00"]) };
    assert!(matches!(team::propose(&house.app, &by, &stranger).await, Err(DeedError::NotFound)));
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM proposals").await, 0);
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM holds").await, 0, "all or nothing");

    let good = asked(&["2026-12-02 12:00", "2026-12-02 13:00"]);
    let (made, new) = team::propose(&house.app, &by, &good).await.unwrap();
    let (again, second) = team::propose(&house.second_server(), &by, &good).await.unwrap();
    assert_eq!((again, new, second), (made, true, false));
    let other = Proposing { held: Some(false), ..good };
    assert!(matches!(team::propose(&house.app, &by, &other).await, Err(DeedError::KeyReused)));
}

async fn a_plan_without_proposals_makes_none_and_keeps_those_there_are(house: &House) {
    let made = proposed(house, true).await;
    house.apply_with("plan = \"pro\"", "plan = \"free\"").await;
    let by = proposer(house).await;
    let refused = team::propose(&house.app, &by, &proposing("twee", "kade", &made.customer, &["2026-12-02 12:00", "2026-12-02 13:00"])).await;
    assert!(matches!(refused, Err(DeedError::NotInPlan(Feature::Proposals))), "{refused:?}");
    assert!(pick(&house.app, &made.token, at(TIMES[0])).await.is_ok(), "what was promised stands");
}

async fn a_pick_closes_the_request_that_it_answers(house: &House) {
    let kade = entry(house, "kade").await;
    let asked = request(&house.app, &kade, &asking("vraag", "Anna")).await.unwrap().0;
    let by = proposer(house).await;
    // Offered at another entry than was asked at: the request is closed all the same.
    let asking = Proposing { request: Some(asked.id.clone()), ..proposing("een", "zuid", &asked.customer, &TIMES) };
    let made = team::propose(&house.app, &by, &asking).await.unwrap().0;
    assert_eq!((made.contact.email.as_str(), made.request.as_ref()), ("anna@klant.example", Some(&asked.id)));
    assert_eq!(app::invitation(&house.app, &asked.token).await.unwrap().status, RequestStatus::Invited);
    let card = pick(&house.app, &made.token, at(TIMES[0])).await.unwrap();
    let closed = app::invitation(&house.app, &asked.token).await.unwrap();
    assert_eq!((closed.status, closed.appointment), (RequestStatus::Closed, Some(card.appointment.id)));
    // Someone else's request is not answered.
    let other = known(house, "Bram").await;
    let wrong = Proposing { request: Some(asked.id), ..proposing("twee", "zuid", &other, &TIMES[1..]) };
    assert!(matches!(team::propose(&house.app, &by, &wrong).await, Err(DeedError::NotFound)));
}

async fn it_is_mailed_and_stands_in_the_inbox(house: &House) {
    let made = proposed(house, true).await;
    let folder = tempfile::tempdir().unwrap();
    let steps = outbox(&house.app, &folder).drain().await.unwrap();
    assert_eq!(steps, [Step::Done; 3], "the first appointment's two, and this");
    let mails = mails(&folder).into_iter().map(|mail| mail.replace("=\r\n", ""));
    let mail = mails.filter(|mail| mail.contains(&format!("/p/{}", made.token.as_str()))).collect::<Vec<_>>();
    assert_eq!(mail.len(), 1);
    for said in
        ["Kies een van deze tijden", "woensdag 2 december 2026, 10:00=E2=80=9310:30 uur", "donderdag 3 december 2026, 09:00", "tot donderdag 3 december 2026, 08:00", "Kies maar."]
    {
        assert!(mail[0].contains(said), "{said} is missing in {}", mail[0]);
    }
    let filters = Filters { view: InboxView::Fed(FedKind::Proposal), subject: made.subject.clone(), ..Filters::default() };
    let search = house.app.store.search(&made.portal, "").await.unwrap();
    let lines = house.app.store.fed_inbox(&made.portal, &filters, &search, None, 10).await.unwrap();
    assert_eq!(lines.iter().map(|line| (&line.id, line.unread, line.done, line.fed.who.as_str())).collect::<Vec<_>>(), [(&made.id, false, true, "CRM")]);
    let elsewhere = Filters { subject: Some(SubjectId::new("another")), ..filters };
    assert!(house.app.store.fed_inbox(&made.portal, &elsewhere, &search, None, 10).await.unwrap().is_empty());
}

async fn who_is_merged_or_erased_leaves_nothing_held(house: &House) {
    let made = proposed(house, true).await;
    let other = known(house, "Bram").await;
    assert!(house.app.store.merge_customers(&made.portal, &made.customer, &other).await.unwrap());
    let card = pick(&house.app, &made.token, at(TIMES[0])).await.unwrap();
    assert_eq!((&card.customer.id, card.customer.name.as_str()), (&other, "Anna"), "whom it is for now, under the name it was sent to");

    let by = proposer(house).await;
    let erased = app::team::propose(&house.app, &by, &proposing("twee", "kade", &other, &["2026-12-02 12:00", "2026-12-02 13:00"])).await.unwrap().0;
    let raw = house.raw().await;
    raw.run("UPDATE appointments SET status = 'cancelled'").await.unwrap();
    assert!(!free(house, "kade", "2026-12-02").await.contains(&"12:00".to_owned()));
    let gone = house.app.store.erase_customer(&made.portal, &slug("proef"), &other, house.now(), appointment::clock::new_secret).await.unwrap();
    assert_eq!(gone, appointment::store::team::Erased::Now);
    assert!(free(house, "kade", "2026-12-02").await.contains(&"12:00".to_owned()));
    for table in ["proposals", "proposal_times", "holds", "fed", "key_letters"] {
        assert_eq!(raw.number(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
    }
    assert!(proposal(&house.app, &erased.token).await.is_err());
}

async fn an_agenda_with_all_that_is_held_moves_beneath_another(house: &House) {
    let made = proposed(house, true).await;
    let beneath = "slug = \"noord\"\nparent = \"zuid\"\nproject = \"kade-1\"";
    house.apply_with("slug = \"noord\"", beneath).await;
    let against = why_not(&house.app, &slug("proef"), &slug("zuid"), at(TIMES[0])).await.unwrap().remove(0).reasons;
    assert!(against.iter().any(|why| matches!(why, WhyNot::Held { .. })), "it is one person's time now: {against:?}");
    assert!(pick(&house.app, &made.token, at(TIMES[0])).await.is_ok());
}

both_engines! {
    held_times_are_nobody_elses_until_one_is_picked
    a_second_press_is_harmless
    many_presses_at_once_make_one_appointment
    what_is_not_held_is_asked_again_and_struck_out_when_it_is_taken
    a_time_goes_to_another_of_the_entrys_agendas_where_it_may
    a_hold_ends_at_its_moment_whether_or_not_anyone_has_looked
    what_is_withdrawn_or_declined_can_not_be_picked
    only_what_the_rules_offer_can_be_proposed
    a_plan_without_proposals_makes_none_and_keeps_those_there_are
    a_pick_closes_the_request_that_it_answers
    it_is_mailed_and_stands_in_the_inbox
    who_is_merged_or_erased_leaves_nothing_held
    an_agenda_with_all_that_is_held_moves_beneath_another
}
