//! A mail that is about no appointment: a few words, what there is to know, and one thing to press.

use lettre::Message;
use lettre::message::{Mailbox, MultiPart, SinglePart};

use super::render::{AutoSubmitted, RenderError, since_1970};
use super::sender::Sender;
use super::wording::{Fact, Link};
use super::{html, text};
use crate::domain::{Instant, Language, Name, OutboxId};

/// Such a mail in words.
pub(super) struct Short {
    pub language: Language,
    pub brand: String,
    pub subject: String,
    pub title: String,
    pub lead: String,
    pub facts: Vec<Fact>,
    pub action: Link,
    pub closing: String,
    pub signature: Option<String>,
}

/// What stands outside of it.
pub(super) struct Envelope<'a> {
    pub id: &'a OutboxId,
    pub from: &'a Name,
    pub to: Mailbox,
    pub reply_to: Option<Mailbox>,
    pub caused_at: Instant,
}

impl Short {
    /// Writes the mail: the same words in the same envelope give the same mail, byte by byte.
    pub fn write(&self, envelope: Envelope<'_>, sender: &Sender) -> Result<Message, RenderError> {
        let Envelope { id, from, to, reply_to, caused_at } = envelope;
        let parts =
            MultiPart::alternative().boundary(format!("{id}-alternatives")).singlepart(SinglePart::plain(text::short(self))).singlepart(SinglePart::html(html::short(self)));
        let mail = Message::builder().from(Mailbox::new(Some(from.to_string()), sender.address().clone())).to(to);
        let mail = reply_to.into_iter().fold(mail, |mail, reply_to| mail.reply_to(reply_to));
        mail.subject(self.subject.as_str())
            .date(std::time::UNIX_EPOCH + since_1970(caused_at))
            .message_id(Some(format!("<{id}@{}>", sender.address().domain())))
            .header(AutoSubmitted)
            .multipart(parts)
            .map_err(RenderError::Parts)
    }
}
