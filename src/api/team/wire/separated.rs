//! Agendas beneath another, each for one project.

use serde::{Deserialize, Serialize};

use super::{HoursLines, SubjectName};
use crate::domain::{AgendaId, SubjectId};

/// What lies beneath an agenda, and what can.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beneath {
    /// Where it lies beneath another itself, so that nothing can lie beneath it: the parent's name, and the project's title.
    pub separated: Option<(String, String)>,
    /// The agendas beneath it, by name.
    pub agendas: Vec<SeparatedLine>,
    /// The projects that one can be set apart for.
    pub projects: Vec<SubjectName>,
    /// The portal's plan has room for another.
    pub room: bool,
}

/// An agenda beneath another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeparatedLine {
    /// Which.
    pub agenda: AgendaId,
    /// Its name.
    pub name: String,
    /// The project that alone has its slots.
    pub project: String,
    /// When it is open.
    pub hours: HoursLines,
    /// Appointments to come.
    pub upcoming: u32,
    /// Places where customers can start that lead into it.
    pub entries: u32,
    /// The portal's file made it: there it is ended.
    pub in_file: bool,
}

/// An agenda to be set apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Apart {
    /// What people will read.
    pub name: String,
    /// The project that alone will have its slots; nothing where none was chosen.
    pub project: Option<SubjectId>,
    /// When it will be open.
    pub hours: HoursLines,
}
