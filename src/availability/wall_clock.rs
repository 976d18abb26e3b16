//! A zone's wall clock, read at many moments close to each other.

use chrono::NaiveTime;

use crate::domain::{Day, Instant, Offset, Span, WallTime};
use crate::zone::Zone;

/// Asks the zone only when its clocks may have changed, and the calendar only when the day has.
pub struct WallClock<'a> {
    zone: &'a Zone,
    steady: Option<(Span, Offset)>,
    today: Option<Today>,
}

/// A stretch of time in which one day is shown by clocks that run on.
#[derive(Clone, Copy)]
struct Today {
    span: Span,
    /// When these clocks showed, or would have shown, its 00:00.
    midnight: Instant,
    day: Day,
    offset: Offset,
}

const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400 * SECOND;

impl<'a> WallClock<'a> {
    pub fn new(zone: &'a Zone) -> Self {
        Self { zone, steady: None, today: None }
    }

    pub fn read(&mut self, at: Instant) -> (Day, WallTime, Offset) {
        let today = match self.today {
            Some(today) if holds(today.span, at) => today,
            _ => {
                let today = self.look(at);
                *self.today.insert(today)
            }
        };
        let seconds = u32::try_from((at.micros() - today.midnight.micros()) / SECOND).unwrap_or(0);
        let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or(NaiveTime::MIN);
        (today.day, WallTime::new(time), today.offset)
    }

    fn look(&mut self, at: Instant) -> Today {
        let (steady, offset) = match self.steady {
            Some(steady) if holds(steady.0, at) => steady,
            _ => {
                let until = self.zone.next_change(at).unwrap_or(Instant::from_micros(i64::MAX));
                *self.steady.insert((Span::new(at, until), self.zone.offset(at)))
            }
        };
        let shown = at.micros().saturating_add(i64::from(offset.seconds()) * SECOND);
        let midnight = Instant::from_micros(at.micros().saturating_sub(shown.rem_euclid(DAY)));
        let next = Instant::from_micros(midnight.micros().saturating_add(DAY));
        Today { span: Span::new(steady.start.max(midnight), steady.end.min(next)), midnight, day: Day::new(at.wall(offset).date()), offset }
    }
}

fn holds(span: Span, at: Instant) -> bool {
    span.start <= at && at < span.end
}
