//! What time alone brings about, under a turned clock: reminders, the question whether they still come, and what follows after. Each is said once, and only while it holds.

use appointment::app::{book, cancel, reschedule};
use appointment::domain::{Card, Instant, Minutes};
use appointment::outbox::Step;
use tokio::task::JoinSet;

use crate::support::{House, ask, at, both_engines, outbox};

/// The house's portal with settings for mail.
async fn wanting(house: &House, mail: &str) {
    house.apply_with("[portal]", &format!("[mail]\n{mail}\n\n[portal]")).await;
}

/// The appointments that a look writes letters about at a moment.
async fn looked(house: &House, moment: &str) -> usize {
    turn_to(house, at(moment));
    remind(house).await
}

async fn remind(house: &House) -> usize {
    outbox(&house.app, &tempfile::tempdir().unwrap()).remind().await.unwrap()
}

/// Turns the clock on to a moment.
fn turn_to(house: &House, moment: Instant) {
    let minutes = (moment.seconds() - house.now().seconds()) / 60;
    house.app.clock.turn(Minutes::new(u32::try_from(minutes).expect("clocks are turned on only")));
    assert_eq!(house.now(), moment);
}

async fn booked(house: &House, starts_at: &str) -> Card {
    book(&house.app, ask("kade", starts_at, "Anna")).await.unwrap().card
}

/// How many letters there are of an occasion, to either reader.
async fn letters(house: &House, occasion: &str) -> i64 {
    house.raw().await.number(&format!("SELECT COUNT(*) FROM outbox WHERE letter LIKE '%\"occasion\":\"{occasion}\"%'")).await
}

async fn an_appointments_life_has_each_reminder_once_for_each_time_it_has(house: &House) {
    wanting(house, "reminder_minutes = [1440, 60]").await;
    let card = booked(house, "2026-12-03 10:00").await;
    assert_eq!(looked(house, "2026-12-02 09:59").await, 0);
    assert_eq!(looked(house, "2026-12-02 10:00").await, 1);
    assert_eq!((remind(house).await, letters(house, "reminder").await), (0, 1), "to the customer, and once");
    let token = &card.appointment.token;
    reschedule(&house.app, token, at("2026-12-04 10:00")).await.unwrap();
    assert_eq!(looked(house, "2026-12-03 09:59").await, 0, "the old time is nobody's");
    assert_eq!(looked(house, "2026-12-03 10:00").await, 1);
    assert_eq!(looked(house, "2026-12-04 08:59").await, 0);
    assert_eq!(looked(house, "2026-12-04 09:00").await, 1);
    assert_eq!((remind(house).await, letters(house, "reminder").await), (0, 3));
    reschedule(&house.app, token, at("2026-12-08 10:00")).await.unwrap();
    cancel(&house.app, token).await.unwrap();
    for moment in ["2026-12-07 10:00", "2026-12-08 09:00", "2026-12-08 10:00", "2026-12-08 12:00"] {
        assert_eq!(looked(house, moment).await, 0, "{moment}");
    }
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM reminders").await, 3);
}

async fn nobody_is_reminded_of_what_they_have_just_booked(house: &House) {
    wanting(house, "reminder_minutes = [1440, 60]").await;
    booked(house, "2026-12-01 10:30").await;
    assert_eq!((remind(house).await, looked(house, "2026-12-01 09:29").await), (0, 0));
    assert_eq!((looked(house, "2026-12-01 09:30").await, letters(house, "reminder").await), (1, 1));
}

async fn after_the_house_was_down_only_the_nearest_reminder_still_makes_sense(house: &House) {
    wanting(house, "reminder_minutes = [2880, 1440, 60]").await;
    booked(house, "2026-12-04 10:00").await;
    booked(house, "2026-12-04 09:00").await;
    assert_eq!(looked(house, "2026-12-04 09:30").await, 1, "the other has begun");
    assert_eq!((remind(house).await, house.raw().await.texts("SELECT kind FROM reminders").await), (0, vec!["reminder:60".to_owned()]));
}

async fn quiet_hours_are_those_of_the_places_clock_across_its_change(house: &House) {
    wanting(house, "reminder_minutes = [1800]\nquiet = \"21:00-08:00\"").await;
    turn_to(house, at("2027-03-25T08:00:00Z"));
    // Half past three in the night of Sunday, in which the clocks are set forward: the evening before, in winter time, and the morning after, in summer time.
    booked(house, "2027-03-29T07:30:00Z").await;
    assert_eq!((looked(house, "2027-03-27T19:44:00Z").await, looked(house, "2027-03-27T19:45:00Z").await), (0, 1));
    turn_to(house, at("2027-03-27T21:30:00Z"));
    booked(house, "2027-03-29T08:00:00Z").await;
    assert_eq!((looked(house, "2027-03-28T05:59:00Z").await, looked(house, "2027-03-28T06:00:00Z").await), (0, 1));
}

async fn who_was_down_in_the_evening_waits_for_the_morning(house: &House) {
    wanting(house, "reminder_minutes = [720]\nquiet = \"21:00-08:00\"").await;
    booked(house, "2026-12-03 09:30").await;
    assert_eq!((looked(house, "2026-12-02 22:00").await, looked(house, "2026-12-03 07:59").await), (0, 0));
    assert_eq!(looked(house, "2026-12-03 08:00").await, 1);
}

async fn two_servers_at_once_say_everything_once(house: &House) {
    wanting(house, "reminder_minutes = [1440]\nteam.reminder = true").await;
    for hour in 9..17 {
        booked(house, &format!("2026-12-03 {hour:02}:00")).await;
    }
    turn_to(house, at("2026-12-02 16:30"));
    let mut looking = JoinSet::new();
    for app in [house.app.clone(), house.second_server(), house.second_server(), house.app.clone()] {
        looking.spawn(async move { outbox(&app, &tempfile::tempdir().unwrap()).remind().await.unwrap() });
    }
    assert_eq!(looking.join_all().await.iter().sum::<usize>(), 8);
    assert_eq!(letters(house, "reminder").await, 16, "to customer and team");
}

async fn a_letter_that_no_longer_holds_when_it_is_to_leave_stays(house: &House) {
    wanting(house, "reminder_minutes = [1440]").await;
    let folder = tempfile::tempdir().unwrap();
    let outbox = outbox(&house.app, &folder);
    let cards = [booked(house, "2026-12-03 10:00").await, booked(house, "2026-12-03 10:30").await, booked(house, "2026-12-03 11:00").await];
    turn_to(house, at("2026-12-02 11:00"));
    assert_eq!(outbox.drain().await.unwrap().len(), 6);
    assert_eq!(outbox.remind().await.unwrap(), 3);
    cancel(&house.app, &cards[0].appointment.token).await.unwrap();
    reschedule(&house.app, &cards[1].appointment.token, at("2026-12-04 10:00")).await.unwrap();
    let steps = outbox.drain().await.unwrap();
    let count = |step| steps.iter().filter(|found| **found == step).count();
    assert_eq!((count(Step::Moot), count(Step::Done)), (2, 5), "{steps:?}");
    let mut notes = house.raw().await.texts("SELECT last_error FROM outbox WHERE state = 'done' AND last_error <> ''").await;
    notes.sort_unstable();
    assert_eq!(notes, ["the appointment was cancelled meanwhile", "the appointment was changed meanwhile"]);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 11, "six confirmations, two changes, two cancellations, and one reminder");
}

async fn a_letter_that_waits_into_the_night_leaves_in_the_morning_or_not_at_all(house: &House) {
    wanting(house, "reminder_minutes = [780]\nquiet = \"21:00-08:00\"").await;
    let outbox = outbox(&house.app, &tempfile::tempdir().unwrap());
    booked(house, "2026-12-03 09:30").await;
    outbox.drain().await.unwrap();
    assert_eq!(looked(house, "2026-12-02 20:30").await, 1);
    turn_to(house, at("2026-12-02 21:00"));
    assert_eq!(outbox.drain().await.unwrap(), [Step::Later]);
    assert_eq!(looked(house, "2026-12-03 07:59").await, 0);
    assert_eq!(outbox.drain().await.unwrap(), []);
    assert_eq!(looked(house, "2026-12-03 08:00").await, 0);
    assert_eq!(outbox.drain().await.unwrap(), [Step::Done]);
    booked(house, "2026-12-04 09:30").await;
    outbox.drain().await.unwrap();
    assert_eq!(looked(house, "2026-12-03 20:30").await, 1);
    turn_to(house, at("2026-12-04 09:30"));
    assert_eq!(outbox.drain().await.unwrap(), [Step::Moot], "it has begun");
}

async fn who_cancels_at_night_hears_of_it_at_once_and_of_nothing_else(house: &House) {
    wanting(house, "reminder_minutes = [780]\nquiet = \"21:00-08:00\"").await;
    let outbox = outbox(&house.app, &tempfile::tempdir().unwrap());
    let card = booked(house, "2026-12-03 09:30").await;
    outbox.drain().await.unwrap();
    assert_eq!(looked(house, "2026-12-02 20:30").await, 1);
    turn_to(house, at("2026-12-02 21:00"));
    assert_eq!(outbox.drain().await.unwrap(), [Step::Later]);
    cancel(&house.app, &card.appointment.token).await.unwrap();
    assert_eq!(outbox.drain().await.unwrap(), [Step::Done, Step::Done]);
    assert_eq!(looked(house, "2026-12-03 08:00").await, 0);
    assert_eq!(outbox.drain().await.unwrap(), [Step::Moot]);
}

async fn the_question_comes_the_day_before_in_place_of_a_reminder_then(house: &House) {
    wanting(house, "reminder_minutes = [1440, 60]\nstill_coming = true").await;
    booked(house, "2026-12-03 10:00").await;
    assert_eq!(looked(house, "2026-12-02 10:00").await, 1);
    assert_eq!((letters(house, "still_coming").await, letters(house, "reminder").await), (1, 0));
    assert_eq!(looked(house, "2026-12-03 09:00").await, 1);
    assert_eq!((letters(house, "still_coming").await, letters(house, "reminder").await), (1, 1));
}

async fn a_follow_up_comes_after_the_end_unless_it_would_come_a_day_late(house: &House) {
    wanting(house, "follow_up_minutes = 120\nteam.follow_up = true").await;
    booked(house, "2026-12-02 10:00").await;
    let called_off = booked(house, "2026-12-02 11:00").await;
    cancel(&house.app, &called_off.appointment.token).await.unwrap();
    booked(house, "2026-12-04 10:00").await;
    assert_eq!((looked(house, "2026-12-02 12:29").await, looked(house, "2026-12-02 12:30").await), (0, 1));
    assert_eq!((looked(house, "2026-12-02 15:00").await, letters(house, "follow_up").await), (0, 2));
    assert_eq!(looked(house, "2026-12-05 12:30").await, 0, "the house was down for a day");
}

async fn what_is_not_wanted_is_not_written(house: &House) {
    for (mail, expected) in [
        ("", [0, 0, 0]),
        ("reminder_minutes = [1440]\ncustomer.reminder = false", [0, 0, 0]),
        ("reminder_minutes = [1440]\ncustomer.reminder = false\nteam.reminder = true", [1, 0, 0]),
        ("still_coming = true\ncustomer.still_coming = false", [0, 0, 0]),
        ("still_coming = true\nteam.still_coming = true", [0, 2, 0]),
        ("follow_up_minutes = 60\ncustomer.follow_up = false", [0, 0, 0]),
        ("follow_up_minutes = 60", [0, 0, 1]),
    ] {
        wanting(house, mail).await;
        house.raw().await.run("DELETE FROM outbox").await.unwrap();
        let today = house.app.clock.now();
        let day = appointment::zone::Zone::find("Europe/Amsterdam").unwrap().day(today);
        // A working day at least three days from now, so that the one before is long over.
        let day = (3..).map(|days| day.plus_days(days)).find(|day| chrono::Datelike::weekday(&day.date()).num_days_from_monday() < 5).unwrap();
        let start = at(&format!("{day} 10:00"));
        booked(house, &format!("{day} 10:00")).await;
        turn_to(house, start.minus(Minutes::new(1_440)));
        remind(house).await;
        turn_to(house, start.plus(Minutes::new(90)));
        remind(house).await;
        let found = [letters(house, "reminder").await, letters(house, "still_coming").await, letters(house, "follow_up").await];
        assert_eq!(found, expected, "{mail}");
    }
}

both_engines! {
    an_appointments_life_has_each_reminder_once_for_each_time_it_has
    nobody_is_reminded_of_what_they_have_just_booked
    after_the_house_was_down_only_the_nearest_reminder_still_makes_sense
    quiet_hours_are_those_of_the_places_clock_across_its_change
    who_was_down_in_the_evening_waits_for_the_morning
    two_servers_at_once_say_everything_once
    a_letter_that_no_longer_holds_when_it_is_to_leave_stays
    a_letter_that_waits_into_the_night_leaves_in_the_morning_or_not_at_all
    who_cancels_at_night_hears_of_it_at_once_and_of_nothing_else
    the_question_comes_the_day_before_in_place_of_a_reminder_then
    a_follow_up_comes_after_the_end_unless_it_would_come_a_day_late
    what_is_not_wanted_is_not_written
}
