//! The customer's path, told as it happens to a customer.

use super::*;
use crate::api::wire::Run;
use crate::domain::texts::Texts;
use crate::domain::{FieldError, FieldErrors, Language, Location};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn epoch(text: &str) -> i32 {
    day(text).epoch_days()
}

fn run(at: &str, times: &[&str]) -> Run {
    let minute = |time: &&str| time[..2].parse::<u16>().unwrap() * 60 + time[3..].parse::<u16>().unwrap();
    Run { day: epoch(at), offset: 60, minutes: times.iter().map(minute).collect() }
}

fn start(at: &str, time: &str) -> Start {
    let run = run(at, &[time]);
    Start { day: run.day, minute: run.minutes[0], offset: run.offset }
}

fn opened(offer: Offer) -> Opened {
    Opened {
        portal: "Grachten Makelaars".into(),
        title: "Bezichtiging".into(),
        subject: None,
        address: None,
        minutes: 30,
        location: Location::AtAddress,
        clock: "tijd in Amsterdam".into(),
        language: Language::Nl,
        texts: Texts::default(),
        requests: true,
        offer,
    }
}

fn two_months() -> Offer {
    Offer {
        today: epoch("2026-11-25"),
        to: epoch("2027-01-25"),
        later: Some(epoch("2027-03-02")),
        runs: vec![run("2026-11-30", &["09:00", "09:30"]), run("2026-12-01", &["09:00"]), run("2027-01-04", &["10:00", "10:30"])],
    }
}

pub(super) fn at_pick() -> Flow {
    Flow::new(opened(two_months()))
}

fn at_confirm() -> Flow {
    let mut flow = at_pick();
    flow.pick(start("2026-11-30", "09:30"));
    flow.fill(Field::Name, "Anna de Vries".into());
    flow.fill(Field::Email, "anna@example.nl".into());
    assert_eq!(flow.proceed(), None);
    flow
}

fn booked() -> Booked {
    Booked {
        id: "1".into(),
        start: start("2026-11-30", "09:30"),
        with: "Sanne de Wit".into(),
        meeting_link: None,
        manage_url: String::new(),
        ics_url: String::new(),
        google_url: String::new(),
        share_url: String::new(),
    }
}

fn ask(flow: &mut Flow, fresh: &str) -> Option<Ask> {
    flow.confirm("demo", "lindengracht-12", false, fresh.into())
}

#[test]
fn the_calendar_opens_on_the_first_free_day_and_turns_only_to_months_with_something() {
    let mut flow = at_pick();
    assert_eq!((flow.calendar().day(), flow.calendar().month()), (Some(day("2026-11-30")), day("2026-11-01")));
    assert!(flow.calendar().earlier().is_none() && flow.calendar().later().is_some());
    assert_eq!(flow.turn_on(), None);
    assert_eq!(flow.calendar().month(), day("2026-12-01"));
    assert_eq!(flow.turn_on(), None);
    assert_eq!(flow.calendar().month(), day("2027-01-01"));
    // February has nothing, and March isn't known yet: its times must be fetched.
    assert!(flow.calendar().later().is_some());
    assert_eq!(flow.turn_on(), Some(epoch("2027-03-02")));
    assert_eq!(flow.calendar().month(), day("2027-03-01"));
    let march = Offer { today: epoch("2026-11-25"), to: epoch("2027-05-02"), later: None, runs: vec![run("2027-03-02", &["09:00"])] };
    flow.learn(epoch("2027-03-02"), Ok(march));
    assert!(flow.calendar().later().is_none() && flow.calendar().earlier().is_some());
    assert_eq!(flow.calendar().day(), Some(day("2027-03-02")), "whoever turned there looks at it");
    flow.turn_back();
    assert_eq!(flow.calendar().month(), day("2027-01-01"));
}

#[test]
fn weeks_begin_on_monday_and_a_month_that_is_nearly_over_goes_on_into_the_next() {
    let mut flow = at_pick();
    let shown = |flow: &Flow| -> Vec<String> {
        flow.calendar().weeks().iter().map(|week| week.map(|day| day.map_or("..".into(), |day| day.to_string()[8..].to_owned())).join(" ")).collect()
    };
    assert_eq!(shown(&flow), ["23 24 25 26 27 28 29", "30 01 02 03 04 05 06", "07 08 09 10 11 12 13", "14 15 16 17 18 19 20"]);
    flow.turn_on();
    assert_eq!(shown(&flow)[0], ".. 01 02 03 04 05 06");
    assert_eq!(shown(&flow)[4], "28 29 30 31 01 02 03");
    // Only what is known is shown, and no week after the last in which something is free.
    let offer = Offer { to: epoch("2026-12-02"), later: Some(epoch("2026-12-03")), ..two_months() };
    let offer = Offer { runs: offer.runs[..2].to_vec(), ..offer };
    assert_eq!(shown(&Flow::new(opened(offer))), ["23 24 25 26 27 28 29", "30 01 02 .. .. .. .."]);
}

#[test]
fn the_rest_of_a_month_that_is_known_in_part_is_asked_for_once_when_it_is_shown() {
    let known_in_part = || Flow::new(opened(Offer { later: Some(epoch("2027-01-27")), ..two_months() }));
    let mut flow = known_in_part();
    assert_eq!(flow.turn_on(), None, "December is known");
    assert_eq!(flow.turn_on(), Some(epoch("2027-01-27")));
    assert!(flow.calling());
    assert_eq!(flow.move_cursor(Arrow::Days(1)), None, "it is being asked for");
    let rest = Offer { today: epoch("2026-11-25"), to: epoch("2027-03-29"), later: None, runs: vec![run("2027-01-27", &["09:00"])] };
    flow.learn(epoch("2027-01-27"), Ok(rest));
    assert_eq!((flow.calendar().day(), flow.calendar().free_days()), (Some(day("2027-01-04")), 2), "the day looked at stays");
    let mut flow = known_in_part();
    flow.move_cursor(Arrow::MonthOn);
    assert_eq!(flow.move_cursor(Arrow::MonthOn), Some(epoch("2027-01-27")), "by the arrow keys as well");
}

#[test]
fn a_month_without_a_free_day_leads_to_the_next_one() {
    let mut runs = two_months().runs;
    runs.remove(1);
    let mut flow = Flow::new(opened(Offer { runs, ..two_months() }));
    assert_eq!(flow.calendar().next_free(), None, "November has one itself");
    flow.move_cursor(Arrow::MonthOn);
    assert_eq!((flow.calendar().free_days(), flow.calendar().next_free()), (0, Some(day("2027-01-04"))));
    flow.look_at(day("2027-01-04"));
    assert_eq!(flow.calendar().next_free(), None);
}

#[test]
fn many_times_are_told_apart_by_the_part_of_the_day_and_few_are_not() {
    let check = |hours: &[u16], expected: [usize; 3]| assert_eq!(parts(hours, |hour| hour * 60).map(<[u16]>::len), expected, "{hours:?}");
    check(&[9, 10, 11, 12, 13, 17, 18, 19], [8, 0, 0]);
    check(&[9, 10, 11, 12, 13, 14, 17, 18, 19], [3, 4, 2]);
    check(&[12, 13, 14, 15, 16, 17, 18, 19, 20], [0, 6, 3]);
    check(&[0, 1, 2, 3, 4, 5, 6, 7, 8], [9, 0, 0]);
}

#[test]
fn arrows_move_the_cursor_over_days_weeks_and_months_within_what_is_offered() {
    let moved = |arrows: &[Arrow]| {
        let mut flow = at_pick();
        for arrow in arrows {
            flow.move_cursor(*arrow);
        }
        flow.calendar().cursor().to_string()
    };
    assert_eq!(moved(&[Arrow::Days(1)]), "2026-12-01");
    assert_eq!(moved(&[Arrow::Days(-1)]), "2026-11-29");
    assert_eq!(moved(&[Arrow::Days(-7)]), "2026-11-25", "not before today");
    assert_eq!(moved(&[Arrow::WeekEnd]), "2026-12-06");
    assert_eq!(moved(&[Arrow::WeekEnd, Arrow::WeekStart]), "2026-11-30");
    assert_eq!(moved(&[Arrow::MonthOn]), "2026-12-30");
    assert_eq!(moved(&[Arrow::MonthOn, Arrow::Days(1), Arrow::MonthBack]), "2026-11-30", "November has no 31st");
    assert_eq!(moved(&[Arrow::MonthOn, Arrow::MonthOn, Arrow::MonthOn]), "2027-01-31", "not after the last month with times");
}

#[test]
fn a_time_leads_to_the_details_and_what_is_wrong_there_is_said_field_by_field() {
    let mut flow = at_pick();
    flow.pick(start("2026-12-01", "09:00"));
    assert_eq!(flow.step(), Step::Details);
    assert_eq!(flow.proceed(), Some(Field::Name));
    assert_eq!((flow.errors().name, flow.errors().email), (Some(FieldError::Missing), Some(FieldError::Missing)));
    flow.fill(Field::Name, "Anna".into());
    assert_eq!(flow.errors().name, None, "an error goes as soon as it is mended");
    flow.fill(Field::Email, "anna@".into());
    assert_eq!(flow.errors().email, Some(FieldError::NotAnEmail));
    flow.fill(Field::Phone, "06".into());
    assert_eq!(flow.errors().phone, None, "what is still being typed is not called wrong");
    flow.fill(Field::Email, "anna@example.nl".into());
    assert_eq!(flow.proceed(), Some(Field::Phone));
    flow.fill(Field::Phone, "".into());
    assert_eq!(flow.proceed(), None);
    assert_eq!(flow.step(), Step::Confirm);
    flow.back();
    flow.back();
    assert_eq!(flow.step(), Step::Pick);
    assert_eq!((flow.contact().name.as_str(), flow.chosen()), ("Anna", Some(start("2026-12-01", "09:00"))), "going back keeps everything");
}

#[test]
fn a_slip_in_the_address_brings_a_suggestion_that_never_blocks() {
    let mut flow = at_pick();
    flow.pick(start("2026-12-01", "09:00"));
    flow.fill(Field::Name, "Anna".into());
    flow.fill(Field::Email, "anna@gmial.com".into());
    assert_eq!(flow.suggestion().as_deref(), Some("anna@gmail.com"));
    assert_eq!(flow.proceed(), None);
}

#[test]
fn an_address_that_gets_no_mail_leads_back_to_its_field_until_it_is_changed() {
    let mut flow = at_confirm();
    ask(&mut flow, "one").unwrap();
    assert_eq!(flow.book(Err(CallError::Invalid(FieldErrors::no_mail()))), None);
    assert_eq!((flow.step(), flow.errors().email, flow.notice()), (Step::Details, Some(FieldError::NoMail), None));
    flow.fill(Field::Email, "anna@example.com".into());
    assert!(flow.errors().is_empty());
    assert_eq!(flow.proceed(), None);
    assert_eq!(ask(&mut flow, "two").unwrap().key, "two", "another ask");
}

#[test]
fn the_button_cannot_act_twice_and_a_second_try_is_the_same_booking() {
    let mut flow = at_confirm();
    let first = ask(&mut flow, "one").unwrap();
    assert_eq!(ask(&mut flow, "two"), None, "an answer is awaited");
    assert_eq!(flow.book(Err(CallError::Unreachable)), None);
    assert_eq!(flow.step(), Step::Confirm);
    assert_eq!(flow.notice(), Some(&Notice::Failed(CallError::Unreachable)));
    assert_eq!(ask(&mut flow, "three").unwrap(), first, "the same ask keeps its key");
    assert_eq!(flow.book(Ok(booked())), None);
    assert_eq!(flow.step(), Step::Done);
    assert_eq!(ask(&mut flow, "four"), None);
}

#[test]
fn another_ask_has_another_key() {
    let mut flow = at_confirm();
    ask(&mut flow, "one").unwrap();
    flow.book(Err(CallError::NotOffered(Vec::new())));
    flow.pick(start("2026-12-01", "09:00"));
    flow.proceed();
    assert_eq!(ask(&mut flow, "two").unwrap().key, "two");
}

#[test]
fn while_nobody_knows_what_became_of_an_ask_its_key_is_kept_whatever_is_mended() {
    let mut flow = at_confirm();
    ask(&mut flow, "one").unwrap();
    flow.book(Err(CallError::Unreachable));
    flow.back();
    flow.fill(Field::Note, "Ik kom met de trein".into());
    flow.proceed();
    assert_eq!(ask(&mut flow, "two").unwrap().key, "one", "if the first was booked, this tells");
    flow.book(Err(CallError::KeyReused));
    assert_eq!(flow.notice(), Some(&Notice::Failed(CallError::KeyReused)));
    assert_eq!(ask(&mut flow, "three").unwrap().key, "three", "a key that is spent is not tried again");
}

#[test]
fn a_time_taken_meanwhile_is_said_with_its_neighbours_and_everything_typed_is_kept() {
    let mut flow = at_confirm();
    ask(&mut flow, "one").unwrap();
    let near = vec![start("2026-11-30", "09:00")];
    assert_eq!(flow.book(Err(CallError::Taken(near.clone()))), Some(epoch("2026-11-25")), "fresh times must be fetched");
    assert_eq!(flow.step(), Step::Pick);
    assert_eq!(flow.notice(), Some(&Notice::Taken(near.clone())));
    assert_eq!(flow.calendar().starts(day("2026-11-30")), near, "the lost time is not shown any more");
    flow.learn(epoch("2026-11-25"), Err(CallError::Unreachable));
    assert_eq!(flow.notice(), Some(&Notice::Taken(near.clone())), "its neighbours are still said");
    flow.pick(near[0]);
    assert_eq!((flow.step(), flow.contact().email.as_str(), flow.notice()), (Step::Details, "anna@example.nl", None));
}

#[test]
fn fresh_times_replace_what_was_known_of_their_days() {
    let mut flow = at_pick();
    let fresh = Offer { runs: vec![run("2026-12-03", &["11:00"])], ..two_months() };
    flow.learn(epoch("2026-11-25"), Ok(fresh));
    assert!(flow.calendar().starts(day("2026-11-30")).is_empty());
    assert_eq!(flow.calendar().day(), Some(day("2026-12-03")), "the day looked at has times");
}

#[test]
fn both_sides_of_a_fold_stand_in_one_day_and_are_two_moments() {
    let fold = |offset: i16| Run { day: epoch("2027-10-31"), offset, minutes: vec![120, 150] };
    let offer = Offer { today: epoch("2027-10-30"), to: epoch("2027-11-30"), later: None, runs: vec![fold(120), fold(60)] };
    let flow = Flow::new(opened(offer));
    let starts: Vec<String> = flow.calendar().starts(day("2027-10-31")).iter().map(|start| format!("{} {}", start.time(), start.instant())).collect();
    assert_eq!(starts, ["02:00 2027-10-31T00:00:00Z", "02:30 2027-10-31T00:30:00Z", "02:00 2027-10-31T01:00:00Z", "02:30 2027-10-31T01:30:00Z"]);
}

#[test]
fn an_entry_without_any_time_says_so() {
    let flow = Flow::new(opened(Offer { today: epoch("2026-11-25"), to: epoch("2027-01-25"), later: None, runs: Vec::new() }));
    assert!(flow.calendar().is_empty());
    assert_eq!(flow.calendar().day(), None);
}

#[test]
fn back_and_forward_lead_to_steps_that_have_been_reached_and_keep_what_was_typed() {
    let mut flow = at_confirm();
    flow.go(Step::Pick);
    assert_eq!((flow.step(), flow.contact().name.as_str()), (Step::Pick, "Anna de Vries"));
    flow.go(Step::Confirm);
    assert_eq!(flow.step(), Step::Confirm);
    flow.go(Step::Done);
    assert_eq!(flow.step(), Step::Confirm, "nothing is booked by going there");
    let mut flow = at_pick();
    flow.go(Step::Details);
    assert_eq!(flow.step(), Step::Pick, "no time is picked yet");
    let mut flow = at_confirm();
    ask(&mut flow, "k");
    flow.go(Step::Pick);
    assert_eq!(flow.step(), Step::Confirm, "an answer is awaited");
    flow.book(Ok(booked()));
    flow.go(Step::Confirm);
    assert_eq!(flow.step(), Step::Done);
}

#[test]
fn what_failed_on_the_way_is_tried_again_after_a_doubled_wait() {
    let mut flow = at_confirm();
    let waits: Vec<Option<u16>> = (0..8)
        .map(|_| {
            ask(&mut flow, "k");
            flow.book(Err(CallError::Unreachable));
            flow.wait()
        })
        .collect();
    assert_eq!(waits, [2, 4, 8, 16, 32, 60, 60, 60].map(Some));
    ask(&mut flow, "k");
    assert_eq!(flow.wait(), None, "it is being tried");
    flow.book(Err(CallError::KeyReused));
    assert_eq!(flow.wait(), None, "trying again by itself would book a second time");
    ask(&mut flow, "l");
    flow.book(Err(CallError::Enough));
    assert_eq!((flow.wait(), flow.notice()), (None, Some(&Notice::Failed(CallError::Enough))), "no other try brings more");
}

#[test]
fn a_form_is_prefilled_but_never_over_what_was_typed() {
    let named = |name: &str, email: &str| RawContact { name: name.into(), email: email.into(), ..RawContact::default() };
    let mut flow = at_pick();
    flow.prefill(named("Anna", "anna@example.nl"));
    flow.fill(Field::Name, "Anna de Vries".into());
    flow.prefill(named("Bea", "bea@example.nl"));
    assert_eq!(*flow.contact(), named("Anna de Vries", "bea@example.nl"));
}

#[test]
fn what_the_website_sends_along_goes_with_the_ask() {
    let mut flow = at_confirm();
    let tags = Tags { source: Some("nieuwsbrief".into()), campaign: None };
    flow.carry(vec![("Budget".into(), "5 ton".into())], tags.clone());
    let sent = ask(&mut flow, "first").unwrap();
    assert_eq!((sent.answers, sent.tags), (vec![("Budget".into(), "5 ton".into())], tags));
}
