//! Clocks and zones (cases 1 to 9).

use super::question::{Given, Question, day, zone};
use crate::domain::{Instant, Minutes};
use crate::zone::Zone;

#[track_caller]
fn check(zone: &str, on: &str, hours: &str, expected: &str) {
    assert_eq!(Question::new(zone, on, hours).answer(), expected, "{zone} {on} {hours}");
}

#[test]
fn times_that_clocks_skip_are_not_offered() {
    // Case 1.
    check("Europe/Amsterdam", "2027-03-28", "01:30-04:00", "01:30 03:00 03:30");
    check("Europe/Amsterdam", "2027-03-28", "00:00-04:00", "00:00 00:30 01:00 01:30 03:00 03:30");
    check("Australia/Lord_Howe", "2026-10-04", "01:00-03:30", "01:00 01:30 02:30 03:00");
    check("Antarctica/Troll", "2027-03-28", "00:00-04:00", "00:00 00:30 03:00 03:30");
    let question = Question::new("Europe/Amsterdam", "2027-03-28", "01:30-04:00");
    assert!(question.slots().iter().all(|slot| slot.span.end == slot.span.start.plus(Minutes::new(30))), "each lasts 30 real minutes");
}

#[test]
fn times_that_clocks_show_twice_are_offered_twice() {
    // Case 2.
    let twice = "01:00 01:30 02:00+02:00 02:30+02:00 02:00+01:00 02:30+01:00 03:00 03:30";
    check("Europe/Amsterdam", "2027-10-31", "01:00-04:00", twice);
    check("Europe/Amsterdam", "2027-10-31", "02:00-03:00", "02:00+02:00 02:30+02:00 02:00+01:00 02:30+01:00");
    check("Australia/Lord_Howe", "2027-04-04", "01:00-02:30", "01:00 01:30+11:00 01:30+10:30 02:00");
    // Of an ambiguous edge, a start takes the earlier and an end the later.
    check("Europe/Amsterdam", "2027-10-31", "02:30-03:30", "02:30+02:00 02:30+01:00 03:00");
    check("Europe/Amsterdam", "2027-10-31", "01:00-02:30", "01:00 01:30 02:00+02:00 02:30 02:00+01:00");
    check("Europe/Amsterdam", "2027-10-31", "01:00-02:00", "01:00 01:30 02:00 02:30");
}

#[test]
fn an_edge_in_a_gap_moves_forward() {
    // Case 3.
    check("Europe/Amsterdam", "2027-03-28", "02:30-04:00", "03:00 03:30");
    check("Europe/Amsterdam", "2027-03-28", "01:00-02:30", "01:00 01:30");
    check("Europe/Amsterdam", "2027-03-28", "02:15-04:00", "03:00 03:30");
    check("Europe/Amsterdam", "2027-03-28", "02:00-03:00", "");
    check("Europe/Amsterdam", "2027-03-28", "02:10-02:50", "");
    check("Europe/Amsterdam", "2027-03-28", "02:15-02:45 05:00-05:30", "05:00");
    // A day that a country left out: nothing on it, and the hours past midnight into it end where it would have begun.
    check("Pacific/Apia", "2011-12-30", "09:00-12:00", "");
    check("Pacific/Apia", "2011-12-29", "thu 22:30-02:00", "22:30 23:00 23:30");
}

#[test]
fn a_change_at_midnight_does_not_lose_the_day() {
    // Case 4: these days start at 01:00.
    check("Africa/Cairo", "2027-04-30", "00:00-02:30", "01:00 01:30 02:00");
    check("America/Santiago", "2026-09-06", "00:00-02:30", "01:00 01:30 02:00");
    check("Asia/Beirut", "2027-03-28", "00:00-02:30", "01:00 01:30 02:00");
    // And these evenings have their last hour twice.
    check("America/Santiago", "2027-04-03", "22:30-24:00", "22:30 23:00-03:00 23:30-03:00 23:00-04:00 23:30-04:00");
    check("Africa/Cairo", "2026-10-29", "22:30-24:00", "22:30 23:00+03:00 23:30+03:00 23:00+02:00 23:30+02:00");
    check("Asia/Beirut", "2027-10-30", "sat 23:00-00:30", "23:00+03:00 23:30+03:00 23:00+02:00 23:30+02:00");
    let mut nights = Question::new("Asia/Beirut", "2027-10-30", "23:00-00:30");
    nights.to = day("2027-10-31");
    assert_eq!(nights.answer(), "2027-10-30: 00:00 23:00+03:00 23:30+03:00 23:00+02:00 23:30+02:00; 2027-10-31: 00:00 23:00 23:30");
}

#[test]
fn a_day_is_as_long_as_it_is_there() {
    // Case 5: half hours of the whole day, of 23, 24, 25, 23.5 and 24.5 hours.
    let count = |zone: &str, on: &str| Question::new(zone, on, "00:00-24:00").slots().len();
    assert_eq!(count("Europe/Amsterdam", "2027-03-28"), 46);
    assert_eq!(count("Europe/Amsterdam", "2027-03-29"), 48);
    assert_eq!(count("Europe/Amsterdam", "2027-10-31"), 50);
    assert_eq!(count("Australia/Lord_Howe", "2026-10-04"), 47);
    assert_eq!(count("Australia/Lord_Howe", "2027-04-04"), 49);
    assert_eq!(count("Pacific/Apia", "2011-12-30"), 0);
}

#[test]
fn zones_of_half_and_quarter_hours_align_to_their_own_wall() {
    // Case 5.
    check("Asia/Kathmandu", "2026-12-01", "09:00-10:30", "09:00 09:30 10:00");
    check("Pacific/Chatham", "2026-12-01", "09:00-10:30", "09:00 09:30 10:00");
    let kathmandu = Question::new("Asia/Kathmandu", "2026-12-01", "09:00-10:30").slots();
    assert_eq!(kathmandu[0].span.start.to_string(), "2026-12-01T03:15:00Z");
}

#[test]
fn a_fold_in_which_the_date_repeats_keeps_both_sides_of_midnight() {
    // Case 5: at 00:01 of the 29th, Newfoundland's clocks went back to 23:01 of the 28th.
    let mut question = Question::new("America/St_Johns", "2006-10-28", "23:00-00:30");
    question.to = day("2006-10-29");
    question.limits.length = Minutes::new(20);
    assert_eq!(question.answer(), "2006-10-28: 00:00 23:00 23:30-02:30; 2006-10-29: 00:00-02:30; 2006-10-28: 23:30-03:30; 2006-10-29: 00:00-03:30 23:00 23:30");
}

#[test]
fn the_zone_shown_labels_and_groups_what_another_zone_opens() {
    // Case 6: New York changes on the 14th, Amsterdam on the 28th.
    let mut question = Question::new("Europe/Amsterdam", "2027-03-12", "20:00-21:00");
    question.agendas = vec![Given::new("America/New_York", "15:00-16:00")];
    (question.from, question.to) = (day("2027-03-12"), day("2027-03-29"));
    let answer = question.answer();
    assert!(answer.starts_with("2027-03-12: 21:00 21:30; 2027-03-13: 21:00 21:30; 2027-03-14: 20:00 20:30; "), "{answer}");
    assert!(answer.ends_with("; 2027-03-27: 20:00 20:30; 2027-03-28: 21:00 21:30; 2027-03-29: 21:00 21:30"), "{answer}");
    // An evening there is the next day here, and belongs to that day.
    question.agendas = vec![Given::new("America/New_York", "fri 18:00-19:00")];
    assert_eq!(question.answer(), "2027-03-13: 00:00 00:30; 2027-03-19: 23:00 23:30; 2027-03-26: 23:00 23:30");
}

#[test]
fn zones_a_day_apart_miss_nothing() {
    // Case 6: 26 hours lie between them; Saturday's noon there is Thursday's... two dates before, here.
    let mut question = Question::new("Etc/GMT+12", "2026-12-03", "");
    question.agendas = vec![Given::new("Pacific/Kiritimati", "sat 00:30-01:30")];
    (question.from, question.to) = (day("2026-12-03"), day("2026-12-04"));
    assert_eq!(question.answer(), "2026-12-03: 22:30 23:00");
    question.zone = zone("Pacific/Kiritimati");
    question.agendas = vec![Given::new("Etc/GMT+12", "thu 22:30-23:30")];
    (question.from, question.to) = (day("2026-12-05"), day("2026-12-06"));
    assert_eq!(question.answer(), "2026-12-05: 00:30 01:00");
}

#[test]
fn an_unknown_zone_is_none_and_an_old_name_keeps_its_rules() {
    // Case 7.
    assert!(Zone::find("Europe/Rotterdam").is_none());
    assert!(Zone::find("").is_none());
    check("US/Eastern", "2027-03-14", "01:30-04:00", "01:30 03:00 03:30");
    check("Asia/Calcutta", "2026-12-01", "09:00-10:00", "09:00 09:30");
}

#[test]
fn the_horizon_counts_local_days_with_the_last_one_included() {
    // Case 9.
    let mut question = Question::new("Europe/Amsterdam", "2028-02-27", "09:00-10:00");
    (question.now, question.limits.horizon_days) = (Instant::parse("2028-02-27T22:59:00Z").unwrap(), 3);
    question.to = day("2028-03-05");
    let days = "2028-02-28: 09:00 09:30; 2028-02-29: 09:00 09:30; 2028-03-01: 09:00 09:30";
    assert_eq!(question.answer(), days);
    // A minute later it is the 28th there, although not yet in London.
    question.now = Instant::parse("2028-02-27T23:00:00Z").unwrap();
    assert_eq!(question.answer(), format!("{days}; 2028-03-02: 09:00 09:30"));
    question.limits.horizon_days = 0;
    assert_eq!(question.answer(), "2028-02-28: 09:00 09:30");
    // What starts past the midnight of the last day is past the horizon.
    let mut night = Question::new("Europe/Amsterdam", "2026-12-31", "23:00-01:00");
    (night.now, night.limits.horizon_days, night.to) = (Instant::parse("2026-12-31T12:00:00Z").unwrap(), 0, day("2027-01-02"));
    assert_eq!(night.answer(), "2026-12-31: 23:00 23:30");
    night.limits.horizon_days = 1;
    assert_eq!(night.answer(), "2026-12-31: 23:00 23:30; 2027-01-01: 00:00 00:30 23:00 23:30");
}

#[test]
fn the_calendars_ends_offer_what_they_have_without_a_panic() {
    let mut question = Question::new("Pacific/Auckland", "2026-12-01", "22:00-23:00");
    (question.from, question.to) = (day("9999-12-01"), day("9999-12-31"));
    assert_eq!(question.answer(), "");
    (question.from, question.to) = (day("0000-01-01"), day("0000-01-31"));
    assert_eq!(question.answer(), "");
}
