//! "I want to come, and no time fits": a request, the parts of the week that would suit, and what has become of it. Knows no store.

use serde::{Deserialize, Serialize};

use super::{AppointmentId, Contact, CustomerId, Day, EntryId, EventTypeId, FedId, Instant, PortalId, Slug, Source, SubjectId, Title, Token, WallTime};

/// A part of the day, on weekdays or at the weekend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayPart(u8);

impl DayPart {
    /// Every one: those of weekdays, then those of the weekend.
    pub const ALL: [Self; 6] = [Self(0), Self(1), Self(2), Self(3), Self(4), Self(5)];

    const NAMES: [&str; 6] = ["weekday_morning", "weekday_afternoon", "weekday_evening", "weekend_morning", "weekend_afternoon", "weekend_evening"];

    /// As it is written in `/v1` and in forms.
    pub const fn as_str(self) -> &'static str {
        Self::NAMES[self.0 as usize]
    }

    /// Reads it as it is written there.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.as_str() == text)
    }
}

/// The parts of the week that would suit; none is no preference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayParts(u8);

impl DayParts {
    /// Takes what was stored; what names no part is left out.
    pub const fn new(bits: u8) -> Self {
        Self(bits & 0b11_1111)
    }

    /// As it is stored.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// The part is among them.
    pub const fn has(self, part: DayPart) -> bool {
        self.0 & (1 << part.0) != 0
    }

    /// With the part, or without it.
    #[must_use]
    pub const fn set(self, part: DayPart, on: bool) -> Self {
        if on { Self(self.0 | (1 << part.0)) } else { Self(self.0 & !(1 << part.0)) }
    }

    /// A start then is in one of them, or there is no preference: mornings end at noon, evenings begin at six.
    pub fn suits(self, day: Day, time: WallTime) -> bool {
        use chrono::{Datelike, Timelike};
        let part = match time.time().hour() {
            0..12 => 0,
            12..18 => 1,
            _ => 2,
        };
        let weekend = day.date().weekday().number_from_monday() > 5;
        self.0 == 0 || self.has(DayPart(if weekend { 3 + part } else { part }))
    }

    /// Each of them, in order.
    pub fn iter(self) -> impl Iterator<Item = DayPart> {
        DayPart::ALL.into_iter().filter(move |part| self.has(*part))
    }
}

impl FromIterator<DayPart> for DayParts {
    fn from_iter<T: IntoIterator<Item = DayPart>>(parts: T) -> Self {
        parts.into_iter().fold(Self::default(), |all, part| all.set(part, true))
    }
}

/// What has become of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RequestStatus {
    /// It waits for the team.
    Open,
    /// The team has invited the customer to pick a time.
    Invited,
    /// The customer has an appointment.
    Closed,
    /// The team has put it aside.
    Withdrawn,
}

impl RequestStatus {
    const ALL: [Self; 4] = [Self::Open, Self::Invited, Self::Closed, Self::Withdrawn];

    /// As it is stored and sent.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Invited => "invited",
            Self::Closed => "closed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads it as it is stored.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }

    /// An appointment would still close it.
    pub const fn waits(self) -> bool {
        matches!(self, Self::Open | Self::Invited)
    }
}

/// A request as it is kept. It stands on its customer's timeline and in the Inbox as an item of the same identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its identity, which is its item's.
    pub id: FedId,
    /// Whose it is.
    pub portal: PortalId,
    /// The portal's part of addresses.
    pub portal_slug: Slug,
    /// Where the customer asked.
    pub entry: EntryId,
    /// That entry's part of addresses.
    pub entry_slug: Slug,
    /// What it is about, where it is about something.
    pub subject: Option<SubjectId>,
    /// What would be booked.
    pub event_type: EventTypeId,
    /// What it is called: `Bezichtiging, Kade 1`.
    pub title: Title,
    /// Who asks; another than who asked, where customers were merged.
    pub customer: CustomerId,
    /// How they said they are reached, and what they wish to say.
    pub contact: Contact,
    /// When it would suit them.
    pub parts: DayParts,
    /// What has become of it.
    pub status: RequestStatus,
    /// Where it was made.
    pub source: Source,
    /// The invitation's link.
    pub token: Token,
    /// When it was made.
    pub created_at: Instant,
    /// The appointment that closed it.
    pub appointment: Option<AppointmentId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_parts_are_kept_as_they_were_chosen() {
        let chosen: DayParts = ["weekend_evening", "weekday_morning"].into_iter().filter_map(DayPart::parse).collect();
        assert_eq!(chosen.iter().map(DayPart::as_str).collect::<Vec<_>>(), ["weekday_morning", "weekend_evening"]);
        assert_eq!(DayParts::new(chosen.bits()), chosen);
        assert_eq!(chosen.set(DayPart::ALL[0], false).bits(), 0b10_0000);
        assert_eq!(DayParts::new(0xff).iter().count(), 6);
        assert_eq!(DayPart::parse("night"), None);
    }

    #[test]
    fn a_start_suits_in_the_parts_that_were_chosen_or_in_any() {
        let suits = |part: &str, day: &str, hour: u32| {
            let parts: DayParts = DayPart::parse(part).into_iter().collect();
            parts.suits(Day::parse(day).unwrap(), WallTime::new(chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap()))
        };
        // A Friday, and the Saturday after.
        let (friday, saturday) = ("2026-12-04", "2026-12-05");
        assert!(suits("", friday, 3) && suits("weekday_morning", friday, 11) && suits("weekday_afternoon", friday, 12) && suits("weekend_evening", saturday, 18));
        assert!(!suits("weekday_morning", friday, 12) && !suits("weekday_afternoon", friday, 18) && !suits("weekday_morning", saturday, 9));
    }
}
