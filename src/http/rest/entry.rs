//! `GET /v1/portals/{portal}/entries/{entry}`: what a customer reads before any time is shown.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use serde::Serialize;
use utoipa::openapi::{RefOr, Response};
use utoipa::{IntoResponses, ToSchema};

use super::address::Place;
use super::appointment::Location;
use super::codes;
use crate::app;
use crate::domain::{Bookable, Day};
use crate::http::Site;
use crate::http::problem::Problem;

/// An entry, and the first day on which it offers a time.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryAnswer {
    portal: Portal,
    entry: Entry,
    /// What the appointment is about, where it is about something.
    #[schema(required = true)]
    subject: Option<Subject>,
    event_type: EventType,
    /// The first local day on which a time is free; null when none is within the horizon.
    #[schema(required = true, format = Date, example = "2026-12-01")]
    first_free_day: Option<String>,
}

/// A realtor's portal.
#[derive(Debug, Serialize, ToSchema)]
pub struct Portal {
    /// Its part of addresses.
    #[schema(example = "demo")]
    slug: String,
    /// What customers read.
    #[schema(example = "Grachten Makelaars")]
    name: String,
    /// What its customers read unless they say otherwise.
    #[schema(example = "nl")]
    language: String,
    /// Where it is, by a name of the tz database.
    #[schema(example = "Europe/Amsterdam")]
    zone: String,
}

/// A place where customers start.
#[derive(Debug, Serialize, ToSchema)]
pub struct Entry {
    /// Its part of addresses.
    #[schema(example = "lindengracht-12")]
    slug: String,
    /// Its kind.
    #[schema(value_type = EntryKind, example = "project")]
    kind: &'static str,
    /// What customers read above the times.
    #[schema(example = "Lindengracht 12")]
    title: String,
}

/// The kinds of entry.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "documents the words of `domain::EntryKind`; a test holds them equal")]
pub enum EntryKind {
    Project,
    Service,
    ContentItem,
    Plugin,
    Standalone,
    Agenda,
}

/// A project or service.
#[derive(Debug, Serialize, ToSchema)]
pub struct Subject {
    /// Project or service.
    #[schema(pattern = "^(project|service)$", example = "project")]
    kind: &'static str,
    /// What customers read.
    #[schema(example = "Lindengracht 12")]
    title: String,
    /// Where it is, where it is somewhere.
    #[schema(required = true, example = "Lindengracht 12, 1015 KC Amsterdam")]
    address: Option<String>,
}

/// What is booked.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventType {
    /// What customers read.
    #[schema(example = "Bezichtiging")]
    title: String,
    /// How long it lasts.
    #[schema(minimum = 1, maximum = 1440, example = 30)]
    minutes: u32,
    /// Where it takes place.
    #[schema(value_type = Location, example = "at_address")]
    location: &'static str,
    /// Who finds no time that fits may ask for one.
    requests: bool,
}

/// An entry of a portal
///
/// What it is called, what is booked there, and the first day with a free time.
#[utoipa::path(
    get,
    path = "/v1/portals/{portal}/entries/{entry}",
    operation_id = "read_entry",
    tag = "booking",
    params(Place),
    responses((status = 200, description = "The entry.", body = EntryAnswer), Problems),
)]
pub(super) async fn entry(State(site): State<Site>, place: Place) -> Result<impl IntoResponse, Problem> {
    let bookable = app::open_entry(&site.app, &place.portal, &place.entry).await?;
    let first_free_day = app::first_free_day(&site.app, &bookable).await?;
    Ok(([(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"))], Json(EntryAnswer::new(&bookable, first_free_day))))
}

struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        codes::responses(&[codes::UNKNOWN_PORTAL, codes::UNKNOWN_ENTRY])
    }
}

impl EntryAnswer {
    fn new(bookable: &Bookable, first_free_day: Option<Day>) -> Self {
        let Bookable { portal, entry, subject, event_type, .. } = bookable;
        let written = |subject: &crate::domain::Subject| Subject {
            kind: subject.kind.as_str(),
            title: subject.title.to_string(),
            address: subject.address.as_ref().map(ToString::to_string),
        };
        Self {
            portal: Portal { slug: portal.slug.to_string(), name: portal.name.to_string(), language: portal.language.to_string(), zone: portal.zone.to_string() },
            entry: Entry { slug: entry.slug.to_string(), kind: entry.kind.as_str(), title: bookable.title().to_string() },
            subject: subject.as_ref().map(written),
            event_type: EventType {
                title: event_type.title.to_string(),
                minutes: event_type.limits().length.count(),
                location: event_type.location.as_str(),
                requests: bookable.takes_requests(),
            },
            first_free_day: first_free_day.map(|day| day.to_string()),
        }
    }
}
