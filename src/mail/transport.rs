//! Hands mail over: to a folder or to an SMTP server, as its address says.

use std::time::Duration;

use lettre::transport::smtp::client::Certificate;
use lettre::{Address, Message};

pub use super::address::AddressError;
use super::address::Place;
use super::folder::Folder;
use super::smtp::{self, Smtp};
use crate::domain::{Brief, Letter, MailStatus};

/// Where mail is handed over. Cheap to clone; clones share what is kept, such as an SMTP server's connections.
#[derive(Clone, Debug)]
pub struct Transport(Way);

#[derive(Clone, Debug)]
enum Way {
    Folder(Folder),
    Smtp(Smtp),
}

/// How long a server may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// To be reached, to greet, to encrypt and to log us in, each.
    pub connect: Duration,
    /// To take one mail. Long, as a server that has taken a mail and is slow to say so gets it again otherwise.
    pub mail: Duration,
}

impl Patience {
    /// The longest that handing one mail over can take: every kept connection turns out dead, then reaching, encrypting, logging in, and the mail.
    pub fn longest(self) -> Duration {
        self.connect * (smtp::SIDE_BY_SIDE + 3) + self.mail
    }
}

impl Default for Patience {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), mail: Duration::from_secs(60) }
    }
}

/// A file that holds no certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be a file with the authority's certificate, in PEM")]
pub struct AuthorityError;

/// Why a mail was not handed over. Says no address and nothing of what a server said beyond its code: this goes to logs.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// Another try may go well: the server is away, slow, or asks for one.
    #[error("{0}")]
    Later(String),
    /// No further try will.
    #[error("{0}")]
    Dead(String),
    /// No further try will, as there is nobody at the reader's address: the server's reply and what it comes down to.
    #[error("the server refused the address for good ({0}, {1})")]
    Refused(u16, MailStatus),
}

impl Transport {
    /// Takes an address: `folder:data/mail`, `smtp://user:password@host:587` (STARTTLS where the server offers it and is another machine; without,
    /// no password is told), `starttls://…` (the same, and without STARTTLS nothing is told), `smtps://…`. A path after the host is what we call ourselves. Reaches nothing yet.
    pub fn open(address: &str) -> Result<Self, AddressError> {
        Ok(Self(match Place::parse(address)? {
            Place::Folder(path) => Way::Folder(Folder::new(path)),
            Place::Smtp(server) => Way::Smtp(Smtp::new(server, Patience::default())),
        }))
    }

    /// The same with another patience.
    #[must_use]
    pub fn with_patience(self, patience: Patience) -> Self {
        match self.0 {
            Way::Folder(folder) => Self(Way::Folder(folder)),
            Way::Smtp(smtp) => Self(Way::Smtp(smtp.with_patience(patience))),
        }
    }

    /// The same, also trusting servers for which the authority in this file vouches: certificates in PEM.
    pub fn trusting(self, file: &[u8]) -> Result<Self, AuthorityError> {
        // Of a file without any, lettre makes an authority that vouches for nobody.
        let named = String::from_utf8_lossy(file).contains("-----BEGIN CERTIFICATE-----");
        let authority = Certificate::from_pem(file).ok().filter(|_| named).ok_or(AuthorityError)?;
        Ok(match self.0 {
            Way::Folder(folder) => Self(Way::Folder(folder)),
            Way::Smtp(smtp) => Self(Way::Smtp(smtp.trusting(authority))),
        })
    }

    /// Mail leaves for a server elsewhere, and not into a folder or to a server on this machine, as it does where nothing is meant to arrive.
    pub fn leads_elsewhere(&self) -> bool {
        match &self.0 {
            Way::Folder(_) => false,
            Way::Smtp(smtp) => smtp.is_elsewhere(),
        }
    }

    /// Hands a letter's mail over; what can't be delivered comes back to `back`, or else to whom it is from. When it is done, the mail is safe with whoever has it now.
    pub async fn send(&self, letter: &Letter, mail: &Message, back: Option<&str>) -> Result<(), SendError> {
        match &self.0 {
            Way::Folder(folder) => folder.keep(&letter.id, letter.caused_at, mail).await,
            Way::Smtp(smtp) => smtp.send(mail, address(back)?).await,
        }
    }

    /// Hands the mail over of what is about no appointment.
    pub async fn send_brief(&self, letter: &Brief, mail: &Message, back: Option<&str>) -> Result<(), SendError> {
        match &self.0 {
            Way::Folder(folder) => folder.keep(letter.id(), letter.caused_at(), mail).await,
            Way::Smtp(smtp) => smtp.send(mail, address(back)?).await,
        }
    }

    /// Mail could be handed over now: the folder can be written, the server answers and lets us in. Sends nothing.
    pub async fn check(&self) -> Result<(), SendError> {
        match &self.0 {
            Way::Folder(folder) => folder.check().await,
            Way::Smtp(smtp) => smtp.check().await,
        }
    }
}

fn address(back: Option<&str>) -> Result<Option<Address>, SendError> {
    back.map(|back| back.parse().map_err(|_| SendError::Dead("bounces would come back to what is no address: see mail.return_path".to_owned()))).transpose()
}
