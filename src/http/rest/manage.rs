//! `GET /v1/manage/{token}`: what the customer's link shows. Changes nothing, however often mail scanners follow it.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use serde::Serialize;
use utoipa::openapi::{RefOr, Response};
use utoipa::{IntoResponses, ToSchema};

use super::address::Link;
use super::appointment::{Appointment, NO_STORE};
use super::codes;
use crate::app::{self, Reached};
use crate::domain::{Attendee, Token};
use crate::http::Site;
use crate::http::problem::Problem;

/// Someone who comes along.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Attendee)]
pub struct Along {
    /// By which they are withdrawn.
    #[schema(example = "019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c11")]
    id: String,
    #[schema(example = "Bram de Vries")]
    name: String,
    #[schema(format = Email, example = "bram@example.nl")]
    email: String,
    /// What they read.
    #[schema(example = "nl")]
    language: String,
}

impl Along {
    /// Writes one.
    pub fn new(attendee: &Attendee) -> Self {
        let Attendee { id, name, email, language } = attendee;
        Self { id: id.to_string(), name: name.to_string(), email: email.to_string(), language: language.tag().to_owned() }
    }
}

/// An appointment as its customer sees it, or someone who comes along.
#[derive(Debug, Serialize, ToSchema)]
pub struct Managed {
    appointment: Appointment,
    /// The portal's slug.
    #[schema(example = "demo")]
    portal: String,
    /// The entry's slug: its slots are the times to reschedule to.
    #[schema(example = "lindengracht-12")]
    entry: String,
    /// What was booked.
    #[schema(example = "Bezichtiging")]
    title: String,
    /// What it is about, where it is about something.
    #[schema(required = true, example = "Lindengracht 12")]
    subject: Option<String>,
    /// Whether it can still be rescheduled or cancelled: it is neither cancelled nor begun, nor nearer than the portal lets customers change it.
    can_change: bool,
    /// How the customer gets in, where the portal says so; in their language, as are the next two.
    #[schema(required = true, example = "Bel aan bij de groene deur.")]
    how_to_get_in: Option<String>,
    /// What they bring, one thing a line.
    #[schema(required = true, example = "Uw legitimatie")]
    bring: Option<String>,
    /// What opens the door, such as a key box's code: only within the time before the start that the portal sets, and until the end.
    #[schema(required = true)]
    access: Option<String>,
    /// The customer has said that they still come to its present time.
    coming: bool,
    /// The portal asks whether they still come, and they have not said so yet.
    asks_coming: bool,
    /// Who else comes: to whoever comes along, who booked is one of them.
    attendees: Vec<Along>,
    /// The identity of whoever comes along, where this is their link; null where it is the customer's.
    #[schema(required = true)]
    attendee: Option<String>,
}

impl Managed {
    /// What a link shows now.
    fn new(site: &Site, reached: &Reached) -> Self {
        let card = &reached.card;
        let now = site.app.clock.now();
        let language = card.customer.language;
        let coming = card.appointment.attending_at.is_some();
        Self {
            appointment: Appointment::new(card, &site.public_url),
            portal: card.portal_slug.to_string(),
            entry: card.entry_slug.to_string(),
            title: card.title.to_string(),
            subject: card.subject_title.as_ref().map(ToString::to_string),
            can_change: reached.may_change() && app::can_change(card, now),
            how_to_get_in: card.how_to_get_in(language),
            bring: card.bring(language),
            access: card.access(language),
            coming,
            attendees: card.attendees.iter().map(Along::new).collect(),
            attendee: reached.attendee.as_ref().map(|attendee| attendee.id.to_string()),
            asks_coming: reached.attendee.is_none() && !coming && app::asks_coming(card, now),
        }
    }
}

/// The answer of each call about a customer's appointment.
pub(super) async fn answer(site: &Site, token: &Token) -> Result<impl IntoResponse + use<>, Problem> {
    let reached = app::reach(&site.app, token).await?;
    Ok(([(header::CACHE_CONTROL, NO_STORE)], Json(Managed::new(site, &reached))))
}

/// The appointment of a link
///
/// Changes nothing. The token is the last part of `manage_url`; whoever has it may change the appointment, so keep it out of logs.
#[utoipa::path(
    get,
    path = "/v1/manage/{token}",
    operation_id = "read_appointment",
    tag = "managing",
    params(Link),
    responses((status = 200, description = "The appointment as it is now.", body = Managed), Problems),
)]
pub(super) async fn manage(State(site): State<Site>, Link { token }: Link) -> Result<impl IntoResponse, Problem> {
    answer(&site, &token).await
}

struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        codes::responses(&[codes::UNKNOWN_LINK])
    }
}
