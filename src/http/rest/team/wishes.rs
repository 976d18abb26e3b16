//! `GET` and `PUT …/mail`: what the portal wants of its mail, in the portal file's own words.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, ETAG};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::openapi::{RefOr, Response};
use utoipa::{IntoResponses, ToSchema};

use super::caller::Caller;
use super::version::{etag, known};
use crate::app::team;
use crate::domain::{self, MailField, RawMailSettings, Scope};
use crate::http::Site;
use crate::http::problem::Problem;
use crate::http::rest::address::Portal;
use crate::http::rest::answers;
use crate::http::rest::appointment::NO_STORE;
use crate::http::rest::body::Body;
use crate::http::rest::codes;
use crate::store::team::Wishes;

/// A kind of mail.
#[derive(Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    /// An appointment was booked.
    Confirmation,
    /// It has another time.
    Change,
    /// It has another agenda.
    Move,
    /// It was called off.
    Cancellation,
    /// It comes near.
    Reminder,
    /// Its customer is asked whether they still come.
    StillComing,
    /// It was.
    FollowUp,
    /// Someone asks for a time where none fits.
    RequestReceived,
    /// Who asked may pick a time. The team gets none of these.
    Invitation,
}

/// What a portal wants of its mail. Every field is needed: what is read can be put back. Unknown fields are refused.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MailSettings {
    /// The kinds of mail that customers get.
    #[schema(max_items = 9)]
    customer: Vec<MailKind>,
    /// The kinds of mail that the team gets.
    #[schema(max_items = 9)]
    team: Vec<MailKind>,
    /// So many minutes before the start there is a reminder, one for each.
    #[schema(max_items = 5, example = json!([1440, 60]))]
    reminder_minutes: Vec<u32>,
    /// Customers are asked a day ahead whether they still come.
    still_coming: bool,
    /// So many minutes after the end there is a mail to say thank you; null: none.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required = true, minimum = 15, maximum = 43200)]
    follow_up_minutes: Option<u32>,
    /// Hours by the clock of the place in which nobody is reminded of anything; null: none.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required = true, pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$", example = "21:00-08:00")]
    quiet: Option<String>,
    /// Whom mail is from; null: the portal's name.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required = true, max_length = 200)]
    sender_name: Option<String>,
    /// Where customers' answers go; null: the agenda's address.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required = true, max_length = 254, example = "balie@grachten.example")]
    reply_to: Option<String>,
    /// What stands beneath customers' mail; null: nothing.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required = true, max_length = 2000)]
    signature: Option<String>,
    /// The address that mail is from, where its domain is one that the server may send from; else answers go there. Null: the server's.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required = true, max_length = 254, example = "afspraak@grachten.example")]
    from: Option<String>,
    /// Customers may cancel until so many minutes before the start.
    #[schema(maximum = 43200)]
    cancel_cutoff_minutes: u32,
    /// Customers may take another time until so many minutes before the start.
    #[schema(maximum = 43200)]
    reschedule_cutoff_minutes: u32,
    /// So many appointments to come may a customer book about one subject; null: any number.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required = true, minimum = 1, maximum = 100)]
    max_open: Option<u32>,
    /// What those may do whom a customer brings along; they look only, where this is left out.
    #[serde(default)]
    #[schema(required = false)]
    attendees: Attendance,
}

/// What those may do with an appointment whom its customer brings along.
#[derive(Clone, Copy, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Attendance {
    #[default]
    MayLook,
    MayChange,
}

/// What a portal wants of its mail.
#[derive(Serialize, ToSchema)]
pub struct PortalMail {
    /// As it holds.
    mail: MailSettings,
    /// As the portal's file said it last.
    file: MailSettings,
}

/// Read what the portal wants of its mail
///
/// Its `ETag` is what a change names with `If-Match`. Scope `mail:read`.
#[utoipa::path(
    get,
    path = "/v1/portals/{portal}/mail",
    operation_id = "read_mail",
    tag = "team: mail",
    params(Portal),
    security(("key" = [])),
    responses((status = 200, description = "As it holds, and as the file said it last.", body = PortalMail, headers(("ETag" = String, description = "Which wishes these are."))), Read),
)]
pub async fn read_mail(State(site): State<Site>, caller: Caller) -> Result<impl IntoResponse, Problem> {
    let wishes = team::wishes(&site.app, &caller.actor).await.map_err(|error| codes::refused(error, codes::UNKNOWN_PORTAL))?;
    Ok(told(&wishes))
}

/// Change what the portal wants of its mail
///
/// A portal file that is applied later changes of it only what it says otherwise than before. The same again changes nothing. Scope `mail:write`.
#[utoipa::path(
    put,
    path = "/v1/portals/{portal}/mail",
    operation_id = "put_mail",
    tag = "team: mail",
    params(Portal, ("If-Match" = String, Header, description = "The `ETag` that was read.", pattern = "^\"[0-9a-f]{16}\"$", example = "\"0123456789abcdef\"")),
    security(("key" = [])),
    request_body = MailSettings,
    responses((status = 200, description = "As it holds now.", body = PortalMail, headers(("ETag" = String, description = "Which wishes these are."))), Put),
)]
pub async fn put_mail(State(site): State<Site>, caller: Caller, headers: HeaderMap, Body(asked): Body<MailSettings>) -> Result<impl IntoResponse, Problem> {
    caller.is_for(Scope::MailWrite)?;
    let version = known(&headers)?;
    let wanted = RawMailSettings::from(asked).parse().map_err(invalid)?;
    let changed = team::change_wishes(&site.app, &caller.actor, &version, &wanted).await;
    Ok(told(&changed.map_err(|error| codes::refused(error, codes::UNKNOWN_PORTAL))?))
}

fn told(wishes: &Wishes) -> impl IntoResponse + use<> {
    let version = etag(&team::wishes_version(&wishes.now));
    let [mail, file] = [&wishes.now, &wishes.file].map(|settings| RawMailSettings::of(settings).into());
    ([(CACHE_CONTROL, NO_STORE), (ETAG, version)], Json(PortalMail { mail, file }))
}

fn invalid(wrong: Vec<(MailField, domain::FieldError)>) -> Problem {
    let sentence = |field, error: domain::FieldError| if field == MailField::Signature { answers::lines(error) } else { error.to_string() };
    Problem::invalid(wrong.into_iter().map(|(field, error)| (field.as_str().to_owned(), sentence(field, error))).collect())
}

struct Read;

impl IntoResponses for Read {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        codes::keyed(&[])
    }
}

struct Put;

impl IntoResponses for Put {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        use codes::*;
        keyed(&[CHANGED, TOO_LARGE, NOT_JSON, INVALID, VERSION_NEEDED])
    }
}

macro_rules! kinds {
    ($($kind:ident)*) => {
        impl From<MailKind> for domain::MailKind {
            fn from(kind: MailKind) -> Self {
                match kind { $(MailKind::$kind => Self::$kind,)* }
            }
        }

        impl From<domain::MailKind> for MailKind {
            fn from(kind: domain::MailKind) -> Self {
                match kind { $(domain::MailKind::$kind => Self::$kind,)* }
            }
        }
    };
}
kinds! { Confirmation Change Move Cancellation Reminder StillComing FollowUp RequestReceived Invitation }

impl From<MailSettings> for RawMailSettings {
    fn from(asked: MailSettings) -> Self {
        let kinds = |kinds: Vec<MailKind>| kinds.into_iter().map(Into::into).collect();
        Self {
            customer: kinds(asked.customer),
            team: kinds(asked.team),
            reminders: asked.reminder_minutes,
            still_coming: asked.still_coming,
            follow_up: asked.follow_up_minutes,
            quiet: asked.quiet.unwrap_or_default(),
            sender_name: asked.sender_name.unwrap_or_default(),
            reply_to: asked.reply_to.unwrap_or_default(),
            signature: asked.signature.unwrap_or_default(),
            from: asked.from.unwrap_or_default(),
            cancel_cutoff: asked.cancel_cutoff_minutes,
            reschedule_cutoff: asked.reschedule_cutoff_minutes,
            max_open: asked.max_open,
            attendees: match asked.attendees {
                Attendance::MayLook => domain::Attendance::MayLook,
                Attendance::MayChange => domain::Attendance::MayChange,
            },
        }
    }
}

impl From<RawMailSettings> for MailSettings {
    fn from(raw: RawMailSettings) -> Self {
        let kinds = |kinds: Vec<domain::MailKind>| kinds.into_iter().map(Into::into).collect();
        let text = |text: String| Some(text).filter(|text| !text.is_empty());
        Self {
            customer: kinds(raw.customer),
            team: kinds(raw.team),
            reminder_minutes: raw.reminders,
            still_coming: raw.still_coming,
            follow_up_minutes: raw.follow_up,
            quiet: text(raw.quiet),
            sender_name: text(raw.sender_name),
            reply_to: text(raw.reply_to),
            signature: text(raw.signature),
            from: text(raw.from),
            cancel_cutoff_minutes: raw.cancel_cutoff,
            reschedule_cutoff_minutes: raw.reschedule_cutoff,
            max_open: raw.max_open,
            attendees: match raw.attendees {
                domain::Attendance::MayLook => Attendance::MayLook,
                domain::Attendance::MayChange => Attendance::MayChange,
            },
        }
    }
}
