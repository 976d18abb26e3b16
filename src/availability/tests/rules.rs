//! The rules of one agenda (cases 10 to 12, 16 and 17).

use super::question::{Given, Question, day, half_hours};
use crate::domain::{Busy, BusyKind, EventTypeLimits, Instant, Minutes, Refusal, Span};

/// A Monday in Amsterdam.
const MONDAY: &str = "2026-12-07";

fn monday(hours: &str, busy: &str) -> Question {
    let mut question = Question::new("Europe/Amsterdam", MONDAY, "");
    question.agendas = vec![Given::new("Europe/Amsterdam", hours).busy(day(MONDAY), busy)];
    question
}

#[track_caller]
fn check(hours: &str, busy: &str, expected: &str) {
    assert_eq!(monday(hours, busy).answer(), expected, "{hours}, busy {busy}");
}

/// The same with buffers of the event type's own.
#[track_caller]
fn check_buffered((before, after): (u32, u32), busy: &str, expected: &str) {
    let mut question = monday("mon 09:00-12:00", busy);
    (question.limits.buffer_before, question.limits.buffer_after) = (Minutes::new(before), Minutes::new(after));
    assert_eq!(question.answer(), expected, "{before} before, {after} after, busy {busy}");
}

#[test]
fn intervals_that_touch_do_not_clash() {
    // Case 10.
    check("mon 09:00-12:00", "", "09:00 09:30 10:00 10:30 11:00 11:30");
    check("mon 09:00-12:00", "10:00-10:30", "09:00 09:30 10:30 11:00 11:30");
    check("mon 09:00-12:00", "10:00-10:31", "09:00 09:30 11:00 11:30");
    check("mon 09:00-12:00", "09:59-10:30", "09:00 10:30 11:00 11:30");
    check("mon 09:00-10:29", "", "09:00 09:30");
    check("mon 09:00-12:00 12:00-13:00", "09:00-12:00", "12:00 12:30");
}

#[test]
fn hours_past_midnight_belong_to_the_day_they_start_on() {
    // Case 10.
    check("sun 23:00-01:00", "", "00:00 00:30");
    check("mon 23:00-01:00", "", "23:00 23:30");
    check("mon 22:45-24:00", "", "22:45 23:15");
    check("sun 23:15-01:00; closed 2026-12-07", "", "00:15");
    check("mon 23:15-01:00; closed 2026-12-07", "", "");
    check("mon 09:00-10:00; closed 2026-12-07; extra 2026-12-07 14:00-15:00", "", "14:00 14:30");
    check("mon 09:00-10:00; extra 2026-12-07 08:00-09:00", "", "08:00 08:30 09:00 09:30");
    check("mon 09:00-10:00; extra 2026-12-07 09:00-10:00", "", "09:00 09:30");
    check("mon 09:00-10:00; extra 2026-12-07 09:15-10:15", "", "09:00 09:15 09:30 09:45");
    // Two days that run into each other leave no hole at 23:59, and none between their stretches.
    let mut whole = monday("mon-tue 00:00-24:00", "");
    whole.to = day("2026-12-08");
    assert_eq!(whole.slots().len(), 96);
    let one_starts = monday("sun 23:00-22:59", "").slots();
    assert_eq!(one_starts.last().map(|slot| slot.time.to_string()).as_deref(), Some("22:00"));
}

#[test]
fn between_two_appointments_lies_the_larger_of_the_buffers_that_meet() {
    // Case 11.
    check("mon 09:00-12:00", "10:00-10:30 +15", "09:00 09:30 11:00 11:30");
    check("mon 09:00-12:00", "10:00-10:30 -1", "09:00 10:30 11:00 11:30");
    check_buffered((0, 15), "10:00-10:30", "09:00 10:30 11:00 11:30");
    check_buffered((15, 0), "10:00-10:30", "09:00 09:30 11:00 11:30");
    check_buffered((30, 0), "10:00-10:30 +30", "09:00 09:30 11:00 11:30");
    check_buffered((31, 0), "10:00-10:30 +30", "09:00 09:30 11:30");
    check_buffered((0, 0), "10:00-10:30 -30 +31", "09:00 11:30");
    check_buffered((10, 20), "10:30-11:00 -25 +5", "09:00 09:30 11:30");
}

#[test]
fn buffers_may_lie_outside_hours() {
    // Case 11.
    check_buffered((60, 60), "", "09:00 09:30 10:00 10:30 11:00 11:30");
    check_buffered((60, 0), "07:30-08:00", "09:00 09:30 10:00 10:30 11:00 11:30");
    check_buffered((60, 0), "07:30-08:01", "09:30 10:00 10:30 11:00 11:30");
    check_buffered((0, 0), "12:15-13:00 -20", "09:00 09:30 10:00 10:30 11:00");
}

#[test]
fn imported_times_keep_the_appointments_own_buffers() {
    // Case 11.
    check_buffered((0, 0), "import 10:00-10:30", "09:00 09:30 10:30 11:00 11:30");
    check_buffered((0, 15), "import 10:00-10:30", "09:00 10:30 11:00 11:30");
    check_buffered((15, 0), "import 10:00-10:30", "09:00 09:30 11:00 11:30");
}

#[test]
fn the_slot_exactly_at_the_limit_of_notice_is_free() {
    // Case 12: notice counts in instants, also across a clock change.
    let mut question = monday("mon 09:00-12:00", "");
    question.limits.notice = Minutes::new(120);
    let mut at = |now: &str, expected: &str| {
        question.now = Instant::parse(now).unwrap();
        assert_eq!(question.answer(), expected, "{now}");
    };
    at("2026-12-07T07:30:00Z", "10:30 11:00 11:30");
    at("2026-12-07T07:30:00.000001Z", "11:00 11:30");
    at("2026-12-07T08:30:00Z", "11:30");
    at("2026-12-07T08:31:00Z", "");
    let mut spring = Question::new("Europe/Amsterdam", "2027-03-28", "03:00-05:00");
    (spring.now, spring.limits.notice) = (Instant::parse("2027-03-28T00:00:00Z").unwrap(), Minutes::new(90));
    assert_eq!(spring.answer(), "03:30 04:00 04:30", "01:00 and 90 real minutes");
}

#[test]
fn a_time_is_judged_as_it_would_be_offered() {
    // Case 12.
    let question = monday("mon 09:00-12:00", "10:00-10:30 +15");
    let judge = |time: &str| question.judge(Instant::parse(&format!("{MONDAY}T{time}+01:00")).unwrap());
    assert_eq!(judge("09:30:00").map(|slot| slot.time.to_string()), Ok("09:30".to_owned()));
    assert_eq!(judge("10:00:00"), Err(Refusal::Taken));
    assert_eq!(judge("10:30:00"), Err(Refusal::Taken), "its buffer stands in the way");
    assert_eq!(judge("09:15:00"), Err(Refusal::NotOffered));
    assert_eq!(judge("09:30:01"), Err(Refusal::NotOffered));
    assert_eq!(judge("12:00:00"), Err(Refusal::NotOffered));
}

#[test]
fn lengths_and_steps_need_not_divide_the_hours() {
    // Case 16.
    let check = |length: u32, step: u32, expected: &str| {
        let mut question = monday("mon 09:00-11:00", "");
        (question.limits.length, question.limits.step) = (Minutes::new(length), Minutes::new(step));
        assert_eq!(question.answer(), expected, "{length} each {step}");
    };
    check(50, 50, "09:00 09:50");
    check(30, 45, "09:00 09:45 10:30");
    check(30, 60, "09:00 10:00");
    check(60, 25, "09:00 09:25 09:50");
    check(120, 30, "09:00");
    check(121, 1, "");
    check(1, 1_440, "09:00");
}

#[test]
fn numbers_that_make_no_sense_are_refused() {
    // Case 16.
    let check = |change: fn(&mut EventTypeLimits), expected: &[&str]| {
        let mut limits = half_hours();
        change(&mut limits);
        assert_eq!(limits.errors().iter().map(ToString::to_string).collect::<Vec<_>>(), expected);
    };
    check(|_| {}, &[]);
    check(|limits| limits.length = Minutes::ZERO, &["minutes is 0, expected 1 to 1440"]);
    check(|limits| limits.length = Minutes::new(1_441), &["minutes is 1441, expected 1 to 1440"]);
    check(|limits| limits.step = Minutes::ZERO, &["step_minutes is 0, expected 1 to 1440"]);
    check(|limits| limits.buffer_after = Minutes::new(u32::MAX), &["buffer_after_minutes is 4294967295, expected 0 to 1440"]);
    check(|limits| limits.horizon_days = 731, &["horizon_days is 731, expected 0 to 730"]);
    check(|limits| limits.max_per_day = Some(0), &["max_per_day is 0, expected 1 to 1440"]);
    check(|limits| limits.max_per_week = Some(10_081), &["max_per_week is 10081, expected 1 to 10080"]);
}

#[test]
fn busy_times_of_any_shape_block_what_they_cover_and_no_more() {
    // Case 17.
    check("mon 09:00-12:00", "10:00-10:00", "09:00 09:30 10:00 10:30 11:00 11:30");
    check("mon 09:00-12:00", "11:00-10:00 -600 +600", "09:00 09:30 10:00 10:30 11:00 11:30");
    check("mon 09:00-12:00", "11:00-11:30, 09:00-10:15, 09:30-10:00, 10:00-10:20", "10:30 11:30");
    check("mon 09:00-12:00", "09:00-12:00, 09:30-09:40", "");
    let mut long = monday("mon 09:00-12:00", "");
    let kind = BusyKind::Imported;
    long.agendas[0].busy.push(Busy { span: Span::new(Instant::from_micros(i64::MIN), Instant::parse("2026-12-07T10:00:00+01:00").unwrap()), kind });
    assert_eq!(long.answer(), "10:00 10:30 11:00 11:30");
    long.agendas[0].busy.push(Busy { span: Span::new(Instant::parse("2026-12-07T11:15:00+01:00").unwrap(), Instant::from_micros(i64::MAX)), kind });
    assert_eq!(long.answer(), "10:00 10:30");
}

#[test]
fn busy_times_by_the_thousand_in_any_order() {
    // Case 17: every minute but 10:30 to 11:00 is taken, thrice, from the last to the first.
    let mut question = monday("mon 09:00-12:00", "");
    let midnight = Instant::parse("2026-12-07T00:00:00+01:00").unwrap();
    let minutes = (0..1_440).rev().filter(|minute| !(630..660).contains(minute));
    let each = minutes.map(|minute| Span::starting(midnight.plus(Minutes::new(minute)), Minutes::new(1)));
    question.agendas[0].busy = each.flat_map(|span| [Busy { span, kind: BusyKind::Imported }; 3]).collect();
    assert_eq!(question.answer(), "10:30");
}
