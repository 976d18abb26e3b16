//! When something is said before a start or after an end: never at night by the clock of the place. Knows no letter and no store.

use crate::domain::{Instant, Minutes, Quiet, Span};
use crate::zone::Zone;

/// What is moved out of the night comes so long before it begins, so that it has left by then.
const BEFORE_NIGHT: Minutes = Minutes::new(15);

/// A follow-up that is later than this says nothing any more.
pub const WORTH: Minutes = Minutes::new(24 * 60);

/// What decides when something is said of an appointment.
#[derive(Clone, Debug)]
pub struct Near {
    /// When it takes place.
    pub span: Span,
    /// When that was set.
    pub set_at: Instant,
    /// The clock of its place.
    pub zone: Zone,
    /// The hours in which nobody is told anything.
    pub quiet: Option<Quiet>,
}

impl Near {
    /// When a reminder with this lead is due. None where the time was set within the lead: whoever has just chosen it knows it. One that would come at night
    /// comes before it, where the time was set by then, else after it, where the appointment has not begun by then; else not at all.
    pub fn before(&self, lead: Minutes) -> Option<Instant> {
        let due = self.span.start.minus(lead);
        if due < self.set_at {
            return None;
        }
        let Some(night) = self.night(due) else {
            return Some(due);
        };
        let evening = night.start.minus(BEFORE_NIGHT);
        if self.set_at <= evening { Some(evening) } else { Some(night.end).filter(|morning| *morning < self.span.start) }
    }

    /// When a follow-up is due that comes so long after the end: in the morning where that is at night.
    pub fn after(&self, wait: Minutes) -> Instant {
        let due = self.span.end.plus(wait);
        self.night(due).map_or(due, |night| night.end)
    }

    /// The night that a moment lies in.
    pub fn night(&self, at: Instant) -> Option<Span> {
        self.zone.night(self.quiet?, at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    fn near(start: &str, set_at: &str, quiet: &str) -> Near {
        Near { span: Span::starting(at(start), Minutes::new(30)), set_at: at(set_at), zone: Zone::find("Europe/Amsterdam").unwrap(), quiet: Quiet::parse(quiet) }
    }

    #[track_caller]
    fn check(start: &str, set_at: &str, quiet: &str, lead: u32, expected: &str) {
        let due = near(start, set_at, quiet).before(Minutes::new(lead));
        assert_eq!(due.map_or("never".to_owned(), |due| due.to_string()), expected);
    }

    #[test]
    fn a_reminder_comes_its_lead_ahead_unless_the_time_was_set_within_it() {
        let start = "2026-12-02T09:00:00Z";
        check(start, "2026-12-01T07:00:00Z", "", 60, "2026-12-02T08:00:00Z");
        check(start, "2026-12-01T09:00:00Z", "", 1_440, "2026-12-01T09:00:00Z");
        check(start, "2026-12-01T09:00:01Z", "", 1_440, "never");
    }

    #[test]
    fn one_at_night_comes_in_the_evening_or_in_the_morning_or_not_at_all() {
        // Ten o'clock in Amsterdam, its night from nine to eight.
        let start = "2026-12-02T09:00:00Z";
        check(start, "2026-11-30T09:00:00Z", "21:00-08:00", 180, "2026-12-01T19:45:00Z");
        check(start, "2026-12-01T19:45:01Z", "21:00-08:00", 180, "2026-12-02T07:00:00Z");
        check(start, "2026-12-01T19:45:01Z", "21:00-10:00", 60, "never");
        check(start, "2026-11-30T09:00:00Z", "21:00-08:00", 120, "2026-12-02T07:00:00Z");
        check(start, "2026-11-30T09:00:00Z", "06:30-07:30", 180, "2026-12-02T05:15:00Z");
    }

    #[test]
    fn a_night_is_as_long_as_the_clocks_make_it() {
        let zone = Zone::find("Europe/Amsterdam").unwrap();
        let hours = |moment: &str| {
            let night = zone.night(Quiet::parse("21:00-08:00").unwrap(), at(moment)).unwrap();
            (night.start.to_string(), (night.end.seconds() - night.start.seconds()) / 3_600)
        };
        assert_eq!(hours("2027-03-28T00:30:00Z"), ("2027-03-27T20:00:00Z".to_owned(), 10));
        assert_eq!(hours("2027-10-31T00:30:00Z"), ("2027-10-30T19:00:00Z".to_owned(), 12));
        assert_eq!(zone.night(Quiet::parse("21:00-08:00").unwrap(), at("2027-03-28T06:00:00Z")), None, "eight in summer");
        assert!(zone.night(Quiet::parse("21:00-08:00").unwrap(), at("2027-10-31T06:30:00Z")).is_some(), "half past seven in winter");
    }

    #[test]
    fn a_follow_up_waits_for_the_morning() {
        let near = near("2026-12-02T09:00:00Z", "2026-12-01T09:00:00Z", "21:00-08:00");
        assert_eq!(near.after(Minutes::new(120)).to_string(), "2026-12-02T11:30:00Z");
        assert_eq!(near.after(Minutes::new(720)).to_string(), "2026-12-03T07:00:00Z");
    }
}
