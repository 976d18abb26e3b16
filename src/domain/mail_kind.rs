//! The kinds of mail that a portal may want or not. Knows no letter.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Audience;

/// A kind of mail that a portal may want or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    /// An appointment was booked.
    Confirmation,
    /// It has another time.
    Change,
    /// It has another agenda, at the same time.
    Move,
    /// It was called off.
    Cancellation,
    /// It comes near.
    Reminder,
    /// It comes near, and its customer is asked whether they still come.
    StillComing,
    /// It was.
    FollowUp,
    /// Someone asks for a time where none fits.
    RequestReceived,
    /// Who asked may pick a time.
    Invitation,
}

impl MailKind {
    /// Every kind.
    pub const ALL: [Self; 9] =
        [Self::Confirmation, Self::Change, Self::Move, Self::Cancellation, Self::Reminder, Self::StillComing, Self::FollowUp, Self::RequestReceived, Self::Invitation];

    /// The kinds that someone can get at all: the team invites, and is not invited.
    pub fn of(audience: Audience) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |kind| audience == Audience::Customer || *kind != Self::Invitation)
    }

    /// As it is written in portal files and the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Confirmation => "confirmation",
            Self::Change => "change",
            Self::Move => "move",
            Self::Cancellation => "cancellation",
            Self::Reminder => "reminder",
            Self::StillComing => "still_coming",
            Self::FollowUp => "follow_up",
            Self::RequestReceived => "request_received",
            Self::Invitation => "invitation",
        }
    }

    /// Reads a kind as it is written.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// It is about a request, and no appointment.
    pub const fn is_of_request(self) -> bool {
        matches!(self, Self::RequestReceived | Self::Invitation)
    }
}

/// The kinds of mail that someone gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored", into = "BTreeMap<MailKind, bool>")]
pub struct MailKinds([bool; MailKind::ALL.len()]);

/// As kinds are kept: each with whether it is wanted. Before there were mails about requests, those that were wanted were kept as a list.
#[derive(Deserialize)]
#[serde(untagged)]
enum Stored {
    Each(BTreeMap<MailKind, bool>),
    Wanted(Vec<MailKind>),
}

impl MailKinds {
    /// This kind is among them.
    pub const fn has(self, kind: MailKind) -> bool {
        self.0[kind as usize]
    }

    /// Puts a kind among them, or takes it away.
    pub const fn set(&mut self, kind: MailKind, wanted: bool) {
        self.0[kind as usize] = wanted;
    }
}

impl From<Vec<MailKind>> for MailKinds {
    fn from(kinds: Vec<MailKind>) -> Self {
        Self(MailKind::ALL.map(|kind| kinds.contains(&kind)))
    }
}

impl From<MailKinds> for Vec<MailKind> {
    fn from(kinds: MailKinds) -> Self {
        MailKind::ALL.into_iter().filter(|kind| kinds.has(*kind)).collect()
    }
}

impl From<MailKinds> for BTreeMap<MailKind, bool> {
    fn from(kinds: MailKinds) -> Self {
        MailKind::ALL.into_iter().map(|kind| (kind, kinds.has(kind))).collect()
    }
}

/// What nobody knew when it was kept is wanted, as it was sent then.
impl From<Stored> for MailKinds {
    fn from(stored: Stored) -> Self {
        match stored {
            Stored::Each(each) => Self(MailKind::ALL.map(|kind| each.get(&kind).copied().unwrap_or(true))),
            Stored::Wanted(list) => Self(MailKind::ALL.map(|kind| kind.is_of_request() || list.contains(&kind))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_read_as_they_are_written_and_a_list_of_old_times_leaves_mails_about_requests_on() {
        assert!(MailKind::ALL.into_iter().all(|kind| MailKind::parse(kind.as_str()) == Some(kind)));
        let mut kinds = MailKinds::from(MailKind::ALL.to_vec());
        kinds.set(MailKind::Invitation, false);
        let kept = serde_json::to_string(&kinds).unwrap();
        assert_eq!(serde_json::from_str::<MailKinds>(&kept).unwrap(), kinds, "{kept}");
        let old: MailKinds = serde_json::from_str(r#"["confirmation","follow_up"]"#).unwrap();
        let wanted: Vec<&str> = Vec::from(old).into_iter().map(MailKind::as_str).collect();
        assert_eq!(wanted, ["confirmation", "follow_up", "request_received", "invitation"]);
    }

    #[test]
    fn the_team_is_told_of_everything_but_invitations_which_are_its_own() {
        assert_eq!(MailKind::of(Audience::Customer).count(), 9);
        assert!(MailKind::of(Audience::Agenda).all(|kind| kind != MailKind::Invitation));
    }
}
