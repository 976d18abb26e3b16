//! What a mail to a customer says where a portal has not said it in its own way, with the places that such a text has: what one begins from.

use crate::domain::texts::OwnTexts;
use crate::domain::{Language, MailKind, RawMailText};
use crate::locales;

/// The texts of a kind of mail that are built in, as a portal would write them.
pub fn built_in(kind: MailKind, language: Language, own: &OwnTexts) -> RawMailText {
    let language = locales::spoken(language);
    let named = |text: &str| text.replace("{name}", "{customer}").replace("{title}", "{what}");
    if let Some(stem) = match kind {
        MailKind::RequestReceived => Some("received"),
        MailKind::Invitation => Some("invited"),
        _ => None,
    } {
        let texts = locales::words(language, "request_mail", own);
        return RawMailText(["subject", "lead", "closing"].map(|key| named(&texts.get(&format!("{stem}_{key}")))));
    }
    let words = locales::words(language, "mail", own);
    let keys = [format!("customer_{}_subject", kind.as_str()), format!("customer_{}_lead", kind.as_str()), "customer_questions".to_owned()];
    RawMailText(keys.map(|key| named(&words.get(&key))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mail_to_customers_can_be_begun_from_what_is_built_in_in_every_language() {
        for language in Language::ALL {
            for kind in MailKind::ALL {
                let text = built_in(kind, language, &OwnTexts::default());
                assert!(text.0.iter().all(|text| !text.is_empty()), "{language} {kind:?}");
                assert!(text.parse(kind).is_ok_and(|own| RawMailText::from(&own) == text), "{language} {kind:?}: {:?}", text.parse(kind));
            }
        }
    }
}
