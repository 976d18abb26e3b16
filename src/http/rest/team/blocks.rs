//! `…/agendas/{agenda}/blocks`: times that are kept free by hand.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::openapi::{RefOr, Response};
use utoipa::{IntoResponses, ToSchema};

use super::caller::Caller;
use crate::app::{LONGEST_ASK_DAYS, team};
use crate::domain::{BlockId, FieldError, Instant, Note, Scope, SlotBlock, Span};
use crate::http::Site;
use crate::http::problem::Problem;
use crate::http::rest::address::{self, Agenda};
use crate::http::rest::appointment::NO_STORE;
use crate::http::rest::body::Body;
use crate::http::rest::slots::{Asked, days};
use crate::http::rest::{answers, codes};

/// A time that is kept free.
#[derive(Serialize, ToSchema)]
pub struct Block {
    #[schema(format = "uuid", example = "019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c11")]
    id: String,
    #[schema(format = DateTime, example = "2026-12-01T08:00:00Z")]
    starts_at: String,
    #[schema(format = DateTime, example = "2026-12-01T10:00:00Z")]
    ends_at: String,
    /// Why, for the team.
    #[schema(example = "Tandarts")]
    reason: String,
}

/// One such time.
#[derive(Serialize, ToSchema)]
pub struct OneBlock {
    block: Block,
}

/// Such times of an agenda.
#[derive(Serialize, ToSchema)]
pub struct Blocks {
    /// In order.
    blocks: Vec<Block>,
}

/// A time to be kept free. Unknown fields are refused.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewBlock {
    #[serde(default)]
    #[schema(required = true, format = DateTime, example = "2026-12-01T08:00:00Z")]
    starts_at: String,
    /// After its start, and within a year.
    #[serde(default)]
    #[schema(required = true, format = DateTime, example = "2026-12-01T10:00:00Z")]
    ends_at: String,
    /// Why, for the team.
    #[serde(default)]
    #[schema(pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$", max_length = 2000, example = "Tandarts")]
    reason: Option<String>,
}

/// List the times that an agenda keeps free
///
/// Both dates are local to the agenda, and included; 62 days at most. Scope `agendas:read`.
#[utoipa::path(
    get,
    path = "/v1/portals/{portal}/agendas/{agenda}/blocks",
    operation_id = "list_blocks",
    tag = "team: agendas",
    params(
        Agenda,
        ("from" = String, Query, description = "The first local day.", format = Date, example = "2026-12-01"),
        ("to" = String, Query, description = "The last local day, included: `from` or up to 61 days later.", format = Date, example = "2026-12-31"),
    ),
    security(("key" = [])),
    responses((status = 200, description = "Those that share some time with these days.", body = Blocks), Listed),
)]
pub async fn list_blocks(State(site): State<Site>, caller: Caller, asked: Result<Query<Asked>, QueryRejection>) -> Result<impl IntoResponse, Problem> {
    let agenda = caller.agenda(&site).await?;
    let (from, to) = days(asked)?;
    if !(0..LONGEST_ASK_DAYS).contains(&from.days_until(to)) {
        return Err(Problem::field("to", format!("must be the date of from or up to {} days later", LONGEST_ASK_DAYS - 1)));
    }
    let blocks = team::blocks(&site.app, &caller.actor, &agenda, from, to).await.map_err(|error| codes::refused(error, codes::UNKNOWN_AGENDA))?;
    Ok(([(CACHE_CONTROL, NO_STORE)], Json(Blocks { blocks: blocks.iter().map(Block::new).collect() })))
}

/// Keep a time free
///
/// Nothing is offered then. What is booked there already stays. Scope `agendas:write`.
#[utoipa::path(
    post,
    path = "/v1/portals/{portal}/agendas/{agenda}/blocks",
    operation_id = "add_block",
    tag = "team: agendas",
    params(Agenda),
    security(("key" = [])),
    request_body = NewBlock,
    responses((status = 201, description = "It is kept free.", body = OneBlock), Made),
)]
pub async fn add_block(State(site): State<Site>, caller: Caller, Body(asked): Body<NewBlock>) -> Result<impl IntoResponse, Problem> {
    caller.is_for(Scope::AgendasWrite)?;
    let agenda = caller.agenda(&site).await?;
    let mut wrong = BTreeMap::new();
    let mut moment = |name: &str, typed: &str| {
        let at = Instant::parse(typed);
        if at.is_none() {
            wrong.insert(name.to_owned(), "must be a moment such as 2026-12-01T08:00:00Z".to_owned());
        }
        at
    };
    let (starts_at, ends_at) = (moment("starts_at", &asked.starts_at), moment("ends_at", &asked.ends_at));
    let reason = Note::parse(asked.reason.as_deref().unwrap_or_default().trim()).map_err(|error| wrong.insert("reason".to_owned(), answers::lines(error))).ok();
    let (Some(start), Some(end), Some(reason)) = (starts_at, ends_at, reason) else {
        return Err(Problem::invalid(wrong));
    };
    let no_span = || Problem::field("ends_at", FieldError::NotASpan);
    if end <= start {
        return Err(no_span());
    }
    let block = team::block(&site.app, &caller.actor, &agenda.id, Span::new(start, end), reason).await.map_err(|error| codes::refused(error, codes::UNKNOWN_AGENDA))?;
    let block = Block::new(&block.ok_or_else(no_span)?);
    Ok((StatusCode::CREATED, [(CACHE_CONTROL, NO_STORE)], Json(OneBlock { block })))
}

/// Give a time back
///
/// What it was is answered. Scope `agendas:write`.
#[utoipa::path(
    delete,
    path = "/v1/portals/{portal}/agendas/{agenda}/blocks/{id}",
    operation_id = "remove_block",
    tag = "team: agendas",
    params(Agenda, address::Id),
    security(("key" = [])),
    responses((status = 200, description = "It is no longer kept free.", body = OneBlock), Removed),
)]
pub async fn remove_block(State(site): State<Site>, caller: Caller) -> Result<impl IntoResponse, Problem> {
    caller.is_for(Scope::AgendasWrite)?;
    let agenda = caller.agenda(&site).await?;
    let id = BlockId::new(caller.id("id", codes::UNKNOWN_BLOCK)?);
    let block = team::unblock_in(&site.app, &caller.actor, &agenda.id, &id).await.map_err(|error| codes::refused(error, codes::UNKNOWN_BLOCK))?;
    Ok(([(CACHE_CONTROL, NO_STORE)], Json(OneBlock { block: Block::new(&block) })))
}

impl Block {
    fn new(block: &SlotBlock) -> Self {
        Self { id: block.id.to_string(), starts_at: block.span.start.to_string(), ends_at: block.span.end.to_string(), reason: block.reason.to_string() }
    }
}

struct Listed;

impl IntoResponses for Listed {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        codes::keyed(&[codes::UNKNOWN_AGENDA, codes::INVALID])
    }
}

struct Made;

impl IntoResponses for Made {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        use codes::*;
        keyed(&[UNKNOWN_AGENDA, TOO_LARGE, NOT_JSON, INVALID])
    }
}

struct Removed;

impl IntoResponses for Removed {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        codes::keyed(&[codes::UNKNOWN_AGENDA, codes::UNKNOWN_BLOCK])
    }
}
