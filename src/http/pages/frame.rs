//! The frame of every page: its head, the house's name above, the languages below. Knows nothing of what is inside.

use std::sync::Arc;

use axum::http::header::{CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;

use crate::domain::Language;
use crate::http::assets::{self, Sheet};
use crate::http::headers::page_policy;
use crate::locales;

/// A page around its main part.
pub struct Frame {
    language: Language,
    title: String,
    house: Option<String>,
    head: Option<AnyView>,
    languages: Vec<(Language, String)>,
    /// Its sheets stand in the page itself, these included: nothing else is needed before it shows.
    whole: Option<Vec<Arc<Sheet>>>,
    kept: Kept,
    /// A program makes the page: it has sheets of its own, and nothing stands around its main part.
    bare: Option<&'static str>,
}

/// Where a page may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    Everywhere,
    AtHome,
    Nowhere,
}

impl Frame {
    /// A page with a title.
    pub fn new(language: Language, title: impl Into<String>) -> Self {
        Self { language, title: title.into(), house: None, head: None, languages: Vec::new(), whole: None, kept: Kept::Everywhere, bare: None }
    }

    /// Under the name of a portal, which the title ends with too.
    #[must_use]
    pub fn house(self, name: &str) -> Self {
        Self { title: format!("{} – {name}", self.title), house: Some(name.to_owned()), ..self }
    }

    /// With more in its head.
    #[must_use]
    pub fn head(self, head: impl IntoAny) -> Self {
        Self { head: Some(head.into_any()), ..self }
    }

    /// Also to be read in other languages, at these addresses.
    #[must_use]
    pub fn also(self, address: impl Fn(Language) -> String) -> Self {
        let others = locales::languages().filter(|other| *other != self.language);
        Self { languages: others.map(|other| (other, address(other))).collect(), ..self }
    }

    /// Everything that it shows comes with it; `sheets` are written into its main part.
    #[must_use]
    pub fn whole(self, mut sheets: Vec<Arc<Sheet>>) -> Self {
        sheets.push(assets::sheet("page.css"));
        Self { whole: Some(sheets), ..self }
    }

    /// A program makes it, which has sheets of its own, by this class of its body.
    #[must_use]
    pub fn bare(self, class: &'static str) -> Self {
        Self { bare: Some(class), ..self }
    }

    /// A step on its reader's way: found by no search engine, kept by their own browser only, which asks again.
    #[must_use]
    pub fn own(self) -> Self {
        Self { kept: Kept::AtHome, ..self }
    }

    /// For one reader's eyes: kept by no cache, found by no search engine, named to no other site.
    #[must_use]
    pub fn private(self) -> Self {
        Self { kept: Kept::Nowhere, ..self }
    }

    /// The answer to a request.
    pub fn respond(self, status: StatusCode, main: impl IntoView) -> Response {
        let language = HeaderValue::from_static(self.language.tag());
        let kept = self.kept;
        let policy = self.whole.as_ref().map(|sheets| page_policy(sheets));
        let mut response = (status, self.write(main)).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(CONTENT_LANGUAGE, language);
        let cache = match kept {
            Kept::Everywhere => "no-cache",
            Kept::AtHome => "private, no-cache",
            Kept::Nowhere => "no-store",
        };
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
        if let Some(policy) = policy {
            headers.insert(CONTENT_SECURITY_POLICY, policy);
        }
        if kept != Kept::Everywhere {
            headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
        }
        if kept == Kept::Nowhere {
            headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        }
        response
    }

    fn write(self, main: impl IntoView) -> String {
        let texts = locales::section(self.language, "page");
        let sheet = match self.whole {
            None if self.bare.is_some() => ().into_any(),
            Some(_) => view! { <style inner_html=assets::sheet("page.css").text.clone()></style> }.into_any(),
            None => assets::path("page.css").map(|sheet| view! { <link rel="stylesheet" href=sheet /> }).into_any(),
        };
        let house = self.house.map(|name| view! { <header class="house"><p>{name}</p></header> });
        let others = self.languages.into_iter().map(|(other, address)| {
            let name = locales::section(other, "page").get("language");
            view! { <li><a href=address lang=other.tag() hreflang=other.tag()>{name}</a></li> }
        });
        let others: Vec<_> = others.collect();
        let languages = (!others.is_empty()).then(|| view! { <nav aria-label=texts.get("languages")><ul>{others}</ul></nav> });
        let main = main.into_any();
        let body = match self.bare {
            Some(class) => view! { <body class=class>{main}</body> }.into_any(),
            None => view! {
                <body class="appointment">
                    {house}
                    <main>{main}</main>
                    <footer class="foot">{languages}</footer>
                </body>
            }
            .into_any(),
        };
        let page = view! {
            <html lang=self.language.tag()>
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    <meta name="color-scheme" content="light dark" />
                    <title>{self.title}</title>
                    <link rel="icon" href="data:," />
                    {sheet}
                    {self.head}
                </head>
                {body}
            </html>
        };
        format!("<!doctype html>{}", page.to_html())
    }
}
