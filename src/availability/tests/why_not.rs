//! What stands in the way of a start, one reason for each.

use super::question::{Given, Question, day, half_hours};
use crate::domain::{Feature, Instant, Minutes, WhyNot};
use crate::zone::Zone;

/// A Monday in Amsterdam.
const MONDAY: &str = "2026-12-07";

fn monday(hours: &str, busy: &str) -> Question {
    let mut question = Question::new("Europe/Amsterdam", MONDAY, "");
    question.agendas = vec![Given::new("Europe/Amsterdam", hours).busy(day(MONDAY), busy)];
    question
}

/// The moment at which an Amsterdam wall shows this time, on Monday or on the date in front.
fn at(text: &str) -> Instant {
    let (date, time) = text.split_once(' ').unwrap_or((MONDAY, text));
    Instant::parse(&format!("{date}T{time}:00+01:00")).unwrap()
}

/// A reason in a few words, its moments as Amsterdam's wall shows them.
fn say(why: &WhyNot) -> String {
    let zone = Zone::find("Europe/Amsterdam").unwrap();
    let time = |at: Instant| zone.wall(at).1.to_string();
    let maybe = |at: Option<Instant>| at.map_or_else(|| "none".to_owned(), time);
    let span = |span: crate::domain::Span| format!("{}-{}", time(span.start), time(span.end));
    match why {
        WhyNot::NotInPlan(feature) => format!("not in plan: {feature:?}"),
        WhyNot::OtherProject => "other project".to_owned(),
        WhyNot::Past => "past".to_owned(),
        WhyNot::TooSoon { earliest } => format!("too soon, from {}", time(*earliest)),
        WhyNot::TooFar { last } => format!("too far, until {last}"),
        WhyNot::Closed { day } => format!("closed {day}"),
        WhyNot::OutsideHours => "outside hours".to_owned(),
        WhyNot::BetweenSteps { before, after } => format!("between {} and {}", maybe(*before), maybe(*after)),
        WhyNot::TooLong { closes } => format!("too long for {}", time(*closes)),
        WhyNot::Appointment { span: busy, kept_free } => format!("appointment {} keeps {}", span(*busy), span(*kept_free)),
        WhyNot::Held { span: busy, until } => format!("held {} until {}", span(*busy), time(*until)),
        WhyNot::Imported { span: busy } => format!("imported {}", span(*busy)),
        WhyNot::Block { span: busy } => format!("block {}", span(*busy)),
        WhyNot::Reserved { span: busy } => format!("reserved {}", span(*busy)),
        WhyNot::DayFull { day, most } => format!("{most} on {day}"),
        WhyNot::WeekFull { monday, most } => format!("{most} from {monday}"),
    }
}

#[track_caller]
fn asked(question: &Question, start: &str, expected: &[&str]) {
    let said: Vec<String> = question.why_not(at(start))[0].iter().map(say).collect();
    assert_eq!(said, expected, "{start}");
}

#[track_caller]
fn check(hours: &str, busy: &str, start: &str, expected: &[&str]) {
    asked(&monday(hours, busy), start, expected);
}

#[test]
fn what_is_offered_has_nothing_against_it() {
    check("mon 09:00-12:00", "09:30-10:00", "09:00", &[]);
    check("mon 09:00-12:00", "09:30-10:00", "10:00", &[]);
}

#[test]
fn hours_say_what_they_lack() {
    check("mon 09:00-12:00", "", "08:30", &["outside hours"]);
    check("mon 09:00-12:00", "", "12:00", &["outside hours"]);
    check("tue 09:00-12:00", "", "09:00", &["outside hours"]);
    check("mon 09:00-12:00", "", "09:10", &["between 09:00 and 09:30"]);
    check("mon 09:00-09:50 10:00-11:00", "", "09:10", &["between 09:00 and 10:00"]);
    check("mon 09:00-09:50", "", "09:15", &["between 09:00 and none"]);
    check("mon 09:00-09:50", "", "09:30", &["too long for 09:50"]);
    check("mon 09:00-09:20", "", "09:00", &["too long for 09:20"]);
    // Open in one of two stretches that overlap is open.
    check("mon 09:00-09:20; extra 2026-12-07 09:10-11:00", "", "09:15", &["between 09:10 and 09:40"]);
}

#[test]
fn a_closed_date_is_named_also_for_what_passes_its_midnight() {
    check("mon 09:00-12:00; closed 2026-12-07", "", "09:00", &["closed 2026-12-07"]);
    check("mon 09:00-12:00; closed 2026-12-07", "", "20:00", &["closed 2026-12-07"]);
    check("sun 22:00-02:00; closed 2026-12-06", "", "01:00", &["closed 2026-12-06"]);
    check("sun 22:00-02:00; closed 2026-12-07", "", "01:00", &[]);
    check("mon 09:00-12:00; closed 2026-12-07; extra 2026-12-07 14:00-15:00", "", "14:10", &["between 14:00 and 14:30"]);
}

#[test]
fn notice_and_horizon_say_from_when_and_until_when() {
    let mut question = monday("mon-sun 09:00-12:00", "");
    question.now = at("08:00");
    question.limits.notice = Minutes::new(90);
    question.limits.horizon_days = 2;
    asked(&question, "09:00", &["too soon, from 09:30"]);
    asked(&question, "09:30", &[]);
    asked(&question, "2026-12-09 09:00", &[]);
    asked(&question, "2026-12-10 09:00", &["too far, until 2026-12-09"]);
    asked(&question, "2026-12-06 09:00", &["past"]);
    question.limits.notice = Minutes::ZERO;
    question.now = at("09:00");
    asked(&question, "09:00", &[]);
}

#[test]
fn everything_that_stands_in_the_way_is_told_with_its_buffers() {
    check("mon 09:00-12:00", "10:00-10:30 -5 +15", "10:30", &["appointment 10:00-10:30 keeps 09:55-10:45"]);
    check(
        "mon 09:00-12:00",
        "block 09:10-09:20, import 09:20-09:40, 09:15-09:20, 11:00-11:00",
        "09:00",
        &["block 09:10-09:20", "imported 09:20-09:40", "appointment 09:15-09:20 keeps 09:15-09:20"],
    );
    check("mon 09:00-12:00", "held 10:00-10:30 +15", "10:30", &["held 10:00-10:30 until 00:00"]);
    let mut question = monday("mon 09:00-12:00", "10:00-10:30");
    question.limits.buffer_after = Minutes::new(20);
    asked(&question, "09:30", &["appointment 10:00-10:30 keeps 09:40-10:30"]);
    question.agendas[0] = Given::new("Europe/Amsterdam", "mon 09:00-12:00").reserved("Europe/Amsterdam", "mon 09:30-10:30");
    asked(&question, "09:00", &["reserved 09:30-10:30"]);
}

#[test]
fn caps_say_what_is_full() {
    let mut question = monday("mon 09:00-12:00", "11:00-11:30");
    (question.limits.max_per_day, question.limits.max_per_week) = (Some(1), Some(1));
    asked(&question, "09:00", &["1 on 2026-12-07", "1 from 2026-12-07"]);
}

#[test]
fn reasons_add_up_and_each_agenda_has_its_own() {
    let mut question = monday("mon 09:00-12:00; closed 2026-12-07", "block 09:00-17:00");
    question.limits = half_hours();
    question.agendas[0].other_project = true;
    question.agendas[0].lacking = Some(Feature::Agendas);
    question.agendas.push(Given::new("Europe/Amsterdam", "mon 09:00-12:00"));
    question.agendas.push(Given::new("Europe/Amsterdam", "mon 10:00-12:00"));
    let said: Vec<Vec<String>> = question.why_not(at("09:00")).iter().map(|reasons| reasons.iter().map(say).collect()).collect();
    assert_eq!(said, [vec!["closed 2026-12-07", "not in plan: Agendas", "other project", "block 09:00-17:00"], vec![], vec!["outside hours"]]);
}
