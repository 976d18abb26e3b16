//! `…/customers` and `…/customers/{id}`: found, read, made, edited. No booking ever changes what is kept here.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::openapi::{RefOr, Response};
use utoipa::{IntoParams, IntoResponses, ToSchema};

use super::appointment::MailBounced;
use super::caller::Caller;
use super::list::SEARCH_MOST;
use super::page;
use crate::app::team;
use crate::domain::{Customer, CustomerId, Scope};
use crate::http::Site;
use crate::http::problem::Problem;
use crate::http::rest::address::{Numbered, Portal};
use crate::http::rest::appointment::NO_STORE;
use crate::http::rest::body::Body;
use crate::http::rest::book::{self, Contact};
use crate::http::rest::codes;
use crate::store::team::CustomerRow;

/// A customer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Customer)]
pub struct Someone {
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
    /// When they were first seen.
    #[schema(format = DateTime, example = "2026-11-01T09:12:00Z")]
    since: String,
    /// When they booked last.
    #[schema(format = DateTime, example = "2026-12-01T08:00:00Z")]
    seen_at: String,
    #[schema(required = true)]
    bounced: Option<MailBounced>,
}

/// One customer.
#[derive(Serialize, ToSchema)]
pub struct OneCustomer {
    customer: Someone,
}

/// Some customers.
#[derive(Serialize, ToSchema)]
pub struct Customers {
    /// Those who booked last first.
    #[schema(max_items = 100)]
    customers: Vec<Someone>,
    /// The cursor of the next page; null when this is the last.
    #[schema(required = true)]
    next: Option<String>,
}

/// Which customers, as typed.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Sought {
    /// Words of name, e-mail and phone, each of which must begin one.
    #[param(max_length = 200, example = "de vries")]
    search: Option<String>,
}

/// What changes of a customer; what is not said stays. Unknown fields are refused.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// Their name, one line.
    #[serde(default)]
    #[schema(
        pattern = r"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*[^\s\u0000-\u001f\u007f-\u009f\u2028\u2029][^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$",
        max_length = 200,
        example = "Anna de Vries"
    )]
    name: Option<String>,
    /// Where mail reaches them.
    #[serde(default)]
    #[schema(format = Email, max_length = 254, example = "anna@example.nl")]
    email: Option<String>,
    /// Where a call reaches them; null takes it away.
    #[serde(default, deserialize_with = "said")]
    #[schema(value_type = Option<String>, pattern = "^(\\+?([ ./()-]*[0-9]){6,15}[ ./()-]*)?$", max_length = 32, example = "+31 20 123 45 67")]
    phone: Option<Option<String>>,
    /// What they read.
    #[serde(default)]
    #[schema(pattern = "^(nl|en|de|fr)([-_][A-Za-z0-9]+)*$", example = "nl")]
    language: Option<String>,
}

/// A null that is said is something else than nothing said.
fn said<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// List customers
///
/// Those who booked last come first. Scope `customers:read`.
#[utoipa::path(
    get,
    path = "/v1/portals/{portal}/customers",
    operation_id = "list_customers",
    tag = "team: customers",
    params(Portal, Sought, page::Asked),
    security(("key" = [])),
    responses((status = 200, description = "A page of them.", body = Customers), Listed),
)]
pub async fn list_customers(
    State(site): State<Site>,
    caller: Caller,
    sought: Result<Query<Sought>, QueryRejection>,
    page: Result<Query<page::Asked>, QueryRejection>,
) -> Result<impl IntoResponse, Problem> {
    let (Ok(Query(sought)), Ok(Query(page))) = (sought, page) else {
        return Err(Problem::field("query", "must have each parameter once"));
    };
    let mut wrong = BTreeMap::new();
    let (limit, cursor) = page.read(&mut wrong);
    let search = sought.search.unwrap_or_default();
    if search.chars().count() > SEARCH_MOST {
        wrong.insert("search".to_owned(), format!("must be at most {SEARCH_MOST} characters"));
    }
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let found = team::customers(&site.app, &caller.actor, &search, cursor.as_ref(), limit).await.map_err(unknown)?;
    let customers = found.rows.iter().map(Someone::new).collect();
    Ok(([(CACHE_CONTROL, NO_STORE)], Json(Customers { customers, next: found.next.as_ref().map(page::write) })))
}

/// Read a customer
///
/// Their appointments are in the list of appointments, by `customer`. Scope `customers:read`.
#[utoipa::path(
    get,
    path = "/v1/portals/{portal}/customers/{id}",
    operation_id = "read_customer",
    tag = "team: customers",
    params(Numbered),
    security(("key" = [])),
    responses((status = 200, description = "The customer as they are now.", body = OneCustomer), Read),
)]
pub async fn read_customer(State(site): State<Site>, caller: Caller) -> Result<impl IntoResponse, Problem> {
    let id = CustomerId::new(caller.id("id", codes::UNKNOWN_CUSTOMER)?);
    one(&site, &caller, StatusCode::OK, &id).await
}

/// Make a customer
///
/// Who books becomes one by themselves; this is for who has not booked. One for each e-mail address. Scope `customers:write`.
#[utoipa::path(
    post,
    path = "/v1/portals/{portal}/customers",
    operation_id = "add_customer",
    tag = "team: customers",
    params(Portal),
    security(("key" = [])),
    request_body = Contact,
    responses((status = 201, description = "The new customer.", body = OneCustomer), Made),
)]
pub async fn add_customer(State(site): State<Site>, caller: Caller, Body(asked): Body<Contact>) -> Result<impl IntoResponse, Problem> {
    caller.is_for(Scope::CustomersWrite)?;
    let mut wrong = BTreeMap::new();
    let contact = book::contact(asked, &caller.actor.portal, "", &mut wrong).ok_or_else(|| Problem::invalid(wrong))?;
    let id = team::add_customer(&site.app, &caller.actor, contact).await.map_err(unknown)?;
    one(&site, &caller, StatusCode::CREATED, &id).await
}

/// Edit a customer
///
/// What is not said stays. Their appointments keep what was given with them. Scope `customers:write`.
#[utoipa::path(
    patch,
    path = "/v1/portals/{portal}/customers/{id}",
    operation_id = "edit_customer",
    tag = "team: customers",
    params(Numbered),
    security(("key" = [])),
    request_body = Edit,
    responses((status = 200, description = "The customer as they are now.", body = OneCustomer), Edited),
)]
pub async fn edit_customer(State(site): State<Site>, caller: Caller, Body(edit): Body<Edit>) -> Result<impl IntoResponse, Problem> {
    caller.is_for(Scope::CustomersWrite)?;
    let id = CustomerId::new(caller.id("id", codes::UNKNOWN_CUSTOMER)?);
    let known = team::customer(&site.app, &caller.actor, &id).await.map_err(unknown)?.customer;
    let phone = edit.phone.unwrap_or_else(|| known.phone.map(String::from));
    let typed = Contact {
        name: edit.name.unwrap_or_else(|| known.name.into()),
        email: edit.email.unwrap_or_else(|| known.email.into()),
        phone,
        language: Some(edit.language.unwrap_or_else(|| known.language.tag().to_owned())),
    };
    let mut wrong = BTreeMap::new();
    let contact = book::contact(typed, &caller.actor.portal, "", &mut wrong).ok_or_else(|| Problem::invalid(wrong))?;
    let wanted = Customer { id, name: contact.name, email: contact.email, phone: contact.phone, language: contact.language };
    team::edit_customer(&site.app, &caller.actor, &wanted).await.map_err(unknown)?;
    one(&site, &caller, StatusCode::OK, &wanted.id).await
}

/// Let mail go to a customer again
///
/// Where it came back from their address, nothing more is sent there until this is said, or until their address is another. Twice is harmless. Scope `customers:write`.
#[utoipa::path(
    delete,
    path = "/v1/portals/{portal}/customers/{id}/bounce",
    operation_id = "lift_bounce",
    tag = "team: customers",
    params(Numbered),
    security(("key" = [])),
    responses((status = 200, description = "The customer as they are now.", body = OneCustomer), Read),
)]
pub async fn lift_bounce(State(site): State<Site>, caller: Caller) -> Result<impl IntoResponse, Problem> {
    caller.is_for(Scope::CustomersWrite)?;
    let id = CustomerId::new(caller.id("id", codes::UNKNOWN_CUSTOMER)?);
    team::lift_bounce(&site.app, &caller.actor, &id).await.map_err(unknown)?;
    one(&site, &caller, StatusCode::OK, &id).await
}

async fn one(site: &Site, caller: &Caller, status: StatusCode, id: &CustomerId) -> Result<impl IntoResponse + use<>, Problem> {
    let row = team::customer(&site.app, &caller.actor, id).await.map_err(unknown)?;
    Ok((status, [(CACHE_CONTROL, NO_STORE)], Json(OneCustomer { customer: Someone::new(&row) })))
}

fn unknown(error: team::DeedError) -> Problem {
    codes::refused(error, codes::UNKNOWN_CUSTOMER)
}

impl Someone {
    fn new(row: &CustomerRow) -> Self {
        let customer = &row.customer;
        Self {
            id: customer.id.to_string(),
            name: customer.name.to_string(),
            email: customer.email.to_string(),
            phone: customer.phone.as_ref().map(ToString::to_string),
            language: customer.language.tag().to_owned(),
            since: row.since.to_string(),
            seen_at: row.seen.to_string(),
            bounced: row.bounced.map(MailBounced::new),
        }
    }
}

macro_rules! problems {
    ($($name:ident: $($code:ident)*;)*) => {$(
        struct $name;

        impl IntoResponses for $name {
            fn responses() -> BTreeMap<String, RefOr<Response>> {
                codes::keyed(&[$(codes::$code),*])
            }
        }
    )*};
}

problems! {
    Listed: INVALID;
    Read: UNKNOWN_CUSTOMER;
    Made: KNOWN TOO_LARGE NOT_JSON INVALID;
    Edited: UNKNOWN_CUSTOMER KNOWN TOO_LARGE NOT_JSON INVALID;
}
