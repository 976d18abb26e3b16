//! Days as they are told, and a wall time that someone types turned into a moment, by whoever knows the zone.

use crate::api::team::wire::Start;
use crate::domain::Day;

/// A day next to today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Near {
    /// The day before.
    Yesterday,
    /// The day itself.
    Today,
    /// The day after.
    Tomorrow,
}

/// Whether a day is next to today.
pub fn near(day: i32, today: i32) -> Option<Near> {
    match day.checked_sub(today)? {
        -1 => Some(Near::Yesterday),
        0 => Some(Near::Today),
        1 => Some(Near::Tomorrow),
        _ => None,
    }
}

/// The minute of the day that `09:30` says; seconds, which some browsers write, are left out.
pub fn to_minute(time: &str) -> Option<u16> {
    let mut parts = time.split(':');
    let (hours, minutes): (u16, u16) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// Where a typed wall time lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// Here.
    At(Start),
    /// Twice: the earlier and the later.
    Twice(Start, Start),
    /// Nowhere: clocks jump over it.
    Nowhere,
}

/// Looks where a wall time lies. `offset` tells how many minutes the wall runs ahead of UTC at a moment, in seconds since 1970.
pub fn placed(day: Day, minute: u16, offset: impl Fn(i64) -> i16) -> Placed {
    let wall = i64::from(day.epoch_days()) * 86_400 + i64::from(minute) * 60;
    // No zone changes twice within a day or lies further than a day from UTC: what holds there is all that can hold here.
    let (before, after) = (offset(wall - 86_400), offset(wall + 86_400));
    let fits = |by: i16| (offset(wall - i64::from(by) * 60) == by).then_some(Start { day: day.epoch_days(), minute, offset: by });
    match (fits(before), fits(after)) {
        (Some(one), Some(two)) if one != two => Placed::Twice(one, two),
        (Some(one), _) | (_, Some(one)) => Placed::At(one),
        (None, None) => Placed::Nowhere,
    }
}

/// What the wall says at a moment, in seconds since 1970, where it runs so many minutes ahead of UTC.
pub fn start_at(at: i64, offset: i16) -> Start {
    let wall = at + i64::from(offset) * 60;
    // A wall's day lies within 32 bits for as long as calendars do.
    Start { day: wall.div_euclid(86_400) as i32, minute: (wall.rem_euclid(86_400) / 60) as u16, offset }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Instant;

    /// Amsterdam in 2027: summer from 28 March to 31 October, 01:00 UTC.
    fn amsterdam(at: i64) -> i16 {
        let moment = |text: &str| Instant::parse(text).unwrap().seconds();
        if (moment("2027-03-28T01:00:00Z")..moment("2027-10-31T01:00:00Z")).contains(&at) { 120 } else { 60 }
    }

    #[track_caller]
    fn check(day: &str, time: &str, expected: &[i16]) {
        let (day, minute) = (Day::parse(day).unwrap(), to_minute(time).unwrap());
        let start = |offset: &i16| Start { day: day.epoch_days(), minute, offset: *offset };
        let expected = match expected {
            [] => Placed::Nowhere,
            [one] => Placed::At(start(one)),
            [one, two, ..] => Placed::Twice(start(one), start(two)),
        };
        assert_eq!(placed(day, minute, amsterdam), expected, "{day} {time}");
    }

    #[test]
    fn a_typed_time_lies_once_twice_or_nowhere() {
        check("2027-01-15", "09:30", &[60]);
        check("2027-07-15", "00:00", &[120]);
        check("2027-03-28", "01:59", &[60]);
        check("2027-03-28", "02:30", &[]);
        check("2027-03-28", "03:00", &[120]);
        check("2027-10-31", "02:30", &[120, 60]);
        check("2027-10-31", "03:00", &[60]);
        check("2027-10-30", "02:30", &[120]);
    }

    #[test]
    fn a_moment_is_what_the_wall_says_and_comes_back() {
        for (at, offset, expected) in [(0, 60, (0, 60)), (-1, -60, (-1, 1_379)), (1_796_200_200, 60, (20_789, 570))] {
            let start = start_at(at, offset);
            assert_eq!((start.day, start.minute), expected);
            assert_eq!(start.instant().seconds(), at.div_euclid(60) * 60);
        }
    }

    #[test]
    fn only_a_time_of_day_is_one() {
        assert_eq!(to_minute("23:59:30"), Some(1439));
        assert_eq!(to_minute("24:00"), None);
        assert_eq!(to_minute(""), None);
    }

    #[test]
    fn near_days_have_names() {
        assert_eq!([19, 20, 21, 22].map(|day| near(day, 20)), [Some(Near::Yesterday), Some(Near::Today), Some(Near::Tomorrow), None]);
        assert_eq!(near(i32::MAX, -1), None);
    }
}
