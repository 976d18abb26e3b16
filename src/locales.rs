//! The files of texts, one per language, built in and read once. A language without a file of its own reads the English one.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::domain::Language;
use crate::domain::texts::{OwnTexts, Phrases, Text, Texts, fill};

/// One section of a language's file: its sentences by key.
#[derive(Debug, Default)]
pub struct Section(BTreeMap<String, String>);

impl Section {
    /// A sentence by its key; empty when there is none, which a test rules out.
    pub fn get(&self, key: &str) -> &str {
        self.0.get(key).map_or("", String::as_str)
    }

    /// A sentence with its places `{name}` filled.
    pub fn fill(&self, key: &str, places: &[(&str, &str)]) -> String {
        fill(self.get(key), places)
    }

    /// Every key.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// One section as a portal's readers get it: the portal's own sentence where it has one, else the file's.
#[derive(Clone, Debug)]
pub struct Words {
    language: Language,
    name: &'static str,
    section: &'static Section,
    own: OwnTexts,
}

impl Words {
    /// A sentence by its key.
    pub fn get(&self, key: &str) -> Cow<'static, str> {
        match self.own.get(self.language, self.name, key) {
            Some(own) => Cow::Owned(own.to_owned()),
            None => Cow::Borrowed(self.section.get(key)),
        }
    }

    /// A sentence with its places `{name}` filled.
    pub fn fill(&self, key: &str, places: &[(&str, &str)]) -> String {
        fill(&self.get(key), places)
    }
}

struct Locale {
    sections: BTreeMap<String, Section>,
    widget: Texts,
}

/// The languages that have a file, in the order in which they are offered.
const FILES: [(Language, &str); 4] = [
    (Language::Nl, include_str!("../locales/nl.toml")),
    (Language::En, include_str!("../locales/en.toml")),
    (Language::De, include_str!("../locales/de.toml")),
    (Language::Fr, include_str!("../locales/fr.toml")),
];

static LOCALES: LazyLock<Vec<(Language, Locale)>> = LazyLock::new(|| FILES.iter().map(|(language, file)| (*language, read(file))).collect());

/// The language that a reader of `language` gets: their own where it has a file, else English.
pub fn spoken(language: Language) -> Language {
    if FILES.iter().any(|(known, _)| *known == language) { language } else { Language::En }
}

/// The languages that have a file, in the order in which they are offered.
pub fn languages() -> impl Iterator<Item = Language> {
    FILES.iter().map(|(language, _)| *language)
}

/// A section of a language's file: `mail`, `page`.
pub fn section(language: Language, name: &str) -> &'static Section {
    static NONE: Section = Section(BTreeMap::new());
    locale(language).sections.get(name).unwrap_or(&NONE)
}

/// A section of a language's file, as a portal says it.
pub fn words(language: Language, name: &'static str, own: &OwnTexts) -> Words {
    let language = spoken(language);
    Words { language, name, section: section(language, name), own: own.clone() }
}

/// The sections of which a portal may say sentences in its own way.
pub const OWN: [&str; 5] = ["widget", "page", "mail", "request_mail", "embed"];

/// The sentences of a section that a portal may say in its own way, by key: all but those that are said where no portal is known.
pub fn own(language: Language, name: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let nobodys = move |key: &str| name == "page" && ["language", "unknown_", "away", "broken"].iter().any(|start| key.starts_with(start));
    let section = section(language, name);
    section.keys().filter(move |key| !nobodys(key)).map(|key| (key, section.get(key)))
}

/// The widget's texts, as they are sent to the browser of a portal's reader.
pub fn widget(language: Language, own: &OwnTexts) -> Texts {
    let texts = &locale(language).widget;
    if own.is_empty() {
        return texts.clone();
    }
    let words = words(language, "widget", own);
    Texts::new(Text::ALL.iter().map(|text| words.get(text.key()).into_owned()).collect())
}

/// The dashboard's texts, by `section.key`: Dutch, or English for every other reader.
pub fn team(language: Language) -> &'static Phrases {
    static READ: LazyLock<[Phrases; 2]> = LazyLock::new(|| [include_str!("../locales/team/nl.toml"), include_str!("../locales/team/en.toml")].map(phrases));
    let [dutch, english] = &*READ;
    if language == Language::Nl { dutch } else { english }
}

fn phrases(file: &str) -> Phrases {
    let sections: BTreeMap<String, BTreeMap<String, String>> = toml::from_str(file).expect("a file of texts is sections of sentences: a test reads it before anyone else does");
    Phrases::new(sections.into_iter().flat_map(|(name, sentences)| sentences.into_iter().map(move |(key, sentence)| (format!("{name}.{key}"), sentence))).collect())
}

fn locale(language: Language) -> &'static Locale {
    let spoken = spoken(language);
    let found = LOCALES.iter().find(|(known, _)| *known == spoken);
    &found.expect("`spoken` names a language of the list").1
}

fn read(file: &str) -> Locale {
    let sections: BTreeMap<String, BTreeMap<String, String>> = toml::from_str(file).expect("a file of texts is sections of sentences: a test reads it before anyone else does");
    let sections: BTreeMap<String, Section> = sections.into_iter().map(|(name, sentences)| (name, Section(sentences))).collect();
    let sentence = |text: &Text| sections.get("widget").map_or("", |widget| widget.get(text.key())).to_owned();
    let widget = Texts::new(Text::ALL.iter().map(sentence).collect());
    Locale { sections, widget }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn places(sentence: &str) -> BTreeSet<&str> {
        crate::domain::texts::places(sentence).collect()
    }

    #[test]
    fn a_portals_own_sentence_stands_in_its_language_and_section_alone() {
        let mut own = OwnTexts::default();
        own.add(Language::Nl, "widget", "pick_time", "Wanneer komt u kijken?");
        assert_eq!(widget(Language::Nl, &own).get(Text::PickTime), "Wanneer komt u kijken?");
        assert_eq!(widget(Language::Nl, &own).get(Text::Next), "Verder");
        assert_eq!(widget(Language::En, &own), widget(Language::En, &OwnTexts::default()));
        assert_eq!(words(Language::Nl, "widget", &own).get("pick_time"), "Wanneer komt u kijken?");
        assert_eq!(words(Language::Nl, "page", &own).get("reschedule"), "Afspraak verzetten");
    }

    #[test]
    fn every_language_says_everything_with_the_same_places() {
        let (_, dutch) = &LOCALES[0];
        for (language, locale) in LOCALES.iter() {
            assert_eq!(locale.sections.keys().collect::<Vec<_>>(), dutch.sections.keys().collect::<Vec<_>>(), "{language}");
            for (name, section) in &locale.sections {
                let model = &dutch.sections[name];
                assert_eq!(section.keys().collect::<Vec<_>>(), model.keys().collect::<Vec<_>>(), "[{name}] of {language}");
                for key in section.keys() {
                    assert!(!section.get(key).is_empty(), "[{name}] {key} of {language} is empty");
                    assert_eq!(places(section.get(key)), places(model.get(key)), "[{name}] {key} of {language}");
                }
            }
        }
    }

    #[test]
    fn the_widget_has_a_sentence_for_each_text_and_no_other() {
        let keys: BTreeSet<&str> = Text::ALL.iter().map(|text| text.key()).collect();
        for language in Language::ALL {
            assert_eq!(section(language, "widget").keys().collect::<BTreeSet<_>>(), keys, "{language}");
        }
    }

    #[test]
    fn the_dashboard_says_the_same_in_both_its_languages() {
        let (dutch, english) = (team(Language::Nl), team(Language::Fr));
        assert_eq!(dutch.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>());
        for key in dutch.keys() {
            assert!(!dutch.get(key).is_empty() && !english.get(key).is_empty(), "{key} is empty");
            assert_eq!(places(dutch.get(key)), places(english.get(key)), "{key}");
        }
    }

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let places = [("name", "{time} {name}"), ("time", "09:00")];
        assert_eq!(fill("{name}, {time}: {unknown} {", &places), "{time} {name}, 09:00: {unknown} {");
    }

    #[test]
    fn every_language_has_a_file() {
        assert_eq!(languages().collect::<Vec<_>>(), Language::ALL);
        assert!(Language::ALL.into_iter().all(|language| spoken(language) == language));
    }

    #[test]
    fn french_keeps_its_double_signs_on_the_line_of_their_word() {
        for (name, section) in &locale(Language::Fr).sections {
            for key in section.keys() {
                let sentence: Vec<char> = section.get(key).chars().collect();
                let lone = sentence.windows(2).any(|pair| matches!(pair[1], '?' | '!' | ':' | ';') && pair[0] != '\u{a0}');
                assert!(!lone, "[{name}] {key}: {}", section.get(key));
            }
        }
    }
}
