//! What is booked, and the limits within which it makes sense.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{EventTypeId, Minutes, Slug, Title};

/// Where an appointment takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Location {
    /// At the subject's address.
    AtAddress,
    /// By video, through the agenda's meeting link.
    Video,
    /// By phone: the agenda's member calls the customer.
    Phone,
}

impl Location {
    /// Reads `at_address`, `video` or `phone`.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::AtAddress, Self::Video, Self::Phone].into_iter().find(|location| location.as_str() == text)
    }

    /// As it is written in portal files, `/v1` and the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AtAddress => "at_address",
            Self::Video => "video",
            Self::Phone => "phone",
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The numbers of an event type, as asked for; [`EventType::new`] holds them to their limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventTypeLimits {
    /// How long it lasts, in real minutes: 1 to 1,440.
    pub length: Minutes,
    /// From one start to the next, counted on the wall from the start of each stretch of hours: 1 to 1,440.
    pub step: Minutes,
    /// Kept free before it, between it and another appointment: up to 1,440.
    pub buffer_before: Minutes,
    /// Kept free after it, between it and another appointment: up to 1,440.
    pub buffer_after: Minutes,
    /// Booked at least so long ahead: up to 525,600 (a year).
    pub notice: Minutes,
    /// Booked at most so many local days after today, the last one included: up to 730.
    pub horizon_days: u32,
    /// So many of it begin at most on one local day of an agenda: 1 to 1,440 (case 13). Setups from before there were any have none.
    #[serde(default)]
    pub max_per_day: Option<u32>,
    /// So many of it begin at most in one local week of an agenda, from Monday to Sunday: 1 to 10,080.
    #[serde(default)]
    pub max_per_week: Option<u32>,
}

/// What is booked: a viewing, a valuation, a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventType {
    /// Its identity.
    pub id: EventTypeId,
    /// Its name in the portal file.
    pub slug: Slug,
    /// What customers read.
    pub title: Title,
    /// Where it takes place.
    pub location: Location,
    /// Who finds no time that fits may ask for one.
    #[serde(default)]
    pub requests: bool,
    /// A time that becomes free is offered to those who asked for one, each for so long, before everyone has it.
    #[serde(default)]
    pub offers: Option<Minutes>,
    limits: EventTypeLimits,
}

/// A number that an event type can't have (case 16).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{key} is {found}, expected {least} to {most}")]
pub struct EventTypeError {
    /// The number's key in the portal file.
    pub key: &'static str,
    /// What was asked for.
    pub found: u32,
    /// The least it may be.
    pub least: u32,
    /// The most it may be.
    pub most: u32,
}

/// Minutes for which a time that becomes free may be offered: a quarter of an hour to a week.
pub const OFFER_HOLD: std::ops::RangeInclusive<u32> = 15..=10_080;

/// The minutes of a day.
const DAY: u32 = 1_440;

impl EventTypeLimits {
    /// Its numbers in their order: each by its key in the portal file, with the least and the most that it may be.
    pub const RANGES: [(&'static str, u32, u32); 8] = [
        ("minutes", 1, DAY),
        ("step_minutes", 1, DAY),
        ("buffer_before_minutes", 0, DAY),
        ("buffer_after_minutes", 0, DAY),
        ("notice_minutes", 0, 365 * DAY),
        ("horizon_days", 0, 730),
        ("max_per_day", 1, DAY),
        ("max_per_week", 1, 7 * DAY),
    ];

    /// The numbers themselves, in that same order. A cap that isn't there is none.
    pub fn numbers(&self) -> [Option<u32>; 8] {
        let [length, step, before, after, notice] = [self.length, self.step, self.buffer_before, self.buffer_after, self.notice].map(|minutes| Some(minutes.count()));
        [length, step, before, after, notice, Some(self.horizon_days), self.max_per_day, self.max_per_week]
    }

    /// Every number that is outside its limits, by its key in the portal file.
    pub fn errors(&self) -> Vec<EventTypeError> {
        let numbers = Self::RANGES.into_iter().zip(self.numbers()).filter_map(|(range, found)| Some((range, found?)));
        let outside = numbers.filter(|((_, least, most), found)| !(*least..=*most).contains(found));
        outside.map(|((key, least, most), found)| EventTypeError { key, found, least, most }).collect()
    }
}

impl EventType {
    /// An event type whose numbers are within their limits, or the first that isn't. It takes no requests and offers nothing of itself until it is said to.
    pub fn new(id: EventTypeId, slug: Slug, title: Title, location: Location, limits: EventTypeLimits) -> Result<Self, EventTypeError> {
        match limits.errors().first() {
            Some(error) => Err(*error),
            None => Ok(Self { id, slug, title, location, requests: false, offers: None, limits }),
        }
    }

    /// Its numbers.
    pub const fn limits(&self) -> &EventTypeLimits {
        &self.limits
    }
}
