//! What a mail says, as it is typed: which mail is looked at, and what is wrong with a text, in words.

use crate::api::team::wire::MailSample;
use crate::domain::mail_text::at_place;
use crate::domain::{Audience, FieldError, Language, MailKind, RawMailText, TextPart, text_places};

/// The fields: name, and the key of what is above each.
pub const TEXTS: [(&str, &str, TextPart); 3] =
    [("subject", "mails.subject", TextPart::Subject), ("opening", "mails.opening", TextPart::Opening), ("closing", "mails.closing", TextPart::Closing)];

/// A mail by what an address says of it; what says nothing is as in the first.
pub fn read_sample(to: Option<&str>, kind: Option<&str>, language: Option<&str>) -> MailSample {
    let first = MailSample::default();
    let audience = if to == Some("team") { Audience::Agenda } else { first.audience };
    let kind = kind.and_then(MailKind::parse).filter(|kind| MailKind::of(audience).any(|known| known == *kind));
    let language = language.and_then(|tag| Language::ALL.into_iter().find(|language| language.tag() == tag));
    MailSample { audience, kind: kind.unwrap_or(first.kind), language: language.unwrap_or(first.language) }
}

/// What an address says of a mail; nothing of what is as in the first.
pub fn write_sample(sample: MailSample) -> [(&'static str, String); 3] {
    let first = MailSample::default();
    let said = |said: &str, is_first: bool| if is_first { String::new() } else { said.to_owned() };
    [
        ("to", said("team", sample.audience == first.audience)),
        ("kind", said(sample.kind.as_str(), sample.kind == first.kind)),
        ("language", said(sample.language.tag(), sample.language == first.language)),
    ]
}

/// The texts that fields begin with: the portal's own, or those that are built in.
pub fn shown_texts(own: &RawMailText, built_in: &RawMailText) -> [String; 3] {
    [0, 1, 2].map(|at| if own.0[at].is_empty() { built_in.0[at].clone() } else { own.0[at].clone() })
}

/// What is wrong with a text, by the key of its sentence and what fills it: where, what stands there, and what may.
pub fn text_error(kind: MailKind, text: &str, error: FieldError) -> Option<(&'static str, String, String, String)> {
    let (key, at) = match error {
        FieldError::UnknownPlace(at) => ("mails.unknown_place", at),
        FieldError::Brace(at) => ("mails.brace", at),
        _ => return None,
    };
    Some((key, at.to_string(), at_place(text, at), places(kind)))
}

/// The places that a kind's texts may have, to be read.
pub fn places(kind: MailKind) -> String {
    text_places(kind).iter().map(|place| format!("{{{place}}}")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_read_as_it_is_written() {
        let first = MailSample::default();
        assert!(write_sample(first).iter().all(|(_, said)| said.is_empty()));
        assert_eq!(read_sample(None, Some("newsletter"), Some("es")), first);
        let team = MailSample { audience: Audience::Agenda, kind: MailKind::RequestReceived, language: Language::En };
        let [to, kind, language] = write_sample(team).map(|(_, said)| said);
        assert_eq!(read_sample(Some(&to), Some(&kind), Some(&language)), team);
        assert_eq!(read_sample(Some("team"), Some("invitation"), None).kind, MailKind::Confirmation, "the team gets none");
    }

    #[test]
    fn fields_begin_with_what_customers_read_and_say_where_a_place_is_wrong() {
        let texts = |texts: [&str; 3]| RawMailText(texts.map(str::to_owned));
        assert_eq!(shown_texts(&texts(["", "Dag", ""]), &texts(["Bevestigd", "Hallo", "Tot gauw"])), ["Bevestigd", "Dag", "Tot gauw"]);
        let told = text_error(MailKind::Invitation, "Dag {klant}!", FieldError::UnknownPlace(5));
        assert_eq!(told, Some(("mails.unknown_place", "5".to_owned(), "{klant}".to_owned(), "{customer} {what} {portal}".to_owned())));
        assert_eq!(text_error(MailKind::Invitation, "", FieldError::Missing), None);
    }
}
