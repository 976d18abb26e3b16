//! The keys by which a portal's own programs act, and what each key is for. Who made one, and whether it still opens, the store knows.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Key, Permission, Slug};

/// What a key is for. Whoever may change something may also read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// Read appointments, with who booked them.
    #[serde(rename = "appointments:read")]
    AppointmentsRead,
    /// Book for customers; reschedule, move, cancel and conclude appointments; write notes on them.
    #[serde(rename = "appointments:write")]
    AppointmentsWrite,
    /// Read customers and their timelines.
    #[serde(rename = "customers:read")]
    CustomersRead,
    /// Make customers, and change their contact details.
    #[serde(rename = "customers:write")]
    CustomersWrite,
    /// Read when agendas are open, and which times are kept free.
    #[serde(rename = "agendas:read")]
    AgendasRead,
    /// Change when agendas are open; keep times free.
    #[serde(rename = "agendas:write")]
    AgendasWrite,
    /// Add items to customers' timelines.
    #[serde(rename = "timeline:write")]
    TimelineWrite,
    /// Read what the portal wants of its mail, and what it says in it.
    #[serde(rename = "mail:read")]
    MailRead,
    /// Change what the portal wants of its mail, and what it says in it.
    #[serde(rename = "mail:write")]
    MailWrite,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 9] = [
        Self::AppointmentsRead,
        Self::AppointmentsWrite,
        Self::CustomersRead,
        Self::CustomersWrite,
        Self::AgendasRead,
        Self::AgendasWrite,
        Self::TimelineWrite,
        Self::MailRead,
        Self::MailWrite,
    ];

    /// Reads a scope as it is written.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == text)
    }

    /// As it is written on the command line, in errors and in documents.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AppointmentsRead => "appointments:read",
            Self::AppointmentsWrite => "appointments:write",
            Self::CustomersRead => "customers:read",
            Self::CustomersWrite => "customers:write",
            Self::AgendasRead => "agendas:read",
            Self::AgendasWrite => "agendas:write",
            Self::TimelineWrite => "timeline:write",
            Self::MailRead => "mail:read",
            Self::MailWrite => "mail:write",
        }
    }

    /// What a member must be allowed for this.
    pub const fn permission(self) -> Permission {
        match self {
            Self::MailRead | Self::MailWrite => Permission::Settings,
            _ => Permission::Interactions,
        }
    }

    /// A key for this is also for that.
    pub fn covers(self, other: Self) -> bool {
        let reads = match self {
            Self::AppointmentsWrite => Some(Self::AppointmentsRead),
            Self::CustomersWrite => Some(Self::CustomersRead),
            Self::AgendasWrite => Some(Self::AgendasRead),
            Self::MailWrite => Some(Self::MailRead),
            _ => None,
        };
        self == other || reads == Some(other)
    }
}

/// A program's key: `ak_`, by which searches for lost secrets know it, the portal's slug, a dot, and 32 letters and digits of chance.
/// It is shown once; the store knows only its digest, and no log knows it at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey(Key);

impl ApiKey {
    /// Puts a key together; `clock` makes the secret.
    pub const fn new(portal: Slug, secret: String) -> Self {
        Self(Key::new(portal, secret))
    }

    /// Reads a key as a header carries it.
    pub fn parse(text: &str) -> Option<Self> {
        Key::parse(text.strip_prefix("ak_")?).map(Self)
    }

    /// What is the same in it and in every other key: the portal, and the half that is chance.
    pub const fn key(&self) -> &Key {
        &self.0
    }

    /// As a header carries it.
    pub fn reveal(&self) -> String {
        format!("ak_{}", self.0.reveal())
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_is_written_and_stored_as_it_is_read() {
        for scope in Scope::ALL {
            assert_eq!(Scope::parse(scope.as_str()), Some(scope));
            assert_eq!(serde_json::to_string(&scope).unwrap(), format!("\"{scope}\""));
        }
    }

    #[test]
    fn who_may_change_may_read_and_nothing_else_follows() {
        let covered = |scope: Scope| Scope::ALL.into_iter().filter(move |other| scope.covers(*other)).collect::<Vec<_>>();
        assert_eq!(covered(Scope::AppointmentsWrite), [Scope::AppointmentsRead, Scope::AppointmentsWrite]);
        assert_eq!(covered(Scope::CustomersWrite), [Scope::CustomersRead, Scope::CustomersWrite]);
        assert_eq!(covered(Scope::AgendasWrite), [Scope::AgendasRead, Scope::AgendasWrite]);
        assert_eq!(covered(Scope::MailWrite), [Scope::MailRead, Scope::MailWrite]);
        for alone in [Scope::AppointmentsRead, Scope::CustomersRead, Scope::AgendasRead, Scope::TimelineWrite, Scope::MailRead] {
            assert_eq!(covered(alone), [alone]);
        }
    }

    #[test]
    fn a_programs_key_is_read_back_and_is_no_members() {
        let key = ApiKey::new(Slug::parse("demo").unwrap(), "a".repeat(32));
        assert_eq!(ApiKey::parse(&key.reveal()), Some(key.clone()));
        assert_eq!((Key::parse(&key.reveal()), ApiKey::parse(&key.key().reveal())), (None, None));
        assert_eq!(format!("{key:?}"), "ApiKey(Key(demo.…))");
    }
}
