//! `/b/{portal}/{entry}`: the booking page that needs no website. It carries the widget, and the way around it for browsers
//! that run no scripts or no WebAssembly.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

use super::frame::Frame;
use super::opened::Opened;
use super::reader::Reader;
use super::trouble::Trouble;
use crate::domain::Language;
use crate::http::{Site, assets};
use crate::locales;

/// Shows the page.
pub async fn show(State(site): State<Site>, Path((portal, entry)): Path<(String, String)>, reader: Reader) -> Result<Response, Trouble> {
    let opened = Opened::open(&site.app, &portal, &entry, &reader).await?;
    let texts = opened.texts();
    let bookable = &opened.bookable;
    let (portal, title) = (&bookable.portal, bookable.title());
    let main = view! {
        <header class="subject">{opened.name()}</header>
        // What is inside shows until the widget takes its place, and stays where it never does.
        <book-appointment portal=portal.slug.to_string() entry=bookable.entry.slug.to_string() lang=opened.language.tag() mode="standalone">
            <div class="without">
                <noscript><p>{texts.get("without_scripts")}</p></noscript>
                <p><a class="button main" href=opened.link("/plain", &[])>{texts.get("show_times")}</a></p>
            </div>
        </book-appointment>
        // The widget covers what is inside as soon as scripts run, also where its program is kept away: this stays.
        <p class="around small">{texts.get("no_luck")}" "<a href=opened.link("/plain", &[])>{texts.get("book_plain")}</a></p>
    };
    let frame = Frame::new(opened.language, title.as_str()).house(portal.name.as_str()).head(head(&site, &opened));
    Ok(frame.also(|other| address(&opened, other)).respond(StatusCode::OK, main))
}

/// The page in a language: at home in the portal's, it has one address and no other.
fn address(opened: &Opened, language: Language) -> String {
    let home = locales::spoken(opened.bookable.portal.language);
    if language == home { opened.path() } else { format!("{}?lang={language}", opened.path()) }
}

fn head(site: &Site, opened: &Opened) -> impl IntoAny + use<> {
    let (portal, title) = (&opened.bookable.portal, opened.bookable.title().to_string());
    let description = opened.texts().fill("description", &[("title", &title), ("portal", portal.name.as_str())]);
    let canonical = format!("{}{}", site.public_url, address(opened, opened.language));
    let languages = locales::languages().map(|language| {
        let address = format!("{}{}", site.public_url, address(opened, language));
        view! { <link rel="alternate" hreflang=language.tag() href=address /> }
    });
    let sheet = assets::path("widget.css").map(|sheet| view! { <link rel="preload" href=sheet r#as="style" /> });
    let program = assets::path("widget.js").map(|script| view! { <link rel="modulepreload" href=script /> });
    let wasm = assets::path("widget.wasm").map(|wasm| view! { <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous" /> });
    view! {
        <meta name="description" content=description.clone() />
        <link rel="canonical" href=canonical.clone() />
        {languages.collect::<Vec<_>>()}
        {property("og:type", "website")}
        {property("og:title", title)}
        {property("og:description", description)}
        {property("og:url", canonical)}
        {property("og:site_name", portal.name.to_string())}
        {property("og:locale", opened.language.tag())}
        {sheet}
        {program}
        {wasm}
        <script src="/embed.js" defer></script>
    }
}

/// Open Graph: what a link to the page looks like in a message.
fn property(name: &'static str, content: impl Into<String>) -> impl IntoView {
    leptos::html::meta().attr("property", name).content(content.into())
}
