//! What comes back from a reader's mail server, and the addresses that it comes back to. Knows no mail and no store.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Instant, PortalId};

/// What became of a mail, as mail servers say it (RFC 3463): `5.1.1` is a mailbox that isn't there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailStatus {
    class: u8,
    subject: u16,
    detail: u16,
}

impl MailStatus {
    /// Refused for good, for a reason that nobody told.
    pub const REFUSED: Self = Self { class: 5, subject: 0, detail: 0 };

    /// Not delivered, and nobody told why: perhaps for now.
    pub const UNTOLD: Self = Self { class: 4, subject: 0, detail: 0 };

    /// Reads a status.
    pub fn parse(text: &str) -> Option<Self> {
        let (class, rest) = text.trim().split_once('.')?;
        let (subject, detail) = rest.split_once('.')?;
        let number = |text: &str| text.parse::<u16>().ok().filter(|number| *number < 1_000 && text.bytes().all(|b| b.is_ascii_digit()));
        let class = class.parse().ok().filter(|class| matches!(class, 2 | 4 | 5))?;
        Some(Self { class, subject: number(subject)?, detail: number(detail)? })
    }

    /// The first one among what a server says: `550 5.1.1 no such mailbox`.
    pub fn among(text: &str) -> Option<Self> {
        text.split_whitespace().find_map(Self::parse)
    }

    /// No later try mends it.
    pub const fn is_permanent(self) -> bool {
        self.class == 5
    }

    /// It says something of whoever sends or of what they send, and not of the address: the servers, the way of speaking to them, their rules.
    pub const fn is_about_us(self) -> bool {
        matches!(self.subject, 3 | 5 | 6 | 7) || matches!((self.subject, self.detail), (1, 7 | 8))
    }

    /// What it comes down to.
    pub const fn why(self) -> WhyBounced {
        match (self.subject, self.detail) {
            (1, 1 | 2 | 3 | 6 | 10) | (4, 4) => WhyBounced::Unknown,
            (2, 2) => WhyBounced::Full,
            (7, _) => WhyBounced::Refused,
            _ => WhyBounced::Other,
        }
    }
}

impl fmt::Display for MailStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

/// Why mail comes back, in the words of someone who wants to reach its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyBounced {
    /// There is no such mailbox.
    Unknown,
    /// It is full.
    Full,
    /// Its server wants no such mail.
    Refused,
    /// Something else.
    Other,
}

/// What a mail server reports of a mail that it had taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// It was given up.
    Failed(MailStatus),
    /// It is still tried.
    Delayed(MailStatus),
}

/// An address from which mail has come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounced {
    /// Why.
    pub status: MailStatus,
    /// When.
    pub at: Instant,
}

/// What tells of which letter a bounce is: its portal, and a key that nobody guesses. Of small letters and digits, as mail servers may change the others.
#[derive(Clone, PartialEq, Eq)]
pub struct ReturnKey {
    portal: PortalId,
    key: String,
}

/// Letters and digits of a key: 80 bits and more.
const KEY_LENGTH: usize = 16;
/// A portal's identity without its dashes.
const PORTAL_LENGTH: usize = 32;

impl ReturnKey {
    /// Makes one of what nobody guesses: 32 letters and digits.
    pub fn new(portal: &PortalId, secret: &str) -> Self {
        Self { portal: portal.clone(), key: secret.chars().take(KEY_LENGTH).collect::<String>().to_ascii_lowercase() }
    }

    /// One that is stored.
    pub fn stored(portal: &PortalId, key: String) -> Self {
        Self { portal: portal.clone(), key }
    }

    /// Reads what an address holds behind its plus.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.to_ascii_lowercase();
        if text.len() != PORTAL_LENGTH + KEY_LENGTH || !text.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return None;
        }
        let (portal, key) = text.split_at(PORTAL_LENGTH);
        let parts = [&portal[..8], &portal[8..12], &portal[12..16], &portal[16..20], &portal[20..]];
        Some(Self { portal: PortalId::new(parts.join("-")), key: key.to_owned() })
    }

    /// Whose letter it was.
    pub const fn portal(&self) -> &PortalId {
        &self.portal
    }

    /// The part that nobody guesses, as it is stored.
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl fmt::Display for ReturnKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.portal.as_str().replace('-', ""), self.key)
    }
}

/// Hides what nobody is to guess.
impl fmt::Debug for ReturnKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReturnKey({}…)", self.portal)
    }
}

/// The mailbox that bounces come back to: each letter leaves under an address of its own, `bounce+KEY@post.example.nl` (VERP).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnPath {
    mailbox: String,
    domain: String,
}

impl ReturnPath {
    /// Reads `bounce@post.example.nl`. Its name is short, as a key comes behind it: no server takes more than 64 signs before the `@` (RFC 5321, 4.5.3.1.1).
    pub fn parse(text: &str) -> Option<Self> {
        let (mailbox, domain) = text.split_once('@')?;
        let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_'));
        let named = plain(mailbox) && plain(domain) && mailbox.len() <= 63 - PORTAL_LENGTH - KEY_LENGTH && domain.len() <= 180;
        let edges = |text: &str| text.starts_with('.') || text.ends_with('.') || text.contains("..");
        (named && !edges(mailbox) && !edges(domain)).then(|| Self { mailbox: mailbox.to_ascii_lowercase(), domain: domain.to_ascii_lowercase() })
    }

    /// The address that one letter leaves under.
    pub fn address(&self, key: &ReturnKey) -> String {
        format!("{}+{key}@{}", self.mailbox, self.domain)
    }

    /// The key in an address that a bounce came to; none where the address isn't one of ours.
    pub fn key_in(&self, address: &str) -> Option<ReturnKey> {
        let (local, domain) = address.trim().rsplit_once('@')?;
        let (mailbox, key) = local.split_once('+')?;
        (mailbox.eq_ignore_ascii_case(&self.mailbox) && domain.eq_ignore_ascii_case(&self.domain)).then(|| ReturnKey::parse(key)).flatten()
    }
}

impl fmt::Display for ReturnPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.mailbox, self.domain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PORTAL: &str = "019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c11";

    #[test]
    fn a_status_is_three_numbers_and_found_among_what_a_server_says() {
        let check = |text: &str, expected: Option<&str>| assert_eq!(MailStatus::among(text).map(|status| status.to_string()).as_deref(), expected, "{text}");
        check("550 5.1.1 <weg@klant.example>: User unknown", Some("5.1.1"));
        check("smtp; 451 4.2.1 Mailbox busy", Some("4.2.1"));
        check("550 no such mailbox at 10.1.1.1", None);
        check("5.1", None);
        check("5.1.1000", None);
        check("3.1.1", None);
        check("5.+1.1", None);
    }

    #[test]
    fn a_status_says_whose_fault_it_is_and_why() {
        let status = |text: &str| MailStatus::parse(text).unwrap();
        assert!(["5.1.1", "5.2.2", "5.4.4", "5.0.0", "5.1.10"].iter().all(|text| !status(text).is_about_us()));
        assert!(["5.7.1", "5.3.4", "5.5.2", "5.6.1", "5.1.7", "5.1.8"].iter().all(|text| status(text).is_about_us()));
        let why = ["5.1.1", "5.2.2", "5.7.1", "5.0.0"].map(|text| status(text).why());
        assert_eq!(why, [WhyBounced::Unknown, WhyBounced::Full, WhyBounced::Refused, WhyBounced::Other]);
        assert!(status("5.1.1").is_permanent() && !status("4.2.2").is_permanent());
    }

    #[test]
    fn a_letter_leaves_under_an_address_of_its_own_and_is_known_by_it() {
        let path = ReturnPath::parse("Bounce@Post.example.nl").unwrap();
        let key = ReturnKey::new(&PortalId::new(PORTAL), "AbCdEfGhIjKlMnOpQrStUvWxYz012345");
        let address = path.address(&key);
        assert_eq!(address, "bounce+019a9f3c5a107c3e9b1d2f4f6b8a0c11abcdefghijklmnop@post.example.nl");
        assert!(address.split('@').next().unwrap().len() <= 64);
        assert_eq!(path.key_in(&address.to_uppercase()), Some(key));
        for wrong in ["bounce@post.example.nl", "bounce+x@post.example.nl", &address.replace("post", "past"), &address.replace("bounce", "bonce"), &address.replace("mnop", "mn_p")]
        {
            assert_eq!(path.key_in(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_return_path_is_a_short_plain_address() {
        for right in ["bounce@post.example.nl", "b@localhost", "a-b_c.d@post.example.nl"] {
            assert!(ReturnPath::parse(right).is_some(), "{right}");
        }
        for wrong in ["bounce", "@post.example.nl", "bounce@", "a+b@post.example.nl", "a@b@c.nl", "a b@c.nl", "a\r\n@c.nl", ".a@c.nl", "a@c..nl", "sixteen-letters-@c.nl"] {
            assert_eq!(ReturnPath::parse(wrong), None, "{wrong}");
        }
    }
}
