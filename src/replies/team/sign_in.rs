//! Members come and go, on the wire.

use super::session::{forget, keep, session};
use super::{TeamDesk, answered, desk};
use crate::api::team::wire::{AgendaName, EntryName, Me, MemberLine, Names, Opening, SubjectName};
use crate::api::team::{Field, TeamError};
use crate::app::team::{self, Keyed, SignInError};
use crate::domain::{FieldError, Key, Member, Permission, Slug};
use crate::store::team::MemberRow;
use crate::zone::Zone;
use crate::{dates, locales};

/// Signs a member in.
pub async fn sign_in(portal: String, email: String, password: String) -> Result<Opening, TeamError> {
    let reply = async {
        let desk = desk();
        let portal = Slug::parse(&portal).map_err(|_| TeamError::NotFound)?;
        let missing = |field, text: &str| text.trim().is_empty().then_some((field, FieldError::Missing));
        let wrong: Vec<_> = [missing(Field::Email, &email), missing(Field::Password, &password)].into_iter().flatten().collect();
        if !wrong.is_empty() {
            return Err(TeamError::Invalid(wrong));
        }
        arrive(&desk, team::sign_in(&desk.app, &portal, &email, password).await?).await
    };
    answered(reply.await)
}

/// Signs out, here or everywhere. Who is not signed in is out already.
pub async fn sign_out(portal: String, everywhere: bool) -> Result<(), TeamError> {
    let reply = async {
        match session(&portal).await {
            Ok((desk, session)) => {
                team::sign_out(&desk.app, &session, everywhere).await?;
                forget(&desk, &session.member.portal.slug);
                Ok(())
            }
            Err(TeamError::SignedOut) => Ok(()),
            Err(error) => Err(error),
        }
    };
    answered(reply.await)
}

/// The dashboard as it opens.
pub async fn open(portal: String) -> Result<Opening, TeamError> {
    let reply = async {
        match session(&portal).await {
            Ok((desk, session)) => opening(&desk, &session.member).await,
            Err(TeamError::SignedOut) => {
                let slug = Slug::parse(&portal).map_err(|_| TeamError::NotFound)?;
                let portal = desk().app.store.portal(&slug).await?.ok_or(TeamError::NotFound)?;
                let language = portal.language;
                Ok(Opening { portal: portal.name.to_string(), language, texts: locales::team(language).clone(), me: None })
            }
            Err(error) => Err(error),
        }
    };
    answered(reply.await)
}

/// Asks for a new password.
pub async fn forgot(portal: String, email: String) -> Result<(), TeamError> {
    let reply = async {
        let desk = desk();
        let portal = Slug::parse(&portal).map_err(|_| TeamError::NotFound)?;
        if email.trim().is_empty() {
            return Err(TeamError::Invalid(vec![(Field::Email, FieldError::Missing)]));
        }
        Ok(team::forgot(&desk.app, &portal, &email).await?)
    };
    answered(reply.await)
}

/// Chooses a password by a link.
pub async fn choose_password(link: String, password: String) -> Result<Opening, TeamError> {
    let reply = async {
        let desk = desk();
        let link = Key::parse(&link).ok_or(TeamError::LinkEnded)?;
        arrive(&desk, team::choose_password(&desk.app, &link, password).await?).await
    };
    answered(reply.await)
}

async fn arrive(desk: &TeamDesk, keyed: Keyed) -> Result<Opening, TeamError> {
    if let Some(key) = &keyed.key {
        keep(desk, key);
    }
    opening(desk, &keyed.member).await
}

async fn opening(desk: &TeamDesk, member: &Member) -> Result<Opening, TeamError> {
    let portal = &member.portal;
    let me = Me {
        id: member.id.clone(),
        name: member.name.to_string(),
        email: member.email.to_string(),
        permissions: member.permissions.clone(),
        plan: portal.plan,
        proposals: portal.proposals,
        clock: dates::zone(member.language, &portal.zone),
        today: Zone::of(&portal.zone).day(desk.app.clock.now()).epoch_days(),
        names: names(desk, member).await?,
    };
    Ok(Opening { portal: portal.name.to_string(), language: member.language, texts: locales::team(member.language).clone(), me: Some(me) })
}

async fn names(desk: &TeamDesk, member: &Member) -> Result<Names, TeamError> {
    let names = desk.app.store.names(&member.portal.id).await?;
    let team = desk.app.store.members(&member.portal.id).await?;
    Ok(Names {
        agendas: names
            .agendas
            .into_iter()
            .map(|(id, name, zone)| AgendaName { editable: member.permissions.edits(&id), name: name.to_string(), zone: zone.to_string(), id })
            .collect(),
        subjects: names.subjects.into_iter().map(|(id, title)| SubjectName { id, title: title.to_string() }).collect(),
        entries: names
            .entries
            .into_iter()
            .map(|entry| EntryName {
                slug: entry.slug.to_string(),
                title: entry.title.to_string(),
                subject: entry.subject.map(|subject| subject.to_string()),
                minutes: u16::try_from(entry.minutes).unwrap_or(u16::MAX),
                agendas: entry.agendas,
            })
            .collect(),
        members: member_lines(team, member),
    })
}

/// The team, as a member may know it.
pub(super) fn member_lines(team: Vec<MemberRow>, reader: &Member) -> Vec<MemberLine> {
    let decides = reader.permissions.allows(Permission::Settings);
    let line = |row: MemberRow| MemberLine {
        id: row.id,
        name: row.name.to_string(),
        email: if decides { row.email.to_string() } else { String::new() },
        permissions: decides.then_some(row.permissions),
        active: row.active,
    };
    team.into_iter().map(line).collect()
}

impl From<SignInError> for TeamError {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::UnknownPortal => Self::NotFound,
            SignInError::Wrong => Self::WrongPassword,
            SignInError::SlowDown(seconds) => Self::SlowDown(seconds),
            SignInError::LinkEnded => Self::LinkEnded,
            SignInError::Password(error) => Self::Invalid(vec![(Field::Password, error)]),
            SignInError::Store(error) => error.into(),
        }
    }
}
