//! `GET /v1/openapi.json`: what `/v1` is, generated from the calls themselves.

use std::sync::LazyLock;

use axum::body::Bytes;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::IntoResponse;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

use super::appointment::{Location, Status};
use super::entry::EntryKind;
use super::team::Source;
use crate::http::problem::Problem;

/// What the calls don't say themselves.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Appointment",
        description = "Appointments for realtors: which times are free, book one, reschedule or cancel it.\n\n\
            Times are RFC 3339 in UTC, dates are local to the place. Every refusal is `application/problem+json` (RFC 9457) with a stable `code`; \
            a path or method that is not described here is refused with 404 `unknown_path` or 405 `wrong_method`. \
            Within `/v1` fields may be added to answers, and nothing else changes."
    ),
    tags(
        (name = "booking", description = "From an entry to an appointment."),
        (name = "managing", description = "The customer's own changes, by their link."),
        (name = "team: appointments", description = "A program reads, books and changes appointments, by a key of the portal's."),
        (name = "team: customers", description = "A program reads, makes and edits customers."),
        (name = "team: proposals", description = "A program offers customers several times, of which they pick one."),
        (name = "team: agendas", description = "A program reads and changes when agendas are open, and keeps times free."),
        (name = "team: mail", description = "A program reads and changes what the portal wants of its mail, and says in it."),
    ),
    components(schemas(Problem, Status, Location, EntryKind, Source)),
    modifiers(&Keys),
)]
pub struct Base;

/// How a program says who it is.
struct Keys;

impl Modify for Keys {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let key = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("A key of the portal's, such as `ak_demo.0123456789abcdefghijklmnopqrstuv`."));
        document.components.get_or_insert_default().add_security_scheme("key", SecurityScheme::Http(key.build()));
    }
}

/// The document, as OpenAPI 3.1.
pub fn openapi() -> utoipa::openapi::OpenApi {
    super::described().into_openapi()
}

static WRITTEN: LazyLock<Bytes> = LazyLock::new(|| openapi().to_pretty_json().expect("a document of strings and numbers is always JSON").into());

pub(super) async fn document() -> impl IntoResponse {
    let headers: [(HeaderName, HeaderValue); 2] =
        [(header::CONTENT_TYPE, HeaderValue::from_static("application/json")), (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"))];
    (headers, WRITTEN.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain;

    /// The words that a schema of the document allows.
    fn words(schema: &str) -> Vec<String> {
        let document = serde_json::to_value(openapi()).unwrap();
        let words = document["components"]["schemas"][schema]["enum"].as_array().unwrap();
        words.iter().map(|word| word.as_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn the_words_of_the_document_are_those_of_the_domain() {
        assert_eq!(words("Status"), domain::Status::ALL.map(domain::Status::as_str));
        assert_eq!(words("Source"), domain::Source::ALL.map(domain::Source::as_str));
        assert_eq!(words("EntryKind"), domain::EntryKind::ALL.map(domain::EntryKind::as_str));
        assert_eq!(words("MailKind"), domain::MailKind::ALL.map(domain::MailKind::as_str));
        assert_eq!(words("DayPart"), domain::DayPart::ALL.map(domain::DayPart::as_str));
        assert_eq!(words("TimelineItemKind"), domain::FedKind::ALL.iter().map(|kind| kind.as_str()).collect::<Vec<_>>());
        assert_eq!(words("Location"), [domain::Location::AtAddress, domain::Location::Video, domain::Location::Phone].map(domain::Location::as_str));
    }

    #[test]
    fn everything_that_is_referred_to_is_there() {
        let text = openapi().to_json().unwrap();
        let schemas = serde_json::to_value(openapi()).unwrap()["components"]["schemas"].clone();
        let names = text.split("#/components/schemas/").skip(1).map(|rest| rest.split('"').next().unwrap_or(""));
        let missing: Vec<_> = names.filter(|name| schemas.get(name).is_none()).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn the_lengths_of_the_document_are_those_of_the_domain() {
        let schemas = serde_json::to_value(openapi()).unwrap()["components"]["schemas"].clone();
        let most = |schema: &str, field: &str| usize::try_from(schemas[schema]["properties"][field]["maxLength"].as_u64().unwrap()).unwrap();
        assert!(domain::Name::parse(&"n".repeat(most("Contact", "name"))).is_ok());
        assert!(domain::Name::parse(&"n".repeat(most("Contact", "name") + 1)).is_err());
        assert!(domain::Note::parse(&"n".repeat(most("Booking", "note"))).is_ok());
        assert!(domain::Note::parse(&"n".repeat(most("Booking", "note") + 1)).is_err());
        let phone = |spaces: usize| domain::Phone::parse(&format!("123456{}7", " ".repeat(spaces - 7)));
        assert!(phone(most("Contact", "phone")).is_ok() && phone(most("Contact", "phone") + 1).is_err());
    }
}
