//! Plans, and what each may use. What a plan lacks is refused by the function that offers, and shown with this reason.

use serde::{Deserialize, Serialize};

use super::EntryKind;

/// What a portal may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    /// For trying out.
    Free,
    /// For one house.
    Pro,
    /// As agreed.
    Custom,
}

/// What not every plan has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feature {
    /// More than a few agendas.
    Agendas,
    /// Buttons of the website plugin.
    Plugin,
    /// Standalone links.
    StandaloneLinks,
    /// Several times offered to one customer, who picks one.
    Proposals,
}

impl Plan {
    /// Reads `free`, `pro` or `custom`.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Free, Self::Pro, Self::Custom].into_iter().find(|plan| plan.as_str() == text)
    }

    /// As it is written in portal files and the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Pro => "pro",
            Self::Custom => "custom",
        }
    }

    /// How many agendas may be booked: those that were there first. None: as many as there are.
    pub const fn agendas(self) -> Option<u32> {
        match self {
            Self::Free => Some(3),
            Self::Pro | Self::Custom => None,
        }
    }

    /// What it lacks for offering a customer several times.
    pub const fn lacks_for_proposals(self) -> Option<Feature> {
        match self {
            Self::Free => Some(Feature::Proposals),
            Self::Pro | Self::Custom => None,
        }
    }

    /// What it lacks of what an entry of this kind needs.
    pub const fn lacks_for(self, kind: EntryKind) -> Option<Feature> {
        match (self, kind) {
            (Self::Free, EntryKind::Plugin) => Some(Feature::Plugin),
            (Self::Free, EntryKind::Standalone) => Some(Feature::StandaloneLinks),
            _ => None,
        }
    }
}

impl Feature {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Agendas, Self::Plugin, Self::StandaloneLinks, Self::Proposals];
}
