//! The people of a team, and what each may do. Whether someone is who they say, `http` and `replies` find out.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Actor, AgendaId, Email, Language, MemberId, Name, Portal, Slug};

/// One thing that a member may or may not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// See interactions: the Inbox, appointments, customers. Without it a member sees nothing of any customer.
    Interactions,
    /// Change the portal's settings, and its members.
    Settings,
    /// Change projects and what is connected to them.
    Projects,
    /// Change what stands in an agenda, and the agenda itself.
    Agenda,
    /// See and change what the portal pays.
    Billing,
}

impl Permission {
    /// Every permission.
    pub const ALL: [Self; 5] = [Self::Interactions, Self::Settings, Self::Projects, Self::Agenda, Self::Billing];

    /// As it is written on the command line, in errors and in texts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Interactions => "interactions",
            Self::Settings => "settings",
            Self::Projects => "projects",
            Self::Agenda => "agenda",
            Self::Billing => "billing",
        }
    }
}

/// Which agendas a member may change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Agendas {
    /// Every one, those to come included.
    All,
    /// These; none at all when it is empty.
    Only(Vec<AgendaId>),
}

/// What a member may do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permissions {
    /// See interactions.
    pub interactions: bool,
    /// Change settings and members.
    pub settings: bool,
    /// Change projects.
    pub projects: bool,
    /// See and change what is paid.
    pub billing: bool,
    /// The agendas that may be changed.
    pub agendas: Agendas,
}

impl Permissions {
    /// Everything.
    pub const fn all() -> Self {
        Self { interactions: true, settings: true, projects: true, billing: true, agendas: Agendas::All }
    }

    /// Nothing but being there.
    pub const fn none() -> Self {
        Self { interactions: false, settings: false, projects: false, billing: false, agendas: Agendas::Only(Vec::new()) }
    }

    /// Whether this agenda may be changed. Nobody changes what they may not see.
    pub fn edits(&self, agenda: &AgendaId) -> bool {
        self.interactions
            && match &self.agendas {
                Agendas::All => true,
                Agendas::Only(few) => few.contains(agenda),
            }
    }

    /// Whether every agenda may be changed, those to come included: what all of them share is theirs to change who may.
    pub fn edits_all(&self) -> bool {
        self.interactions && self.agendas == Agendas::All
    }

    /// Whether this is allowed, of agendas: of at least one.
    pub fn allows(&self, permission: Permission) -> bool {
        match permission {
            Permission::Interactions => self.interactions,
            Permission::Settings => self.settings,
            Permission::Projects => self.projects,
            Permission::Billing => self.billing,
            Permission::Agenda => self.interactions && self.agendas != Agendas::Only(Vec::new()),
        }
    }
}

/// A person of a portal's team. Only a valid session makes one: a function that asks for a `&Member` can't be reached without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Their identity.
    pub id: MemberId,
    /// Whose team.
    pub portal: Portal,
    /// What colleagues read.
    pub name: Name,
    /// Where mail reaches them, and by what they sign in.
    pub email: Email,
    /// What they read.
    pub language: Language,
    /// What they may do.
    pub permissions: Permissions,
}

impl Member {
    /// The member as whoever acts: what a deed takes that a program may do as well.
    pub fn actor(&self) -> Actor {
        Actor::member(self.portal.clone(), self.id.clone(), self.name.clone(), self.permissions.clone())
    }

    /// Refuses by the name of what is missing.
    pub fn needs(&self, permission: Permission) -> Result<(), Permission> {
        if self.permissions.allows(permission) { Ok(()) } else { Err(permission) }
    }

    /// Refuses unless this agenda may be changed.
    pub fn needs_agenda(&self, agenda: &AgendaId) -> Result<(), Permission> {
        if !self.permissions.interactions {
            return Err(Permission::Interactions);
        }
        if self.permissions.edits(agenda) { Ok(()) } else { Err(Permission::Agenda) }
    }

    /// Refuses unless every agenda may be changed.
    pub fn needs_every_agenda(&self) -> Result<(), Permission> {
        self.needs(Permission::Interactions)?;
        if self.permissions.edits_all() { Ok(()) } else { Err(Permission::Agenda) }
    }
}

/// A member's key: the portal's slug, a dot, and 32 letters and digits of chance. Of a session in its cookie, or of a link that lets a
/// password be chosen. The store knows only its digest, and no log knows it at all.
#[derive(Clone, PartialEq, Eq)]
pub struct Key {
    portal: Slug,
    secret: String,
}

impl Key {
    /// Puts a key together; `clock` makes the secret.
    pub const fn new(portal: Slug, secret: String) -> Self {
        Self { portal, secret }
    }

    /// Reads a key as a cookie or an address carries it.
    pub fn parse(text: &str) -> Option<Self> {
        let (portal, secret) = text.split_once('.')?;
        let shaped = secret.len() == 32 && secret.bytes().all(|b| b.is_ascii_alphanumeric());
        Some(Self { portal: Slug::parse(portal).ok()?, secret: secret.to_owned() }).filter(|_| shaped)
    }

    /// Whose team it opens.
    pub const fn portal(&self) -> &Slug {
        &self.portal
    }

    /// The half that is chance.
    pub fn secret(&self) -> &str {
        &self.secret
    }

    /// As a cookie or an address carries it.
    pub fn reveal(&self) -> String {
        format!("{}.{}", self.portal, self.secret)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({}.…)", self.portal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_changes_what_they_may_not_see() {
        let agenda = AgendaId::new("a");
        let blind = Permissions { interactions: false, ..Permissions::all() };
        assert!(!blind.edits(&agenda) && !blind.allows(Permission::Agenda));
        let one = Permissions { agendas: Agendas::Only(vec![agenda.clone()]), ..Permissions::all() };
        assert!(one.edits(&agenda) && !one.edits(&AgendaId::new("b")) && one.allows(Permission::Agenda));
        assert!(Permission::ALL.iter().all(|permission| !Permissions::none().allows(*permission) && Permissions::all().allows(*permission)));
    }

    #[test]
    fn a_key_is_read_back_and_shows_nothing_in_logs() {
        let key = Key::new(Slug::parse("demo").unwrap(), "a".repeat(32));
        assert_eq!(Key::parse(&key.reveal()), Some(key.clone()));
        assert_eq!(format!("{key:?}"), "Key(demo.…)");
        for wrong in ["demo", "demo.", "demo.short", "De.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"] {
            assert_eq!(Key::parse(wrong), None, "{wrong}");
        }
    }
}
