//! The mail that brings a member a link to choose a password by.

use lettre::Message;
use lettre::message::{Mailbox, MultiPart, SinglePart};

use super::html;
use super::render::{AutoSubmitted, RenderError, Sender, mailbox, since_1970};
use super::wording::{Link, Weight};
use crate::dates;
use crate::domain::{KeyLetter, KeyReason, Language};
use crate::locales;

/// Such a letter in words.
pub(super) struct KeyWording {
    pub language: Language,
    pub brand: String,
    pub subject: String,
    pub title: String,
    pub lead: String,
    pub action: Link,
    pub closing: String,
}

impl KeyWording {
    fn of(letter: &KeyLetter, public_url: &str) -> Self {
        let language = locales::spoken(letter.language);
        let texts = locales::section(language, "member_mail");
        let (kind, by) = match &letter.reason {
            KeyReason::Invited(by) => ("invited", by.as_str()),
            KeyReason::Forgotten => ("forgotten", ""),
        };
        let until = dates::day(language, crate::domain::Day::new(letter.ends_at.wall(crate::domain::Offset::UTC).date()));
        let places = [("name", letter.name.as_str()), ("portal", letter.portal_name.as_str()), ("by", by), ("until", &until)];
        let say = |key: &str| texts.fill(&format!("{kind}_{key}"), &places);
        let address = format!("{}/team/{}/welcome/{}", public_url.trim_end_matches('/'), letter.portal_slug, letter.key);
        Self {
            language,
            brand: letter.portal_name.to_string(),
            subject: say("subject"),
            title: say("title"),
            lead: say("lead"),
            action: Link { label: texts.fill("action", &places), address, weight: Weight::Button },
            closing: say("closing"),
        }
    }

    fn text(&self) -> String {
        format!("{}\n\n{}\n\n{}:\n  {}\n\n{}\n\n-- \n{}\n", self.title, self.lead, self.action.label, self.action.address, self.closing, self.brand)
    }
}

/// Writes the mail: the same letter gives the same mail, byte by byte.
pub fn render_key(letter: &KeyLetter, sender: &Sender, public_url: &str) -> Result<Message, RenderError> {
    let wording = KeyWording::of(letter, public_url);
    let parts =
        MultiPart::alternative().boundary(format!("{}-alternatives", letter.id)).singlepart(SinglePart::plain(wording.text())).singlepart(SinglePart::html(html::key(&wording)));
    Message::builder()
        .from(Mailbox::new(Some(letter.portal_name.to_string()), sender.address().clone()))
        .to(mailbox("member's", &letter.name, &letter.email)?)
        .subject(wording.subject.as_str())
        .date(std::time::UNIX_EPOCH + since_1970(letter.caused_at))
        .message_id(Some(format!("<{}@{}>", letter.id, sender.address().domain())))
        .header(AutoSubmitted)
        .multipart(parts)
        .map_err(RenderError::Parts)
}
