//! An appointment as programs with a key read it, from its card. Decides nothing.

use std::collections::BTreeMap;

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, ETAG};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::caller::Caller;
use super::version::etag;
use crate::app::team;
use crate::domain::{AppointmentId, Bounced, Customer, Note};
use crate::http::Site;
use crate::http::problem::Problem;
use crate::http::rest::appointment::{Appointment, NO_STORE};
use crate::http::rest::manage::Along;
use crate::http::rest::{answers, codes};
use crate::store::team::Filed;

/// An appointment as the team knows it.
#[derive(Debug, Serialize, ToSchema)]
pub struct TeamAppointment {
    #[serde(flatten)]
    appointment: Appointment,
    /// Rises with every change; it is also the `ETag`.
    #[schema(minimum = 1, example = 1)]
    version: u32,
    /// The slug of the entry where it was booked.
    #[schema(example = "lindengracht-12")]
    entry: String,
    /// What was booked.
    #[schema(example = "Bezichtiging")]
    title: String,
    /// The slug of the project or service that it is about.
    #[schema(required = true, example = "lindengracht-12")]
    subject: Option<String>,
    /// That one's title.
    #[schema(required = true, example = "Lindengracht 12")]
    subject_title: Option<String>,
    /// The slug of the agenda that it stands in.
    #[schema(example = "noord")]
    agenda: String,
    /// Where it was made.
    #[schema(value_type = Source, example = "plugin")]
    source: &'static str,
    customer: Given,
    /// Who comes along.
    attendees: Vec<Along>,
    /// What the customer said.
    note: String,
}

/// Who booked, with the contact details that were given with this appointment.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BookedBy)]
pub struct Given {
    /// The customer's identity.
    #[schema(format = "uuid", example = "019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c11")]
    id: String,
    #[schema(example = "Anna de Vries")]
    name: String,
    #[schema(format = Email, example = "anna@example.nl")]
    email: String,
    /// In E.164.
    #[schema(required = true, example = "+31201234567")]
    phone: Option<String>,
    /// What they read.
    #[schema(example = "nl")]
    language: String,
    #[schema(required = true)]
    bounced: Option<MailBounced>,
}

/// How mail to an address came back for good: nothing more is sent there, call instead. Null where none did.
#[derive(Debug, Serialize, ToSchema)]
pub struct MailBounced {
    /// Why, as mail servers say it (RFC 3463).
    #[schema(example = "5.1.1")]
    status: String,
    /// When.
    #[schema(format = DateTime, example = "2026-12-01T08:00:00Z")]
    at: String,
}

impl MailBounced {
    /// Writes one.
    pub fn new(bounced: Bounced) -> Self {
        Self { status: bounced.status.to_string(), at: bounced.at.to_string() }
    }
}

/// Where an appointment was made: a page of the portal or a program, a website, the standalone page, the dashboard.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "documents the words of `domain::Source`; a test holds them equal")]
pub enum Source {
    Portal,
    Plugin,
    Standalone,
    Dashboard,
}

/// One appointment.
#[derive(Debug, Serialize, ToSchema)]
pub struct One {
    appointment: TeamAppointment,
}

impl One {
    /// Writes one.
    pub const fn new(appointment: TeamAppointment) -> Self {
        Self { appointment }
    }
}

impl TeamAppointment {
    /// Writes one; `public_url` is where customers reach this server.
    pub fn new(filed: &Filed, public_url: &str) -> Self {
        let (card, appointment) = (&filed.card, &filed.card.appointment);
        Self {
            version: appointment.version,
            entry: card.entry_slug.to_string(),
            title: card.title.to_string(),
            subject: filed.subject.as_ref().map(ToString::to_string),
            subject_title: card.subject_title.as_ref().map(ToString::to_string),
            agenda: filed.agenda.to_string(),
            source: appointment.source.as_str(),
            customer: Given::new(&card.customer, filed.bounced),
            attendees: card.attendees.iter().map(Along::new).collect(),
            note: appointment.note.to_string(),
            appointment: Appointment::new(card, public_url),
        }
    }
}

impl Given {
    fn new(customer: &Customer, bounced: Option<Bounced>) -> Self {
        Self {
            id: customer.id.to_string(),
            name: customer.name.to_string(),
            email: customer.email.to_string(),
            phone: customer.phone.as_ref().map(ToString::to_string),
            language: customer.language.tag().to_owned(),
            bounced: bounced.map(MailBounced::new),
        }
    }
}

/// One appointment as it is now, with its version.
pub async fn one(site: &Site, caller: &Caller, status: StatusCode, id: &AppointmentId) -> Result<Response, Problem> {
    let filed = filed(site, caller, id).await?;
    let version = etag(&filed.card.appointment.version.to_string());
    let body = One { appointment: TeamAppointment::new(&filed, &site.public_url) };
    Ok((status, [(CACHE_CONTROL, NO_STORE), (ETAG, version)], Json(body)).into_response())
}

/// One appointment as it is now.
pub async fn filed(site: &Site, caller: &Caller, id: &AppointmentId) -> Result<Filed, Problem> {
    let found = team::filed(&site.app, &caller.actor, std::slice::from_ref(id)).await.map_err(|error| codes::refused(error, codes::UNKNOWN_APPOINTMENT))?;
    found.into_iter().next().ok_or_else(|| codes::UNKNOWN_APPOINTMENT.into())
}

/// A reason, where one is given; what is wrong with it is put among `wrong`.
pub fn reason(text: Option<String>, wrong: &mut BTreeMap<String, String>) -> Option<Note> {
    let note = Note::parse(text.as_deref().unwrap_or_default().trim()).map_err(|error| wrong.insert("reason".to_owned(), answers::lines(error)));
    note.ok().filter(|note| !note.as_str().is_empty())
}
