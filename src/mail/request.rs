//! Mails about a request: to who asked, that the team has it; to the team, that someone asks; the invitation to pick a time; a proposal of several, and what those who wait are offered.

use std::borrow::Cow;

use lettre::Message;

use super::links;
use super::render::{RenderError, mailbox};
use super::sender::Sender;
use super::short::{Envelope, Short};
use super::untied;
use super::wording::{Fact, Link, Weight};
use crate::dates;
use crate::domain::texts::fill;
use crate::domain::{DayPart, Instant, MailKind, MailText, RequestLetter, RequestOccasion, TextPart, ZoneName};
use crate::locales;
use crate::phones;
use crate::zone::Zone;

/// Writes the mail.
pub fn render_request(letter: &RequestLetter, sender: &Sender, public_url: &str) -> Result<Message, RenderError> {
    let letter = &*untied::request(letter);
    let settings = &letter.portal_mail;
    let from = settings.sender_name.as_ref().unwrap_or(&letter.portal_name);
    let to = mailbox("reader's", &letter.to.0, &letter.to.1)?;
    let reply_to = match &settings.reply_to {
        Some(own) if letter.is_for_customer() => mailbox("reply", from, own)?,
        _ => mailbox("answer's", &letter.reply_to.0, &letter.reply_to.1)?,
    };
    let envelope = Envelope { id: &letter.id, from, to, reply_to: Some(reply_to), caused_at: letter.caused_at };
    wording(letter, public_url).write(envelope, sender)
}

pub(super) fn wording(letter: &RequestLetter, public_url: &str) -> Short {
    let language = locales::spoken(letter.language);
    let (texts, words) = (locales::words(language, "request_mail", &letter.portal_texts), locales::words(language, "mail", &letter.portal_texts));
    let occasion = match letter.occasion {
        RequestOccasion::Received => "received",
        RequestOccasion::Asked => "asked",
        RequestOccasion::Invited => "invited",
        RequestOccasion::Proposed => "proposed",
        RequestOccasion::Offered => "offered",
        RequestOccasion::Passed => "passed",
    };
    let contact = &letter.contact;
    let moment = |at: Instant, zone: &ZoneName| {
        let (day, time) = Zone::of(zone).wall(at);
        format!("{}, {}", dates::day(language, day), dates::time(time))
    };
    let until = letter.offer.as_ref().map(|offer| moment(offer.until, &offer.zone)).unwrap_or_default();
    let times = letter.offer.iter().flat_map(|offer| {
        offer.times.iter().map(|span| format!("{}, {}", dates::day(language, Zone::of(&offer.zone).day(span.start)), dates::times(language, *span, &offer.zone)))
    });
    let times: Vec<String> = times.collect();
    let places = [("name", contact.name.as_str()), ("portal", letter.portal_name.as_str()), ("title", letter.title.as_str()), ("until", until.as_str())];
    let say = |key: &str| texts.fill(&format!("{occasion}_{key}"), &places);
    let kind = match letter.occasion {
        RequestOccasion::Received => Some(MailKind::RequestReceived),
        RequestOccasion::Invited => Some(MailKind::Invitation),
        // What a portal says of a request is not what it says of times that it offers.
        RequestOccasion::Asked | RequestOccasion::Proposed | RequestOccasion::Offered | RequestOccasion::Passed => None,
    };
    let own = kind.map_or_else(MailText::default, |kind| letter.portal_mail.text(language, kind));
    let own = |part: TextPart, key: &str| {
        let places = [("customer", contact.name.as_str()), ("what", letter.title.as_str()), ("portal", letter.portal_name.as_str())];
        own.get(part).map_or_else(|| say(key), |text| fill(text, &places))
    };
    let parts: Vec<_> = letter.parts.iter().map(|part| texts.get(DayPart::as_str(part))).collect();
    let fact = |label: Cow<'_, str>, text: String| Fact { label: label.into_owned(), text, apart: false, link: None };
    let mut facts = vec![
        fact(words.get("label_what"), letter.title.to_string()),
        Fact { apart: true, ..fact(texts.get(if times.len() == 1 { "label_time" } else { "label_times" }), times.join("\n")) },
        fact(texts.get("label_parts"), parts.join("\n")),
        fact(words.get("label_note"), note(letter)),
    ];
    facts.retain(|fact| !fact.text.is_empty());
    if letter.occasion == RequestOccasion::Asked {
        facts.push(fact(words.get("label_customer"), contact.name.to_string()));
        facts.push(fact(words.get("label_email"), String::new()).leading(contact.email.to_string(), links::mail_to(&contact.email)));
        facts.extend(contact.phone.as_ref().map(|phone| fact(words.get("label_phone"), String::new()).leading(phones::shown(phone), links::call(phone))));
    }
    Short {
        language,
        brand: letter.portal_name.to_string(),
        subject: own(TextPart::Subject, "subject"),
        title: say("title"),
        lead: own(TextPart::Opening, "lead"),
        facts,
        action: Link { label: say("action"), address: format!("{}{}", public_url.trim_end_matches('/'), letter.link), weight: Weight::Button },
        closing: own(TextPart::Closing, "closing"),
        signature: letter.portal_mail.signature.as_ref().filter(|_| letter.is_for_customer()).map(ToString::to_string),
    }
}

/// What was noted, where its reader may be told: to the team what the customer wrote, to the customer what the team did. What the customer noted is not repeated to them:
/// anyone can type it and any address, and it would go out in the realtor's name.
fn note(letter: &RequestLetter) -> String {
    match letter.occasion {
        RequestOccasion::Asked | RequestOccasion::Proposed => letter.contact.note.to_string(),
        RequestOccasion::Received | RequestOccasion::Invited | RequestOccasion::Offered | RequestOccasion::Passed => String::new(),
    }
}
