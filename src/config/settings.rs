//! The list of all settings: their names, from which variables and flags are made, and what each is for.

/// A setting.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its name in the file, a dot between table and key: `limits.enabled`.
    pub name: &'static str,
    /// What it is for, with its default; the flag's help.
    pub about: &'static str,
    /// It may hold a password, and is never shown.
    pub secret: bool,
}

const fn plain(name: &'static str, about: &'static str) -> Setting {
    Setting { name, about, secret: false }
}

const fn secret(name: &'static str, about: &'static str) -> Setting {
    Setting { name, about, secret: true }
}

/// All of them.
pub const SETTINGS: [Setting; 18] = [
    plain("listen", "Where to listen; port 0 takes a free one [127.0.0.1:3000]"),
    plain("public_url", "Where customers reach this server [http:// and listen]"),
    plain("data_dir", "Where everything is kept [data; of demo: data/demo]"),
    secret("database", "sqlite:FILE or postgres://USER:PASSWORD@HOST/NAME [sqlite:DATA_DIR/appointment.db]"),
    secret("mail.url", "folder:FOLDER, smtp://…, starttls://… or smtps://USER:PASSWORD@HOST [folder:DATA_DIR/mail]"),
    plain("mail.from", "The sender's address [afspraak@ and public_url's host]"),
    plain("mail.domains", "Domains that portals may send from, with commas between [none: mail.from alone]"),
    plain("mail.return_path", "The mailbox that bounces come back to, for `appointment bounce` [none: to mail.from]"),
    plain("mail.authority", "A file with the certificate of whoever vouches for the mail server, besides those that everyone trusts [none]"),
    plain("mail.check_domain", "Ask the domain name system whether an address that is typed can get mail [true where mail leaves for a server elsewhere]"),
    plain("mail.resolver", "Whom to ask that: address and port of a DNS server [those that the machine asks]"),
    plain("limits.enabled", "Limit what one address may ask [true]"),
    plain("limits.per_minute", "Requests a minute of one address [300]"),
    plain("limits.burst", "Requests at once of one address [150]"),
    plain("log.format", "plain or json [plain]"),
    plain("log.level", "off, error, warn, info, debug or trace [info]"),
    plain("trusted_proxies", "Whose X-Forwarded-For is believed: addresses and networks [none]"),
    plain("workers", "Threads that serve [one per core]"),
];

impl Setting {
    /// The setting of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|setting| setting.name == name)
    }

    /// Its variable: `APPOINTMENT_LIMITS__ENABLED`.
    pub fn variable(&self) -> String {
        format!("{PREFIX}{}", self.name.replace('.', "__").to_uppercase())
    }

    /// Its flag, without the dashes: `limits-enabled`.
    pub fn flag(&self) -> String {
        self.name.replace(['.', '_'], "-")
    }
}

/// How each of our variables begins.
pub const PREFIX: &str = "APPOINTMENT_";

/// The variable is one of the build's and the tests', which are no settings.
pub fn is_of_scripts(variable: &str) -> bool {
    matches!(variable, "APPOINTMENT_CACHE" | "APPOINTMENT_WASM") || variable.starts_with("APPOINTMENT_TEST_")
}

/// The known name that was probably meant: the one with the fewest slips of the fingers, where they are few.
pub fn meant<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let near = known.map(|known| (slips(&typed.to_lowercase(), &known.to_lowercase()), known)).min_by_key(|(slips, _)| *slips);
    near.filter(|(slips, known)| *slips <= known.len().max(6) / 3).map(|(_, known)| known)
}

/// How many letters must be put in, taken out or changed to make one word of the other (Levenshtein).
fn slips(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, other) in b.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *other);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
