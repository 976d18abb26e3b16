//! Every code that `/v1` refuses with: its status, when, and what to do. The table that answers is the table that is documented.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use utoipa::openapi::example::ExampleBuilder;
use utoipa::openapi::response::{Response, ResponseBuilder};
use utoipa::openapi::{ContentBuilder, HeaderBuilder, Object, Ref, RefOr, Type};

use crate::app::team::DeedError;
use crate::app::{BookError, ChangeError, LONGEST_ASK_DAYS, LinkError, RequestError, TimesError};
use crate::domain::{Day, FieldError, Instant, Minutes, Offset, Scope, Slot, Span, WallTime};
use crate::http::problem::{PROBLEM_JSON, Problem};

/// A kind of refusal.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    /// Its status.
    pub status: StatusCode,
    /// Its stable name.
    pub name: &'static str,
    /// When it is given, for the document.
    pub when: &'static str,
    /// What to do, for whoever gets it.
    pub detail: &'static str,
}

macro_rules! codes {
    ($($name:ident = $status:ident $code:literal, $when:literal, $detail:literal;)*) => {$(
        #[doc = $when]
        pub const $name: Code = Code { status: StatusCode::$status, name: $code, when: $when, detail: $detail };
    )*};
}

codes! {
    UNKNOWN_PORTAL = NOT_FOUND "unknown_portal", "there is no such portal", "no portal has this name: check the address";
    UNKNOWN_ENTRY = NOT_FOUND "unknown_entry", "the portal has no such entry, or no longer", "the portal has no entry with this name: check the address";
    UNKNOWN_LINK = NOT_FOUND "unknown_link", "no appointment has this link", "no appointment has this link: take the one in the latest mail about it";
    UNAUTHORIZED = UNAUTHORIZED "unauthorized", "there is no key, or it is none of ours, or it has ended", "this call needs a key of the portal's: send it as Authorization: Bearer KEY";
    FORBIDDEN = FORBIDDEN "forbidden", "the key lacks a scope, which is named", "this key is not for this: make one that is";
    NOT_IN_PLAN = FORBIDDEN "not_in_plan", "the portal's plan lacks this", "the portal's plan lacks this: a larger one has it";
    UNKNOWN_PROPOSAL = NOT_FOUND "unknown_proposal", "the portal has no such proposal", "the portal has no proposal with this id";
    UNKNOWN_APPOINTMENT = NOT_FOUND "unknown_appointment", "the portal has no such appointment", "the portal has no appointment with this id";
    UNKNOWN_CUSTOMER = NOT_FOUND "unknown_customer", "the portal has no such customer", "the portal has no customer with this id";
    UNKNOWN_AGENDA = NOT_FOUND "unknown_agenda", "the portal has no such agenda, or no longer", "the portal has no agenda with this name: GET …/agendas lists them";
    UNKNOWN_BLOCK = NOT_FOUND "unknown_block", "the agenda has no such block, or no longer", "the agenda has no block with this id";
    UNKNOWN_TEXT = NOT_FOUND "unknown_text", "there is no such language or kind of mail", "no mail has such a text: the language is nl, en, de or fr, the kind one of those in …/mail";
    UNKNOWN_PATH = NOT_FOUND "unknown_path", "there is no such call", "no call has this path: /v1/openapi.json describes them all";
    WRONG_METHOD = METHOD_NOT_ALLOWED "wrong_method", "the path has no such method", "this path has no such method: the header Allow names those it has";
    SLOT_TAKEN = CONFLICT "slot_taken", "the rules would offer the time, but something stands in the way", "this time has just been taken: choose one of the alternatives";
    ENOUGH = CONFLICT "enough", "the portal lets a customer book only so many appointments to come about one subject", "no more can be booked about this with these details: change an earlier appointment by the link in its mail, or ask the portal";
    FULL = CONFLICT "full", "as many come along as may, or were added so often", "nobody else can come along to this appointment";
    NOT_YOURS = FORBIDDEN "not_yours", "the link is of someone who comes along, and does not reach so far", "this link is of someone who comes along: the one who booked can do this";
    CHANGED = CONFLICT "changed", "someone else changed the appointment meanwhile", "this appointment was changed meanwhile: read it again, and decide afresh";
    NOT_YET = CONFLICT "not_yet", "the appointment has not begun, so that nobody can say how it ended", "this appointment has not begun: say how it ended when it has";
    KNOWN = CONFLICT "known", "another customer has this e-mail address", "another customer has this e-mail address: change that one, or merge them on the dashboard";
    VERSION_NEEDED = PRECONDITION_REQUIRED "version_needed", "the header `If-Match` is missing, which says from which version the change is made", "say from which version you change it: send the ETag that you read as If-Match";
    NO_REQUESTS = CONFLICT "no_requests", "the event type takes no requests", "no requests are taken here: book one of the free times";
    PROPOSAL_OVER = GONE "proposal_over", "the proposal is picked, declined or superseded, or its time is over", "this proposal is picked, declined or superseded, or its time is over: read it to see which";
    GONE = GONE "gone", "the appointment is cancelled or has begun, and can no longer be changed", "this appointment is cancelled or has begun: book another one instead";
    TOO_LATE = GONE "too_late", "the portal lets customers change an appointment only until some time before it begins", "this appointment is too near to be changed online: ask the portal, it stands as it is";
    TOO_LARGE = PAYLOAD_TOO_LARGE "too_large", "the body is larger than any booking", "the body is larger than any booking: send less";
    NOT_JSON = UNSUPPORTED_MEDIA_TYPE "not_json", "the body is not said to be JSON", "the body must be JSON: send it with the header Content-Type: application/json";
    INVALID = UNPROCESSABLE_ENTITY "invalid", "a field, parameter or header is wrong or missing; `fields` has a sentence for each", "some fields are wrong: see fields";
    NOT_OFFERED = UNPROCESSABLE_ENTITY "not_offered", "the rules don't offer the time: too soon, too far, outside hours, between two steps", "this time is not offered: choose one of the alternatives";
    KEY_REUSED = UNPROCESSABLE_ENTITY "key_reused", "the idempotency key, or the reference, came with another request before", "this idempotency key came with another request before: send a new one";
    TOO_MANY = TOO_MANY_REQUESTS "too_many", "too many requests from this address", "too many requests from this address: wait as long as Retry-After says";
    BROKEN = INTERNAL_SERVER_ERROR "broken", "something broke on the server's side", "something broke on our side, and has been logged: try again later";
    UNAVAILABLE = SERVICE_UNAVAILABLE "unavailable", "the database does not answer", "the database does not answer: try again in a moment";
}

impl From<Code> for Problem {
    fn from(code: Code) -> Self {
        Self::new(code.status, code.name, code.detail)
    }
}

impl From<TimesError> for Problem {
    fn from(error: TimesError) -> Self {
        match error {
            TimesError::UnknownPortal => UNKNOWN_PORTAL.into(),
            TimesError::UnknownEntry => UNKNOWN_ENTRY.into(),
            TimesError::Range => Self::field("to", format!("must be the date of from or up to {} days later", LONGEST_ASK_DAYS - 1)),
            TimesError::Store(error) => error.into(),
        }
    }
}

impl From<BookError> for Problem {
    fn from(error: BookError) -> Self {
        match error {
            BookError::UnknownPortal => UNKNOWN_PORTAL.into(),
            BookError::UnknownEntry => UNKNOWN_ENTRY.into(),
            BookError::Taken { alternatives } => Self::from(SLOT_TAKEN).with_alternatives(&alternatives),
            BookError::NotOffered { alternatives } => Self::from(NOT_OFFERED).with_alternatives(&alternatives),
            BookError::NoMail => Self::field("customer.email", FieldError::NoMail),
            BookError::KeyReused => KEY_REUSED.into(),
            BookError::Enough => ENOUGH.into(),
            BookError::Store(error) => error.into(),
        }
    }
}

impl From<RequestError> for Problem {
    fn from(error: RequestError) -> Self {
        match error {
            RequestError::NotTaken => NO_REQUESTS.into(),
            RequestError::NoMail => Self::field("customer.email", FieldError::NoMail),
            RequestError::KeyReused => KEY_REUSED.into(),
            RequestError::Store(error) => error.into(),
        }
    }
}

impl From<LinkError> for Problem {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::UnknownLink => UNKNOWN_LINK.into(),
            LinkError::Store(error) => error.into(),
        }
    }
}

impl From<ChangeError> for Problem {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::UnknownLink => UNKNOWN_LINK.into(),
            ChangeError::Gone => GONE.into(),
            ChangeError::NotYours => NOT_YOURS.into(),
            ChangeError::Full => FULL.into(),
            ChangeError::NoMail => Self::field("email", FieldError::NoMail),
            ChangeError::TooLate => TOO_LATE.into(),
            ChangeError::Changed => CHANGED.into(),
            ChangeError::Taken { alternatives } => Self::from(SLOT_TAKEN).with_alternatives(&alternatives),
            ChangeError::NotOffered { alternatives } => Self::from(NOT_OFFERED).with_alternatives(&alternatives),
            ChangeError::Store(error) => error.into(),
        }
    }
}

/// A deed of the team's that was not done, where what is not there is `unknown`. What else it may say, members alone are told.
pub fn refused(error: DeedError, unknown: Code) -> Problem {
    match error {
        DeedError::NotFound => unknown.into(),
        DeedError::OutOfScope(scope) => forbidden(scope),
        DeedError::Changed(_) => CHANGED.into(),
        DeedError::Gone => GONE.into(),
        DeedError::NotYet => NOT_YET.into(),
        DeedError::Taken(alternatives) => Problem::from(SLOT_TAKEN).with_alternatives(&alternatives),
        DeedError::NotOffered(alternatives) => Problem::from(NOT_OFFERED).with_alternatives(&alternatives),
        DeedError::NoMail => Problem::field("customer.email", FieldError::NoMail),
        DeedError::Known => KNOWN.into(),
        DeedError::KeyReused => KEY_REUSED.into(),
        DeedError::NotInPlan(_) => NOT_IN_PLAN.into(),
        DeedError::NotAllowed(_) | DeedError::Upcoming | DeedError::LastOfAll | DeedError::Occupied(_) | DeedError::InFile | DeedError::Plan => FORBIDDEN.into(),
        DeedError::Store(error) => error.into(),
    }
}

/// A key that is not for this.
fn forbidden(scope: Scope) -> Problem {
    Problem::new(FORBIDDEN.status, FORBIDDEN.name, format!("this key lacks the scope {scope}: make one that has it"))
}

/// The responses of a call by a key, which may be refused with `own` besides what every such call may be refused with.
pub fn keyed(own: &[Code]) -> BTreeMap<String, RefOr<Response>> {
    responses(&[&[UNAUTHORIZED, FORBIDDEN, UNKNOWN_PORTAL], own].concat())
}

/// The responses of a call that may be refused with `own`, or with what any call may be refused with.
pub fn responses(own: &[Code]) -> BTreeMap<String, RefOr<Response>> {
    let mut by_status: BTreeMap<String, Vec<Code>> = BTreeMap::new();
    for code in own.iter().chain(&[TOO_MANY, BROKEN, UNAVAILABLE]) {
        by_status.entry(code.status.as_str().to_owned()).or_default().push(*code);
    }
    by_status.into_iter().map(|(status, codes)| (status, response(&codes).into())).collect()
}

fn response(codes: &[Code]) -> Response {
    let lines: Vec<String> = codes.iter().map(|code| format!("`{}`: {}", code.name, code.when)).collect();
    let content = codes.iter().fold(ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))), |content, code| {
        let example = ExampleBuilder::new().summary(code.when).value(serde_json::to_value(example(*code)).ok()).build();
        content.examples_from_iter([(code.name, example)])
    });
    let response = ResponseBuilder::new().description(lines.join("; ")).content(PROBLEM_JSON, content.build());
    let waits = codes.iter().any(|code| matches!(code.status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE));
    let authenticate = HeaderBuilder::new().schema(Some(Object::with_type(Type::String))).description(Some("How to send a key: `Bearer`.")).build();
    let response = if codes.iter().any(|code| code.status == StatusCode::UNAUTHORIZED) { response.header("WWW-Authenticate", authenticate) } else { response };
    let seconds = HeaderBuilder::new().schema(Some(Object::with_type(Type::Integer))).description(Some("Seconds after which another try makes sense.")).build();
    if waits { response.header("Retry-After", seconds).build() } else { response.build() }
}

fn example(code: Code) -> Problem {
    match code.name {
        "invalid" => Problem::field("customer.email", FieldError::NotAnEmail),
        "slot_taken" | "not_offered" => Problem::from(code).with_alternatives(some_slot().as_slice()),
        _ => code.into(),
    }
}

fn some_slot() -> Option<Slot> {
    let (start, offset) = (Instant::parse("2026-12-01T08:00:00Z")?, Offset::from_seconds(3_600));
    let wall = start.wall(offset);
    Some(Slot { span: Span::starting(start, Minutes::new(30)), day: Day::new(wall.date()), time: WallTime::new(wall.time()), offset, agenda: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::StoreError;

    #[track_caller]
    fn check(error: impl Into<Problem>, status: u16, code: &str) {
        let problem = error.into();
        assert_eq!((problem.status().as_u16(), problem.code()), (status, code));
    }

    #[test]
    fn each_error_of_a_deed_has_its_status_and_code() {
        let alternatives = Vec::new;
        check(TimesError::UnknownPortal, 404, "unknown_portal");
        check(TimesError::UnknownEntry, 404, "unknown_entry");
        check(TimesError::Range, 422, "invalid");
        check(BookError::UnknownPortal, 404, "unknown_portal");
        check(BookError::UnknownEntry, 404, "unknown_entry");
        check(BookError::Taken { alternatives: alternatives() }, 409, "slot_taken");
        check(BookError::NotOffered { alternatives: alternatives() }, 422, "not_offered");
        check(BookError::KeyReused, 422, "key_reused");
        check(BookError::NoMail, 422, "invalid");
        check(RequestError::NoMail, 422, "invalid");
        check(ChangeError::NoMail, 422, "invalid");
        check(refused(DeedError::NoMail, UNKNOWN_BLOCK), 422, "invalid");
        check(RequestError::NotTaken, 409, "no_requests");
        check(RequestError::KeyReused, 422, "key_reused");
        check(BookError::Enough, 409, "enough");
        check(LinkError::UnknownLink, 404, "unknown_link");
        check(ChangeError::UnknownLink, 404, "unknown_link");
        check(ChangeError::Gone, 410, "gone");
        check(ChangeError::NotYours, 403, "not_yours");
        check(ChangeError::Full, 409, "full");
        check(ChangeError::TooLate, 410, "too_late");
        check(ChangeError::Changed, 409, "changed");
        check(ChangeError::Taken { alternatives: alternatives() }, 409, "slot_taken");
        check(ChangeError::NotOffered { alternatives: alternatives() }, 422, "not_offered");
        check(refused(DeedError::NotFound, UNKNOWN_BLOCK), 404, "unknown_block");
        check(refused(DeedError::OutOfScope(Scope::AgendasRead), UNKNOWN_BLOCK), 403, "forbidden");
        check(refused(DeedError::Changed(Vec::new()), UNKNOWN_BLOCK), 409, "changed");
        check(refused(DeedError::Gone, UNKNOWN_BLOCK), 410, "gone");
        check(refused(DeedError::NotYet, UNKNOWN_BLOCK), 409, "not_yet");
        check(refused(DeedError::Taken(alternatives()), UNKNOWN_BLOCK), 409, "slot_taken");
        check(refused(DeedError::NotOffered(alternatives()), UNKNOWN_BLOCK), 422, "not_offered");
        check(refused(DeedError::Known, UNKNOWN_BLOCK), 409, "known");
        check(refused(DeedError::KeyReused, UNKNOWN_BLOCK), 422, "key_reused");
        check(BookError::Store(StoreError::Unavailable(sqlx::Error::PoolTimedOut)), 503, "unavailable");
        check(LinkError::Store(StoreError::Clash), 500, "broken");
    }
}
