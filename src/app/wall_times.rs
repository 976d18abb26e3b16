//! A viewing at 14:00 stays at 14:00, whatever the rules of its zone become.

use chrono::Timelike;

use super::App;
use crate::domain::{Instant, Minutes, Offset};
use crate::store::{OnTheWall, StoreError};
use crate::zone::{InFold, InGap, Moments, Zone};

/// Looks at every appointment to come, and moves the instants of those whose zone has other rules now than at their booking (case 8).
/// Worth asking once at each start: a newer program may bring a newer tz database. Says how many were moved.
pub async fn keep_wall_times(app: &App) -> Result<u64, StoreError> {
    app.store.keep_wall_times(app.clock.now(), present).await
}

/// The moment of a wall time by today's rules, and the offset then; nothing while it is still what it was.
fn present(wall: &OnTheWall) -> Option<(Instant, Offset)> {
    let zone = Zone::of(&wall.zone);
    let minute = Minutes::new(wall.time.time().hour() * 60 + wall.time.time().minute());
    let moments = match zone.moments(wall.day, minute) {
        Moments::Gap => vec![zone.at(wall.day, minute, InGap::Later, InFold::Earlier)],
        Moments::One(at) => vec![at],
        Moments::Fold(earlier, later) => vec![earlier, later],
    };
    let still = moments.iter().any(|at| zone.offset(*at) == wall.offset);
    moments.first().filter(|_| !still).map(|at| (*at, zone.offset(*at)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Day, WallTime};

    #[track_caller]
    fn check(zone: &str, day: &str, time: &str, offset_hours: i32, expected: Option<&str>) {
        let time = WallTime::new(chrono::NaiveTime::parse_from_str(time, "%H:%M").unwrap());
        let wall = OnTheWall { zone: Zone::find(zone).unwrap().name().clone(), day: Day::parse(day).unwrap(), time, offset: Offset::from_seconds(offset_hours * 3_600) };
        assert_eq!(present(&wall).map(|(at, _)| at.to_string()).as_deref(), expected);
    }

    #[test]
    fn a_wall_time_keeps_its_hour_when_its_zone_gets_other_rules() {
        // Booked when Vancouver was still expected to go back to UTC-8 in the winter of 2026.
        check("America/Vancouver", "2026-12-01", "14:00", -8, Some("2026-12-01T21:00:00Z"));
        check("America/Vancouver", "2026-12-01", "14:00", -7, None);
        check("Europe/Amsterdam", "2027-10-31", "02:30", 2, None);
        check("Europe/Amsterdam", "2027-10-31", "02:30", 1, None);
    }
}
