//! `appointment doctor`: a line for each thing that must be in order, and what to do where it isn't. Changes nothing.

use std::time::Duration;

use tokio::time::timeout;

use super::failure::chain;
use super::{Failure, open_names, open_sender, open_store, open_transport};
use crate::clock::Clock;
use crate::config::Config;
use crate::dns::Mail;
use crate::domain::Instant;
use crate::http::assets;

/// How long each may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// No clock that is right shows a day before this program was written, or after its zone rules are long outdated.
const PLAUSIBLE: [&str; 2] = ["2026-11-01T00:00:00Z", "2046-01-01T00:00:00Z"];

/// What was found: in order, with what it is; or what is wrong, and what to do.
type Finding = Result<String, String>;

/// Looks at everything.
pub async fn doctor(config: Config) -> Result<(), Failure> {
    let findings = [
        ("database", database(&config).await),
        ("mail", mail(&config).await),
        ("domains of addresses", domains(&config).await),
        ("browser files", browser_files(&assets::manifest())),
        ("public address", public_address(&config)),
        ("clock", clock(Clock::system().now())),
    ];
    for (what, finding) in &findings {
        match finding {
            Ok(found) => println!("ok     {what}: {found}"),
            Err(wrong) => println!("wrong  {what}: {wrong}"),
        }
    }
    let wrong = findings.iter().filter(|(_, finding)| finding.is_err()).count();
    if wrong == 0 { Ok(()) } else { Err(Failure::Other(format!("{wrong} of {} must be mended", findings.len()))) }
}

async fn database(config: &Config) -> Finding {
    let address = &config.database;
    if config.sqlite_file().is_some_and(|file| !file.exists()) {
        return Ok(format!("{address} is not there yet: serve makes it"));
    }
    let store = open_store(config).map_err(|failure| failure.to_string())?;
    match timeout(PATIENCE, store.versions()).await {
        Ok(Ok((found, known))) if found > known => Err(format!("{address} is at version {found}, this program knows up to {known}: install the newer program")),
        Ok(Ok((found, known))) if found < known => {
            Err(format!("{address} is at version {found}, this program needs {known}: run `appointment migrate`, or serve, which does so by itself"))
        }
        Ok(Ok((found, _))) => Ok(format!("{address}, at version {found}")),
        Ok(Err(error)) => Err(format!("{address}: {}: start it, or mend the setting database", chain(&error))),
        Err(_) => Err(format!("{address} does not answer: start it, or mend the setting database")),
    }
}

async fn mail(config: &Config) -> Finding {
    let transport = open_transport(config).map_err(|failure| failure.to_string())?;
    let sender = open_sender(config, &config.public_url(config.listen)).map_err(|failure| failure.to_string())?;
    let address = &config.mail.url;
    match timeout(PATIENCE, transport.check()).await {
        Ok(Ok(())) => Ok(format!("{address}, from {sender}")),
        Ok(Err(error)) => Err(format!("{address}: {error}: mend the setting mail.url, or what it leads to")),
        Err(_) => Err(format!("{address} does not answer: start it, or mend the setting mail.url")),
    }
}

async fn domains(config: &Config) -> Finding {
    let names = open_names(config).map_err(|failure| failure.to_string())?;
    if !names.ask_anyone() {
        return Ok("not looked up, see the setting mail.check_domain".to_owned());
    }
    let sender = open_sender(config, &config.public_url(config.listen)).map_err(|failure| failure.to_string())?;
    let domain = sender.domain();
    match names.ask(domain).await {
        Mail::Taken => Ok(format!("looked up, and {domain} takes mail")),
        Mail::Refused => Ok(format!("looked up; {domain}, from which mail comes, takes none")),
        Mail::Unknown => Err(format!("nobody says whether {domain} takes mail, so that every address is accepted: mend the setting mail.resolver, or /etc/resolv.conf")),
    }
}

fn browser_files(manifest: &std::collections::BTreeMap<String, String>) -> Finding {
    let missing: Vec<&str> = ["embed.js", "widget.js", "widget.wasm"].into_iter().filter(|name| !manifest.contains_key(*name)).collect();
    if missing.is_empty() {
        return Ok(format!("{} of them", manifest.len()));
    }
    Err(format!("{} not built into this program: build it with `make install`", missing.join(", ")))
}

fn public_address(config: &Config) -> Finding {
    let address = config.public_url(config.listen);
    if config.public_url.is_none() && (config.listen.ip().is_unspecified() || config.listen.port() == 0) {
        return Err(format!("links in mails would lead to {address}: set public_url to where customers reach this server"));
    }
    Ok(address)
}

fn clock(now: Instant) -> Finding {
    let [first, last] = PLAUSIBLE.map(Instant::parse);
    if first.is_some_and(|first| now < first) || last.is_some_and(|last| now > last) {
        return Err(format!("it shows {now}: set the machine's clock, best by NTP"));
    }
    Ok(now.to_string())
}
