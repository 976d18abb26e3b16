//! What is held for someone: kept free as an appointment would be, counted as one, and free by itself when the hold ends.

use super::question::{Given, Question, day};
use crate::domain::{Busy, BusyKind, Instant, Minutes, Refusal, Span};

const MONDAY: &str = "2026-12-07";

/// Half hours from nine to eleven, of which ten o'clock is held until midnight before, with a quarter of an hour after it.
fn held() -> Question {
    let mut question = Question::new("Europe/Amsterdam", MONDAY, "");
    question.agendas = vec![Given::new("Europe/Amsterdam", "mon 09:00-11:00").busy(day(MONDAY), "held 10:00-10:30 +15")];
    question
}

fn midnight() -> Instant {
    Instant::parse("2026-12-07T00:00:00+01:00").unwrap()
}

#[test]
fn a_hold_is_kept_free_with_its_buffers_until_the_very_moment_it_ends() {
    let mut question = held();
    assert_eq!(question.answer(), "09:00 09:30");
    question.now = Instant::from_micros(midnight().micros() - 1);
    assert_eq!((question.answer().as_str(), question.valid_until()), ("09:00 09:30", midnight()));
    let ten = Instant::parse("2026-12-07T10:00:00+01:00").unwrap();
    assert_eq!(question.judge(ten), Err(Refusal::Taken));
    question.now = midnight();
    assert_eq!(question.answer(), "09:00 09:30 10:00 10:30");
    assert!(question.judge(ten).is_ok() && question.why_not(ten)[0].is_empty());
}

#[test]
fn a_hold_counts_as_the_appointment_that_may_come_of_it() {
    let mut question = held();
    question.limits.max_per_day = Some(1);
    assert_eq!(question.answer(), "");
    question.now = midnight();
    assert_eq!(question.answer(), "09:00 09:30 10:00 10:30");

    let mut two = held();
    two.agendas.push(Given::new("Europe/Amsterdam", "mon 09:00-11:00"));
    assert_eq!(two.answer(), "09:00@1 09:30@1 10:00@1 10:30@1", "the other agenda is less busy");
    two.now = midnight();
    assert_eq!(two.answer(), "09:00 09:30 10:00 10:30");
}

#[test]
fn the_hold_that_ends_first_ends_the_answer() {
    let mut question = held();
    let sooner = Instant::from_micros(midnight().micros() - 60_000_000);
    let kind = BusyKind::Held { before: Minutes::ZERO, after: Minutes::ZERO, capped: false, until: sooner };
    question.agendas[0].busy.push(Busy { span: Span::starting(midnight().plus(Minutes::new(9 * 60)), Minutes::new(30)), kind });
    question.now = Instant::from_micros(sooner.micros() - 1);
    assert_eq!((question.answer().as_str(), question.valid_until()), ("09:30", sooner));
    question.now = sooner;
    assert_eq!((question.answer().as_str(), question.valid_until()), ("09:00 09:30", midnight()));
}
