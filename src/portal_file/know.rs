//! What customers should know of an event type, project or service: one text for all readers, or a table with one for each language.

use super::keys::Keys;
use crate::domain::{Access, Advice, Language, Minutes, Note, Spoken};

/// Minutes before the start from which on what opens the door may be told: a quarter of an hour to thirty days.
const WITHIN: std::ops::RangeInclusive<u32> = 15..=43_200;

/// A day ahead, where the file doesn't say.
const A_DAY: u32 = 1_440;

/// How to get in, and what to bring.
pub fn advice(keys: &mut Keys<'_, '_, '_>) -> Advice {
    Advice { how_to_get_in: spoken(keys, "how_to_get_in"), bring: spoken(keys, "bring"), access: None }
}

/// The same, and what opens the door.
pub fn with_access(keys: &mut Keys<'_, '_, '_>) -> Advice {
    let advice = advice(keys);
    let text = spoken(keys, "access");
    let place = keys.place("access_within_minutes");
    let said = place != keys.at();
    let within = keys.number("access_within_minutes", A_DAY).unwrap_or(A_DAY);
    if said && text.is_none() {
        let what = format!("{}: access_within_minutes comes without access, expected both, or neither", keys.name());
        keys.places.mistake(place, what);
    } else if !WITHIN.contains(&within) {
        let what = format!("{}: access_within_minutes is {within}, expected {} to {}", keys.name(), WITHIN.start(), WITHIN.end());
        keys.places.mistake(place, what);
    }
    Advice { access: text.map(|text| Access { text, within: Minutes::new(within) }), ..advice }
}

fn spoken(keys: &mut Keys<'_, '_, '_>, key: &'static str) -> Option<Spoken> {
    let parse = |text: &str| match Note::parse(text.trim()) {
        Ok(note) if note.as_str().is_empty() => Err("must not be empty".to_owned()),
        Ok(note) => Ok(note),
        Err(error) => Err(error.to_string()),
    };
    if !keys.is_table(key) {
        return keys.optional(key, parse).map(Spoken::for_all);
    }
    let name = format!("{}: {key}", keys.name());
    let (table, at) = keys.table(key)?;
    let mut languages = Keys::new(&name, at, table, keys.places);
    let texts: Vec<_> = Language::ALL.into_iter().filter_map(|language| Some((language, languages.optional(language.tag(), parse)?))).collect();
    let empty = table.is_empty();
    if empty {
        languages.places.mistake(at, format!("{name} has no text, expected one for nl, en, de or fr"));
    }
    languages.end();
    (!texts.is_empty()).then(|| texts.into_iter().fold(Spoken::default(), |spoken, (language, text)| spoken.with(language, text)))
}

#[cfg(test)]
mod tests {
    use super::super::told::told as whole;
    use super::*;

    /// What is read where a service of the demo has these lines.
    fn told(lines: &str) -> Result<Advice, Vec<String>> {
        let file = whole(&format!("\n[[service]]\nslug = \"proef\"\ntitle = \"Proef\"\n{lines}\n"));
        file.map(|file| file.setup.subjects.into_iter().find(|subject| subject.slug.as_str() == "proef").unwrap().advice)
    }

    #[test]
    fn a_text_is_for_all_or_for_each_language() {
        assert_eq!(told("").unwrap(), Advice::default());
        let advice = told("how_to_get_in = \"Bel aan.\"\nbring.nl = \"Uw legitimatie\"\nbring.en = \"Your ID\"\naccess = \"Kluisje: 1234\"").unwrap();
        assert_eq!(advice.how_to_get_in.unwrap().to(Language::Fr, Language::Nl), "Bel aan.");
        assert_eq!(advice.bring.unwrap().to(Language::En, Language::Nl), "Your ID");
        assert_eq!(advice.access.map(|access| access.within), Some(Minutes::new(1_440)));
        assert_eq!(told("access = \"1234\"\naccess_within_minutes = 60").unwrap().access.map(|access| access.within), Some(Minutes::new(60)));
    }

    #[test]
    fn each_mistake_has_its_line() {
        let check = |line: &str, expected: &str| assert_eq!(told(line).unwrap_err(), [format!("5: service \"proef\": {expected}")], "{line}");
        check("how_to_get_in = \" \"", "how_to_get_in is \" \", expected that it must not be empty");
        check("bring = 5", "bring is an integer, expected a text in quotes");
        check("bring = { nl = \"a\", it = \"b\" }", "bring: unknown key \"it\", expected one of nl, en, de, fr");
        check("bring = {}", "bring has no text, expected one for nl, en, de or fr");
        check("access_within_minutes = 60", "access_within_minutes comes without access, expected both, or neither");
        check("access_within_minutes = 5\naccess = \"1\"", "access_within_minutes is 5, expected 15 to 43200");
    }
}
