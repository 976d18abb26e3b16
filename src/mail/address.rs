//! Where mail is handed over, as the settings say it: `folder:data/mail`, `smtp://user:password@host:587`, `starttls://…`, `smtps://…`.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;

use super::percent;

/// Where mail is handed over.
#[derive(Debug)]
pub enum Place {
    /// A folder.
    Folder(PathBuf),
    /// An SMTP server.
    Smtp(Server),
}

/// An SMTP server, and how to speak to it.
pub struct Server {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How what is said to it is kept from others.
    pub secrecy: Secrecy,
    /// Who we are to it: user and password.
    pub login: Option<(String, String)>,
    /// What we call ourselves when greeting it.
    pub hello: Option<String>,
}

impl Server {
    /// It is this machine.
    pub fn is_here(&self) -> bool {
        is_here(&self.host)
    }
}

fn is_here(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// How what is said to a server is kept from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secrecy {
    /// Not at all: the server is this machine.
    None,
    /// By STARTTLS when the server offers it; without it, no password is told.
    IfOffered,
    /// By STARTTLS, and without it nothing is said.
    Demanded,
    /// By TLS from the first byte.
    Always,
}

/// Why an address leads nowhere. Shows none of it, as it may hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It names no way of handing over.
    #[error("must begin with folder:, smtp://, starttls:// or smtps://")]
    Scheme,
    /// It names no folder.
    #[error("must name a folder after folder:")]
    NoFolder,
    /// What follows `smtp://` is no server.
    #[error("must be smtp://host, with user:password@ before the host and :port after it where needed; signs such as @ in a password are written as %40")]
    Server,
}

impl Place {
    /// Reads an address.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        if let Some(folder) = text.strip_prefix("folder:") {
            return if folder.is_empty() { Err(AddressError::NoFolder) } else { Ok(Self::Folder(PathBuf::from(folder))) };
        }
        let ways = [("smtps://", Some(Secrecy::Always)), ("starttls://", Some(Secrecy::Demanded)), ("smtp://", None)];
        let found = ways.into_iter().find_map(|(scheme, secrecy)| Some((secrecy, text.strip_prefix(scheme)?)));
        let (secrecy, rest) = found.ok_or(AddressError::Scheme)?;
        server(secrecy, rest).map(Self::Smtp).ok_or(AddressError::Server)
    }
}

fn server(asked: Option<Secrecy>, rest: &str) -> Option<Server> {
    let (authority, hello) = rest.split_once('/').unwrap_or((rest, ""));
    let (login, host) = match authority.rsplit_once('@') {
        Some((login, host)) => (Some(login.split_once(':')?), host),
        None => (None, authority),
    };
    let login = match login {
        Some((user, password)) => Some((percent::decode(user)?, percent::decode(password)?)),
        None => None,
    };
    let parsed: http::uri::Authority = host.parse().ok()?;
    let port = match host.strip_prefix(parsed.host())? {
        "" if asked == Some(Secrecy::Always) => 465,
        "" => 587,
        port => port.strip_prefix(':')?.parse().ok().filter(|port| *port > 0)?,
    };
    let host = parsed.host().trim_start_matches('[').trim_end_matches(']').to_owned();
    let secrecy = asked.unwrap_or(if is_here(&host) { Secrecy::None } else { Secrecy::IfOffered });
    (!host.is_empty()).then(|| Server { host, port, secrecy, login, hello: Some(hello.to_owned()).filter(|hello| !hello.is_empty()) })
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let login = if self.login.is_some() { "…@" } else { "" };
        write!(f, "{login}{}:{} ({:?})", self.host, self.port, self.secrecy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_where_and_how() {
        let check = |text: &str, expected: &str| {
            let found = Place::parse(text).map_or_else(|error| format!("{error:?}"), |place| format!("{place:?}"));
            assert_eq!(found, expected, "{text}");
        };
        check("folder:data/mail", r#"Folder("data/mail")"#);
        check("folder:", "NoFolder");
        check("smtp://mail.example.nl", "Smtp(mail.example.nl:587 (IfOffered))");
        check("smtps://u:p@mail.example.nl", "Smtp(…@mail.example.nl:465 (Always))");
        check("starttls://u:p@localhost", "Smtp(…@localhost:587 (Demanded))");
        check("smtp://localhost:25", "Smtp(localhost:25 (None))");
        check("smtp://[::1]:2525/our.name", "Smtp(::1:2525 (None))");
        check("smtp://127.0.0.1:1025", "Smtp(127.0.0.1:1025 (None))");
        for wrong in ["smtp://", "smtp://host:0", "smtp://host:99999", "smtp://host:", "smtp://user@host", "smtp://u:%zz@host", "smtp://a b"] {
            check(wrong, "Server");
        }
        check("mail.example.nl", "Scheme");
    }

    #[test]
    fn a_password_is_decoded_and_never_shown() {
        let Ok(Place::Smtp(server)) = Place::parse("smtp://jan%40example.nl:s%3Acr%2Ft@mail.example.nl:2525/booking.example.nl") else { panic!() };
        assert_eq!(server.login, Some(("jan@example.nl".to_owned(), "s:cr/t".to_owned())));
        assert_eq!(server.hello.as_deref(), Some("booking.example.nl"));
        assert!(!format!("{server:?}").contains("cr"));
    }
}
