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
use crate::http::first_screen::FirstScreen;
use crate::http::{Site, assets};
use crate::locales;
use crate::replies::{self, Desk};

/// Shows the page.
pub async fn show(State(site): State<Site>, Path((portal, entry)): Path<(String, String)>, reader: Reader) -> Result<Response, Trouble> {
    let opened = Opened::open(&site.app, &portal, &entry, &reader).await?;
    let desk = Desk { app: site.app.clone(), public_url: site.public_url.clone(), origin: None };
    let known = replies::open(&desk, &portal, &entry, Some(opened.language)).await.map_err(|error| opened.trouble(error))?;
    let sheet = assets::sheet("widget.css");
    let screen = FirstScreen { portal: portal.clone(), entry: entry.clone(), opened: known, zone: None }.write();
    let (texts, bookable) = (opened.texts(), &opened.bookable);
    let title = bookable.title();
    let around = opened.link("/plain", &[]);
    // The shadow root stands in the page as the browser will make it: the first screen is there before any script, and without.
    let inside = leptos::html::template().attr("shadowrootmode", "open").inner_html(format!("<style>{}</style>{screen}", sheet.text));
    let said = |names: &[&str]| names.iter().find_map(|name| reader.get(name)).map(str::to_owned);
    let main = view! {
        <header class="subject">{opened.name()}</header>
        <book-appointment
            portal=portal
            entry=entry
            lang=opened.language.tag()
            mode="standalone"
            source=said(&["source", "utm_source"])
            campaign=said(&["campaign", "utm_campaign"])
            prefill-name=said(&["name"])
            prefill-email=said(&["email"])
            prefill-phone=said(&["phone"])
            prefill-note=said(&["note"])
        >
            {inside}
        </book-appointment>
        // For browsers too old for all of it, and for whoever prefers: this stays.
        <p class="around small">{texts.get("no_luck")}" "<a href=around>{texts.get("book_plain")}</a></p>
    };
    let frame = Frame::new(opened.language, title.as_str()).house(bookable.portal.name.as_str()).whole(vec![sheet]).head(head(&site, &opened));
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
    let program = assets::path("widget.js").map(|script| view! { <link rel="modulepreload" href=script fetchpriority="low" /> });
    let wasm =
        assets::path("widget.wasm").map(|wasm| view! { <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous" fetchpriority="low" /> });
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
        {program}
        {wasm}
        <script src="/embed.js" defer></script>
    }
}

/// Open Graph: what a link to the page looks like in a message.
fn property(name: &'static str, content: impl Into<String>) -> impl IntoView {
    leptos::html::meta().attr("property", name).content(content.into())
}
