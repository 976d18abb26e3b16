//! The small pages that a person gets where there is nothing else to show. Knows a refusal and a language.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use super::assets;
use super::wire::Refusal;
use crate::domain::Language;
use crate::locales;

/// The answer to an address that leads nowhere; the front writes its body, in the wire's words.
pub async fn nothing_here() -> StatusCode {
    StatusCode::NOT_FOUND
}

/// A page that says why there is nothing, in the reader's language.
pub fn sorry(refusal: Refusal, asked: &HeaderMap) -> Response {
    let language = language(asked);
    let key = match refusal {
        Refusal::TooMany(_) => "too_many",
        Refusal::TooLarge => "too_large",
        Refusal::Unavailable => "unavailable",
        Refusal::Broken => "broken",
        Refusal::UnknownPath => "unknown_path",
        Refusal::WrongMethod => "wrong_method",
    };
    let texts = locales::section(language, "sorry");
    let (title, sentence) = (texts.get(&format!("{key}_title")), texts.get(key));
    let sheet = assets::path("page.css").map(|path| format!("<link rel=\"stylesheet\" href=\"{path}\">")).unwrap_or_default();
    let page = format!(
        "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">\
         <meta name=\"robots\" content=\"noindex\"><title>{title}</title>{sheet}</head><body><main><h1>{title}</h1><p>{sentence}</p></main></body></html>"
    );
    (refusal.status(), Html(page)).into_response()
}

/// The first language that the reader's browser asks for and we speak; Dutch otherwise.
fn language(asked: &HeaderMap) -> Language {
    let tags = asked.get(header::ACCEPT_LANGUAGE).and_then(|tags| tags.to_str().ok()).unwrap_or_default();
    let wished = tags.split(',').filter_map(|tag| Language::parse(tag.split(';').next()?)).next();
    locales::spoken(wished.unwrap_or_default())
}
