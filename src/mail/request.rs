//! Mails about a request: to who asked, that the team has it; to the team, that someone asks; and the invitation to pick a time.

use lettre::Message;

use super::render::{RenderError, mailbox};
use super::sender::Sender;
use super::short::{Envelope, Short};
use super::wording::{Fact, Link, Weight};
use crate::domain::{DayPart, RequestLetter, RequestOccasion};
use crate::locales;
use crate::phones;

/// Writes the mail.
pub fn render_request(letter: &RequestLetter, sender: &Sender, public_url: &str) -> Result<Message, RenderError> {
    let (to, reply_to) = (mailbox("reader's", &letter.to.0, &letter.to.1)?, mailbox("answer's", &letter.reply_to.0, &letter.reply_to.1)?);
    let envelope = Envelope { id: &letter.id, from: &letter.portal_name, to, reply_to: Some(reply_to), caused_at: letter.caused_at };
    wording(letter, public_url).write(envelope, sender)
}

fn wording(letter: &RequestLetter, public_url: &str) -> Short {
    let language = locales::spoken(letter.language);
    let (texts, words) = (locales::section(language, "request_mail"), locales::section(language, "mail"));
    let occasion = match letter.occasion {
        RequestOccasion::Received => "received",
        RequestOccasion::Asked => "asked",
        RequestOccasion::Invited => "invited",
    };
    let contact = &letter.contact;
    let places = [("name", contact.name.as_str()), ("portal", letter.portal_name.as_str()), ("title", letter.title.as_str())];
    let say = |key: &str| texts.fill(&format!("{occasion}_{key}"), &places);
    let parts: Vec<&str> = letter.parts.iter().map(|part| texts.get(DayPart::as_str(part))).collect();
    let mut facts = vec![(words.get("label_what"), letter.title.to_string()), (texts.get("label_parts"), parts.join("\n")), (words.get("label_note"), contact.note.to_string())];
    if letter.occasion == RequestOccasion::Asked {
        let phone = contact.phone.as_ref().map(phones::shown).unwrap_or_default();
        facts.extend([(words.get("label_customer"), contact.name.to_string()), (words.get("label_email"), contact.email.as_str().to_owned()), (words.get("label_phone"), phone)]);
    }
    let facts = facts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(label, text)| Fact { label: label.to_owned(), text, link: None });
    Short {
        language,
        brand: letter.portal_name.to_string(),
        subject: say("subject"),
        title: say("title"),
        lead: say("lead"),
        facts: facts.collect(),
        action: Link { label: say("action"), address: format!("{}{}", public_url.trim_end_matches('/'), letter.link), weight: Weight::Button },
        closing: say("closing"),
    }
}
