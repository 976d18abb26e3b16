//! The server as the place that the widget runs in: names of days from the files of texts, as `Intl` will write them a moment later.

use chrono::Timelike;

use crate::api::wire::Start;
use crate::dates;
use crate::domain::{Day, Language, ZoneName};
use crate::widget::{Surroundings, Told};
use crate::zone::Zone;

/// The server around a first screen.
#[derive(Debug)]
pub struct House {
    zone: Option<Zone>,
}

impl House {
    /// For a visitor in a zone, where it is known.
    pub fn new(zone: Option<&ZoneName>) -> Self {
        Self { zone: zone.map(Zone::of) }
    }
}

impl Surroundings for House {
    fn month(&self, language: Language, month: Day) -> String {
        dates::month(language, month)
    }

    fn day(&self, language: Language, day: Day) -> String {
        dates::day(language, day)
    }

    fn short_day(&self, language: Language, day: Day) -> String {
        dates::short_day(language, day)
    }

    fn weekday(&self, language: Language, day: Day) -> (String, String) {
        dates::weekday(language, day)
    }

    fn own_time(&self, language: Language, start: Start) -> Option<String> {
        let (day, time) = self.zone.as_ref()?.wall(start.instant());
        if (day, time.time().num_seconds_from_midnight()) == (start.day(), u32::from(start.minute) * 60) {
            return None;
        }
        let time = dates::time(time);
        Some(if day == start.day() { time } else { format!("{} {time}", self.short_day(language, day)) })
    }

    fn focus(&self, _: &str) {}

    fn key(&self) -> String {
        // Only who confirms needs one, and nobody confirms on a first screen.
        String::new()
    }

    fn later(&self, _: u16, _: Box<dyn FnOnce()>) {}

    fn tell(&self, _: Told<'_>) {}
}
