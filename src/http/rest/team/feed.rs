//! `POST …/customers/{id}/timeline`: a portal feeds messages, documents, workflow answers and bids into a customer's timeline. The same reference with
//! the same content again is the same item.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::openapi::{RefOr, Response};
use utoipa::{IntoResponses, ToSchema};

use super::caller::Caller;
use super::read::state;
use crate::app::team::{self, DeedError, FeedError};
use crate::domain::{self, CustomerId, FedFault, FedField, FedKind, FedWhat, FieldError, Instant, RawAmount, RawFed, Scope};
use crate::http::Site;
use crate::http::problem::Problem;
use crate::http::rest::address::Numbered;
use crate::http::rest::appointment::NO_STORE;
use crate::http::rest::body::Body;
use crate::http::rest::{answers, codes};
use crate::store::team::FedRow;

/// What is fed in. Unknown fields are refused.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Feed {
    /// What it is.
    #[serde(default)]
    #[schema(required = true, value_type = Kind, example = "bid")]
    kind: String,
    /// Which way a message went; a message has it, and nothing else does.
    #[serde(default)]
    #[schema(value_type = Option<Way>)]
    direction: Option<String>,
    /// How much a bid is; only a bid has it.
    #[serde(default)]
    amount: Option<Amount>,
    /// When it happened; any offset will do, a day ahead at most.
    #[serde(default)]
    #[schema(required = true, format = DateTime, example = "2026-11-24T09:30:00Z")]
    happened_at: String,
    /// What it is called, one line.
    #[serde(default)]
    #[schema(
        required = true,
        pattern = r"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*[^\s\u0000-\u001f\u007f-\u009f\u2028\u2029][^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$",
        max_length = 200,
        example = "Bod op Lindengracht 12"
    )]
    title: String,
    /// What it says.
    #[serde(default)]
    #[schema(pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$", max_length = 10_000, example = "Onder voorbehoud van financiering.")]
    text: Option<String>,
    /// Where it is, by `https`.
    #[serde(default)]
    #[schema(
        pattern = r"^https://([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9](:[0-9]{1,5})?([/?#][!#-;=?-\[\]-~]*)?$",
        max_length = 2000,
        example = "https://www.example.nl/biedingen/17"
    )]
    link: Option<String>,
    /// Who it came from, a person or a system; your key's name when unsaid.
    #[serde(default)]
    #[schema(
        pattern = r"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*[^\s\u0000-\u001f\u007f-\u009f\u2028\u2029][^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$",
        max_length = 200,
        example = "Eerlijk Bieden"
    )]
    who: Option<String>,
    /// Your own name for it, one line: the same one again is the same item.
    #[serde(default)]
    #[schema(
        required = true,
        pattern = r"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*[^\s\u0000-\u001f\u007f-\u009f\u2028\u2029][^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$",
        max_length = 200,
        example = "bid-17"
    )]
    reference: String,
}

/// An amount of money.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Amount {
    /// Hundredths of the currency.
    #[schema(minimum = 0, maximum = 100_000_000_000_000_i64, example = 42_500_000)]
    cents: i64,
    /// By ISO 4217.
    #[schema(pattern = "^[A-Z]{3}$", example = "EUR")]
    currency: String,
}

/// The kinds of what is fed in.
#[derive(ToSchema)]
#[schema(as = TimelineKind, rename_all = "snake_case")]
#[expect(dead_code, reason = "documents the words that are read")]
pub enum Kind {
    Message,
    Document,
    WorkflowAnswer,
    Bid,
}

/// The kinds of what is on a timeline besides appointments: what is fed in, what customers ask for where no time fits, and the times they are offered.
#[derive(ToSchema)]
#[schema(as = TimelineItemKind, rename_all = "snake_case")]
#[expect(dead_code, reason = "documents the words that are written")]
pub enum ItemKind {
    Message,
    Document,
    WorkflowAnswer,
    Bid,
    Request,
    Proposal,
}

/// From the customer, or to them.
#[derive(ToSchema)]
#[schema(as = Direction, rename_all = "snake_case")]
#[expect(dead_code, reason = "documents the words that are read")]
pub enum Way {
    In,
    Out,
}

/// What is on the timeline.
#[derive(Serialize, ToSchema)]
pub struct Kept {
    item: FedItem,
}

/// Something that was fed in.
#[derive(Serialize, ToSchema)]
pub struct FedItem {
    #[schema(format = "uuid")]
    id: String,
    #[schema(value_type = ItemKind)]
    kind: &'static str,
    #[schema(required = true, value_type = Option<Way>)]
    direction: Option<&'static str>,
    #[schema(required = true)]
    amount: Option<Amount>,
    #[schema(format = DateTime, example = "2026-11-24T09:30:00Z")]
    happened_at: String,
    title: String,
    text: String,
    #[schema(required = true)]
    link: Option<String>,
    who: String,
    reference: String,
    /// The appointment that a message is about, where it was written on the customer's page or by the team.
    #[schema(required = true, format = "uuid")]
    appointment: Option<String>,
    /// What became of the mail that brings such a message: `waiting`, `sent` or `given_up`.
    #[schema(required = true, example = "sent")]
    mail: Option<&'static str>,
    /// When it came in.
    #[schema(format = DateTime, example = "2026-11-24T09:31:12Z")]
    came_at: String,
}

/// Feed a timeline
///
/// A message, a document, an answer in a workflow or a bid: it stands on the customer's timeline and in the team's Inbox. A message to the customer is read and done from
/// the beginning. Repeat a request as often as you like: the same `reference` with the same content is kept once. Scope `timeline:write`.
#[utoipa::path(
    post,
    path = "/v1/portals/{portal}/customers/{id}/timeline",
    operation_id = "feed",
    tag = "team: customers",
    params(Numbered),
    security(("key" = [])),
    request_body = Feed,
    responses(
        (status = 201, description = "It is on the timeline.", body = Kept),
        (status = 200, description = "It was there already.", body = Kept),
        Problems,
    ),
)]
pub async fn feed(State(site): State<Site>, caller: Caller, Body(asked): Body<Feed>) -> Result<impl IntoResponse, Problem> {
    caller.is_for(Scope::TimelineWrite)?;
    let customer = CustomerId::new(caller.id("id", codes::UNKNOWN_CUSTOMER)?);
    let raw = raw(asked, &caller)?;
    let (row, new) = team::feed(&site.app, &caller.actor, &customer, &raw).await.map_err(refused)?;
    let status = if new { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, [(CACHE_CONTROL, NO_STORE)], Json(Kept { item: FedItem::new(&row) })))
}

struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        use codes::*;
        keyed(&[UNKNOWN_CUSTOMER, TOO_LARGE, NOT_JSON, INVALID, KEY_REUSED])
    }
}

/// What was sent, with its words read; which of them a kind has, the deed says.
fn raw(asked: Feed, caller: &Caller) -> Result<RawFed, Problem> {
    let mut wrong = BTreeMap::new();
    let mut say = |name: &str, sentence: &str| {
        wrong.insert(name.to_owned(), sentence.to_owned());
    };
    let kind = FedKind::parse(&asked.kind).filter(|kind| FedKind::FED_IN.contains(kind));
    kind.is_none().then(|| say("kind", "must be one of message, document, workflow_answer, bid"));
    let direction = asked.direction.as_deref().map(domain::Direction::parse);
    (direction == Some(None)).then(|| say("direction", "must be in or out"));
    let happened_at = Instant::parse(&asked.happened_at);
    happened_at.is_none().then(|| say("happened_at", "must be a moment such as 2026-12-01T08:00:00Z"));
    (asked.link.as_deref() == Some("")).then(|| say("link", "must not be empty: leave it out"));
    let (Some(kind), Some(happened_at), true) = (kind, happened_at, wrong.is_empty()) else {
        return Err(Problem::invalid(wrong));
    };
    Ok(RawFed {
        kind,
        direction: direction.flatten(),
        amount: asked.amount.map(|Amount { cents, currency }| RawAmount { cents, currency }),
        happened_at,
        title: asked.title,
        text: asked.text.unwrap_or_default(),
        link: asked.link.unwrap_or_default(),
        who: asked.who.unwrap_or_else(|| caller.actor.name.to_string()),
        reference: asked.reference,
    })
}

fn refused(error: FeedError) -> Problem {
    match error {
        FeedError::Invalid(wrong) => Problem::invalid(wrong.into_iter().map(|(field, fault)| (field.as_str().to_owned(), sentence(field, fault))).collect()),
        FeedError::Deed(DeedError::KeyReused) => {
            let detail = "this reference came with other content before: an item that is there does not change, so send a new reference";
            Problem::new(codes::KEY_REUSED.status, codes::KEY_REUSED.name, detail)
        }
        FeedError::Deed(error) => codes::refused(error, codes::UNKNOWN_CUSTOMER),
    }
}

fn sentence(field: FedField, fault: FedFault) -> String {
    match (field, fault) {
        (FedField::Text, FedFault::Text(error @ FieldError::ControlCharacter)) => answers::lines(error),
        _ => fault.to_string(),
    }
}

impl FedItem {
    /// Writes an item.
    pub fn new(row: &FedRow) -> Self {
        let fed = &row.fed;
        let (direction, amount) = match &fed.what {
            FedWhat::Message(direction) => (Some(direction.as_str()), None),
            FedWhat::Bid(amount) => (None, amount.as_ref()),
            FedWhat::Document | FedWhat::WorkflowAnswer | FedWhat::Request | FedWhat::Proposal => (None, None),
        };
        Self {
            id: row.id.to_string(),
            kind: fed.what.kind().as_str(),
            direction,
            amount: amount.map(|amount| Amount { cents: amount.cents(), currency: amount.currency().to_owned() }),
            happened_at: fed.happened_at.to_string(),
            title: fed.title.to_string(),
            text: fed.text.to_string(),
            link: fed.link.as_ref().map(ToString::to_string),
            who: fed.who.to_string(),
            reference: fed.reference.to_string(),
            appointment: row.about.as_ref().map(ToString::to_string),
            mail: row.mail.as_ref().map(state),
            came_at: row.active_at.to_string(),
        }
    }
}
