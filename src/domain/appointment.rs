//! What connects customer, subject, agenda, time and place.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::texts::OwnTexts;
use super::{
    AgendaId, AppointmentId, Attendee, Customer, Day, Email, EntryId, EventTypeId, FieldError, Instant, Know, Language, Location, MailSettings, Name, Note, Offset, Phone,
    PortalId, Slug, Span, SubjectId, Title, WallTime, ZoneName,
};

/// How it stands with an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Asked for, not yet agreed.
    Requested,
    /// Agreed.
    Confirmed,
    /// Called off; its time is free again.
    Cancelled,
    /// Has taken place.
    Completed,
    /// The customer did not come.
    NoShow,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 5] = [Self::Requested, Self::Confirmed, Self::Cancelled, Self::Completed, Self::NoShow];

    /// Reads a status as it is stored.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }

    /// As it is written in `/v1` and the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Confirmed => "confirmed",
            Self::Cancelled => "cancelled",
            Self::Completed => "completed",
            Self::NoShow => "no_show",
        }
    }
}

/// Where an appointment was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A page of the portal, or `/v1`.
    Portal,
    /// The widget on a website.
    Plugin,
    /// The standalone page.
    Standalone,
    /// The team's own side.
    Dashboard,
}

impl Source {
    /// Every source.
    pub const ALL: [Self; 4] = [Self::Portal, Self::Plugin, Self::Standalone, Self::Dashboard];

    /// Reads a source as it is stored.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.as_str() == text)
    }

    /// As it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Portal => "portal",
            Self::Plugin => "plugin",
            Self::Standalone => "standalone",
            Self::Dashboard => "dashboard",
        }
    }
}

/// Characters at most in a tag.
pub const TAG_MAX: u16 = 100;

/// What a website says of the way its visitor came, in its own words: kept with the appointment, and understood by nobody here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tags {
    /// From where: `newsletter`.
    pub source: Option<String>,
    /// By which of its efforts: `spring-2027`.
    pub campaign: Option<String>,
}

impl Tags {
    /// As they were given, where that is a line of 100 characters at most; empty ones are none. Says what is wrong with each.
    pub fn parse(source: &str, campaign: &str) -> Result<Self, [Option<FieldError>; 2]> {
        let read = |text: &str| match text.trim() {
            text if text.chars().count() > usize::from(TAG_MAX) => Err(FieldError::TooLong(TAG_MAX)),
            text if text.chars().any(is_no_tag) => Err(FieldError::ControlCharacter),
            text => Ok(Some(text.to_owned()).filter(|text| !text.is_empty())),
        };
        match (read(source), read(campaign)) {
            (Ok(source), Ok(campaign)) => Ok(Self { source, campaign }),
            (source, campaign) => Err([source.err(), campaign.err()]),
        }
    }

    /// What can be kept of them: a tag that is too long is cut, as it should never stand in a customer's way.
    #[must_use]
    pub fn cut(&self) -> Self {
        let cut = |text: &Option<String>| {
            let plain: String = text.as_deref().unwrap_or_default().chars().filter(|c| !is_no_tag(*c)).collect();
            let short: String = plain.trim().chars().take(usize::from(TAG_MAX)).collect();
            Some(short.trim_end().to_owned()).filter(|text| !text.is_empty())
        };
        Self { source: cut(&self.source), campaign: cut(&self.campaign) }
    }
}

fn is_no_tag(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// The customer's key to one appointment: the portal's slug, a dot, and 32 letters and digits of chance (160 bits and more).
/// It opens `/m/{token}`; whoever has it may change the appointment, so it is never logged.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Token(String);

impl Token {
    /// Puts a token together from its portal and its secret half, which `clock::Chance` makes.
    pub fn new(portal: &Slug, secret: &str) -> Self {
        Self(format!("{portal}.{secret}"))
    }

    /// Reads a token as an address carries it; `None` for anything that can't be one.
    pub fn parse(text: &str) -> Option<Self> {
        let (portal, secret) = text.split_once('.')?;
        let shaped = Slug::parse(portal).is_ok() && secret.len() == 32 && secret.bytes().all(|b| b.is_ascii_alphanumeric());
        shaped.then(|| Self(text.to_owned()))
    }

    /// The slug of its portal.
    pub fn portal(&self) -> &str {
        self.0.split_once('.').map_or("", |(portal, _)| portal)
    }

    /// As an address carries it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Token({}.…)", self.portal())
    }
}

/// What makes a repeated change one change (case 19): 1 to 200 visible ASCII characters, chosen by the caller.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Reads a key.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        match text.len() {
            0 => Err(FieldError::Missing),
            1..=200 if text.bytes().all(|b| b.is_ascii_graphic()) => Ok(Self(text.to_owned())),
            1..=200 => Err(FieldError::ControlCharacter),
            _ => Err(FieldError::TooLong(200)),
        }
    }

    /// The key itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Connects customer, subject, agenda, time and place. Rescheduling and moving change this record; they never make another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// Its identity, and the calendar file's UID.
    pub id: AppointmentId,
    /// Whose it is.
    pub portal: PortalId,
    /// Where it was started.
    pub entry: EntryId,
    /// What it is about.
    pub subject: Option<SubjectId>,
    /// What was booked.
    pub event_type: EventTypeId,
    /// Whose time it takes.
    pub agenda: AgendaId,
    /// When, as instants.
    pub span: Span,
    /// When, as the wall of the place shows it: the day.
    pub day: Day,
    /// When, as the wall of the place shows it: the time of day.
    pub time: WallTime,
    /// How far that wall's clock runs ahead of UTC then.
    pub offset: Offset,
    /// The zone of that wall.
    pub zone: ZoneName,
    /// How it stands.
    pub status: Status,
    /// Where it was made.
    pub source: Source,
    /// How its customer came, in the website's words. A card that was kept before there were any has none.
    #[serde(default)]
    pub tags: Tags,
    /// The customer's words.
    pub note: Note,
    /// Rises with every change that a calendar must hear of (RFC 5545, 3.8.7.4); the booking is 0.
    pub sequence: u32,
    /// Rises with every change at all; a change names the version it was made from (case 26).
    pub version: u32,
    /// The customer's key to it.
    pub token: Token,
    /// When the customer said that they still come to its present time. A card that was kept before that could be said has none.
    #[serde(default)]
    pub attending_at: Option<Instant>,
}

/// One appointment with what its readers need: pages, mail, calendar files and `/v1` are all written from this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The appointment itself.
    pub appointment: Appointment,
    /// The portal's part of addresses.
    pub portal_slug: Slug,
    /// The portal's name.
    pub portal_name: Name,
    /// What the team reads.
    pub portal_language: Language,
    /// What the portal says in its own way. Never kept with the card: who reads one back adds those of the day.
    #[serde(skip)]
    pub portal_texts: OwnTexts,
    /// What the portal wants of its mail. Never kept with the card either.
    #[serde(skip)]
    pub portal_mail: MailSettings,
    /// What its customer should know. Never kept with the card: what opens the door stands in no letter that waits.
    #[serde(skip)]
    pub know: Know,
    /// The entry's part of addresses: where another time can be picked.
    pub entry_slug: Slug,
    /// What was booked, as customers read it.
    pub title: Title,
    /// What it is about, as customers read it.
    pub subject_title: Option<Title>,
    /// Where it takes place.
    pub location: Location,
    /// The address, when it takes place at one.
    pub address: Option<Title>,
    /// The video room, when it takes place there and there is one.
    pub meeting_link: Option<String>,
    /// Whom the customer meets.
    pub agenda_name: Name,
    /// Who calls whom the customer meets. A card that was kept before there were any has none.
    #[serde(default)]
    pub agenda_phone: Option<Phone>,
    /// Who on the team hears of it.
    pub agenda_email: Email,
    /// Who booked, or whose card it is who comes along.
    pub customer: Customer,
    /// Who booked, where this is the card of someone who comes along.
    #[serde(default)]
    pub booker: Option<Name>,
    /// Who else comes. Never kept with the card: who reads one back adds those of the day.
    #[serde(skip)]
    pub attendees: Vec<Attendee>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(source: &str, campaign: &str) -> Tags {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Tags { source: given(source), campaign: given(campaign) }
    }

    #[test]
    fn a_tag_is_a_short_line_which_is_refused_or_cut_as_its_sender_can_bear() {
        let long = "é".repeat(101);
        assert_eq!(Tags::parse(" nieuwsbrief ", ""), Ok(tags("nieuwsbrief", "")));
        assert_eq!(Tags::parse("a\nb", &long), Err([Some(FieldError::ControlCharacter), Some(FieldError::TooLong(100))]));
        assert_eq!(tags(" a\nb\u{2028} ", &long).cut(), tags("ab", &"é".repeat(100)));
        assert_eq!(tags(" \t ", "").cut(), Tags::default());
    }
}
