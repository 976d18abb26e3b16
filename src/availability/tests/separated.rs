//! Separated agendas (case 14): their hours are kept free by their parent, and they offer to their project only.

use super::question::{Given, Question, day};
use crate::domain::{Instant, Minutes, Refusal};

const MONDAY: &str = "2026-12-07";

fn monday(agenda: Given) -> Question {
    let mut question = Question::new("Europe/Amsterdam", MONDAY, "");
    question.agendas = vec![agenda];
    question
}

fn parent(beneath: &str) -> Given {
    Given::new("Europe/Amsterdam", "mon 09:00-12:00").reserved("Europe/Amsterdam", beneath)
}

#[track_caller]
fn check(beneath: &str, expected: &str) {
    assert_eq!(monday(parent(beneath)).answer(), expected, "{beneath}");
}

#[test]
fn the_hours_beneath_are_not_offered_above() {
    check("mon 10:00-11:00", "09:00 09:30 11:00 11:30");
    check("mon 10:00-10:01; tue 09:00-12:00", "09:00 09:30 10:30 11:00 11:30");
    check("sun 22:00-10:00", "10:00 10:30 11:00 11:30");
    check("mon 10:00-11:00; closed 2026-12-07", "09:00 09:30 10:00 10:30 11:00 11:30");
    check("extra 2026-12-07 09:00-12:00", "");
    let apart = monday(Given::new("Europe/Amsterdam", "mon 09:00-12:00").reserved("Asia/Tokyo", "mon 18:00-19:00"));
    assert_eq!(apart.answer(), "09:00 09:30 11:00 11:30", "ten o'clock in Amsterdam is six in the evening in Tokyo");
}

#[test]
fn the_slots_own_buffers_are_kept_to_the_hours_beneath() {
    let mut question = monday(parent("mon 10:00-10:30"));
    question.limits.buffer_after = Minutes::new(15);
    assert_eq!(question.answer(), "09:00 10:30 11:00 11:30");
}

#[test]
fn a_reserved_time_is_not_offered_rather_than_taken() {
    let ten = Instant::parse("2026-12-07T10:00:00+01:00").unwrap();
    assert_eq!(monday(parent("mon 10:00-11:00")).judge(ten), Err(Refusal::NotOffered));
}

#[test]
fn who_comes_about_another_project_is_offered_nothing() {
    let mut agenda = Given::new("Europe/Amsterdam", "mon 09:00-10:00").busy(day(MONDAY), "09:00-09:30");
    assert_eq!(monday(agenda.clone()).answer(), "09:30");
    agenda.other_project = true;
    assert_eq!(monday(agenda.clone()).answer(), "");
    let half_past = Instant::parse("2026-12-07T09:30:00+01:00").unwrap();
    assert_eq!(monday(agenda).judge(half_past), Err(Refusal::NotOffered));
}
