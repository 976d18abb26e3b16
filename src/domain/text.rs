//! Text that people type, parsed once: afterwards the type is the proof.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::FieldError;

/// Characters at most in each kind of text.
pub const NAME_MAX: u16 = 200;
/// Characters at most in an e-mail address (RFC 5321, 4.5.3.1.3: 256 with its angle brackets).
pub const EMAIL_MAX: u16 = 254;
/// Characters at most in a note.
pub const NOTE_MAX: u16 = 2000;
/// Characters at most in a text that is fed into a timeline.
pub const PASSAGE_MAX: u16 = 10_000;
/// Characters at most in a link.
pub const LINK_MAX: u16 = 2_000;
/// Characters at most in another system's name for something.
pub const REFERENCE_MAX: u16 = 200;
/// Characters at most in a title or address line.
pub const TITLE_MAX: u16 = 200;
/// Characters at most in a slug.
pub const SLUG_MAX: u16 = 80;
/// Characters at most in a telephone number, as typed.
pub const PHONE_MAX: u16 = 32;

macro_rules! text_types {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = FieldError;

            fn try_from(text: String) -> Result<Self, FieldError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> String {
                text.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

text_types! {
    /// A part of an address of ours: small letters, digits, dashes; starts and ends with a letter or digit.
    Slug
    /// A person's or a house's name, one line, as typed but for outer white space.
    Name
    /// A title or address line, one line.
    Title
    /// An e-mail address with its domain in lower case; unicode in either half is kept (RFC 6531).
    Email
    /// A telephone number: as its owner writes it, and in E.164 once `phones` has read it.
    Phone
    /// Several lines of text; may be empty.
    Note
    /// Several lines of text, of any length that a letter has; may be empty.
    Passage
    /// An address that can be opened, `https` alone: `https://www.example.nl/file.pdf`.
    Link
    /// Another system's own name for something, one line.
    Reference
    /// Scheme, host and, where it isn't the scheme's own, port: `https://www.example.nl`.
    Origin
}

// What people type is not for logs: these show their kind only.
macro_rules! hidden {
    ($($name:ident)*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )*};
}
hidden! { Name Email Phone Note Passage Link }

macro_rules! shown {
    ($($name:ident)*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", self.0)
            }
        }
    )*};
}
shown! { Slug Title Origin Reference }

impl Slug {
    /// Reads a slug, exactly as written.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        let text = filled(text, SLUG_MAX)?;
        let letters = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !letters || text.starts_with('-') || text.ends_with('-') {
            return Err(FieldError::NotASlug);
        }
        Ok(Self(text.to_owned()))
    }
}

impl Name {
    /// Reads a name of one line, without its outer white space.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        Ok(Self(one_line(filled(text.trim(), NAME_MAX)?)?.to_owned()))
    }
}

impl Title {
    /// Reads a title of one line, without its outer white space.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        Ok(Self(one_line(filled(text.trim(), TITLE_MAX)?)?.to_owned()))
    }
}

impl Note {
    /// Reads a note of any number of lines; control characters other than line breaks and tabs are refused.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        Ok(Self(lines(text, NOTE_MAX)?))
    }
}

impl Passage {
    /// Reads a text of any number of lines, as a note is read.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        Ok(Self(lines(text, PASSAGE_MAX)?))
    }
}

impl Reference {
    /// Reads another system's name for something, without its outer white space.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        Ok(Self(one_line(filled(text.trim(), REFERENCE_MAX)?)?.to_owned()))
    }
}

impl Link {
    /// Reads an address exactly as it stands: `https`, a host with a dot, perhaps a port, and what RFC 3986 allows after it, so that letters beyond
    /// ASCII are already encoded. A name and password before the host are refused: they are there to deceive.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        let text = filled(text, LINK_MAX)?;
        let (host, rest) = Self::halves(text).ok_or(FieldError::NotALink)?;
        let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
        let numbered = port.is_none_or(|port| (1..=5).contains(&port.len()) && port.bytes().all(|b| b.is_ascii_digit()));
        let plain = rest.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'\\' | b'"' | b'<' | b'>'));
        if numbered && plain && is_host(name) { Ok(Self(text.to_owned())) } else { Err(FieldError::NotALink) }
    }

    /// Whose it is, without a port: what a reader goes by.
    pub fn host(&self) -> &str {
        let host = Self::halves(&self.0).map_or("", |(host, _)| host);
        host.split_once(':').map_or(host, |(name, _)| name)
    }

    /// Host with port, and what comes after them.
    fn halves(text: &str) -> Option<(&str, &str)> {
        let after = text.strip_prefix("https://")?;
        Some(after.split_at(after.find(['/', '?', '#']).unwrap_or(after.len())))
    }
}

impl Email {
    /// Reads an address as people type it: trimmed, its domain in lower case. Quoted local parts and addresses
    /// without a dot in the domain are refused: nobody types them on purpose.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        let (local, domain) = Self::halves(text)?;
        Ok(Self(format!("{local}@{}", domain.to_lowercase())))
    }

    /// Says what is wrong with an address. Apart from [`Email::parse`], so that the widget needs no table of small and capital letters.
    pub fn check(text: &str) -> Result<(), FieldError> {
        Self::halves(text).map(drop)
    }

    fn halves(text: &str) -> Result<(&str, &str), FieldError> {
        // Only spaces around it are a slip of the fingers; a line break anywhere is an attempt at another header.
        let text = one_line(filled(text.trim_matches(|c| matches!(c, ' ' | '\t' | '\u{a0}') || is_invisible(c)), EMAIL_MAX)?)?;
        let (local, domain) = text.rsplit_once('@').ok_or(FieldError::NotAnEmail)?;
        if is_local_part(local) && is_domain(domain) { Ok((local, domain)) } else { Err(FieldError::NotAnEmail) }
    }

    /// The part after the `@`, in lower case.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// What two spellings of one mailbox have in common: everything in lower case. Plus tags stay, as they are someone's wish.
    pub fn normalised(&self) -> String {
        self.0.to_lowercase()
    }
}

impl Phone {
    /// Reads a number of 6 to 15 digits (E.164 has 15 at most) among the signs people put between them.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        let text = one_line(filled(text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c)), PHONE_MAX)?)?;
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let signs = text.chars().enumerate().all(|(at, c)| c.is_ascii_digit() || is_between_digits(c) || (at == 0 && c == '+'));
        if signs && (6..=15).contains(&digits) { Ok(Self(text.to_owned())) } else { Err(FieldError::NotAPhone) }
    }
}

impl Origin {
    /// Reads an origin as browsers send it (RFC 6454, 6.2).
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        let text = filled(text.trim(), TITLE_MAX)?.to_ascii_lowercase();
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).ok_or(FieldError::NotAnOrigin)?;
        let (name, port) = host.rsplit_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
        let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'[' | b']' | b':'));
        let numbered = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
        if plain && numbered { Ok(Self(text)) } else { Err(FieldError::NotAnOrigin) }
    }
}

fn is_local_part(local: &str) -> bool {
    let allowed = |c: char| is_letter_or_digit(c) || matches!(c, '!' | '#'..='\'' | '*' | '+' | '-' | '/' | '=' | '?' | '^'..='`' | '{'..='~');
    local.len() <= 64 && local.split('.').all(|word| !word.is_empty() && word.chars().all(allowed))
}

fn is_domain(domain: &str) -> bool {
    let label =
        |label: &str| !label.is_empty() && label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-') && label.chars().all(|c| is_letter_or_digit(c) || c == '-');
    let top = domain.rsplit('.').next().unwrap_or("");
    domain.contains('.') && domain.split('.').all(label) && top.chars().count() >= 2 && !top.bytes().all(|b| b.is_ascii_digit())
}

/// A name of letters, digits and dashes with a dot in it, whose last part begins with a letter: no number of a machine's.
fn is_host(name: &str) -> bool {
    let plain = |part: &str| {
        let edges = !part.starts_with('-') && !part.ends_with('-');
        (1..=63).contains(&part.len()) && edges && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let top = name.rsplit_once('.').map_or("", |(_, top)| top);
    top.len() >= 2 && top.starts_with(|c: char| c.is_ascii_alphabetic()) && name.split('.').all(plain)
}

/// Of the letters beyond ASCII none is refused (RFC 6531, 3.3), so that no table of them is needed.
fn is_letter_or_digit(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() && !c.is_whitespace() && !c.is_control() && !is_invisible(c)
}

/// Marks of direction and width, which address books put around what is copied from them: no mail server takes them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// What people put between the digits of a number; the dashes and spaces that don't break are what copying brings.
fn is_between_digits(c: char) -> bool {
    matches!(c, ' ' | '-' | '.' | '/' | '(' | ')' | '\u{a0}' | '\u{2010}'..='\u{2013}' | '\u{202f}')
}

/// Any number of lines; control characters other than line breaks and tabs are refused.
fn lines(text: &str, most: u16) -> Result<String, FieldError> {
    let text = text.trim();
    if text.chars().count() > usize::from(most) {
        return Err(FieldError::TooLong(most));
    }
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(FieldError::ControlCharacter);
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

fn filled(text: &str, most: u16) -> Result<&str, FieldError> {
    if text.is_empty() {
        return Err(FieldError::Missing);
    }
    if text.chars().count() > usize::from(most) {
        return Err(FieldError::TooLong(most));
    }
    Ok(text)
}

fn one_line(text: &str) -> Result<&str, FieldError> {
    // U+2028 and U+2029 break lines too, without being control characters.
    if text.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) { Err(FieldError::ControlCharacter) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, expected: Result<&str, FieldError>) {
        assert_eq!(Email::parse(typed).map(String::from), expected.map(str::to_owned), "{typed:?}");
        assert_eq!(Email::check(typed), expected.map(drop), "{typed:?}");
    }

    #[test]
    fn addresses_as_people_type_and_paste_them() {
        check(" anna@Example.NL ", Ok("anna@example.nl"));
        check("\u{202a}anna@example.nl\u{202c}", Ok("anna@example.nl"));
        check("an\u{200b}na@example.nl", Err(FieldError::NotAnEmail));
        check("anna@exam\u{202c}ple.nl", Err(FieldError::NotAnEmail));
        check("anna+huis@müller.de", Ok("anna+huis@müller.de"));
        check("anna..b@example.nl", Err(FieldError::NotAnEmail));
        check("anna@example", Err(FieldError::NotAnEmail));
        check("anna@example.nl\r\nbcc: x@y.nl", Err(FieldError::ControlCharacter));
        check("", Err(FieldError::Missing));
    }

    #[test]
    fn links_that_may_be_opened_are_of_https_and_say_whose_they_are() {
        let cases = [
            ("https://www.example.nl/a b", None),
            ("https://Files.example.nl:8443/x.pdf?a=1#b", Some("Files.example.nl")),
            ("https://example.nl", Some("example.nl")),
            ("https://xn--mller-kva.de?naam=M%C3%BCller", Some("xn--mller-kva.de")),
            (" https://example.nl ", None),
            ("https://example.nl:123456/", None),
            ("https://127.0.0.1/", None),
            ("https://example.nl/\u{e9}", None),
            ("http://example.nl/", None),
            ("javascript:alert(1)", None),
            ("HTTPS://example.nl/", None),
            ("https://me:secret@example.nl/", None),
            ("https://bank.nl@evil.example/", None),
            ("https://bank.nl\\@evil.example/", None),
            ("https:///x", None),
            ("https://localhost/", None),
            ("https://example.nl:/x", None),
            ("https://exam\u{202e}ple.nl/", None),
            ("https://example.nl/\nx", None),
            ("", None),
        ];
        for (typed, host) in cases {
            assert_eq!(Link::parse(typed).ok().as_ref().map(Link::host), host, "{typed:?}");
        }
    }
}
