//! How many appointments an agenda has on its days.

use super::AgendaDays;
use super::wall_clock::WallClock;
use crate::domain::{Busy, BusyKind, Day, Instant, Weekday};

/// Appointments of one agenda, and what is held as such, by its own local days; counted on the first question.
pub struct Counts<'a> {
    now: Instant,
    agenda: &'a AgendaDays<'a>,
    which: fn(&Busy) -> bool,
    by_day: Option<Vec<(Day, u32)>>,
    last: Option<(Day, u32)>,
}

impl<'a> Counts<'a> {
    pub fn new(now: Instant, agenda: &'a AgendaDays<'a>, which: fn(&Busy) -> bool) -> Self {
        Self { now, agenda, which, by_day: None, last: None }
    }

    /// Everything that makes an agenda busier than another.
    pub fn every(busy: &Busy) -> bool {
        matches!(busy.kind, BusyKind::Appointment { .. } | BusyKind::Held { .. }) && !busy.span.is_empty()
    }

    /// What counts towards a cap.
    pub fn capped(busy: &Busy) -> bool {
        matches!(busy.kind, BusyKind::Appointment { capped: true, .. } | BusyKind::Held { capped: true, .. }) && !busy.span.is_empty()
    }

    /// How many start on a day.
    pub fn on(&mut self, day: Day) -> u32 {
        match self.last {
            Some((last, count)) if last == day => count,
            _ => {
                let by_day = self.by_day.get_or_insert_with(|| count_by_day(self.now, self.agenda, self.which));
                let count = by_day.binary_search_by_key(&day, |(day, _)| *day).map_or(0, |at| by_day[at].1);
                self.last = Some((day, count));
                count
            }
        }
    }

    /// How many start in the week that begins on a Monday.
    pub fn in_week(&mut self, monday: Day) -> u32 {
        (0..7).map(|ahead| self.on(monday.plus_days(ahead))).sum()
    }
}

/// The Monday of a day's week.
pub fn monday(day: Day) -> Day {
    day.plus_days(-(Weekday::of(day).index() as i64))
}

fn count_by_day(now: Instant, agenda: &AgendaDays<'_>, which: fn(&Busy) -> bool) -> Vec<(Day, u32)> {
    let mut wall = WallClock::new(agenda.zone);
    let mut by_day: Vec<(Day, u32)> = Vec::new();
    let add = |by_day: &mut Vec<(Day, u32)>, day, more| match by_day.last_mut() {
        Some((last, count)) if *last == day => *count += more,
        _ => by_day.push((day, more)),
    };
    for busy in agenda.busy.iter().filter(|busy| which(busy) && busy.stands(now)) {
        add(&mut by_day, wall.read(busy.span.start).0, 1);
    }
    // The store gives what is busy in order, so that this is a day's count already; others may give a day in several parts.
    if !by_day.is_sorted() {
        by_day.sort_unstable();
        for (day, more) in std::mem::take(&mut by_day) {
            add(&mut by_day, day, more);
        }
    }
    by_day
}
