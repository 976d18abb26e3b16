//! `…/mail/texts/{language}/{kind}`: what the portal says in a mail to customers, read, put, taken back, and seen before it holds.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, ETAG};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::openapi::{RefOr, Response};
use utoipa::{IntoParams, IntoResponses, ToSchema};

use super::caller::Caller;
use super::version::{etag, known};
use crate::app::team;
use crate::domain::{self, Audience, Language, MailKind, RawMailText, Scope, TextPart, mail_text, text_places};
use crate::http::Site;
use crate::http::problem::Problem;
use crate::http::rest::appointment::NO_STORE;
use crate::http::rest::body::Body;
use crate::http::rest::codes;
use crate::mail::{self, Sample};

/// What a mail says.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MailText {
    /// Its subject, one line; null: what is built in.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required = true, max_length = 200, example = "Until {day}")]
    subject: Option<String>,
    /// What it begins with; null: what is built in.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required = true, max_length = 2000, example = "Hello {customer}, see you at {time}.")]
    opening: Option<String>,
    /// What stands beneath its button; null: what is built in.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required = true, max_length = 2000)]
    closing: Option<String>,
}

/// What a mail says, and could say.
#[derive(Serialize, ToSchema)]
pub struct OneMailText {
    /// In the portal's own way.
    text: MailText,
    /// What is built in.
    built_in: MailText,
    /// The places `{like_this}` that its texts may have.
    #[schema(example = json!(["customer", "what", "portal"]))]
    places: Vec<&'static str>,
}

/// A mail as its reader would see it, about an appointment that nobody has made.
#[derive(Serialize, ToSchema)]
pub struct SeenMail {
    /// Whom it is from.
    from: String,
    /// Its subject.
    subject: String,
    /// As a page.
    html: String,
    /// As plain text.
    text: String,
}

/// The `{portal}`, `{language}` and `{kind}` of a path that is called by a key.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "documents what `which` reads")]
pub struct Which {
    /// The portal's slug.
    #[param(pattern = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", max_length = 80, example = "demo")]
    portal: String,
    /// What its readers read.
    #[param(pattern = "^(nl|en|de|fr)$", example = "nl")]
    language: String,
    /// The kind of mail, as in the settings.
    #[param(pattern = "^(confirmation|change|move|cancellation|reminder|still_coming|follow_up|request_received|invitation)$", example = "confirmation")]
    kind: String,
}

/// Read what a mail says
///
/// Its `ETag` is what a change names with `If-Match`. Scope `mail:read`.
#[utoipa::path(
    get,
    path = "/v1/portals/{portal}/mail/texts/{language}/{kind}",
    operation_id = "read_mail_text",
    tag = "team: mail",
    params(Which),
    security(("key" = [])),
    responses((status = 200, description = "What it says to customers.", body = OneMailText, headers(("ETag" = String, description = "Which texts these are."))), Read),
)]
pub async fn read_mail_text(State(site): State<Site>, caller: Caller) -> Result<impl IntoResponse, Problem> {
    caller.is_for(Scope::MailRead)?;
    told(&site, &caller, which(&caller)?).await
}

/// Change what a mail says
///
/// A text with a place that its kind has not is refused, and told where. The same again changes nothing. Scope `mail:write`.
#[utoipa::path(
    put,
    path = "/v1/portals/{portal}/mail/texts/{language}/{kind}",
    operation_id = "put_mail_text",
    tag = "team: mail",
    params(Which, ("If-Match" = String, Header, description = "The `ETag` that was read.", pattern = "^\"[0-9a-f]{16}\"$", example = "\"0123456789abcdef\"")),
    security(("key" = [])),
    request_body = MailText,
    responses((status = 200, description = "What it says now.", body = OneMailText, headers(("ETag" = String, description = "Which texts these are."))), Put),
)]
pub async fn put_mail_text(State(site): State<Site>, caller: Caller, headers: HeaderMap, Body(asked): Body<MailText>) -> Result<impl IntoResponse, Problem> {
    caller.is_for(Scope::MailWrite)?;
    let (language, kind) = which(&caller)?;
    change(&site, &caller, (language, kind), &known(&headers)?, &asked.read(kind)?).await
}

/// Take back what a mail says
///
/// It says what is built in from now on. Scope `mail:write`.
#[utoipa::path(
    delete,
    path = "/v1/portals/{portal}/mail/texts/{language}/{kind}",
    operation_id = "reset_mail_text",
    tag = "team: mail",
    params(Which, ("If-Match" = String, Header, description = "The `ETag` that was read.", pattern = "^\"[0-9a-f]{16}\"$", example = "\"0123456789abcdef\"")),
    security(("key" = [])),
    responses((status = 200, description = "What it says now.", body = OneMailText, headers(("ETag" = String, description = "Which texts these are."))), Reset),
)]
pub async fn reset_mail_text(State(site): State<Site>, caller: Caller, headers: HeaderMap) -> Result<impl IntoResponse, Problem> {
    caller.is_for(Scope::MailWrite)?;
    change(&site, &caller, which(&caller)?, &known(&headers)?, &domain::MailText::default()).await
}

/// See a mail before it holds
///
/// With these texts, by the code that writes mails. Changes nothing. Scope `mail:read`.
#[utoipa::path(
    post,
    path = "/v1/portals/{portal}/mail/texts/{language}/{kind}/preview",
    operation_id = "see_mail_text",
    tag = "team: mail",
    params(Which),
    security(("key" = [])),
    request_body = MailText,
    responses((status = 200, description = "As its reader would see it.", body = SeenMail), See),
)]
pub async fn see_mail_text(State(site): State<Site>, caller: Caller, Body(asked): Body<MailText>) -> Result<impl IntoResponse, Problem> {
    caller.is_for(Scope::MailRead)?;
    let (language, kind) = which(&caller)?;
    let text = asked.read(kind)?;
    let portal = team::saying(&caller.actor, Some((language, kind, &text))).map_err(|error| codes::refused(error, codes::UNKNOWN_TEXT))?;
    let seen = Sample { portal: &portal, audience: Audience::Customer, kind, language, now: site.app.clock.now() }.see(&site.public_url);
    Ok(([(CACHE_CONTROL, NO_STORE)], Json(SeenMail { from: seen.from, subject: seen.subject, html: seen.html, text: seen.text })))
}

/// What the path names; what can't be one is as unknown as one that nobody has.
fn which(caller: &Caller) -> Result<(Language, MailKind), Problem> {
    let language = Language::ALL.into_iter().find(|language| language.tag() == caller.named("language"));
    language.zip(MailKind::parse(caller.named("kind"))).ok_or(codes::UNKNOWN_TEXT.into())
}

async fn change(site: &Site, caller: &Caller, which: (Language, MailKind), version: &str, wanted: &domain::MailText) -> Result<impl IntoResponse + use<>, Problem> {
    team::change_mail_text(&site.app, &caller.actor, which, version, wanted).await.map_err(|error| codes::refused(error, codes::UNKNOWN_TEXT))?;
    told(site, caller, which).await
}

async fn told(site: &Site, caller: &Caller, (language, kind): (Language, MailKind)) -> Result<impl IntoResponse + use<>, Problem> {
    let own = team::mail_text(&site.app, &caller.actor, language, kind).await.map_err(|error| codes::refused(error, codes::UNKNOWN_TEXT))?;
    let built_in = MailText::of(&mail::built_in(kind, language, &caller.actor.portal.texts));
    let one = OneMailText { text: MailText::of(&RawMailText::from(&own)), built_in, places: text_places(kind).to_vec() };
    Ok(([(CACHE_CONTROL, NO_STORE), (ETAG, etag(&team::text_version(&own)))], Json(one)))
}

impl MailText {
    fn of(raw: &RawMailText) -> Self {
        let [subject, opening, closing] = raw.0.clone().map(|text| Some(text).filter(|text| !text.is_empty()));
        Self { subject, opening, closing }
    }

    fn read(self, kind: MailKind) -> Result<domain::MailText, Problem> {
        let raw = RawMailText([self.subject, self.opening, self.closing].map(Option::unwrap_or_default));
        let sentence = |part: TextPart, error| (part.as_str().to_owned(), mail_text::told(kind, &raw.0[part as usize], error));
        raw.parse(kind).map_err(|wrong| Problem::invalid(wrong.into_iter().map(|(part, error)| sentence(part, error)).collect()))
    }
}

macro_rules! refusals {
    ($($name:ident: $codes:expr;)*) => {$(
        struct $name;

        impl IntoResponses for $name {
            fn responses() -> BTreeMap<String, RefOr<Response>> {
                use codes::*;
                keyed(&$codes)
            }
        }
    )*};
}
refusals! {
    Read: [UNKNOWN_TEXT];
    Put: [UNKNOWN_TEXT, CHANGED, TOO_LARGE, NOT_JSON, INVALID, VERSION_NEEDED];
    Reset: [UNKNOWN_TEXT, CHANGED, INVALID, VERSION_NEEDED];
    See: [UNKNOWN_TEXT, TOO_LARGE, NOT_JSON, INVALID];
}
