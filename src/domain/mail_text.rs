//! What a portal says in a mail in its own way: subject, opening, closing, and the places in them that are filled. Knows no sentence that is built in.

use serde::{Deserialize, Serialize};

use super::{FieldError, MailKind};

/// A part of a mail that a portal may say in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TextPart {
    /// The mail's subject: one line.
    Subject,
    /// What it begins with.
    Opening,
    /// What stands beneath the button.
    Closing,
}

impl TextPart {
    /// Every part, in the order of a mail.
    pub const ALL: [Self; 3] = [Self::Subject, Self::Opening, Self::Closing];

    /// Its key in portal files, the store and `/v1`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Opening => "opening",
            Self::Closing => "closing",
        }
    }

    /// Characters at most.
    pub const fn most(self) -> u16 {
        match self {
            Self::Subject => 200,
            Self::Opening | Self::Closing => 2_000,
        }
    }
}

/// The places `{like_this}` that a kind's texts may have. A request has no time yet, and nobody's agenda.
pub const fn text_places(kind: MailKind) -> &'static [&'static str] {
    if kind.is_of_request() { &["customer", "what", "portal"] } else { &["customer", "what", "event_type", "subject", "day", "time", "agenda", "portal"] }
}

/// The texts of one mail as they are typed; an empty one is the one that is built in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawMailText(pub [String; 3]);

/// The texts of one mail, right for its kind; the one that is built in where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailText([Option<String>; 3]);

impl RawMailText {
    /// Reads the texts, or says what is wrong with each that is.
    pub fn parse(&self, kind: MailKind) -> Result<MailText, Vec<(TextPart, FieldError)>> {
        let mut wrong = Vec::new();
        let texts = TextPart::ALL.map(|part| {
            let text = self.0[part as usize].trim();
            if text.is_empty() {
                return None;
            }
            parse_text(kind, part, text).map_err(|error| wrong.push((part, error))).ok()
        });
        if wrong.is_empty() { Ok(MailText(texts)) } else { Err(wrong) }
    }
}

impl From<&MailText> for RawMailText {
    fn from(text: &MailText) -> Self {
        Self(text.0.clone().map(Option::unwrap_or_default))
    }
}

impl MailText {
    /// Texts that were checked when they were kept.
    pub(super) const fn kept(texts: [Option<String>; 3]) -> Self {
        Self(texts)
    }

    /// A part, where it is the portal's own.
    pub fn get(&self, part: TextPart) -> Option<&str> {
        self.0[part as usize].as_deref()
    }

    /// The same, without what only says again what is built in.
    #[must_use]
    pub fn besides(mut self, built_in: &RawMailText) -> Self {
        for part in TextPart::ALL {
            if self.get(part) == Some(built_in.0[part as usize].as_str()) {
                self.0[part as usize] = None;
            }
        }
        self
    }
}

/// Reads one text of a kind.
pub fn parse_text(kind: MailKind, part: TextPart, text: &str) -> Result<String, FieldError> {
    let text = text.trim().replace("\r\n", "\n");
    if text.is_empty() {
        return Err(FieldError::Missing);
    }
    if text.chars().count() > usize::from(part.most()) {
        return Err(FieldError::TooLong(part.most()));
    }
    let breaks = |c: char| matches!(c, '\n' | '\t') && part != TextPart::Subject;
    if text.chars().any(|c| (c.is_control() && !breaks(c)) || (matches!(c, '\u{2028}' | '\u{2029}') && part == TextPart::Subject)) {
        return Err(FieldError::ControlCharacter);
    }
    // Where a place begins, and what it is called as far as it is known.
    let mut open: Option<(u16, String)> = None;
    for (c, at) in text.chars().zip(1_u16..) {
        match (c, &mut open) {
            ('{', None) => open = Some((at, String::new())),
            ('{', Some((began, _))) => return Err(FieldError::Brace(*began)),
            ('}', None) => return Err(FieldError::Brace(at)),
            ('}', Some((began, name))) if !text_places(kind).contains(&name.as_str()) => return Err(FieldError::UnknownPlace(*began)),
            ('}', Some(_)) => open = None,
            (c, Some((_, name))) => name.push(c),
            (_, None) => {}
        }
    }
    open.map_or(Ok(text), |(began, _)| Err(FieldError::Brace(began)))
}

/// What stands at a place that is wrong: `{klant}`, or the brace and what follows it.
pub fn at_place(text: &str, at: u16) -> String {
    let rest = text.trim().chars().skip(usize::from(at.saturating_sub(1))).take(40);
    let mut shown = String::new();
    for c in rest {
        if c == '\n' || c == '\r' {
            break;
        }
        shown.push(c);
        if c == '}' {
            break;
        }
    }
    shown
}

/// What is wrong with a text, for whoever writes files and programs.
pub fn told(kind: MailKind, text: &str, error: FieldError) -> String {
    let known = || text_places(kind).iter().map(|place| format!("{{{place}}}")).collect::<Vec<_>>().join(", ");
    match error {
        FieldError::UnknownPlace(at) => format!("has {} at character {at}, and its places are: {}", at_place(text, at), known()),
        FieldError::Brace(at) => format!("has a brace without its other half at character {at}, and its places are: {}", known()),
        FieldError::ControlCharacter => "must have no control characters, and a subject no line breaks".to_owned(),
        error => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: MailKind, part: TextPart, text: &str, expected: Result<&str, FieldError>) {
        assert_eq!(parse_text(kind, part, text), expected.map(str::to_owned), "{text}");
    }

    #[test]
    fn a_text_has_the_places_of_its_kind_and_its_braces_in_pairs() {
        let (booked, asked) = (MailKind::Confirmation, MailKind::Invitation);
        check(booked, TextPart::Opening, " Dag {customer},\r\n\r\ntot {day} om {time}. ", Ok("Dag {customer},\n\ntot {day} om {time}."));
        check(asked, TextPart::Subject, "Kies een tijd: {what}", Ok("Kies een tijd: {what}"));
        check(asked, TextPart::Subject, "Kies {day}", Err(FieldError::UnknownPlace(6)));
        check(booked, TextPart::Subject, "é {klant}", Err(FieldError::UnknownPlace(3)));
        check(booked, TextPart::Subject, "{}", Err(FieldError::UnknownPlace(1)));
        check(booked, TextPart::Closing, "{customer", Err(FieldError::Brace(1)));
        check(booked, TextPart::Closing, "a {customer {day}", Err(FieldError::Brace(3)));
        check(booked, TextPart::Closing, "a } b", Err(FieldError::Brace(3)));
    }

    #[test]
    fn a_subject_is_one_line_and_nothing_is_endless() {
        let kind = MailKind::Change;
        check(kind, TextPart::Subject, "Nieuwe tijd\nBcc: iemand@elders.example", Err(FieldError::ControlCharacter));
        check(kind, TextPart::Subject, "Nieuwe tijd\u{2028}x", Err(FieldError::ControlCharacter));
        check(kind, TextPart::Opening, "a\0", Err(FieldError::ControlCharacter));
        check(kind, TextPart::Subject, &"é".repeat(201), Err(FieldError::TooLong(200)));
        assert!(parse_text(kind, TextPart::Opening, &"é".repeat(2_000)).is_ok());
        check(kind, TextPart::Opening, " \n ", Err(FieldError::Missing));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place_and_what_may_stand_there() {
        let told = |text: &str| told(MailKind::Invitation, text, parse_text(MailKind::Invitation, TextPart::Opening, text).unwrap_err());
        assert_eq!(told("Dag {klant}!"), "has {klant} at character 5, and its places are: {customer}, {what}, {portal}");
        assert_eq!(told("Dag {customer"), "has a brace without its other half at character 5, and its places are: {customer}, {what}, {portal}");
    }

    #[test]
    fn what_says_again_what_is_built_in_is_not_the_portals_own() {
        let typed = RawMailText(["Bevestigd".to_owned(), "Dag {customer}".to_owned(), String::new()]);
        let built_in = RawMailText(["Bevestigd".to_owned(), "Hallo {customer}".to_owned(), "Tot gauw".to_owned()]);
        let own = typed.parse(MailKind::Confirmation).unwrap().besides(&built_in);
        assert_eq!(TextPart::ALL.map(|part| own.get(part).map(str::to_owned)), [None, Some("Dag {customer}".to_owned()), None]);
        assert_eq!(RawMailText::from(&own), RawMailText(["", "Dag {customer}", ""].map(str::to_owned)));
    }
}
