//! Who reads a page: the language they ask for, and what else their address says. A query that can't be read says nothing.

use std::collections::HashMap;
use std::convert::Infallible;

use axum::extract::{FromRequestParts, Query};
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use leptos::prelude::*;

use crate::domain::Language;
use crate::locales;

/// A reader, as their request shows them.
#[derive(Clone, Debug)]
pub struct Reader {
    query: HashMap<String, String>,
    browser: Option<Language>,
}

impl Reader {
    /// One value of the query.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.query.get(key).map(String::as_str)
    }

    /// The language named in the address, where it is one of ours.
    pub fn asked(&self) -> Option<Language> {
        self.get("lang").and_then(Language::parse).map(locales::spoken)
    }

    /// The language to write in, where `home` is what the page is at home in.
    pub fn language(&self, home: Language) -> Language {
        self.asked().unwrap_or_else(|| locales::spoken(home))
    }

    /// The language for someone of whom nothing is known but their browser.
    pub fn lost(&self) -> Language {
        self.asked().or(self.browser).unwrap_or_default()
    }
}

/// A path with the language that was asked for, if any, and a query.
pub fn address(path: &str, asked: Option<Language>, query: &[(&str, &str)]) -> String {
    let language = asked.map(|asked| ("lang", asked.tag()));
    // What goes in is dates, tags and instants in UTC: nothing in them needs escaping.
    let query: Vec<String> = language.iter().chain(query).map(|(key, value)| format!("{key}={value}")).collect();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{path}{mark}{}", query.join("&"))
}

/// The language that was asked for, for a form that is sent with GET and so makes its own query.
pub fn hidden_language(asked: Option<Language>) -> Option<impl IntoView + use<>> {
    asked.map(|asked| view! { <input type="hidden" name="lang" value=asked.tag() /> })
}

impl<S: Sync> FromRequestParts<S> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let query = Query::try_from_uri(&parts.uri).map(|Query(query)| query).unwrap_or_default();
        let wishes = parts.headers.get(ACCEPT_LANGUAGE).and_then(|wishes| wishes.to_str().ok()).unwrap_or_default();
        // Browsers list the dearest first; weights are for the few that don't.
        let browser = wishes.split(',').find_map(|wish| Language::parse(wish.split(';').next()?)).map(locales::spoken);
        Ok(Self { query, browser })
    }
}
