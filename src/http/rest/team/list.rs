//! `GET …/appointments`: the portal's appointments, what happened last first, page by page.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::openapi::{RefOr, Response};
use utoipa::{IntoParams, IntoResponses, ToSchema};

use super::appointment::TeamAppointment;
use super::caller::{Caller, is_id};
use super::page;
use crate::app::team;
use crate::domain::{AppointmentId, CustomerId, Day, Filters, Scope, Slug, Source, Status};
use crate::http::Site;
use crate::http::problem::Problem;
use crate::http::rest::address::Portal;
use crate::http::rest::appointment::NO_STORE;
use crate::http::rest::codes;

/// Characters at most in a search: nobody looks for more, and each word costs a look-up.
pub const SEARCH_MOST: usize = 200;

/// Some appointments.
#[derive(Serialize, ToSchema)]
pub struct Appointments {
    /// What happened last first.
    #[schema(max_items = 100)]
    appointments: Vec<TeamAppointment>,
    /// The cursor of the next page; null when this is the last.
    #[schema(required = true)]
    next: Option<String>,
}

/// Which appointments, as typed.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// In this agenda, by its slug.
    #[param(pattern = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", max_length = 80, example = "noord")]
    agenda: Option<String>,
    /// About this project or service, by its slug.
    #[param(pattern = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", max_length = 80, example = "lindengracht-12")]
    subject: Option<String>,
    /// Booked by this customer.
    #[param(pattern = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", example = "019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c11")]
    customer: Option<String>,
    /// That stand so.
    #[param(value_type = Option<crate::http::rest::appointment::Status>)]
    status: Option<String>,
    /// Made there.
    #[param(value_type = Option<super::appointment::Source>)]
    source: Option<String>,
    /// On this day or later, by the calendar of the place.
    #[param(format = Date, example = "2026-12-01")]
    from: Option<String>,
    /// On this day or earlier.
    #[param(format = Date, example = "2026-12-31")]
    to: Option<String>,
    /// Words of name, e-mail, phone and address, each of which must begin one.
    #[param(max_length = 200, example = "de vries")]
    search: Option<String>,
}

/// List appointments
///
/// What happened last comes first. What changes while you walk the pages moves to the front: begin again to see it. Scope `appointments:read`.
#[utoipa::path(
    get,
    path = "/v1/portals/{portal}/appointments",
    operation_id = "list_appointments",
    tag = "team: appointments",
    params(Portal, Asked, page::Asked),
    security(("key" = [])),
    responses((status = 200, description = "A page of them.", body = Appointments), Problems),
)]
pub async fn list(
    State(site): State<Site>,
    caller: Caller,
    asked: Result<Query<Asked>, QueryRejection>,
    page: Result<Query<page::Asked>, QueryRejection>,
) -> Result<impl IntoResponse, Problem> {
    caller.is_for(Scope::AppointmentsRead)?;
    let (Ok(Query(asked)), Ok(Query(page))) = (asked, page) else {
        return Err(Problem::field("query", "must have each parameter once"));
    };
    let mut wrong = BTreeMap::new();
    let (limit, cursor) = page.read(&mut wrong);
    let filters = filters(&site, &caller, asked, &mut wrong).await?;
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let refused = |error| codes::refused(error, codes::UNKNOWN_APPOINTMENT);
    let page = team::inbox(&site.app, &caller.actor, &filters, cursor.as_ref(), limit).await.map_err(refused)?;
    let ids: Vec<AppointmentId> = page.lines.into_iter().map(|line| line.id).collect();
    let filed = team::filed(&site.app, &caller.actor, &ids).await.map_err(refused)?;
    let appointments = filed.iter().map(|filed| TeamAppointment::new(filed, &site.public_url)).collect();
    Ok(([(CACHE_CONTROL, NO_STORE)], Json(Appointments { appointments, next: page.next.as_ref().map(page::write) })))
}

struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        codes::keyed(&[codes::INVALID])
    }
}

async fn filters(site: &Site, caller: &Caller, asked: Asked, wrong: &mut BTreeMap<String, String>) -> Result<Filters, Problem> {
    let (store, portal) = (&site.app.store, &caller.actor.portal.id);
    let mut say = |name: &str, sentence: &str| {
        wrong.insert(name.to_owned(), sentence.to_owned());
    };
    let mut filters = Filters::default();
    if let Some(agenda) = asked.agenda {
        filters.agenda = match Slug::parse(&agenda) {
            Ok(slug) => store.agenda_by_slug(portal, &slug).await?,
            Err(_) => None,
        };
        filters.agenda.is_none().then(|| say("agenda", "must be the slug of one of the portal's agendas"));
    }
    if let Some(subject) = asked.subject {
        filters.subject = match Slug::parse(&subject) {
            Ok(slug) => store.subject_by_slug(portal, &slug).await?,
            Err(_) => None,
        };
        filters.subject.is_none().then(|| say("subject", "must be the slug of one of the portal's projects or services"));
    }
    if let Some(customer) = asked.customer {
        filters.customer = Some(customer).filter(|id| is_id(id)).map(CustomerId::new);
        filters.customer.is_none().then(|| say("customer", "must be a customer's id"));
    }
    if let Some(status) = asked.status {
        filters.status = Status::parse(&status);
        filters.status.is_none().then(|| say("status", "must be one of requested, confirmed, cancelled, completed, no_show"));
    }
    if let Some(source) = asked.source {
        filters.source = Source::parse(&source);
        filters.source.is_none().then(|| say("source", "must be one of portal, plugin, standalone, dashboard"));
    }
    for (name, given, day) in [("from", asked.from, &mut filters.from), ("to", asked.to, &mut filters.to)] {
        if let Some(given) = given {
            *day = Day::parse(&given);
            day.is_none().then(|| say(name, "must be a date such as 2026-12-01"));
        }
    }
    filters.search = asked.search.unwrap_or_default();
    (filters.search.chars().count() > SEARCH_MOST).then(|| say("search", "must be at most 200 characters"));
    Ok(filters)
}
