//! Several agendas: a time is offered when one is free, and goes to the one with the least to do that day.

use super::question::{Given, Question, day};
use crate::domain::Refusal;

const MONDAY: &str = "2026-12-07";

#[track_caller]
fn check(agendas: &[(&str, &str)], expected: &str) {
    let mut question = Question::new("Europe/Amsterdam", MONDAY, "");
    question.agendas = agendas.iter().map(|(hours, busy)| Given::new("Europe/Amsterdam", hours).busy(day(MONDAY), busy)).collect();
    assert_eq!(question.answer(), expected, "{agendas:?}");
}

#[test]
fn a_time_is_offered_once_when_one_is_free() {
    check(&[("mon 09:00-10:00", ""), ("mon 09:30-10:30", "")], "09:00 09:30 10:00@1");
    check(&[("mon 09:00-10:00", "09:00-09:30"), ("mon 09:00-10:00", "09:30-10:00")], "09:00@1 09:30");
    check(&[("mon 09:00-10:00", "09:00-10:00"), ("mon 09:00-10:00", "09:00-10:00")], "");
    check(&[], "");
}

#[test]
fn the_least_busy_on_that_day_gets_it_and_of_equals_the_first() {
    check(&[("mon 09:00-10:00", ""), ("mon 09:00-10:00", "")], "09:00 09:30");
    check(&[("mon 09:00-10:00", "14:00-14:30"), ("mon 09:00-10:00", "")], "09:00@1 09:30@1");
    check(&[("mon 09:00-10:00", "14:00-14:30"), ("mon 09:00-10:00", "16:00-18:00")], "09:00 09:30");
    check(&[("mon 09:00-10:00", "14:00-14:30, 15:00-15:10"), ("mon 09:00-10:00", "16:00-18:00")], "09:00@1 09:30@1");
}

#[test]
fn only_appointments_that_start_that_day_count() {
    // Imported times, empty ones, and those of the next day make nobody busier.
    check(&[("mon 09:00-10:00", "import 14:00-14:30, 15:00-15:00"), ("mon 09:00-10:00", "")], "09:00 09:30");
    check(&[("mon 09:00-10:00", "24:00-24:30"), ("mon 09:00-10:00", "")], "09:00 09:30");
    check(&[("mon 09:00-10:00", "23:59-24:30"), ("mon 09:00-10:00", "")], "09:00@1 09:30@1");
}

#[test]
fn each_day_is_the_agendas_own() {
    // At 23:30 in Amsterdam it is 07:30 of Tuesday in Tokyo, where someone has an appointment on Tuesday.
    let mut question = Question::new("Europe/Amsterdam", MONDAY, "");
    question.agendas = vec![Given::new("Asia/Tokyo", "07:30-08:00").busy(day("2026-12-08"), "18:00-19:00"), Given::new("Europe/Amsterdam", "23:30-24:00")];
    assert_eq!(question.answer(), "23:30@1");
    question.agendas[0] = Given::new("Asia/Tokyo", "07:30-08:00").busy(day(MONDAY), "18:00-19:00");
    assert_eq!(question.answer(), "23:30");
}

#[test]
fn taken_is_taken_only_where_some_rule_would_offer_it() {
    let mut question = Question::new("Europe/Amsterdam", MONDAY, "");
    question.agendas = vec![Given::new("Europe/Amsterdam", "09:00-10:00").busy(day(MONDAY), "09:00-09:30"), Given::new("Europe/Amsterdam", "10:00-11:00")];
    let slots = Question::new("Europe/Amsterdam", MONDAY, "09:00-12:00").slots();
    let judged: Vec<_> = slots.iter().map(|slot| question.judge(slot.span.start).map(|slot| slot.agenda)).collect();
    assert_eq!(judged, [Err(Refusal::Taken), Ok(0), Ok(1), Ok(1), Err(Refusal::NotOffered), Err(Refusal::NotOffered)]);
}
