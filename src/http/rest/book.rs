//! `POST …/entries/{entry}/appointments`: a customer takes a time. The same key again gets the same answer.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::openapi::{RefOr, Response};
use utoipa::{IntoResponses, ToSchema};

use super::address::Place;
use super::appointment::{Appointment, NO_STORE};
use super::body::Body;
use super::{answers, codes};
use crate::app::{self, BookAsk};
use crate::domain::{self, FieldError, FieldErrors, IdempotencyKey, Instant, Language, Note, Portal, RawContact, Source, Tags};
use crate::http::Site;
use crate::http::problem::Problem;
use crate::phones;

/// The header that makes a repeated request one request.
const KEY: &str = "idempotency-key";

/// What a customer asks for. Unknown fields are refused, so that a slip in an optional one is not lost in silence.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Booking {
    /// The start of a free time, as the slots give it; any offset will do.
    #[serde(default)]
    #[schema(required = true, format = DateTime, example = "2026-12-01T08:00:00Z")]
    starts_at: String,
    #[serde(default)]
    #[schema(required = true)]
    customer: Contact,
    /// Answers to the event type's questions, by question: 50 at most, each of 2,000 characters at most.
    #[serde(default)]
    #[schema(required = false, schema_with = answers::schema)]
    answers: BTreeMap<String, String>,
    /// What the customer wishes to say.
    #[serde(default)]
    #[schema(pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$", max_length = 2000, example = "Mag mijn hond mee?")]
    note: Option<String>,
    /// How the customer came, in your own words. Another request with the same key may have other tags.
    #[serde(default)]
    #[schema(value_type = Option<GivenTags>)]
    tags: Option<BTreeMap<String, Option<String>>>,
}

/// How a customer came, each in one line; empty is none.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "documents the keys that `tags` reads from a map, which unlike a structure of these can't be read from a list")]
pub struct GivenTags {
    /// From where.
    #[schema(pattern = r"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$", max_length = 100, example = "newsletter")]
    source: Option<String>,
    /// By which of your efforts.
    #[schema(pattern = r"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$", max_length = 100, example = "spring-2027")]
    campaign: Option<String>,
}

/// Who books.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Their name, one line.
    #[serde(default)]
    #[schema(
        required = true,
        pattern = r"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*[^\s\u0000-\u001f\u007f-\u009f\u2028\u2029][^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$",
        max_length = 200,
        example = "Anna de Vries"
    )]
    pub name: String,
    /// Where the confirmation is mailed to. A domain of which the DNS says that it takes no mail is refused as `invalid`, where the server is to ask.
    #[serde(default)]
    #[schema(required = true, format = Email, max_length = 254, example = "anna@example.nl")]
    pub email: String,
    /// Where a call reaches them: a number that exists, of the portal's country or with its own country's code. It is kept in E.164.
    #[serde(default)]
    #[schema(pattern = "^(\\+?([ ./()-]*[0-9]){6,15}[ ./()-]*)?$", max_length = 32, example = "+31 20 123 45 67")]
    pub phone: Option<String>,
    /// What they read; the portal's language when unsaid.
    #[serde(default)]
    #[schema(pattern = "^(nl|en|de|fr)([-_][A-Za-z0-9]+)*$", example = "nl")]
    pub language: Option<String>,
}

/// An appointment that stands.
#[derive(Serialize, ToSchema)]
pub struct Booked {
    appointment: Appointment,
}

/// Book a time
///
/// Send a fresh `Idempotency-Key` with each booking, and the same one whenever you repeat it: it is then booked once, and answered as at first, for 24 hours at least.
#[utoipa::path(
    post,
    path = "/v1/portals/{portal}/entries/{entry}/appointments",
    operation_id = "book",
    tag = "booking",
    params(
        Place,
        ("Idempotency-Key" = String, Header, description = "Chosen by you: 1 to 200 visible ASCII characters, a UUID for instance.", pattern = "^[!-~]+$", max_length = 200, example = "5f0e8a52-6c1b-4d0e-9a59-3a1c7c1c8f10"),
    ),
    request_body = Booking,
    responses(
        (status = 201, description = "Booked: the confirmation is on its way by mail.", body = Booked),
        (status = 200, description = "This request had been answered before: the same answer again.", body = Booked),
        Problems,
    ),
)]
pub(super) async fn book(State(site): State<Site>, place: Place, headers: HeaderMap, Body(asked): Body<Booking>) -> Result<impl IntoResponse, Problem> {
    let portal = app::open_portal(&site.app, &place.portal).await?;
    let mut wrong = BTreeMap::new();
    let key = key(&headers).map_err(|sentence| wrong.insert("Idempotency-Key".to_owned(), sentence)).ok();
    let starts_at = Instant::parse(&asked.starts_at);
    if starts_at.is_none() {
        wrong.insert("starts_at".to_owned(), "must be a moment such as 2026-12-01T08:00:00Z".to_owned());
    }
    let note = Note::parse(asked.note.as_deref().unwrap_or_default()).map_err(|error| wrong.insert("note".to_owned(), answers::lines(error))).ok();
    let contact = contact(asked.customer, &portal, "customer.", &mut wrong).zip(note).map(|(contact, note)| domain::Contact { note, ..contact });
    let answers = answers::parse(asked.answers, &mut wrong);
    let tags = tags(asked.tags.unwrap_or_default(), &mut wrong);
    let (Some(key), Some(starts_at), Some(contact), true) = (key, starts_at, contact, wrong.is_empty()) else {
        return Err(Problem::invalid(wrong));
    };
    let ask = BookAsk { portal: place.portal, entry: place.entry, starts_at, contact, answers, key, source: Source::Portal, tags };
    let booked = app::book(&site.app, ask).await?;
    let status = if booked.repeated { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, [(header::CACHE_CONTROL, NO_STORE)], Json(Booked { appointment: Appointment::new(&booked.card, &site.public_url) })))
}

struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        use codes::*;
        responses(&[UNKNOWN_PORTAL, UNKNOWN_ENTRY, SLOT_TAKEN, ENOUGH, TOO_LARGE, NOT_JSON, INVALID, NOT_OFFERED, KEY_REUSED])
    }
}

/// Reads the key that makes a repetition the same ask, or says what is wrong with it.
pub fn key(headers: &HeaderMap) -> Result<IdempotencyKey, String> {
    let mut given = headers.get_all(KEY).into_iter();
    match (given.next().map(|value| value.to_str().unwrap_or("\u{7f}")), given.next()) {
        (None, _) => Err("must be given, so that this booking can be repeated safely: a UUID, for instance".to_owned()),
        (Some(_), Some(_)) => Err("must be given once".to_owned()),
        (Some(value), None) => IdempotencyKey::parse(value).map_err(|error| match error {
            FieldError::ControlCharacter => "must be visible ASCII characters".to_owned(),
            error => error.to_string(),
        }),
    }
}

fn tags(mut given: BTreeMap<String, Option<String>>, wrong: &mut BTreeMap<String, String>) -> Tags {
    let [source, campaign] = ["source", "campaign"].map(|tag| given.remove(tag).flatten().unwrap_or_default());
    wrong.extend(given.into_keys().map(|key| {
        let shown: String = key.chars().take(80).collect();
        (format!("tags.{shown}"), "is no tag: expected source or campaign".to_owned())
    }));
    Tags::parse(&source, &campaign).unwrap_or_else(|errors| {
        let each = ["tags.source", "tags.campaign"].into_iter().zip(errors);
        wrong.extend(each.filter_map(|(path, error)| Some((path.to_owned(), error?.to_string()))));
        Tags::default()
    })
}

/// Reads someone's contact details, without a note; what is wrong is put among `wrong` by its path, which begins so.
pub fn contact(typed: Contact, portal: &Portal, path: &str, wrong: &mut BTreeMap<String, String>) -> Option<domain::Contact> {
    let spoken = typed.language.as_deref().map(Language::parse);
    if spoken == Some(None) {
        wrong.insert(format!("{path}language"), FieldError::NotALanguage.to_string());
    }
    let raw = RawContact { name: typed.name, email: typed.email, phone: typed.phone.unwrap_or_default(), note: String::new() };
    match raw.parse(spoken.map_or(portal.language, Option::unwrap_or_default), |typed| phones::e164(typed, &portal.country)) {
        Ok(contact) => Some(contact).filter(|_| spoken != Some(None)),
        Err(FieldErrors { name, email, phone, .. }) => {
            let each = [("name", name), ("email", email), ("phone", phone)];
            wrong.extend(each.into_iter().filter_map(|(field, error)| Some((format!("{path}{field}"), error?.to_string()))));
            None
        }
    }
}
