//! Who is signed in, and the names that their screens need.

use serde::{Deserialize, Serialize};

use crate::domain::texts::Phrases;
use crate::domain::{AgendaId, Language, MemberId, Permissions, Plan, ProposalSettings, SubjectId};

/// A portal's dashboard as it opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// The portal's name.
    pub portal: String,
    /// The language of the texts: the member's, or else the portal's.
    pub language: Language,
    /// Every text of the dashboard.
    pub texts: Phrases,
    /// Who is signed in; nobody, where a member has to sign in first.
    pub me: Option<Me>,
}

/// Who is signed in, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// Who.
    pub id: MemberId,
    /// As colleagues call them.
    pub name: String,
    /// The address they sign in by.
    pub email: String,
    /// What they may do.
    pub permissions: Permissions,
    /// What the portal may use.
    pub plan: Plan,
    /// What it wants of its proposals.
    pub proposals: ProposalSettings,
    /// Whose clock days and times are by: `tijd in Amsterdam`.
    pub clock: String,
    /// Today there: days after 1970-01-01.
    pub today: i32,
    /// The portal's things by name, for filters and choices.
    pub names: Names,
}

/// The portal's things by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    /// Its agendas.
    pub agendas: Vec<AgendaName>,
    /// Its projects and services.
    pub subjects: Vec<SubjectName>,
    /// Where customers start.
    pub entries: Vec<EntryName>,
    /// Its team.
    pub members: Vec<MemberLine>,
}

/// An agenda by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaName {
    /// Its identity.
    pub id: AgendaId,
    /// As the team reads it.
    pub name: String,
    /// The zone of its clock, by which a browser reads a time that a member types: `Europe/Amsterdam`.
    pub zone: String,
    /// The member may change it.
    pub editable: bool,
}

/// A project or service by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubjectName {
    /// Its identity.
    pub id: SubjectId,
    /// As customers read it.
    pub title: String,
}

/// An entry by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryName {
    /// Its part of the public address, by which it is booked.
    pub slug: String,
    /// What is booked: `Bezichtiging`.
    pub title: String,
    /// What it is about.
    pub subject: Option<String>,
    /// How long that lasts.
    pub minutes: u16,
    /// The agendas connected to it.
    pub agendas: Vec<AgendaId>,
}

/// Someone of the team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberLine {
    /// Who.
    pub id: MemberId,
    /// As colleagues call them.
    pub name: String,
    /// Where mail reaches them; empty for readers who may not change members.
    pub email: String,
    /// What they may do; none for readers who may not change members.
    pub permissions: Option<Permissions>,
    /// They have chosen a password.
    pub active: bool,
}

/// Someone who is asked into the team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// As colleagues will call them.
    pub name: String,
    /// Where mail reaches them, and by what they will sign in.
    pub email: String,
    /// What they read.
    pub language: Language,
    /// What they may do.
    pub permissions: Permissions,
}

/// What an invitation made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// The team as it is now.
    pub members: Vec<MemberLine>,
    /// Where they choose a password, within three days.
    pub link: String,
}
