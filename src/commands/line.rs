//! The command line as it is typed: its words, its help, and its examples.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, value_parser};

use super::embed::Wish;
use super::{calendar, key, member};
use crate::app::team::Size;
use crate::config::{Given, SETTINGS};
use crate::domain::{Email, Name, Permission, Scope, Slug};
use crate::embed::Paper;

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Serve.
    Serve,
    /// Serve the demo portal.
    Demo,
    /// Make a portal what its file says.
    Apply(PathBuf),
    /// Take a message that came back, at this address where it is told.
    Bounce(Option<String>),
    /// Print what puts an entry on a website, and its card for the window.
    Embed(Wish),
    /// Make someone a member of a team.
    AddMember(member::Wish),
    /// Make or end the secret address of an agenda.
    Calendar(calendar::Wish),
    /// Make, end or list the keys of a portal's programs.
    Key(key::Wish),
    /// Fill an empty portal with made-up appointments.
    Seed(Slug, Size),
    /// Bring the tables up to this program's version.
    Migrate,
    /// Say what is right and what isn't.
    Doctor,
}

const EXAMPLES: &str = "Examples:
  appointment demo                                  try it: a realtor with three agendas
  appointment apply portal.toml                     make a portal what its file says
  appointment serve --listen 0.0.0.0:80             serve, from data/appointment.db
  APPOINTMENT_DATABASE=postgres://me@db/appointment appointment serve
  appointment embed demo/lindengracht-12            code for a website; --card card.html for the window
  appointment member add demo anna@example.nl       a member of the team, who signs in at /team/demo
  appointment key add demo Website --scopes appointments:read   a key of /v1 for a program
  appointment doctor                                is everything in order?";

/// Reads a command line; the error is also the help and the version, which were asked for.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<(Command, Given), clap::Error> {
    let matches = program().try_get_matches_from(arguments)?;
    let (name, inner) = matches.subcommand().unwrap_or(("", &matches));
    let command = match name {
        "demo" => Command::Demo,
        "apply" => Command::Apply(inner.get_one::<PathBuf>("FILE").cloned().unwrap_or_default()),
        "bounce" => Command::Bounce(inner.get_one::<String>("to").cloned()),
        "embed" => Command::Embed(wish(inner)),
        "member" => Command::AddMember(added(inner.subcommand().map_or(inner, |(_, add)| add))),
        "calendar" => Command::Calendar(about_calendars(inner)),
        "key" => Command::Key(about_keys(inner)),
        "seed" => Command::Seed(inner.get_one::<Slug>("PORTAL").cloned().expect("clap refuses a command line without it"), size(inner)),
        "migrate" => Command::Migrate,
        "doctor" => Command::Doctor,
        _ => Command::Serve,
    };
    let innermost = inner.subcommand().map_or(inner, |(_, innermost)| innermost);
    Ok((command, given(innermost)))
}

fn program() -> clap::Command {
    let command = |name: &'static str, about: &'static str| clap::Command::new(name).about(about);
    let file = Arg::new("FILE").required(true).value_parser(value_parser!(PathBuf)).help("The portal's file");
    clap::Command::new("appointment")
        .about("Appointments for realtors: serves the booking widget, stores, and mails")
        .version(env!("CARGO_PKG_VERSION"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .after_help(EXAMPLES)
        .subcommand(command("serve", "Serve, until SIGTERM or SIGINT").after_help(EXAMPLES))
        .subcommand(command("demo", "Serve the demo portal, with everything in data/demo"))
        .subcommand(command("apply", "Make a portal what its file says; the same file twice changes nothing").arg(file))
        .subcommand(
            command("bounce", "Take a message from standard input that came to mail.return_path: a mail server pipes it in")
                .arg(Arg::new("to").long("to").value_name("ADDRESS").help("The address that it came to [as its headers say]")),
        )
        .subcommand(embed(command("embed", "Print what puts an entry on a website: code to copy, and on request a QR code and a card for the window")))
        .subcommand(
            command("member", "The members of a portal's team")
                .subcommand_required(true)
                .arg_required_else_help(true)
                .subcommand(member_arguments(command("add", "Make someone a member, and print the link by which they choose a password"))),
        )
        .subcommand(calendars(command("calendar", "The secret addresses by which other calendars read an agenda")))
        .subcommand(keys(command("key", "The keys by which a portal's own programs use /v1")))
        .subcommand(seeding(command("seed", "Fill an empty portal with made-up customers and appointments, to see how it does at size")))
        .subcommand(command("migrate", "Bring the tables up to this program's version; serve does so by itself"))
        .subcommand(command("doctor", "Say what is right and what isn't: database, mail, browser files, clock"))
        .arg(Arg::new("config").long("config").global(true).value_name("FILE").value_parser(value_parser!(PathBuf)).help("The settings' file [appointment.toml, when it is there]"))
        .args(SETTINGS.iter().map(|setting| {
            let flag = Arg::new(setting.name).long(setting.flag()).global(true).value_name("VALUE").allow_hyphen_values(true);
            flag.help(setting.about).help_heading("Settings, also in the file and as variables such as APPOINTMENT_LIMITS__ENABLED")
        }))
}

fn embed(command: clap::Command) -> clap::Command {
    let file = |name: &'static str, ending: &'static str, about: &'static str| {
        let parser = move |text: &str| if text.ends_with(ending) { Ok(PathBuf::from(text)) } else { Err(format!("expected a file that ends in {ending}")) };
        Arg::new(name).long(name).value_name("FILE").value_parser(parser).help(about)
    };
    command
        .arg(Arg::new("PORTAL/ENTRY").required(true).value_parser(address).help("The entry, such as demo/lindengracht-12"))
        .arg(file("card", ".html", "Write a card for the window, to be printed"))
        .arg(
            Arg::new("paper")
                .long("paper")
                .value_parser(PossibleValuesParser::new(Paper::ALL.map(|(name, _)| name)))
                .default_value(Paper::ALL[0].0)
                .help("What the card is printed on"),
        )
        .arg(file("qr", ".svg", "Write the QR code alone"))
        .arg(Arg::new("force").long("force").action(ArgAction::SetTrue).help("Replace files that are there already"))
}

fn member_arguments(command: clap::Command) -> clap::Command {
    let list = |name: &'static str, about: &'static str| Arg::new(name).long(name).value_name("LIST").value_delimiter(',').help(about);
    command
        .arg(Arg::new("PORTAL").required(true).value_parser(|text: &str| Slug::parse(text)).help("The portal, such as demo"))
        .arg(Arg::new("EMAIL").required(true).value_parser(|text: &str| Email::parse(text)).help("Where mail reaches them, and by what they sign in"))
        .arg(Arg::new("name").long("name").value_parser(|text: &str| Name::parse(text)).help("What colleagues read [the address's first half]"))
        .arg(list("may", "What they may do [everything]").value_parser(PossibleValuesParser::new(Permission::ALL.map(Permission::as_str))))
        .arg(list("agendas", "The agendas that they may change, by their names in the portal file [every one]").value_parser(|text: &str| Slug::parse(text)))
}

fn added(matches: &ArgMatches) -> member::Wish {
    let permission = |name: &String| Permission::ALL.into_iter().find(|permission| permission.as_str() == name);
    member::Wish {
        portal: matches.get_one::<Slug>("PORTAL").cloned().expect("clap refuses a command line without it"),
        email: matches.get_one::<Email>("EMAIL").cloned().expect("clap refuses a command line without it"),
        name: matches.get_one::<Name>("name").cloned(),
        may: matches.get_many::<String>("may").map(|may| may.filter_map(permission).collect()),
        agendas: matches.get_many::<Slug>("agendas").map(|slugs| slugs.cloned().collect()),
    }
}

fn calendars(command: clap::Command) -> clap::Command {
    let slug = |name: &'static str, about: &'static str| Arg::new(name).required(true).value_parser(|text: &str| Slug::parse(text)).help(about);
    let of = |command: clap::Command| command.arg(slug("PORTAL", "The portal, such as demo")).arg(slug("AGENDA", "The agenda, such as noord"));
    command
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(of(clap::Command::new("add").about("Make one, in place of the one before, and print it: it is never shown again")))
        .subcommand(of(clap::Command::new("end").about("End it: it opens nothing any more")))
}

fn about_calendars(matches: &ArgMatches) -> calendar::Wish {
    let (asked, inner) = matches.subcommand().unwrap_or(("end", matches));
    let slug = |name: &str| inner.get_one::<Slug>(name).cloned().expect("clap refuses a command line without it");
    calendar::Wish { portal: slug("PORTAL"), agenda: slug("AGENDA"), end: asked == "end" }
}

fn keys(command: clap::Command) -> clap::Command {
    let portal = || Arg::new("PORTAL").required(true).value_parser(|text: &str| Slug::parse(text)).help("The portal, such as demo");
    let name = Arg::new("NAME").required(true).value_parser(|text: &str| Name::parse(text)).help("What colleagues and history call the program");
    let scopes = Arg::new("scopes").long("scopes").required(true).value_name("LIST").value_delimiter(',').help("What the key is for");
    let scopes = scopes.value_parser(PossibleValuesParser::new(Scope::ALL.map(Scope::as_str)));
    command
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(clap::Command::new("add").about("Make a key, and print it: it is never shown again").arg(portal()).arg(name).arg(scopes))
        .subcommand(clap::Command::new("end").about("End a key: it opens nothing any more").arg(portal()).arg(Arg::new("KEY").required(true).help("Its name, or its identity")))
        .subcommand(clap::Command::new("list").about("Print which keys there are, and what each is for").arg(portal()))
}

fn about_keys(matches: &ArgMatches) -> key::Wish {
    let (asked, inner) = matches.subcommand().unwrap_or(("list", matches));
    let portal = inner.get_one::<Slug>("PORTAL").cloned().expect("clap refuses a command line without it");
    match asked {
        "add" => {
            let name = inner.get_one::<Name>("NAME").cloned().expect("clap refuses a command line without it");
            let scopes = inner.get_many::<String>("scopes").map(|scopes| scopes.filter_map(|scope| Scope::parse(scope)).collect());
            key::Wish::Add(portal, name, scopes.unwrap_or_default())
        }
        "end" => key::Wish::End(portal, inner.get_one::<String>("KEY").cloned().expect("clap refuses a command line without it")),
        _ => key::Wish::List(portal),
    }
}

fn seeding(command: clap::Command) -> clap::Command {
    let count = |name: &'static str, usual: &'static str, about: &'static str| {
        Arg::new(name).long(name).value_name("COUNT").value_parser(value_parser!(u32).range(1..)).default_value(usual).help(about)
    };
    command
        .arg(Arg::new("PORTAL").required(true).value_parser(|text: &str| Slug::parse(text)).help("The portal, such as demo"))
        .arg(count("appointments", "100000", "How many appointments"))
        .arg(count("customers", "20000", "How many customers"))
}

fn size(matches: &ArgMatches) -> Size {
    let count = |name: &str| matches.get_one::<u32>(name).map_or(0, |count| *count as usize);
    Size { customers: count("customers"), appointments: count("appointments") }
}

/// Reads `demo/lindengracht-12`.
fn address(text: &str) -> Result<(Slug, Slug), String> {
    let halves = text.split_once('/').and_then(|(portal, entry)| Some((Slug::parse(portal).ok()?, Slug::parse(entry).ok()?)));
    halves.ok_or_else(|| "expected the names of a portal and an entry with a slash between, such as demo/lindengracht-12".to_owned())
}

fn wish(matches: &ArgMatches) -> Wish {
    let (portal, entry) = matches.get_one::<(Slug, Slug)>("PORTAL/ENTRY").cloned().expect("clap refuses a command line without it");
    let paper = matches.get_one::<String>("paper").and_then(|paper| Paper::ALL.into_iter().find(|(name, _)| name == paper)).map_or(Paper::A4, |(_, paper)| paper);
    let file = |name: &str| matches.get_one::<PathBuf>(name).cloned();
    Wish { portal, entry, card: file("card").map(|file| (file, paper)), qr: file("qr"), force: matches.get_flag("force") }
}

fn given(matches: &ArgMatches) -> Given {
    let flag = |name: &'static str| matches.get_one::<String>(name).map(|value| (name, value.clone()));
    Given { file: matches.get_one::<PathBuf>("config").cloned(), flags: SETTINGS.iter().filter_map(|setting| flag(setting.name)).collect() }
}
