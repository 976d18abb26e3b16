//! When the rules of a zone change after the booking (case 8): the wall keeps its time, the instant moves.

use appointment::app::{book, keep_wall_times, manage};

use crate::support::{House, ask, at, both_engines};

async fn an_appointment_keeps_its_wall_time_when_its_zone_gets_other_rules(house: &House) {
    let token = book(&house.app, ask("bellen", "2026-12-02 10:00", "Anna")).await.unwrap().card.appointment.token;
    assert_eq!(keep_wall_times(&house.app).await.unwrap(), 0, "nothing to do while the rules are those of the booking");
    // As if the booking had been made when winter was still expected to be two hours ahead of UTC.
    let hour = 3_600_000_000_i64;
    let older = format!("UPDATE appointments SET utc_offset = 7200, starts_at = starts_at - {hour}, ends_at = ends_at - {hour}");
    assert_eq!(house.raw().await.run(&older).await, Ok(1));
    assert_eq!(keep_wall_times(&house.app).await.unwrap(), 1);
    let kept = manage(&house.app, &token).await.unwrap().appointment;
    assert_eq!((kept.time.to_string().as_str(), kept.span.start, kept.offset.to_string().as_str()), ("10:00", at("2026-12-02 10:00"), "+01:00"));
    assert_eq!((kept.sequence, kept.version), (1, 2), "calendars hear of it with the next file");
    assert_eq!(keep_wall_times(&house.app).await.unwrap(), 0, "and once is enough");
}

both_engines! { an_appointment_keeps_its_wall_time_when_its_zone_gets_other_rules }
