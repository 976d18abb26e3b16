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
use crate::app;
use crate::domain::Card;
use crate::http::Site;
use crate::http::problem::Problem;

/// An appointment as its customer sees it.
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
}

impl Managed {
    /// What a link shows of a card now.
    pub(super) fn new(site: &Site, card: &Card) -> Self {
        let now = site.app.clock.now();
        let language = card.customer.language;
        let coming = card.appointment.attending_at.is_some();
        Self {
            appointment: Appointment::new(card, &site.public_url),
            portal: card.portal_slug.to_string(),
            entry: card.entry_slug.to_string(),
            title: card.title.to_string(),
            subject: card.subject_title.as_ref().map(ToString::to_string),
            can_change: app::can_change(card, now),
            how_to_get_in: card.how_to_get_in(language),
            bring: card.bring(language),
            access: card.access(language),
            coming,
            asks_coming: !coming && app::asks_coming(card, now),
        }
    }
}

/// The answer of each call about a customer's appointment.
pub(super) fn answer(site: &Site, card: &Card) -> impl IntoResponse + use<> {
    ([(header::CACHE_CONTROL, NO_STORE)], Json(Managed::new(site, card)))
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
    let card = app::manage(&site.app, &token).await?;
    Ok(answer(&site, &card))
}

struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        codes::responses(&[codes::UNKNOWN_LINK])
    }
}
