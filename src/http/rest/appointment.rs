//! An appointment as `/v1` writes it, from its card. Decides nothing.

use axum::http::HeaderValue;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::Card;

/// What answers about one customer's appointment say to caches: it is theirs alone.
pub const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// An appointment.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Appointment {
    /// Its identity, which it keeps when it is rescheduled.
    #[schema(format = "uuid", example = "019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c11")]
    id: String,
    /// How it stands.
    #[schema(value_type = Status, example = "confirmed")]
    status: &'static str,
    /// When it begins.
    #[schema(format = DateTime, example = "2026-12-01T08:00:00Z")]
    starts_at: String,
    /// When it ends.
    #[schema(format = DateTime, example = "2026-12-01T08:30:00Z")]
    ends_at: String,
    /// The zone of the place, by its name in the tz database.
    #[schema(example = "Europe/Amsterdam")]
    zone: String,
    /// The date that the calendar of the place shows when it begins.
    #[schema(format = Date, example = "2026-12-01")]
    date: String,
    /// What the clock of the place shows when it begins.
    #[schema(pattern = "^[0-2][0-9]:[0-5][0-9]$", example = "09:00")]
    local: String,
    /// How far that clock runs ahead of UTC.
    #[schema(pattern = "^[+-][0-9]{2}:[0-9]{2}$", example = "+01:00")]
    offset: String,
    /// Where it takes place.
    #[schema(value_type = Location, example = "at_address")]
    location: &'static str,
    /// The address, where it takes place at one that is known.
    #[schema(required = true, example = "Lindengracht 12, 1015 KC Amsterdam")]
    address: Option<String>,
    /// The video room, where it takes place in one.
    #[schema(required = true, format = "uri")]
    meeting_link: Option<String>,
    /// How the customer came, in the words of the website or program that booked.
    tags: KeptTags,
    /// The page on which the customer reschedules or cancels. Whoever has this address may do so.
    #[schema(format = "uri", example = "https://afspraak.example.nl/m/demo.0123456789abcdefghijklmnopqrstuv")]
    manage_url: String,
    /// The appointment as a calendar file.
    #[schema(format = "uri", example = "https://afspraak.example.nl/m/demo.0123456789abcdefghijklmnopqrstuv/appointment.ics")]
    ics_url: String,
}

/// How a customer came, where that was said.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Tags)]
pub struct KeptTags {
    /// From where.
    #[schema(required = true, example = "newsletter")]
    source: Option<String>,
    /// By which effort.
    #[schema(required = true, example = "spring-2027")]
    campaign: Option<String>,
}

/// How it stands with an appointment.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "documents the words of `domain::Status`; a test holds them equal")]
pub enum Status {
    Requested,
    Confirmed,
    Cancelled,
    Completed,
    NoShow,
}

/// Where an appointment takes place: at the subject's address, by video, by phone.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "documents the words of `domain::Location`; a test holds them equal")]
pub enum Location {
    AtAddress,
    Video,
    Phone,
}

impl Appointment {
    /// Writes a card; `public_url` is where customers reach this server.
    pub fn new(card: &Card, public_url: &str) -> Self {
        let appointment = &card.appointment;
        let manage_url = format!("{public_url}/m/{}", appointment.token.as_str());
        Self {
            id: appointment.id.to_string(),
            status: appointment.status.as_str(),
            starts_at: appointment.span.start.to_string(),
            ends_at: appointment.span.end.to_string(),
            zone: appointment.zone.to_string(),
            date: appointment.day.to_string(),
            local: appointment.time.to_string(),
            offset: appointment.offset.to_string(),
            location: card.location.as_str(),
            address: card.address.as_ref().map(ToString::to_string),
            meeting_link: card.meeting_link.clone(),
            tags: KeptTags { source: appointment.tags.source.clone(), campaign: appointment.tags.campaign.clone() },
            ics_url: format!("{manage_url}/appointment.ics"),
            manage_url,
        }
    }
}
