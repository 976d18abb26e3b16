//! A letter becomes a mail: its headers, and its parts in the order in which readers prefer them.

use std::time::{Duration, UNIX_EPOCH};

use lettre::message::header::{ContentDisposition, ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};

use super::calendar;
use super::html::html;
use super::sender::Sender;
use super::text::text;
use super::untied;
use super::wording::Wording;
use crate::domain::{Audience, Email, Instant, Letter, Name};

/// The name under which the calendar file is attached.
const ATTACHMENT: &str = "appointment.ics";

/// Why a letter can't become a mail. No further try mends it.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// An address of the letter's is none that mail servers would take. It isn't told here, as this goes to logs.
    #[error("the {whose} address is none that mail can be sent to")]
    Address {
        /// Whose: the reader's or the one for replies.
        whose: &'static str,
    },
    /// The parts don't make a mail.
    #[error("the mail can't be put together")]
    Parts(#[source] lettre::error::Error),
}

/// Says that no person wrote it, so that no machine answers it (RFC 3834, 5).
#[derive(Clone)]
pub(super) struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// Writes the mail. The same letter gives the same mail, byte by byte, however often it is rendered: the Message-ID comes from its row,
/// the Date from its cause, the parts' boundaries from its row again.
pub fn render(letter: &Letter, sender: &Sender, public_url: &str) -> Result<Message, RenderError> {
    let letter = &*untied::letter(letter);
    let card = &letter.card;
    let wording = Wording::of(letter, public_url);
    let customer = mailbox("customer's", &card.customer.name, &card.customer.email)?;
    let agenda = mailbox("agenda's", &card.agenda_name, &card.agenda_email)?;
    let settings = &card.portal_mail;
    let sender = sender.of_portal(settings);
    let sender_name = settings.sender_name.as_ref().unwrap_or(&card.portal_name);
    let (to, reply_to) = match (letter.audience, settings.answers(sender.is_portals(settings))) {
        (Audience::Customer, Some(own)) => (customer, mailbox("reply", sender_name, own)?),
        (Audience::Customer, None) => (customer, agenda),
        (Audience::Agenda, _) => (agenda, customer),
    };
    // What time alone has brought about, or someone writes, changes no calendar.
    let calendar = letter.occasion.changes_calendars().then(|| calendar::file_for(letter.audience, card, public_url, letter.caused_at));
    let parts = parts(letter, &wording, calendar);
    Message::builder()
        .from(Mailbox::new(Some(sender_name.to_string()), sender.address().clone()))
        .to(to)
        .reply_to(reply_to)
        .subject(wording.subject.as_str())
        .date(UNIX_EPOCH + since_1970(letter.caused_at))
        .message_id(Some(format!("<{}@{}>", letter.id, sender.address().domain())))
        .header(AutoSubmitted)
        .multipart(parts)
        .map_err(RenderError::Parts)
}

fn parts(letter: &Letter, wording: &Wording, calendar: Option<String>) -> MultiPart {
    let kind = |text: &str| ContentType::parse(text).expect("a content type that is written here");
    let invitation = kind(&format!("text/calendar; method={}; charset=UTF-8", calendar::method(&letter.card)));
    let alternatives =
        MultiPart::alternative().boundary(format!("{}-alternatives", letter.id)).singlepart(SinglePart::plain(text(wording))).singlepart(SinglePart::html(html(wording)));
    let Some(calendar) = calendar else {
        return alternatives;
    };
    let alternatives = alternatives.singlepart(SinglePart::builder().header(invitation).body(calendar.clone()));
    // Under a type of its own, so that no reader takes it for a second invitation.
    let attachment =
        SinglePart::builder().header(kind(&format!("application/ics; charset=UTF-8; name=\"{ATTACHMENT}\""))).header(ContentDisposition::attachment(ATTACHMENT)).body(calendar);
    MultiPart::mixed().boundary(format!("{}-parts", letter.id)).multipart(alternatives).singlepart(attachment)
}

pub(super) fn mailbox(whose: &'static str, name: &Name, email: &Email) -> Result<Mailbox, RenderError> {
    let address = email.as_str().parse::<Address>().map_err(|_| RenderError::Address { whose })?;
    Ok(Mailbox::new(Some(name.to_string()), address))
}

pub(super) fn since_1970(at: Instant) -> Duration {
    Duration::from_secs(u64::try_from(at.seconds()).unwrap_or(0))
}
