//! `PUT …/agendas/{agenda}/hours`: when an agenda is open, in the portal file's own notation.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::openapi::{RefOr, Response};
use utoipa::{IntoResponses, ToSchema};

use super::agendas::{OneAgenda, one};
use super::caller::Caller;
use super::version::known;
use crate::app::team;
use crate::domain::{Hours, HoursError, Scope, Stretch, Weekday};
use crate::http::Site;
use crate::http::problem::Problem;
use crate::http::rest::address::Agenda;
use crate::http::rest::body::Body;
use crate::http::rest::codes;

/// When an agenda is open, in local time. Unknown fields are refused.
#[derive(Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpeningHours {
    /// Of every week: days, then times. What passes midnight belongs to the day that it begins on.
    #[serde(default)]
    #[schema(required = true, max_items = 100, example = json!(["mon-fri 09:00-12:30 13:00-17:00", "sat 10:00-14:00"]))]
    weekly: Vec<String>,
    /// Dates on which those don't count.
    #[serde(default)]
    #[schema(required = true, max_items = 1000, example = json!(["2026-12-25", "2026-12-26"]))]
    closed: Vec<String>,
    /// Dates with hours of their own besides.
    #[serde(default)]
    #[schema(required = true, max_items = 1000, example = json!(["2026-12-19 10:00-13:00"]))]
    extra: Vec<String>,
}

/// Change when an agenda is open
///
/// What is booked outside of it stays. The same hours again change nothing. Scope `agendas:write`.
#[utoipa::path(
    put,
    path = "/v1/portals/{portal}/agendas/{agenda}/hours",
    operation_id = "put_hours",
    tag = "team: agendas",
    params(Agenda, ("If-Match" = String, Header, description = "The `ETag` that was read with the agenda.", pattern = "^\"[0-9a-f]{16}\"$", example = "\"0123456789abcdef\"")),
    security(("key" = [])),
    request_body = OpeningHours,
    responses((status = 200, description = "The agenda with its hours.", body = OneAgenda, headers(("ETag" = String, description = "Which hours these are."))), Problems),
)]
pub async fn put_hours(State(site): State<Site>, caller: Caller, headers: HeaderMap, Body(asked): Body<OpeningHours>) -> Result<impl IntoResponse, Problem> {
    caller.is_for(Scope::AgendasWrite)?;
    let agenda = caller.agenda(&site).await?;
    let version = known(&headers)?;
    let hours = asked.read().map_err(Problem::invalid)?;
    team::put_hours(&site.app, &caller.actor, &agenda.id, &version, &hours).await.map_err(|error| codes::refused(error, codes::UNKNOWN_AGENDA))?;
    Ok(one(&caller.agenda(&site).await?))
}

struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        use codes::*;
        keyed(&[UNKNOWN_AGENDA, CHANGED, TOO_LARGE, NOT_JSON, INVALID, VERSION_NEEDED])
    }
}

impl OpeningHours {
    /// Writes hours, a line for each day of the week that has any.
    pub fn of(hours: &Hours) -> Self {
        let line = |head: &str, stretches: &[Stretch]| stretches.iter().fold(head.to_owned(), |line, stretch| format!("{line} {stretch}"));
        let weekly = Weekday::ALL.into_iter().map(|day| (day, hours.week(day))).filter(|(_, stretches)| !stretches.is_empty());
        Self {
            weekly: weekly.map(|(day, stretches)| line(day.as_str(), stretches)).collect(),
            closed: hours.closed().map(|day| day.to_string()).collect(),
            extra: hours.extra().map(|(day, stretches)| line(&day.to_string(), stretches)).collect(),
        }
    }

    /// Reads hours, or says what is wrong with each line.
    fn read(&self) -> Result<Hours, BTreeMap<String, String>> {
        let (mut hours, mut wrong) = (Hours::default(), BTreeMap::new());
        let mut each = |name: &str, lines: &[String], add: fn(&mut Hours, &str) -> Result<(), HoursError>| {
            for (at, line) in lines.iter().enumerate() {
                // The sentence repeats what it found: cut, so that an answer stays small.
                let sentence = add(&mut hours, line).map_err(|error| error.to_string().chars().take(300).collect::<String>());
                wrong.extend(sentence.err().map(|sentence| (format!("{name}[{at}]"), sentence)));
            }
        };
        each("weekly", &self.weekly, Hours::add_weekly);
        each("closed", &self.closed, Hours::close);
        each("extra", &self.extra, Hours::add_extra);
        if wrong.is_empty() { Ok(hours) } else { Err(wrong) }
    }
}
