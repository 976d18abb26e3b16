//! The mail that brings a member a link to choose a password by.

use lettre::Message;

use super::render::{RenderError, mailbox};
use super::sender::Sender;
use super::short::{Envelope, Short};
use super::wording::{Link, Weight};
use crate::dates;
use crate::domain::{KeyLetter, KeyReason};
use crate::locales;

/// Writes the mail: the same letter gives the same mail, byte by byte.
pub fn render_key(letter: &KeyLetter, sender: &Sender, public_url: &str) -> Result<Message, RenderError> {
    let to = mailbox("member's", &letter.name, &letter.email)?;
    let envelope = Envelope { id: &letter.id, from: &letter.portal_name, to, reply_to: None, caused_at: letter.caused_at };
    wording(letter, public_url).write(envelope, sender)
}

fn wording(letter: &KeyLetter, public_url: &str) -> Short {
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
    Short {
        language,
        brand: letter.portal_name.to_string(),
        subject: say("subject"),
        title: say("title"),
        lead: say("lead"),
        action: Link { label: texts.fill("action", &places), address, weight: Weight::Button },
        facts: Vec::new(),
        closing: say("closing"),
        signature: None,
    }
}
