//! `GET …/entries/{entry}/slots?from&to`: the free times of some local days. The answer asked for most, so its bytes are kept beside
//! the times they are made from, and written once.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderValue, Response, header};
use serde::{Deserialize, Serialize};
use utoipa::openapi::{RefOr, response};
use utoipa::{IntoResponses, ToSchema};

use super::address::Place;
use super::codes;
use super::slot::FreeSlot;
use super::written::written;
use crate::app::{self, FreeTimes};
use crate::domain::Day;
use crate::http::Site;
use crate::http::problem::Problem;

// Documents the bytes of `written`, which a test holds equal to it.
/// The free times of the days asked.
#[derive(Debug, Serialize, ToSchema)]
pub struct Times {
    /// The zone whose days and times these are, by its name in the tz database.
    #[schema(example = "Europe/Amsterdam")]
    zone: String,
    /// The days that have free times, in order; days without any are left out.
    #[schema(max_items = 62)]
    days: Vec<DaySlots>,
}

/// A local day and its free times.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Day)]
pub struct DaySlots {
    /// The date that the calendar of the place shows.
    #[schema(format = Date, example = "2026-12-01")]
    date: String,
    /// Its free times, in order.
    #[schema(min_items = 1)]
    slots: Vec<FreeSlot>,
}

/// Which days are asked for, as typed.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
}

/// The free times of some days
///
/// Both dates are local to the place, and included; 62 days at most. Parameters that are not known are left aside.
#[utoipa::path(
    get,
    path = "/v1/portals/{portal}/entries/{entry}/slots",
    operation_id = "read_slots",
    tag = "booking",
    params(
        Place,
        ("from" = String, Query, description = "The first local day.", format = Date, example = "2026-12-01"),
        ("to" = String, Query, description = "The last local day, included: `from` or up to 61 days later.", format = Date, example = "2026-12-31"),
    ),
    responses((status = 200, description = "The free times.", body = Times), Problems),
)]
pub(super) async fn slots(State(site): State<Site>, place: Place, asked: Result<Query<Asked>, QueryRejection>) -> Result<Response<Body>, Problem> {
    let (from, to) = days(asked)?;
    let times = app::free_times(&site.app, &place.portal, &place.entry, from, to).await?;
    let mut response = Response::new(Body::from(bytes(times)));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    Ok(response)
}

struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<response::Response>> {
        codes::responses(&[codes::UNKNOWN_PORTAL, codes::UNKNOWN_ENTRY, codes::INVALID])
    }
}

/// The two days; each that is none is said.
pub(super) fn days(asked: Result<Query<Asked>, QueryRejection>) -> Result<(Day, Day), Problem> {
    // A query that can't be read has one of the two twice.
    let Query(asked) = asked.map_err(|_| Problem::field("from", "must be given once, as must to"))?;
    match (Day::parse(&asked.from), Day::parse(&asked.to)) {
        (Some(from), Some(to)) => Ok((from, to)),
        (from, to) => {
            let wrong = [("from", from), ("to", to)].into_iter().filter(|(_, day)| day.is_none());
            Err(Problem::invalid(wrong.map(|(name, _)| (name.to_owned(), "must be a date such as 2026-12-01".to_owned())).collect()))
        }
    }
}

/// The bytes of an answer, shared with the one that is kept.
fn bytes(times: Arc<FreeTimes>) -> Bytes {
    times.written.get_or_init(|| written(&times));
    Bytes::from_owner(Kept(times))
}

/// An answer whose bytes have been written.
struct Kept(Arc<FreeTimes>);

impl AsRef<[u8]> for Kept {
    fn as_ref(&self) -> &[u8] {
        self.0.written.get().map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
impl From<&FreeTimes> for Times {
    fn from(times: &FreeTimes) -> Self {
        let days = times.days().map(|(day, slots)| DaySlots { date: day.to_string(), slots: slots.iter().map(FreeSlot::from).collect() });
        Self { zone: times.zone.to_string(), days: days.collect() }
    }
}
