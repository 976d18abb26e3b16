//! Whom mail is from.

use lettre::Address;

use crate::domain::{Email, MailSettings, ReturnPath};

/// The address that mail is sent from; the name beside it is each portal's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    address: Address,
    return_path: Option<ReturnPath>,
    domains: Vec<String>,
}

/// What was given is no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be an e-mail address such as afspraak@example.nl")]
pub struct SenderError;

impl Sender {
    /// Reads an address; unlike a customer's, its domain may be `localhost`.
    pub fn parse(text: &str) -> Result<Self, SenderError> {
        text.parse().map(Self::new).map_err(|_| SenderError)
    }

    /// The same, with a mailbox that bounces of customers' mail come back to; without it they go to the sender's address.
    pub fn with_return_path(self, return_path: Option<ReturnPath>) -> Self {
        Self { return_path, ..self }
    }

    /// The same, which may also send from these domains: their owners have said so in the DNS.
    pub fn with_domains(self, domains: Vec<String>) -> Self {
        Self { domains, ..self }
    }

    /// Whom a portal's mail is from: the address that it wishes, where that is of a domain that we may send from; else this one.
    pub fn of_portal(&self, settings: &MailSettings) -> Self {
        let wished = settings.from.as_ref().filter(|from| self.may_send_from(from)).and_then(|from| from.as_str().parse().ok());
        Self { address: wished.unwrap_or_else(|| self.address.clone()), ..self.clone() }
    }

    /// The domain of this address is one that we may send from.
    pub fn may_send_from(&self, from: &Email) -> bool {
        self.domains.iter().any(|domain| domain == from.domain())
    }

    /// Where it is sent from.
    pub fn domain(&self) -> &str {
        self.address.domain()
    }

    /// It is the portal's own address.
    pub(super) fn is_portals(&self, settings: &MailSettings) -> bool {
        settings.from.as_ref().is_some_and(|from| AsRef::<str>::as_ref(&self.address) == from.as_str())
    }

    /// The mailbox that bounces come back to.
    pub const fn return_path(&self) -> Option<&ReturnPath> {
        self.return_path.as_ref()
    }

    const fn new(address: Address) -> Self {
        Self { address, return_path: None, domains: Vec::new() }
    }

    /// The address itself.
    pub(super) const fn address(&self) -> &Address {
        &self.address
    }

    /// The address when none is set: `afspraak@` the public address's host, or `appointment@localhost` where that is no name of the internet's.
    pub fn of(public_url: &str) -> Self {
        let host = public_url.parse::<http::Uri>().ok().and_then(|url| url.host().map(str::to_owned));
        let named = host.filter(|host| host.contains('.') && host.bytes().any(|b| b.is_ascii_alphabetic()));
        let named = named.and_then(|host| Address::new("afspraak", host).ok());
        Self::new(named.unwrap_or_else(|| Address::new("appointment", "localhost").expect("a name and a host")))
    }
}

impl std::fmt::Display for Sender {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.address.fmt(f)
    }
}
