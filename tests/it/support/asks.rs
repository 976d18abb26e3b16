//! What a customer could ask for, in few words.

use std::collections::BTreeMap;

use appointment::app::BookAsk;
use appointment::clock::new_id;
use appointment::domain::{Contact, Day, IdempotencyKey, Instant, Language, RawContact, Slug, Source, Tags};
use appointment::phones;

/// A slug.
pub fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

/// A day, as `2026-12-02`.
pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// A moment on Amsterdam's winter wall, as `2026-12-02 09:00`; or any in RFC 3339.
pub fn at(text: &str) -> Instant {
    let winter = || Instant::parse(&format!("{}:00+01:00", text.replace(' ', "T")));
    Instant::parse(text).or_else(winter).unwrap()
}

/// Someone's contact details; the address is made of the name.
pub fn contact(name: &str) -> Contact {
    let email = format!("{}@klant.example", name.to_lowercase().replace(' ', "."));
    RawContact { name: name.to_owned(), email, phone: "06 1234 5678".to_owned(), note: String::new() }
        .parse(Language::Nl, |typed| phones::e164(typed, &phones::country("NL").unwrap()))
        .unwrap()
}

/// An ask of someone for a time of an entry, with a key that nobody else has.
pub fn ask(entry: &str, starts_at: &str, name: &str) -> BookAsk {
    keyed(&new_id(), entry, starts_at, name)
}

/// An ask with a key of its own choice.
pub fn keyed(key: &str, entry: &str, starts_at: &str, name: &str) -> BookAsk {
    BookAsk {
        portal: slug("proef"),
        entry: slug(entry),
        starts_at: at(starts_at),
        contact: contact(name),
        answers: BTreeMap::new(),
        key: IdempotencyKey::parse(key).unwrap(),
        source: Source::Standalone,
        tags: Tags::default(),
    }
}
