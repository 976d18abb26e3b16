//! The settings: read once, by value, from a file, the variables and the flags, each overriding the one before. Knows what a setting may
//! be, and nothing of what is done with it.

mod address;
mod network;
mod settings;
mod sources;
mod wrong;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

pub use address::Address;
pub use network::Network;
pub use settings::{SETTINGS, Setting};
pub use wrong::{Place, Wrong};

use crate::domain::{Email, Origin, ReturnPath};
use sources::Sources;

/// The file that is read when no other is named and it is there.
pub const FILE: &str = "appointment.toml";

/// Everything that can be set.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Where customers reach this server; none: at the address it listens on.
    pub public_url: Option<Origin>,
    /// Where everything is kept that isn't kept elsewhere.
    pub data_dir: PathBuf,
    /// Where appointments are stored.
    pub database: Address,
    /// How mail leaves.
    pub mail: Mail,
    /// How much one address may ask.
    pub limits: Limits,
    /// What is told about requests and errors.
    pub log: Log,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
    /// Threads that serve.
    pub workers: usize,
    /// Where the settings came from that are not the default, for those that turn out wrong only when they are used.
    places: Vec<(&'static str, Place)>,
}

/// How mail leaves.
#[derive(Clone, Debug)]
pub struct Mail {
    /// `folder:…`, `smtp://…`, `starttls://…` or `smtps://…`.
    pub url: Address,
    /// The sender's address; none: made from the public address.
    pub from: Option<String>,
    /// Domains that portals may send from besides.
    pub domains: Vec<String>,
    /// The mailbox that bounces come back to; none: the sender's address.
    pub return_path: Option<ReturnPath>,
    /// A file with the certificate of whoever vouches for the mail server, besides those that everyone trusts.
    pub authority: Option<PathBuf>,
    /// Whether the domain of an address that is typed is looked up; none: where mail leaves for a server elsewhere.
    pub check_domain: Option<bool>,
    /// The DNS server to ask that; none: those that the machine asks.
    pub resolver: Option<SocketAddr>,
}

/// How much one address may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Off for load tests.
    pub enabled: bool,
    /// Requests a minute, lastingly.
    pub per_minute: u32,
    /// Requests at once, after a pause.
    pub burst: u32,
}

/// What is told about requests and errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Log {
    /// For people or for programs.
    pub format: LogFormat,
    /// The least important that is told.
    pub level: tracing::level_filters::LevelFilter,
}

/// For people or for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// A line of text.
    Plain,
    /// A line of JSON.
    Json,
}

/// What the command line says about settings.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The file named by `--config`.
    pub file: Option<PathBuf>,
    /// Flags, by the setting's name.
    pub flags: Vec<(&'static str, String)>,
}

impl Config {
    /// Reads all settings, or says everything that is wrong with them. `data_dir` is the default of that setting.
    pub fn read(given: Given, data_dir: &str) -> Result<Self, Vec<Wrong>> {
        let variables = std::env::vars_os().map(|(name, value)| (name.to_string_lossy().into_owned(), value.to_string_lossy().into_owned()));
        Self::from_sources(Sources::gather(given, variables), data_dir)
    }

    /// Where customers reach this server, without a closing slash, when it listens at `local`.
    pub fn public_url(&self, local: SocketAddr) -> String {
        self.public_url.as_ref().map_or_else(|| format!("http://{local}"), ToString::to_string)
    }

    /// A setting that turned out wrong when it was used.
    pub fn wrong(&self, name: &'static str, expected: impl Into<String>) -> Wrong {
        let place = self.places.iter().find(|(known, _)| *known == name).map_or(Place::Default, |(_, place)| place.clone());
        let value = match name {
            "listen" => Some(self.listen.to_string()),
            "data_dir" => Some(self.data_dir.display().to_string()),
            "mail.from" => self.mail.from.clone(),
            "mail.authority" => self.mail.authority.as_ref().map(|file| file.display().to_string()),
            _ => None,
        };
        Wrong::Value { name, value, place, expected: expected.into() }
    }

    fn from_sources(mut from: Sources, data_dir: &str) -> Result<Self, Vec<Wrong>> {
        let listen = from.read("listen", "an address and a port, such as 127.0.0.1:3000 or [::1]:3000", socket).unwrap_or(SocketAddr::from(([127, 0, 0, 1], 3000)));
        let public_url = from.read("public_url", "an origin such as https://afspraak.example.nl, without a path", |text| Origin::parse(text.trim_end_matches('/')).ok());
        let data_dir = from.read("data_dir", "a folder", |text| (!text.is_empty()).then(|| PathBuf::from(text))).unwrap_or_else(|| PathBuf::from(data_dir));
        let database =
            from.read("database", "sqlite:FILE or postgres://USER@HOST/NAME", Address::database).unwrap_or_else(|| Address::in_folder("sqlite", &data_dir, "appointment.db"));
        let url = from
            .read("mail.url", "folder:FOLDER, smtp://HOST:PORT, starttls://HOST:PORT or smtps://USER:PASSWORD@HOST", Address::mail)
            .unwrap_or_else(|| Address::in_folder("folder", &data_dir, "mail"));
        let sender = from.read("mail.from", "an e-mail address such as afspraak@example.nl", |text| text.contains('@').then(|| text.to_owned()));
        let domains = from.read("mail.domains", "domains such as makelaar.nl, with commas between", domains).unwrap_or_default();
        let return_path = from.read("mail.return_path", "an address with a short name, such as bounce@post.example.nl", ReturnPath::parse);
        let authority = from.read("mail.authority", "a file", |text| (!text.is_empty()).then(|| PathBuf::from(text)));
        let check_domain = from.read("mail.check_domain", "true or false", truth);
        let resolver = from.read("mail.resolver", "an address and a port, such as 127.0.0.1:53 or [::1]:53, or nothing", resolver).flatten();
        let mail = Mail { url, from: sender, domains, return_path, authority, check_domain, resolver };
        let limits = Limits {
            enabled: from.read("limits.enabled", "true or false", truth).unwrap_or(true),
            per_minute: from.read("limits.per_minute", "a whole number from 1 to 1000000", |text| whole(text, 1_000_000)).unwrap_or(300),
            burst: from.read("limits.burst", "a whole number from 1 to 1000000", |text| whole(text, 1_000_000)).unwrap_or(150),
        };
        let log = Log {
            format: from.read("log.format", "plain or json", log_format).unwrap_or(LogFormat::Plain),
            level: from.read("log.level", "off, error, warn, info, debug or trace", |text| text.parse().ok()).unwrap_or(tracing::level_filters::LevelFilter::INFO),
        };
        let trusted_proxies = from.read("trusted_proxies", "addresses or networks such as 10.0.0.0/8, with commas between", Network::list).unwrap_or_default();
        let workers = from.read("workers", "a whole number from 1 to 256", |text| whole(text, 256)).map_or_else(cores, |workers| workers as usize);
        let places = from.end()?;
        Ok(Self { listen, public_url, data_dir, database, mail, limits, log, trusted_proxies, workers, places })
    }

    /// The file of an SQLite database.
    pub fn sqlite_file(&self) -> Option<&Path> {
        self.database.sqlite_file()
    }
}

fn socket(text: &str) -> Option<SocketAddr> {
    let port = |port: &str| port.parse().ok().map(|port: u16| SocketAddr::from(([127, 0, 0, 1], port)));
    text.parse().ok().or_else(|| text.strip_prefix("localhost:").and_then(port))
}

/// A DNS server; nothing is none.
fn resolver(text: &str) -> Option<Option<SocketAddr>> {
    if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) }
}

/// Domains of e-mail addresses, in small letters.
fn domains(text: &str) -> Option<Vec<String>> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| Email::parse(&format!("a@{part}")).ok().map(|email| email.domain().to_owned())).collect()
}

fn truth(text: &str) -> Option<bool> {
    match text {
        "true" | "1" | "on" | "yes" => Some(true),
        "false" | "0" | "off" | "no" => Some(false),
        _ => None,
    }
}

fn whole(text: &str, most: u32) -> Option<u32> {
    text.parse().ok().filter(|number| (1..=most).contains(number))
}

fn log_format(text: &str) -> Option<LogFormat> {
    match text {
        "plain" => Some(LogFormat::Plain),
        "json" => Some(LogFormat::Json),
        _ => None,
    }
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

#[cfg(test)]
mod tests;
