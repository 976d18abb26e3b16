//! The entry of an address, opened for a reader. Knows which addresses its pages have.

use leptos::prelude::*;

use super::reader::{self, Reader};
use super::trouble::{Cause, Trouble};
use crate::app::{self, App};
use crate::domain::{Bookable, Contact, FieldErrors, Language, RawContact, Slug};
use crate::locales::{self, Words};
use crate::phones;

/// An entry, and the language that its pages are written in.
#[derive(Debug)]
pub struct Opened {
    /// The entry.
    pub bookable: Bookable,
    /// What the page is written in.
    pub language: Language,
    /// The language that the address asks for.
    pub asked: Option<Language>,
}

impl Opened {
    /// Opens the entry of an address. What can't be a slug names nothing.
    pub async fn open(app: &App, portal: &str, entry: &str, reader: &Reader) -> Result<Self, Trouble> {
        let lost = |cause: Cause| Trouble::new(reader.lost(), cause);
        let portal = Slug::parse(portal).map_err(|_| lost(Cause::UnknownEntry))?;
        let entry = Slug::parse(entry).map_err(|_| lost(Cause::UnknownEntry))?;
        let bookable = app::open_entry(app, &portal, &entry).await.map_err(|error| lost(error.into()))?;
        let language = reader.language(bookable.portal.language);
        Ok(Self { bookable, language, asked: reader.asked() })
    }

    /// The texts of its pages.
    pub fn texts(&self) -> Words {
        locales::words(self.language, "page", &self.bookable.portal.texts)
    }

    /// The widget's texts, whose words for the same things these pages share.
    pub fn words(&self) -> Words {
        locales::words(self.language, "widget", &self.bookable.portal.texts)
    }

    /// What was typed, read as the people of its country mean it.
    pub fn read(&self, typed: &RawContact) -> Result<Contact, FieldErrors> {
        typed.parse(self.language, |number| phones::e164(number, &self.bookable.portal.country))
    }

    /// What went wrong, in its language.
    pub fn trouble(&self, cause: impl Into<Cause>) -> Trouble {
        Trouble::new(self.language, cause.into())
    }

    /// The language that was asked for, for a form that is sent with GET.
    pub fn hidden_language(&self) -> Option<impl IntoView + use<>> {
        reader::hidden_language(self.asked)
    }

    /// What is booked, where and how long: the head of each step on plain HTML.
    pub fn heading(&self) -> impl IntoView + use<> {
        let bookable = &self.bookable;
        let event_type = bookable.subject.as_ref().map(|_| view! { <li>{bookable.event_type.title.to_string()}</li> });
        let minutes = self.texts().fill("minutes", &[("minutes", &bookable.event_type.limits().length.count().to_string())]);
        view! {
            <header class="subject">
                {self.name()}
                <ul class="facts">{event_type}<li>{minutes}</li></ul>
            </header>
        }
    }

    /// What is booked and where, no more: the widget tells the rest itself.
    pub fn name(&self) -> impl IntoView + use<> {
        let subject = self.bookable.subject.as_ref();
        let address = subject.and_then(|subject| subject.address.as_ref()).map(|address| view! { <address>{address.to_string()}</address> });
        view! { <h1>{self.bookable.title().to_string()}</h1> {address} }
    }

    /// Its own path: `/b/demo/lindengracht-12`.
    pub fn path(&self) -> String {
        format!("/b/{}/{}", self.bookable.portal.slug, self.bookable.entry.slug)
    }

    /// An address below it, in the language that was asked for: `link("/plain", &[("from", "2026-12-01")])`.
    pub fn link(&self, below: &str, query: &[(&str, &str)]) -> String {
        reader::address(&format!("{}{below}", self.path()), self.asked, query)
    }
}
