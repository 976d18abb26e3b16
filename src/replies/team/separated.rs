//! Agendas that are set apart, on the wire.

use super::agendas::read_hours;
use super::session::member;
use super::{TeamDesk, Wall, answered, refused};
use crate::api::team::wire::{Apart, Beneath, HoursLines, SeparatedLine, SubjectName};
use crate::api::team::{Field, TeamError};
use crate::app::team;
use crate::domain::{AgendaId, FieldError, Hours, Member, Name, SubjectId};

/// What lies beneath an agenda.
pub async fn beneath_of(portal: String, agenda: AgendaId) -> Result<Beneath, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        beneath(&desk, &by, &agenda).await
    };
    answered(reply.await)
}

/// Sets an agenda apart.
pub async fn set_apart(portal: String, parent: AgendaId, apart: Apart) -> Result<Beneath, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let (name, project, hours) = read(&apart)?;
        team::separate(&desk.app, &by, &parent, name, project, hours).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        beneath(&desk, &by, &parent).await
    };
    answered(reply.await)
}

/// Ends one.
pub async fn end_separated(portal: String, agenda: AgendaId) -> Result<Beneath, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let parent = team::end_separated(&desk.app, &by, &agenda).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        beneath(&desk, &by, &parent).await
    };
    answered(reply.await)
}

/// All that is wrong is told at once. Without any hours nothing could be booked, so that Monday's field is pointed at.
fn read(apart: &Apart) -> Result<(Name, SubjectId, Hours), TeamError> {
    let (name, project, hours) = (Name::parse(&apart.name), apart.project.clone().ok_or(FieldError::Missing), read_hours(&apart.hours));
    let closed = hours.as_ref().is_ok_and(|hours| hours.extra().next().is_none() && apart.hours.week.iter().all(|line| line.trim().is_empty()));
    match (name, project, hours) {
        (Ok(name), Ok(project), Ok(hours)) if !closed => Ok((name, project, hours)),
        (name, project, hours) => {
            let mut wrong: Vec<_> = [(Field::Name, name.err()), (Field::Project, project.err()), (Field::Week(0), closed.then_some(FieldError::Missing))]
                .into_iter()
                .filter_map(|(field, error)| Some((field, error?)))
                .collect();
            match hours {
                Err(TeamError::Invalid(more)) => wrong.extend(more),
                Err(error) => return Err(error),
                Ok(_) => {}
            }
            Err(TeamError::Invalid(wrong))
        }
    }
}

async fn beneath(desk: &TeamDesk, by: &Member, agenda: &AgendaId) -> Result<Beneath, TeamError> {
    let found = team::beneath(&desk.app, by, agenda).await.map_err(|error| refused(error, &Wall::of(by)))?;
    let lines = found.agendas.into_iter().map(|row| SeparatedLine {
        agenda: row.id,
        name: row.name.to_string(),
        project: row.project.to_string(),
        hours: HoursLines::of(&row.hours),
        upcoming: row.upcoming,
        entries: row.entries,
        in_file: !row.made_by_team,
    });
    Ok(Beneath {
        separated: found.separated.map(|(parent, project)| (parent.to_string(), project.to_string())),
        agendas: lines.collect(),
        projects: found.projects.into_iter().map(|(id, title)| SubjectName { id, title: title.to_string() }).collect(),
        room: found.room,
    })
}
