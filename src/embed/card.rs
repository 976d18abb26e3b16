//! A card for the window: a page of HTML that holds everything it needs, to be printed as it is.

use leptos::prelude::*;

use super::{Place, qr};
use crate::domain::{Bookable, Location};
use crate::locales;

const STYLE: &str = include_str!("card.css");

/// What the card is printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 by 297 mm.
    #[default]
    A4,
    /// 148 by 210 mm.
    A5,
}

impl Paper {
    /// Every paper, by the name that it is asked for with.
    pub const ALL: [(&str, Self); 2] = [("a4", Self::A4), ("a5", Self::A5)];

    /// Its size for the printer, and how long a millimetre of the card, drawn for A4, is on it.
    const fn rules(self) -> &'static str {
        match self {
            Self::A4 => "@page { size: 210mm 297mm; margin: 0 } :root { --mm: 1mm }",
            Self::A5 => "@page { size: 148mm 210mm; margin: 0 } :root { --mm: 0.7047mm }",
        }
    }
}

/// Writes the card of an entry, in its portal's language.
pub fn card(place: &Place, paper: Paper) -> String {
    let (language, link) = (place.language(), place.link());
    let Bookable { portal, event_type, .. } = &place.bookable;
    let (title, address) = (place.bookable.title().to_string(), address(&place.bookable));
    let minutes = locales::words(language, "page", &portal.texts).fill("minutes", &[("minutes", &event_type.limits().length.count().to_string())]);
    let what = if title == event_type.title.as_str() { minutes } else { format!("{} · {minutes}", event_type.title) };
    // Long titles are set smaller, so that the code stays large.
    let length = if title.chars().count() > 28 { "long" } else { "short" };
    let shown = link.split_once("://").map_or(link.as_str(), |(_, shown)| shown).to_owned();
    let letters = format!("--letters: {}", shown.chars().count());
    let page = view! {
        <html lang=language.tag()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="robots" content="noindex" />
                <title>{format!("{title} – {}", portal.name)}</title>
                <style inner_html=format!("{}\n{STYLE}", paper.rules())></style>
            </head>
            <body>
                <main class="card" data-length=length>
                    <header>{portal.name.to_string()}</header>
                    <h1>{title}</h1>
                    {address.map(|address| view! { <p class="address">{address}</p> })}
                    <p class="what">{what}</p>
                    <figure>
                        <div class="code" inner_html=qr(&link)></div>
                        <figcaption>
                            <strong>{place.says("scan")}</strong>
                            <span>{place.says("scan_help")}</span>
                        </figcaption>
                    </figure>
                    <footer>{place.says("or_visit")}" "<a href=link.clone() style=letters>{shown}</a></footer>
                </main>
            </body>
        </html>
    };
    format!("<!doctype html>{}\n", page.to_html())
}

/// Where it is, without what the title says already; nothing where customers need not go anywhere.
fn address(bookable: &Bookable) -> Option<String> {
    let subject = bookable.subject.as_ref().filter(|_| bookable.event_type.location == Location::AtAddress)?;
    let whole = subject.address.as_ref()?.as_str();
    let rest = whole.strip_prefix(subject.title.as_str()).and_then(|rest| rest.strip_prefix(','));
    Some(rest.map_or(whole, str::trim).to_owned()).filter(|rest| !rest.is_empty())
}
