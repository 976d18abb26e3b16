//! A person who books: what they type, and what it becomes.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{CustomerId, Email, FieldError, Language, Name, Note, Phone};

/// Answers at most in one booking.
pub const ANSWERS_MOST: usize = 50;

/// Contact details that have been parsed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Who they are.
    pub name: Name,
    /// Where mail reaches them.
    pub email: Email,
    /// Where a call reaches them.
    pub phone: Option<Phone>,
    /// What they read; the portal's language when unsaid.
    pub language: Language,
    /// What they wish to say.
    pub note: Note,
}

/// Contact details as typed. The widget checks them as the server does, but for which telephone numbers there are.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawContact {
    /// As typed.
    pub name: String,
    /// As typed.
    pub email: String,
    /// As typed; empty is none.
    pub phone: String,
    /// As typed; empty is none.
    pub note: String,
}

/// Hides what was typed.
impl fmt::Debug for RawContact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RawContact(…)")
    }
}

/// What is wrong with contact details: at most one thing per field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldErrors {
    /// At the name.
    pub name: Option<FieldError>,
    /// At the e-mail address.
    pub email: Option<FieldError>,
    /// At the phone number.
    pub phone: Option<FieldError>,
    /// At the note.
    pub note: Option<FieldError>,
}

impl FieldErrors {
    /// No mail can be delivered at the address.
    pub fn no_mail() -> Self {
        Self { email: Some(FieldError::NoMail), ..Self::default() }
    }

    /// Nothing is wrong.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl RawContact {
    /// Says what is wrong with each field.
    pub fn check(&self) -> Result<(), FieldErrors> {
        let phone = if self.phone.trim().is_empty() { None } else { Phone::parse(&self.phone).err() };
        let errors = FieldErrors { name: Name::parse(&self.name).err(), email: Email::check(&self.email).err(), phone, note: Note::parse(&self.note).err() };
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// Parses all fields, or says what is wrong with each. `e164` reads the number: which there are, only the server knows.
    pub fn parse(&self, language: Language, e164: impl Fn(&Phone) -> Result<Phone, FieldError>) -> Result<Contact, FieldErrors> {
        let phone = if self.phone.trim().is_empty() { Ok(None) } else { Phone::parse(&self.phone).and_then(|typed| e164(&typed)).map(Some) };
        match (Name::parse(&self.name), Email::parse(&self.email), phone, Note::parse(&self.note)) {
            (Ok(name), Ok(email), Ok(phone), Ok(note)) => Ok(Contact { name, email, phone, language, note }),
            (name, email, phone, note) => Err(FieldErrors { name: name.err(), email: email.err(), phone: phone.err(), note: note.err() }),
        }
    }
}

/// A person who books: one for each portal and normalised e-mail address. A booking never overwrites what is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// Their identity.
    pub id: CustomerId,
    /// Who they are, as this appointment was booked.
    pub name: Name,
    /// Where mail reaches them.
    pub email: Email,
    /// Where a call reaches them.
    pub phone: Option<Phone>,
    /// What they read.
    pub language: Language,
}

/// The domain of an address as typed.
pub fn email_domain(email: &str) -> &str {
    email.rsplit_once('@').map_or("", |(_, domain)| domain.trim())
}

/// The address with the domain that was probably meant, for a likely slip of the fingers: `a@gmial.com` → `a@gmail.com`.
pub fn suggest_domain(email: &str) -> Option<String> {
    const KNOWN: [&str; 16] = [
        "gmail.com",
        "hotmail.com",
        "hotmail.nl",
        "outlook.com",
        "live.nl",
        "live.com",
        "icloud.com",
        "yahoo.com",
        "ziggo.nl",
        "kpnmail.nl",
        "planet.nl",
        "home.nl",
        "xs4all.nl",
        "gmx.de",
        "web.de",
        "orange.fr",
    ];
    let (local, domain) = email.trim().rsplit_once('@')?;
    let domain = domain.to_ascii_lowercase();
    if local.is_empty() || KNOWN.contains(&domain.as_str()) {
        return None;
    }
    let near = KNOWN.iter().find(|known| is_one_slip(&domain, known)).map(|known| (*known).to_owned());
    let ending = || {
        let (name, top) = domain.rsplit_once('.')?;
        let meant = match top {
            "con" | "cmo" | "ocm" | "vom" | "xom" | "comm" => "com",
            "nk" | "ln" | "bl" | "nll" => "nl",
            _ => return None,
        };
        (!name.is_empty()).then(|| format!("{name}.{meant}"))
    };
    near.or_else(ending).map(|domain| format!("{local}@{domain}"))
}

/// One letter missing, added, changed, or two neighbours swapped.
fn is_one_slip(typed: &str, meant: &str) -> bool {
    let (typed, meant): (Vec<char>, Vec<char>) = (typed.chars().collect(), meant.chars().collect());
    let same_head = typed.iter().zip(&meant).take_while(|(a, b)| a == b).count();
    let (a, b) = (&typed[same_head..], &meant[same_head..]);
    match (a, b) {
        ([_, a @ ..], [_, b @ ..]) if a == b => true,
        ([x, y, a @ ..], [v, w, b @ ..]) if x == w && y == v && a == b => true,
        ([_, a @ ..], b) if a == b => true,
        (a, [_, b @ ..]) if a == b => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::suggest_domain;

    #[test]
    fn a_slip_in_the_domain_brings_a_suggestion_and_never_for_a_right_one() {
        let cases = [
            ("a@gmial.com", Some("a@gmail.com")),
            ("a@hotmial.nl", Some("a@hotmail.nl")),
            ("a@gmail.con", Some("a@gmail.com")),
            ("a@bedrijf.con", Some("a@bedrijf.com")),
            ("a@gmal.com", Some("a@gmail.com")),
            ("a@gmail.com", None),
            ("a@hotmail.nl", None),
            ("a@example.nl", None),
            ("@gmial.com", None),
            ("gmial.com", None),
        ];
        for (typed, expected) in cases {
            assert_eq!(suggest_domain(typed).as_deref(), expected, "{typed}");
        }
    }
}
