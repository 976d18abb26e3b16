//! What travels between widget and server. Numbers have fixed widths, names don't matter, order does.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::texts::Texts;
use crate::domain::{Day, DayParts, FieldErrors, Instant, Language, Location, RawContact, Tags};

/// Everything that the first screen shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The portal's name.
    pub portal: String,
    /// What is booked.
    pub title: String,
    /// What it is about.
    pub subject: Option<String>,
    /// Where it is, when it takes place at an address.
    pub address: Option<String>,
    /// How long it lasts, in minutes.
    pub minutes: u16,
    /// Where it takes place.
    pub location: Location,
    /// Whose clock the days and times are by: `tijd in Amsterdam`.
    pub clock: String,
    /// The language of the texts.
    pub language: Language,
    /// Every text of the widget.
    pub texts: Texts,
    /// Who finds no time that fits may ask for one.
    pub requests: bool,
    /// The first free times.
    pub offer: Offer,
}

/// The free times of some days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Today, where the entry is, by the server's clock: days after 1970-01-01.
    pub today: i32,
    /// The last day that was looked at.
    pub to: i32,
    /// The first day with a free time after that, if there is one.
    pub later: Option<i32>,
    /// The times, in order.
    pub runs: Vec<Run>,
}

/// The starts of one day under one offset. A day on which clocks change has two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Days after 1970-01-01.
    pub day: i32,
    /// Minutes that the wall runs ahead of UTC.
    pub offset: i16,
    /// What the wall shows at each start, in minutes after 00:00.
    pub minutes: Vec<u16>,
}

/// The start of a slot, as the wall of the place shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// Days after 1970-01-01.
    pub day: i32,
    /// Minutes after 00:00.
    pub minute: u16,
    /// Minutes that the wall runs ahead of UTC.
    pub offset: i16,
}

impl Start {
    /// The moment itself.
    pub fn instant(self) -> Instant {
        Instant::from_seconds(i64::from(self.day) * 86_400 + (i64::from(self.minute) - i64::from(self.offset)) * 60)
    }

    /// The moment so many minutes later.
    pub fn end(self, minutes: u16) -> Instant {
        Instant::from_seconds(self.instant().seconds() + i64::from(minutes) * 60)
    }

    /// The day on the calendar of the place.
    pub fn day(self) -> Day {
        Day::from_epoch_days(self.day)
    }

    /// The time on the wall of the place: `09:30`.
    pub fn time(self) -> String {
        clock(self.minute)
    }

    /// The time on the wall of the place, so many minutes later: past midnight it begins again at 00:00.
    pub fn time_after(self, minutes: u16) -> String {
        clock(self.minute.saturating_add(minutes) % 1_440)
    }
}

fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// What a customer confirms.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// The portal's slug.
    pub portal: String,
    /// The entry's slug.
    pub entry: String,
    /// The start that was picked, in seconds since 1970.
    pub starts_at: i64,
    /// Who they are, as typed.
    pub contact: RawContact,
    /// Answers that came with them, by question.
    pub answers: Vec<(String, String)>,
    /// How they came, in the website's words.
    pub tags: Tags,
    /// What they read.
    pub language: Language,
    /// The widget stands on a website, not on our own page.
    pub plugin: bool,
    /// What makes a repetition the same ask.
    pub key: String,
}

/// Hides who they are.
impl fmt::Debug for Ask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ask({}/{}, {})", self.portal, self.entry, self.starts_at)
    }
}

/// What a customer asks for where no time fits.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asking {
    /// The portal's slug.
    pub portal: String,
    /// The entry's slug.
    pub entry: String,
    /// Who they are, as typed.
    pub contact: RawContact,
    /// When it would suit them.
    pub parts: DayParts,
    /// What they read.
    pub language: Language,
    /// The widget stands on a website, not on our own page.
    pub plugin: bool,
    /// What makes a repetition the same ask.
    pub key: String,
}

/// Hides who they are.
impl fmt::Debug for Asking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Asking({}/{})", self.portal, self.entry)
    }
}

/// An appointment that stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booked {
    /// Its identity.
    pub id: String,
    /// When it starts.
    pub start: Start,
    /// Whom the customer meets.
    pub with: String,
    /// The video room.
    pub meeting_link: Option<String>,
    /// Where it can be changed or cancelled.
    pub manage_url: String,
    /// Its calendar file.
    pub ics_url: String,
    /// The page that puts it into Google's calendar.
    pub google_url: String,
    /// The letter in which the customer tells others of it, without an address yet.
    pub share_url: String,
}

/// What is wrong with an ask, field by field.
pub type Wrong = FieldErrors;
