//! `[texts.nl]`: sentences that a portal says in its own way. Each must be one that there is, and leave the same places open.

use std::collections::BTreeSet;

use toml::de::DeTable;

use super::keys::Keys;
use super::places::Places;
use crate::domain::Language;
use crate::domain::texts::{OwnTexts, places as open};
use crate::locales;

/// Characters at most in a sentence.
const MOST: usize = 1_000;

/// Reads the sentences of all languages.
pub fn read(table: &DeTable<'_>, at: usize, places: &mut Places<'_>) -> OwnTexts {
    let mut own = OwnTexts::default();
    let mut keys = Keys::new("texts", at, table, places);
    for language in Language::ALL {
        let Some((table, at)) = keys.table(language.tag()) else {
            continue;
        };
        let mut sections = Keys::new(&format!("texts.{language}"), at, table, keys.places);
        for name in locales::OWN {
            if let Some((table, at)) = sections.table(name) {
                section(Keys::new(&format!("texts.{language}.{name}"), at, table, sections.places), language, name, &mut own);
            }
        }
        sections.end();
    }
    keys.end();
    own
}

fn section(mut keys: Keys<'_, '_, '_>, language: Language, name: &str, own: &mut OwnTexts) {
    for (key, model) in locales::own(language, name) {
        let Some((sentence, at)) = keys.maybe_text(key) else {
            continue;
        };
        match wrong(sentence, model) {
            None => own.add(language, name, key, sentence),
            Some(what) => {
                let what = format!("{}: {key} {what}", keys.name());
                keys.places.mistake(at, what);
            }
        }
    }
    keys.end_expecting(&format!("expected a key of [{name}] in locales/{language}.toml that is said for a portal"));
}

/// What is wrong with a sentence that is to stand where `model` stood.
fn wrong(sentence: &str, model: &str) -> Option<String> {
    let (found, expected): (BTreeSet<&str>, BTreeSet<&str>) = (open(sentence).collect(), open(model).collect());
    if sentence.trim().is_empty() {
        return Some("is empty, expected a sentence".to_owned());
    }
    if sentence.chars().count() > MOST {
        return Some(format!("is too long, expected at most {MOST} characters"));
    }
    if sentence.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
        return Some("has a line break or another control character, expected one line".to_owned());
    }
    if let Some(missing) = expected.difference(&found).next() {
        return Some(format!("has no {{{missing}}}, expected it in the sentence"));
    }
    let known = if expected.is_empty() { "none".to_owned() } else { expected.iter().map(|place| format!("{{{place}}}")).collect::<Vec<_>>().join(", ") };
    found.difference(&expected).next().map(|unknown| format!("has {{{unknown}}}, and its places are: {known}"))
}
