//! How an entry gets onto a website, into a message or into a window: code to copy, a QR code, a card to print. Knows an entry and the
//! addresses it has; knows no store and no HTTP.

mod card;
mod codes;
mod qr;

use crate::domain::{Bookable, Language};
use crate::locales;

pub use card::{Paper, card};
pub use codes::codes;
pub use qr::qr;

/// An entry, and where customers reach it.
#[derive(Clone, Debug)]
pub struct Place {
    /// What is booked there.
    pub bookable: Bookable,
    /// Where customers reach the server, without a closing slash.
    pub server: String,
}

/// The loader under the name of its bytes, for pages that pin what they load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pinned {
    /// Its address below the server: `/assets/embed-….js`.
    pub path: String,
    /// Its `integrity` (Subresource Integrity, 3.5): `sha384-…`.
    pub integrity: String,
}

impl Place {
    /// The public address: `demo/lindengracht-12`.
    fn address(&self) -> String {
        format!("{}/{}", self.bookable.portal.slug, self.bookable.entry.slug)
    }

    /// The page that needs no website.
    pub fn link(&self) -> String {
        format!("{}/b/{}", self.server, self.address())
    }

    /// The portal's own language: websites, windows and messages are its team's to write.
    fn language(&self) -> Language {
        locales::spoken(self.bookable.portal.language)
    }

    /// A sentence of `[embed]`, as the portal says it.
    fn says(&self, key: &str) -> String {
        locales::words(self.language(), "embed", &self.bookable.portal.texts).fill(key, &[("event_type", self.bookable.event_type.title.as_str())])
    }
}

/// A text as it stands in HTML, between tags and in attributes.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests;
