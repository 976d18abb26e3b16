//! `[mail.texts.nl.confirmation]`: what a portal says in a mail in its own way. Each text has the places of its kind, and no others.

use toml::de::DeTable;

use super::keys::Keys;
use super::places::Places;
use crate::domain::mail_text::{parse_text, told};
use crate::domain::texts::OwnTexts;
use crate::domain::{Language, MailKind, TextPart};

/// Reads the texts of all languages.
pub fn read(table: &DeTable<'_>, at: usize, places: &mut Places<'_>) -> OwnTexts {
    let mut own = OwnTexts::default();
    let mut languages = Keys::new("mail.texts", at, table, places);
    for language in Language::ALL {
        let Some((table, at)) = languages.table(language.tag()) else {
            continue;
        };
        let mut kinds = Keys::new(&format!("mail.texts.{language}"), at, table, languages.places);
        for kind in MailKind::ALL {
            if let Some((table, at)) = kinds.table(kind.as_str()) {
                texts(Keys::new(&format!("mail.texts.{language}.{}", kind.as_str()), at, table, kinds.places), language, kind, &mut own);
            }
        }
        kinds.end();
    }
    languages.end();
    own
}

fn texts(mut keys: Keys<'_, '_, '_>, language: Language, kind: MailKind, own: &mut OwnTexts) {
    for part in TextPart::ALL {
        let Some((text, at)) = keys.maybe_text(part.as_str()) else {
            continue;
        };
        match parse_text(kind, part, text) {
            Ok(text) => own.add(language, kind.as_str(), part.as_str(), &text),
            Err(error) => {
                let what = format!("{}: {} {}", keys.name(), part.as_str(), told(kind, text, error));
                keys.places.mistake(at, what);
            }
        }
    }
    keys.end();
}

#[cfg(test)]
mod tests {
    use super::super::told::told as whole;
    use super::*;
    use crate::domain::MailSettings;

    fn told(lines: &str) -> Result<MailSettings, Vec<String>> {
        whole(lines).map(|file| file.setup.portal.mail)
    }

    #[test]
    fn texts_are_kept_by_language_kind_and_part() {
        let mail = "[mail.texts.nl.confirmation]\nsubject = \"Tot {day}\"\nopening = \"\"\"\nDag {customer},\n\nTot gauw.\"\"\"\n[mail.texts.en]\ninvitation.closing = \"Bye, {portal}\"\n";
        let settings = told(mail).unwrap();
        let nl = settings.text(Language::Nl, MailKind::Confirmation);
        assert_eq!(TextPart::ALL.map(|part| nl.get(part).map(str::to_owned)), [Some("Tot {day}".to_owned()), Some("Dag {customer},\n\nTot gauw.".to_owned()), None]);
        assert_eq!(settings.text(Language::En, MailKind::Invitation).get(TextPart::Closing), Some("Bye, {portal}"));
        assert_eq!(settings.text(Language::En, MailKind::Confirmation), Default::default());
    }

    #[test]
    fn what_is_wrong_with_a_text_has_its_line_and_its_place_in_it() {
        let check =
            |line: &str, expected: &str| assert_eq!(told(&format!("[mail.texts.nl.confirmation]\n{line}\n")).unwrap_err(), [format!("2: mail.texts.nl.confirmation: {expected}")]);
        let places = "{customer}, {what}, {event_type}, {subject}, {day}, {time}, {agenda}, {portal}";
        check("opening = \"Dag {klant}\"", &format!("opening has {{klant}} at character 5, and its places are: {places}"));
        check("closing = \"Tot {day\"", &format!("closing has a brace without its other half at character 5, and its places are: {places}"));
        check("subject = \"a\\nBcc: x@y.example\"", "subject must have no control characters, and a subject no line breaks");
        check("subject = \"\"", "subject must not be empty");
        check("title = \"Bevestigd\"", "unknown key \"title\", expected one of subject, opening, closing");
        assert_eq!(told("[mail.texts.nl.newsletter]\n").unwrap_err().len(), 1);
        assert_eq!(told("[mail.texts.es.change]\n").unwrap_err().len(), 1);
    }
}
