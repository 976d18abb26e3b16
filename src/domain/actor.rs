//! Who acts for a portal: someone of its team, or one of its own programs by a key. The same deeds serve both.

use super::{AgendaId, Author, MemberId, Name, Permission, Permissions, Portal, Scope};

/// Who acts for a portal. Only a valid session or a valid key makes one: a deed that asks for an `&Actor` can't be reached without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// For which portal.
    pub portal: Portal,
    /// What colleagues read: the member's name, or the key's.
    pub name: Name,
    may: May,
}

/// Which kind of actor it is, and what it may do.
#[derive(Clone, Debug, PartialEq, Eq)]
enum May {
    /// A member, and what their permissions say.
    Member(MemberId, Permissions),
    /// A program, and what its key is for.
    Program(Vec<Scope>),
}

/// What an actor lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// A member's permission.
    Permission(Permission),
    /// A key's scope.
    Scope(Scope),
}

impl Actor {
    /// Someone of the team.
    pub const fn member(portal: Portal, id: MemberId, name: Name, permissions: Permissions) -> Self {
        Self { portal, name, may: May::Member(id, permissions) }
    }

    /// A program, by a key of this name and for these things.
    pub const fn program(portal: Portal, name: Name, scopes: Vec<Scope>) -> Self {
        Self { portal, name, may: May::Program(scopes) }
    }

    /// Who it is, as history names them.
    pub fn author(&self) -> Author {
        match &self.may {
            May::Member(id, _) => Author::Member(id.clone(), self.name.clone()),
            May::Program(_) => Author::Program(self.name.clone()),
        }
    }

    /// Which member it is, where it is one.
    pub const fn member_id(&self) -> Option<&MemberId> {
        match &self.may {
            May::Member(id, _) => Some(id),
            May::Program(_) => None,
        }
    }

    /// Refuses by the name of what is missing to do this at all: of a member, the permission that goes with the scope.
    pub fn needs(&self, scope: Scope) -> Result<(), Missing> {
        match &self.may {
            May::Member(_, permissions) if permissions.allows(scope.permission()) => Ok(()),
            May::Member(..) => Err(Missing::Permission(scope.permission())),
            May::Program(scopes) if scopes.iter().any(|had| had.covers(scope)) => Ok(()),
            May::Program(_) => Err(Missing::Scope(scope)),
        }
    }

    /// Refuses to do this where an agenda may not be changed.
    pub fn needs_agenda(&self, scope: Scope, agenda: &AgendaId) -> Result<(), Missing> {
        self.needs(scope)?;
        if self.edits(agenda) { Ok(()) } else { Err(Missing::Permission(Permission::Agenda)) }
    }

    /// Refuses to do this where no agenda at all may be changed.
    pub fn needs_some_agenda(&self, scope: Scope) -> Result<(), Missing> {
        match &self.may {
            May::Member(_, permissions) if !permissions.allows(Permission::Agenda) => Err(Missing::Permission(Permission::Agenda)),
            _ => self.needs(scope),
        }
    }

    /// Whether this agenda may be changed. A key is for every agenda, or for none.
    pub fn edits(&self, agenda: &AgendaId) -> bool {
        match &self.may {
            May::Member(_, permissions) => permissions.edits(agenda),
            May::Program(_) => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::texts::OwnTexts;
    use crate::domain::{Agendas, Country, Language, MailSettings, Plan, PortalId, ProposalSettings, Slug, ZoneName};

    fn portal() -> Portal {
        Portal {
            id: PortalId::new("p"),
            slug: Slug::parse("demo").unwrap(),
            name: name(),
            zone: ZoneName::new("Europe/Amsterdam"),
            country: Country::parse("NL").unwrap(),
            language: Language::Nl,
            plan: Plan::Pro,
            allowed_origins: Vec::new(),
            texts: OwnTexts::default(),
            mail: MailSettings::default(),
            proposals: ProposalSettings::default(),
        }
    }

    fn name() -> Name {
        Name::parse("Anna").unwrap()
    }

    #[test]
    fn a_member_is_told_the_permission_and_a_program_the_scope() {
        let agenda = AgendaId::new("a");
        let member = |permissions| Actor::member(portal(), MemberId::new("m"), name(), permissions);
        let reader = member(Permissions { interactions: true, agendas: Agendas::Only(Vec::new()), ..Permissions::none() });
        assert_eq!(reader.needs(Scope::AppointmentsRead), Ok(()));
        assert_eq!(reader.needs(Scope::MailRead), Err(Missing::Permission(Permission::Settings)));
        assert_eq!(reader.needs_agenda(Scope::AppointmentsWrite, &agenda), Err(Missing::Permission(Permission::Agenda)));
        assert_eq!(reader.needs_some_agenda(Scope::AppointmentsWrite), Err(Missing::Permission(Permission::Agenda)));
        assert_eq!(member(Permissions::none()).needs_agenda(Scope::AppointmentsWrite, &agenda), Err(Missing::Permission(Permission::Interactions)));
        let program = Actor::program(portal(), name(), vec![Scope::AppointmentsWrite, Scope::CustomersRead]);
        assert_eq!((program.needs(Scope::AppointmentsRead), program.needs(Scope::CustomersRead)), (Ok(()), Ok(())));
        assert_eq!(program.needs_agenda(Scope::AppointmentsWrite, &agenda), Ok(()));
        assert_eq!(program.needs_agenda(Scope::AgendasWrite, &agenda), Err(Missing::Scope(Scope::AgendasWrite)));
        assert_eq!(program.needs(Scope::CustomersWrite), Err(Missing::Scope(Scope::CustomersWrite)));
        assert_eq!((reader.author(), program.author()), (Author::Member(MemberId::new("m"), name()), Author::Program(name())));
    }
}
