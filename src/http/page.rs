//! The small pages that a person gets where there is nothing else to show. Knows a refusal and a language.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use leptos::prelude::*;

use super::pages::Frame;
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
    let main = view! {
        <section class="sheet">
            <h1>{title}</h1>
            <p class="lead">{sentence}</p>
        </section>
    };
    Frame::new(language, title).private().respond(refusal.status(), main)
}

/// The first language that the reader's browser asks for and we speak; Dutch otherwise.
fn language(asked: &HeaderMap) -> Language {
    let tags = asked.get(header::ACCEPT_LANGUAGE).and_then(|tags| tags.to_str().ok()).unwrap_or_default();
    let wished = tags.split(',').filter_map(|tag| Language::parse(tag.split(';').next()?)).next();
    locales::spoken(wished.unwrap_or_default())
}
