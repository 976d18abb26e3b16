//! `GET …/appointments/{id}`: one appointment, its notes, its history, its mails.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, ETAG};
use axum::response::IntoResponse;
use serde::Serialize;
use utoipa::openapi::{RefOr, Response};
use utoipa::{IntoResponses, ToSchema};

use super::appointment::{TeamAppointment, filed};
use super::caller::Caller;
use super::version::etag;
use crate::app::team;
use crate::domain::{AppointmentId, Audience, Author};
use crate::http::Site;
use crate::http::problem::Problem;
use crate::http::rest::address::Numbered;
use crate::http::rest::appointment::NO_STORE;
use crate::http::rest::codes;
use crate::store::team::{HistoryRow, MailRow, MailState, NoteRow};

/// One appointment with all that the team knows of it.
#[derive(Serialize, ToSchema)]
pub struct Known {
    appointment: TeamAppointment,
    /// The team's notes, the newest first.
    notes: Vec<Note>,
    /// What happened, the newest first.
    history: Vec<Happened>,
    /// The mails about it, the newest first.
    mails: Vec<Mail>,
}

/// A note of the team's.
#[derive(Serialize, ToSchema)]
#[schema(as = TeamNote)]
pub struct Note {
    #[schema(format = "uuid")]
    id: String,
    /// Who wrote it.
    #[schema(example = "Sanne de Wit")]
    by: String,
    #[schema(format = DateTime, example = "2026-12-01T08:00:00Z")]
    at: String,
    text: String,
}

/// One thing that happened to an appointment.
#[derive(Serialize, ToSchema)]
pub struct Happened {
    /// The version that it led to.
    version: u32,
    /// `booked`, `rescheduled`, `moved`, `cancelled`, `completed`, `no_show`, `reopened`, `attending`: the customer said that they still come, `attendee_added` or `attendee_left`.
    #[schema(example = "rescheduled")]
    what: &'static str,
    /// Who did it: a member's, a program's, or whoever's name comes along; null is the customer.
    #[schema(required = true, example = "Sanne de Wit")]
    by: Option<String>,
    #[schema(format = DateTime, example = "2026-12-01T08:00:00Z")]
    at: String,
    /// The start before, where it changed.
    #[schema(required = true, format = DateTime)]
    old_starts_at: Option<String>,
    /// The start after, where it changed.
    #[schema(required = true, format = DateTime)]
    new_starts_at: Option<String>,
    /// Why.
    #[schema(required = true)]
    reason: Option<String>,
    /// The customer was told.
    told: bool,
}

/// One mail about an appointment.
#[derive(Serialize, ToSchema)]
#[schema(as = Mail)]
pub struct Mail {
    /// For whom: `customer`, `attendee` or `agenda`.
    #[schema(example = "customer")]
    to: &'static str,
    /// When its cause happened.
    #[schema(format = DateTime, example = "2026-12-01T08:00:00Z")]
    at: String,
    /// `waiting`, `sent` or `given_up`.
    #[schema(example = "sent")]
    state: &'static str,
}

/// Read an appointment
///
/// Its `ETag` is what a change names with `If-Match`. Scope `appointments:read`.
#[utoipa::path(
    get,
    path = "/v1/portals/{portal}/appointments/{id}",
    operation_id = "read_team_appointment",
    tag = "team: appointments",
    params(Numbered),
    security(("key" = [])),
    responses((status = 200, description = "The appointment as it is now.", body = Known, headers(("ETag" = String, description = "Its version."))), Problems),
)]
pub async fn read(State(site): State<Site>, caller: Caller) -> Result<impl IntoResponse, Problem> {
    let id = AppointmentId::new(caller.id("id", codes::UNKNOWN_APPOINTMENT)?);
    let filed = filed(&site, &caller, &id).await?;
    let dossier = team::dossier(&site.app, &caller.actor, &id).await.map_err(|error| codes::refused(error, codes::UNKNOWN_APPOINTMENT))?;
    let known = Known {
        appointment: TeamAppointment::new(&filed, &site.public_url),
        notes: dossier.notes.iter().map(Note::new).collect(),
        history: dossier.history.iter().map(Happened::new).collect(),
        mails: dossier.mails.iter().map(Mail::new).collect(),
    };
    Ok(([(CACHE_CONTROL, NO_STORE), (ETAG, etag(&filed.card.appointment.version.to_string()))], Json(known)))
}

struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        codes::keyed(&[codes::UNKNOWN_APPOINTMENT])
    }
}

impl Note {
    /// Writes a note.
    pub fn new(row: &NoteRow) -> Self {
        Self { id: row.id.to_string(), by: row.by.to_string(), at: row.at.to_string(), text: row.text.to_string() }
    }
}

impl Happened {
    /// Writes a line of history.
    pub fn new(row: &HistoryRow) -> Self {
        let starts = row.starts.filter(|(old, new)| old != new);
        Self {
            version: row.version,
            what: row.what.as_str(),
            by: match &row.by {
                Author::Customer => None,
                Author::Member(_, name) | Author::Program(name) | Author::Attendee(name) => Some(name.to_string()),
            },
            at: row.at.to_string(),
            old_starts_at: starts.map(|(old, _)| old.to_string()),
            new_starts_at: starts.map(|(_, new)| new.to_string()),
            reason: row.reason.as_ref().map(ToString::to_string),
            told: row.told,
        }
    }
}

/// What became of a mail, in a word.
pub const fn state(state: &MailState) -> &'static str {
    match state {
        MailState::Open(..) => "waiting",
        MailState::Sent => "sent",
        MailState::Dead(_) => "given_up",
    }
}

impl Mail {
    fn new(row: &MailRow) -> Self {
        Self {
            to: match row.audience {
                Audience::Customer if row.attendee.is_some() => "attendee",
                Audience::Customer => "customer",
                Audience::Agenda => "agenda",
            },
            at: row.at.to_string(),
            state: state(&row.state),
        }
    }
}
