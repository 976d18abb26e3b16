//! Free times as they are shown: a few days at a time, one page after the other, and back the same way.

use crate::api::team::wire::{Offer, Start};
use crate::domain::Day;

/// Days with a free time on one page.
const PAGE: usize = 5;

/// What is known of an agenda's free times, and which page of it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    /// Days with a free time, in order, each with its starts in order.
    days: Vec<(Day, Vec<Start>)>,
    /// The first of them that is shown.
    at: usize,
    /// The first day with a free time that isn't known yet.
    later: Option<i32>,
}

impl Offers {
    /// The first page of an offer.
    pub fn new(offer: &Offer) -> Self {
        Self { days: days(offer), at: 0, later: offer.later }
    }

    /// Learns what comes after all that is known, and shows it.
    pub fn learn(&mut self, offer: &Offer) {
        let end = self.days.len();
        let known = self.days.last().map(|(day, _)| *day);
        self.days.extend(days(offer).into_iter().filter(|(day, _)| known.is_none_or(|known| *day > known)));
        self.later = offer.later;
        if end < self.days.len() {
            self.at = end;
        }
    }

    /// The days that are shown.
    pub fn shown(&self) -> &[(Day, Vec<Start>)] {
        &self.days[self.at..self.days.len().min(self.at + PAGE)]
    }

    /// Whether there is another page, after or before the one shown.
    pub fn has(&self, on: bool) -> bool {
        if on { self.at + PAGE < self.days.len() || self.later.is_some() } else { self.at > 0 }
    }

    /// Shows the next page, or the one before; says from which day on more has to be asked for, where that isn't known.
    pub fn turn(&mut self, on: bool) -> Option<i32> {
        if !on {
            self.at = self.at.saturating_sub(PAGE);
        } else if self.at + PAGE < self.days.len() {
            self.at += PAGE;
        } else {
            return self.later;
        }
        None
    }

    /// What a time is called: on a day whose clocks change, with its offset from UTC.
    pub fn label(starts: &[Start], start: Start) -> String {
        if starts.iter().all(|other| other.offset == start.offset) {
            return start.time();
        }
        let (sign, minutes) = (if start.offset < 0 { '-' } else { '+' }, start.offset.unsigned_abs());
        format!("{} (UTC{sign}{:02}:{:02})", start.time(), minutes / 60, minutes % 60)
    }

    /// The first free time of an offer.
    pub fn first_of(offer: &Offer) -> Option<Start> {
        let run = offer.runs.iter().find(|run| !run.minutes.is_empty())?;
        Some(Start { day: run.day, minute: *run.minutes.first()?, offset: run.offset })
    }
}

fn days(offer: &Offer) -> Vec<(Day, Vec<Start>)> {
    let mut days: Vec<(Day, Vec<Start>)> = Vec::new();
    for run in offer.runs.iter().filter(|run| !run.minutes.is_empty()) {
        let day = Day::from_epoch_days(run.day);
        let starts = run.minutes.iter().map(|minute| Start { day: run.day, minute: *minute, offset: run.offset });
        match days.iter_mut().find(|(known, _)| *known == day) {
            Some((_, known)) => known.extend(starts),
            None => days.push((day, starts.collect())),
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::team::wire::Run;

    fn offer(days: std::ops::Range<i32>, later: Option<i32>) -> Offer {
        let runs = days.clone().map(|day| Run { day, offset: 60, minutes: vec![540] }).collect();
        Offer { today: 10, to: days.end, later, runs }
    }

    fn shown(offers: &Offers) -> Vec<i32> {
        offers.shown().iter().map(|(day, _)| day.epoch_days()).collect()
    }

    #[test]
    fn one_pages_on_and_back_and_asks_only_for_what_isnt_known() {
        let mut offers = Offers::new(&offer(10..17, Some(40)));
        assert_eq!((shown(&offers), offers.has(false), offers.has(true)), (vec![10, 11, 12, 13, 14], false, true));
        assert_eq!((offers.turn(true), shown(&offers)), (None, vec![15, 16]));
        assert_eq!((offers.turn(true), shown(&offers)), (Some(40), vec![15, 16]));
        offers.learn(&offer(40..42, None));
        assert_eq!((shown(&offers), offers.has(true)), (vec![40, 41], false));
        assert_eq!(offers.turn(true), None);
        offers.turn(false);
        offers.turn(false);
        assert_eq!((shown(&offers), offers.has(false)), (vec![10, 11, 12, 13, 14], false));
    }

    #[test]
    fn nothing_free_is_an_empty_page() {
        let mut offers = Offers::new(&offer(10..10, None));
        assert_eq!((shown(&offers), offers.has(true), offers.turn(true)), (Vec::new(), false, None));
        offers.learn(&offer(10..10, None));
        assert_eq!(shown(&offers), Vec::<i32>::new());
    }

    #[test]
    fn a_day_of_two_offsets_is_one_day_whose_times_tell_theirs() {
        let run = |offset| Run { day: 11, offset, minutes: vec![150] };
        let offer = Offer { today: 10, to: 16, later: None, runs: vec![Run { day: 10, offset: 120, minutes: Vec::new() }, run(120), run(60)] };
        let offers = Offers::new(&offer);
        let [(_, starts)] = offers.shown() else { panic!("{offers:?}") };
        let labels: Vec<String> = starts.iter().map(|start| Offers::label(starts, *start)).collect();
        assert_eq!(labels, ["02:30 (UTC+02:00)", "02:30 (UTC+01:00)"]);
        assert_eq!(Offers::label(&starts[..1], starts[0]), "02:30");
        assert_eq!(Offers::first_of(&offer), Some(Start { day: 11, minute: 150, offset: 120 }));
    }
}
