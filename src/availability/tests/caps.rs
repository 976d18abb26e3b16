//! Caps per day and per week (case 13).

use super::question::{Given, Question, day, zone};
use crate::domain::{Busy, BusyKind, Instant, Minutes, Refusal, Span};

/// A Thursday in Amsterdam.
const THURSDAY: &str = "2026-12-10";

fn thursday(caps: (Option<u32>, Option<u32>), days: &[(&str, &str)]) -> Question {
    let mut question = Question::new("Europe/Amsterdam", THURSDAY, "");
    let agenda = Given::new("Europe/Amsterdam", "mon-sun 09:00-10:30");
    question.agendas = vec![days.iter().fold(agenda, |agenda, (on, busy)| agenda.busy(day(on), busy))];
    (question.limits.max_per_day, question.limits.max_per_week) = caps;
    question
}

#[track_caller]
fn check(caps: (Option<u32>, Option<u32>), days: &[(&str, &str)], expected: &str) {
    assert_eq!(thursday(caps, days).answer(), expected, "{caps:?} {days:?}");
}

#[test]
fn a_day_has_so_many_at_most_and_then_none() {
    check((Some(2), None), &[(THURSDAY, "09:00-09:30")], "09:30 10:00");
    check((Some(2), None), &[(THURSDAY, "09:00-09:30, 20:00-20:30")], "");
    check((Some(2), None), &[(THURSDAY, "09:00-09:30"), ("2026-12-09", "20:00-20:30"), ("2026-12-11", "09:00-09:30")], "09:30 10:00");
    // Lowered below what is there already.
    check((Some(1), None), &[(THURSDAY, "19:00-19:30, 20:00-20:30")], "");
    // Other event types, busy times, blocks and what lasts no time count for nothing.
    check((Some(1), None), &[(THURSDAY, "other 20:00-20:30, import 21:00-21:30, block 22:00-22:30, 19:00-19:00")], "09:00 09:30 10:00");
}

#[test]
fn a_week_has_so_many_at_most_from_monday_to_sunday() {
    check((None, Some(2)), &[("2026-12-07", "09:00-09:30"), ("2026-12-13", "09:00-09:30")], "");
    check((None, Some(2)), &[("2026-12-06", "09:00-09:30"), ("2026-12-14", "09:00-09:30"), ("2026-12-08", "09:00-09:30")], "09:00 09:30 10:00");
    check((Some(5), Some(1)), &[("2026-12-07", "00:00-00:30")], "");
    check((Some(5), Some(1)), &[("2026-12-06", "23:59-24:29")], "09:00 09:30 10:00");
}

#[test]
fn days_and_weeks_are_the_agendas_own() {
    // 23:30 on Sunday in Amsterdam is Monday morning in Tokyo: another day, and another week.
    let sunday_evening = zone("Europe/Amsterdam").day_span(day("2026-12-14")).start.minus(Minutes::new(30));
    let busy = Busy { span: Span::starting(sunday_evening, Minutes::new(30)), kind: BusyKind::Appointment { before: Minutes::ZERO, after: Minutes::ZERO, capped: true } };
    for (zone_name, monday) in [("Europe/Amsterdam", "09:00 09:30"), ("Asia/Tokyo", "")] {
        for caps in [(Some(1), None), (None, Some(1))] {
            let mut question = Question::new(zone_name, "2026-12-14", "09:00-10:00");
            (question.limits.max_per_day, question.limits.max_per_week) = caps;
            question.agendas[0].busy.push(busy);
            assert_eq!(question.answer(), monday, "{zone_name} {caps:?}");
        }
    }
}

#[test]
fn a_full_day_of_one_agenda_leaves_the_other_and_is_taken_not_unoffered() {
    let mut question = thursday((Some(1), None), &[(THURSDAY, "20:00-20:30")]);
    let nine = Instant::parse("2026-12-10T09:00:00+01:00").unwrap();
    assert_eq!(question.judge(nine), Err(Refusal::Taken));
    question.agendas.push(Given::new("Europe/Amsterdam", "mon-sun 09:00-09:30"));
    assert_eq!(question.answer(), "09:00@1");
}
