//! An SMTP server (RFC 5321). Connections are kept and used again; one on which anything went wrong is dropped, as it may be in the
//! middle of a mail.

use std::error::Error as _;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::{Address, Message};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::address::{Secrecy, Server};
use super::{Patience, SendError};
use crate::domain::MailStatus;

/// Mails that may leave side by side, each over a connection of its own, and so the connections that are kept.
pub const SIDE_BY_SIDE: u32 = 4;

/// Nothing is heard of it.
const AWAY: &str = "the server can't be reached";

/// An SMTP server. Clones share its kept connections.
#[derive(Clone)]
pub struct Smtp {
    server: Arc<Server>,
    patience: Patience,
    /// Who vouches for the server, besides those whom everyone trusts.
    vouches: Option<Certificate>,
    idle: Arc<Mutex<Vec<AsyncSmtpConnection>>>,
}

impl Smtp {
    /// Takes a server. Connects when there is mail.
    pub fn new(server: Server, patience: Patience) -> Self {
        Self { server: Arc::new(server), patience, vouches: None, idle: Arc::default() }
    }

    /// The same with another patience.
    pub fn with_patience(self, patience: Patience) -> Self {
        Self { patience, ..self }
    }

    /// The same, also trusting whom this authority vouches for.
    pub fn trusting(self, authority: Certificate) -> Self {
        Self { vouches: Some(authority), ..self }
    }

    /// It is another machine.
    pub fn is_elsewhere(&self) -> bool {
        !self.server.is_here()
    }

    /// Hands a mail over; what can't be delivered comes back to `back`, or else to whom it is from. A refusal for good counts as one only when it is about this mail; one that is about us (a wrong password, a server
    /// that takes nothing now) may be mended while the mail waits.
    pub async fn send(&self, mail: &Message, back: Option<Address>) -> Result<(), SendError> {
        let mut connection = self.connection().await?;
        // What is not given back, when this ends early or is given up, is closed by being dropped.
        match timeout(self.patience.mail, hand_over(&mut connection, mail, back)).await {
            Ok(Ok(())) => {
                self.give_back(connection);
                Ok(())
            }
            Ok(Err(error)) => Err(error),
            Err(_) => Err(SendError::Later("the server took too long over the mail".to_owned())),
        }
    }

    /// The server answers and lets us in.
    pub async fn check(&self) -> Result<(), SendError> {
        let connection = self.connect().await?;
        self.give_back(connection);
        Ok(())
    }

    async fn connection(&self) -> Result<AsyncSmtpConnection, SendError> {
        while let Some(mut kept) = self.take_idle() {
            if matches!(timeout(self.patience.connect, kept.test_connected()).await, Ok(true)) {
                return Ok(kept);
            }
        }
        self.connect().await
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, SendError> {
        let server = &self.server;
        let slow = |_| SendError::Later("the server did not answer in time".to_owned());
        let tls = || {
            let plain = TlsParameters::builder(server.host.clone());
            let trusting = self.vouches.iter().fold(plain, |tls, authority| tls.add_root_certificate(authority.clone()));
            trusting.build().map_err(|error| about_us(&error))
        };
        let hello = server.hello.clone().map_or_else(ClientId::default, ClientId::Domain);
        let wrapped = if server.secrecy == Secrecy::Always { Some(tls()?) } else { None };
        let mut connection = match wrapped {
            None => timeout(self.patience.connect, greet(server, &hello)).await.map_err(slow)??,
            Some(_) => {
                let connecting = AsyncSmtpConnection::connect_tokio1((server.host.as_str(), server.port), Some(self.patience.connect), &hello, wrapped, None);
                timeout(self.patience.connect, connecting).await.map_err(slow)?.map_err(|error| about_us(&error))?
            }
        };
        if server.secrecy == Secrecy::Demanded && !connection.can_starttls() {
            return Err(SendError::Later("the server offers no encryption, and without it nothing is told".to_owned()));
        }
        if matches!(server.secrecy, Secrecy::IfOffered | Secrecy::Demanded) && connection.can_starttls() {
            timeout(self.patience.connect, connection.starttls(tls()?, &hello)).await.map_err(slow)?.map_err(|error| about_us(&error))?;
        }
        if let Some((user, password)) = &server.login {
            if server.secrecy == Secrecy::IfOffered && !connection.is_encrypted() {
                return Err(SendError::Later("the server offers no encryption, and without it no password is told".to_owned()));
            }
            let login = Credentials::new(user.clone(), password.clone());
            let logging_in = connection.auth(&[Mechanism::Plain, Mechanism::Login], &login);
            timeout(self.patience.connect, logging_in).await.map_err(slow)?.map_err(|error| about_us(&error))?;
        }
        Ok(connection)
    }

    fn take_idle(&self) -> Option<AsyncSmtpConnection> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn give_back(&self, connection: AsyncSmtpConnection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < SIDE_BY_SIDE as usize && !connection.has_broken() {
            idle.push(connection);
        }
    }
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Smtp({:?})", self.server)
    }
}

/// Connects without encryption, for now. The end of a mail is a packet of its own, which TCP would keep back until the server's end has acknowledged the one
/// before: 40 ms for each mail on a connection that is kept. (lettre makes connections that are encrypted from the first byte, and there we wait.)
async fn greet(server: &Server, hello: &ClientId) -> Result<AsyncSmtpConnection, SendError> {
    let away = |_| SendError::Later(AWAY.to_owned());
    let stream = TcpStream::connect((server.host.as_str(), server.port)).await.map_err(away)?;
    stream.set_nodelay(true).map_err(away)?;
    AsyncSmtpConnection::connect_with_transport(Box::new(stream), hello).await.map_err(|error| about_us(&error))
}

/// The mail, command by command: only so it is known whether a refusal is about its reader.
async fn hand_over(connection: &mut AsyncSmtpConnection, mail: &Message, back: Option<Address>) -> Result<(), SendError> {
    let (envelope, content) = (mail.envelope(), mail.formatted());
    let from = back.or_else(|| envelope.from().cloned());
    let mut parameters = Vec::new();
    // Letters beyond ASCII, in an address (RFC 6531) or in the content (RFC 6152).
    let plain = |address: &Address| AsRef::<str>::as_ref(address).is_ascii();
    for (needed, extension, parameter) in [
        (!envelope.to().iter().chain(&from).all(plain), Extension::SmtpUtfEight, MailParameter::SmtpUtfEight),
        (!content.is_ascii(), Extension::EightBitMime, MailParameter::Body(MailBodyParameter::EightBitMime)),
    ] {
        if needed && !connection.server_info().supports_feature(extension) {
            return Err(SendError::Dead("the server takes no mail with letters beyond ASCII where this one has them".to_owned()));
        }
        parameters.extend(needed.then_some(parameter));
    }
    connection.command(Mail::new(from, parameters)).await.map_err(|error| about_the_mail(&error))?;
    for reader in envelope.to() {
        connection.command(Rcpt::new(reader.clone(), Vec::new())).await.map_err(|error| about_the_reader(&error))?;
    }
    connection.command(Data).await.map_err(|error| about_the_mail(&error))?;
    connection.message(&content).await.map_err(|error| about_the_mail(&error))?;
    Ok(())
}

/// A refusal of the reader's address, unless what the server says of it is about us: that it passes nothing on for us, or wants no mail of ours.
fn about_the_reader(error: &Error) -> SendError {
    let said = error.source().map(ToString::to_string).unwrap_or_default();
    let status = MailStatus::among(&said).filter(|status| status.is_permanent());
    match error.status().map(u16::from) {
        // Before 550 come the codes of commands that were not understood (RFC 5321, 4.2.3), and those that want us to log in.
        Some(code @ 550..=599) if !status.is_some_and(MailStatus::is_about_us) => SendError::Refused(code, status.unwrap_or(MailStatus::REFUSED)),
        _ => about_the_mail(error),
    }
}

fn about_the_mail(error: &Error) -> SendError {
    let code = error.status().map(u16::from);
    match code {
        // It wants us to log in, or otherwise than we do: ours to mend, not the mail's fault (RFC 4954, 6).
        Some(530 | 534 | 535 | 538) => about_us(error),
        Some(code) if error.is_permanent() => SendError::Dead(format!("the server refused the mail for good ({code})")),
        Some(code) => SendError::Later(format!("the server asked for a later try ({code})")),
        None => SendError::Later("the server broke off".to_owned()),
    }
}

/// What breaks off a handshake for a certificate is a broken connection to lettre; the cause beneath says so.
fn is_about_trust(error: &Error) -> bool {
    let mut cause = error.source();
    while let Some(found) = cause {
        if found.to_string().contains("certificate") {
            return true;
        }
        cause = found.source();
    }
    false
}

fn about_us(error: &Error) -> SendError {
    SendError::Later(match error.status().map(u16::from) {
        Some(code @ (530 | 534 | 535 | 538)) => format!("the server does not let us in ({code}): see user and password"),
        Some(code) => format!("the server takes no mail from us now ({code})"),
        None if error.is_tls() || is_about_trust(error) => "the server's encryption can't be trusted".to_owned(),
        None if error.is_client() => "the server knows no way of logging in that we know".to_owned(),
        None => AWAY.to_owned(),
    })
}
