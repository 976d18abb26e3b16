//! The command line: each command a file. Wires the rooms together, decides nothing that they could.

mod apply;
mod bounce;
mod calendar;
mod demo;
mod doctor;
mod embed;
mod failure;
mod key;
mod line;
mod log;
mod member;
mod migrate;
mod seed;
mod serve;
mod tables;

use std::ffi::OsString;
use std::process::ExitCode;

use crate::config::Config;
use crate::dns::Names;
use crate::mail::{Sender, Transport};
use crate::store::Store;

pub use failure::Failure;

use line::Command;

/// Runs the command of a command line, and says how it ended: 0 done, 1 it could not be done, 2 something in the settings, the
/// file or the command line must be mended first. A mail server that pipes a message in is told in its own codes.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let (command, given) = match line::parse(arguments) {
        Ok(parsed) => parsed,
        Err(error) => {
            let _nobody_reads = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let piped = matches!(command, Command::Bounce(_));
    let data_dir = if matches!(command, Command::Demo) { demo::DATA_DIR } else { "data" };
    let done = Config::read(given, data_dir).map_err(Failure::Settings).and_then(|config| {
        log::start(config.log);
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(config.workers).enable_all().build();
        let runtime = runtime.map_err(|error| Failure::Other(format!("no threads to work with: {error}")))?;
        runtime.block_on(async {
            match command {
                Command::Serve => serve::serve(config).await,
                Command::Demo => demo::demo(config).await,
                Command::Apply(file) => apply::apply(config, &file).await,
                Command::Bounce(to) => bounce::bounce(config, to.as_deref()).await,
                Command::Embed(wish) => embed::embed(config, &wish).await,
                Command::AddMember(wish) => member::add(config, &wish).await,
                Command::Calendar(wish) => calendar::calendar(config, &wish).await,
                Command::Key(wish) => key::key(config, &wish).await,
                Command::Seed(portal, size) => seed::seed(config, &portal, size).await,
                Command::Migrate => migrate::migrate(config).await,
                Command::Doctor => doctor::doctor(config).await,
            }
        })
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(if piped { failure.told_to_mail_server() } else { failure.code() })
        }
    }
}

/// The store of the settings, and the folders that it and the mail need.
fn open_store(config: &Config) -> Result<Store, Failure> {
    let parent = config.sqlite_file().and_then(|file| file.parent());
    for folder in [Some(config.data_dir.as_path()), parent].into_iter().flatten() {
        let made = if folder.as_os_str().is_empty() { Ok(()) } else { std::fs::create_dir_all(folder) };
        made.map_err(|error| Failure::setting(config.wrong("data_dir", format!("a folder that can be written to: {}: {error}", folder.display()))))?;
    }
    Store::open(config.database.reveal()).map_err(|error| Failure::setting(config.wrong("database", format!("sqlite:FILE or postgres://USER@HOST/NAME: {error}"))))
}

/// How mail leaves, as the settings say.
fn open_transport(config: &Config) -> Result<Transport, Failure> {
    let transport = Transport::open(config.mail.url.reveal()).map_err(|error| Failure::setting(config.wrong("mail.url", expected(&error))))?;
    let Some(authority) = &config.mail.authority else {
        return Ok(transport);
    };
    let file = std::fs::read(authority).map_err(|error| Failure::setting(config.wrong("mail.authority", format!("a file that can be read: {error}"))))?;
    transport.trusting(&file).map_err(|error| Failure::setting(config.wrong("mail.authority", expected(&error))))
}

/// Whom to ask whether an address can get mail, as the settings say. A machine that knows no server of names asks nobody.
fn open_names(config: &Config) -> Result<Names, Failure> {
    if !config.mail.check_domain.map_or_else(|| open_transport(config).map(|transport| transport.leads_elsewhere()), Ok)? {
        return Ok(Names::default());
    }
    Ok(config.mail.resolver.map_or_else(Names::of_machine, Names::at).unwrap_or_else(|error| {
        tracing::warn!(error = failure::chain(&error), "the domains of addresses are not looked up");
        Names::default()
    }))
}

/// Whom mail is from, as the settings say.
fn open_sender(config: &Config, public_url: &str) -> Result<Sender, Failure> {
    let parse = |from: &String| Sender::parse(from).map_err(|error| Failure::setting(config.wrong("mail.from", expected(&error))));
    let sender = config.mail.from.as_ref().map_or_else(|| Ok(Sender::of(public_url)), parse)?;
    Ok(sender.with_return_path(config.mail.return_path.clone()).with_domains(config.mail.domains.clone()))
}

/// What another room's error expects, to stand after "expected".
fn expected(error: &impl std::error::Error) -> String {
    let text = error.to_string();
    text.strip_prefix("must be ").map_or(text.clone(), str::to_owned)
}
