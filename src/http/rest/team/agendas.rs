//! `GET …/agendas` and `GET …/agendas/{agenda}`: which agendas there are, and when each is open.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, ETAG};
use axum::response::IntoResponse;
use serde::Serialize;
use utoipa::openapi::{RefOr, Response};
use utoipa::{IntoResponses, ToSchema};

use super::caller::Caller;
use super::hours::OpeningHours;
use super::version::etag;
use crate::app::team;
use crate::http::Site;
use crate::http::problem::Problem;
use crate::http::rest::address::{self, Portal};
use crate::http::rest::appointment::NO_STORE;
use crate::http::rest::codes;
use crate::store::team::AgendaRow;

/// The portal's agendas.
#[derive(Serialize, ToSchema)]
pub struct Agendas {
    /// By name.
    agendas: Vec<Agenda>,
}

/// An agenda.
#[derive(Serialize, ToSchema)]
pub struct Agenda {
    /// By which it is named everywhere.
    #[schema(example = "noord")]
    slug: String,
    /// What people read.
    #[schema(example = "Sanne de Wit")]
    name: String,
    /// Where its hours are local, by its name in the tz database.
    #[schema(example = "Europe/Amsterdam")]
    zone: String,
    /// Where it is separated: the name of the agenda that it lies beneath.
    #[schema(required = true)]
    parent: Option<String>,
}

/// An agenda with its hours.
#[derive(Serialize, ToSchema)]
pub struct OneAgenda {
    agenda: Agenda,
    hours: OpeningHours,
}

/// List agendas
///
/// Scope `agendas:read`.
#[utoipa::path(
    get,
    path = "/v1/portals/{portal}/agendas",
    operation_id = "list_agendas",
    tag = "team: agendas",
    params(Portal),
    security(("key" = [])),
    responses((status = 200, description = "All of them.", body = Agendas), Listed),
)]
pub async fn list_agendas(State(site): State<Site>, caller: Caller) -> Result<impl IntoResponse, Problem> {
    let agendas = team::agendas(&site.app, &caller.actor).await.map_err(|error| codes::refused(error, codes::UNKNOWN_AGENDA))?;
    Ok(([(CACHE_CONTROL, NO_STORE)], Json(Agendas { agendas: agendas.iter().map(Agenda::new).collect() })))
}

/// Read an agenda
///
/// Its `ETag` is what a change of its hours names with `If-Match`. Scope `agendas:read`.
#[utoipa::path(
    get,
    path = "/v1/portals/{portal}/agendas/{agenda}",
    operation_id = "read_agenda",
    tag = "team: agendas",
    params(address::Agenda),
    security(("key" = [])),
    responses((status = 200, description = "The agenda with its hours.", body = OneAgenda, headers(("ETag" = String, description = "Which hours these are."))), Read),
)]
pub async fn read_agenda(State(site): State<Site>, caller: Caller) -> Result<impl IntoResponse, Problem> {
    Ok(one(&caller.agenda(&site).await?))
}

/// An agenda, and which hours it has.
pub fn one(row: &AgendaRow) -> impl IntoResponse + use<> {
    let version = etag(&team::hours_version(&row.hours));
    ([(CACHE_CONTROL, NO_STORE), (ETAG, version)], Json(OneAgenda { agenda: Agenda::new(row), hours: OpeningHours::of(&row.hours) }))
}

impl Agenda {
    fn new(row: &AgendaRow) -> Self {
        let parent = row.separated.as_ref().map(|(parent, _)| parent.to_string());
        Self { slug: row.slug.to_string(), name: row.name.to_string(), zone: row.zone.to_string(), parent }
    }
}

struct Listed;

impl IntoResponses for Listed {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        codes::keyed(&[])
    }
}

struct Read;

impl IntoResponses for Read {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        codes::keyed(&[codes::UNKNOWN_AGENDA])
    }
}
