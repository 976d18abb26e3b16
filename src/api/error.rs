//! The only error on the widget's wire, named for what the customer can do.

use serde::{Deserialize, Serialize};
use server_fn::codec::PostcardEncoding;
use server_fn::error::{FromServerFnError, ServerFnErrorErr};

use super::travel::Lost;
use super::wire::{Start, Wrong};

/// Why a call brought nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum CallError {
    /// There is no such portal or entry: only its owner can mend that.
    #[error("no entry has this address")]
    UnknownEntry,
    /// The portal does not allow its widget on this website: only its owner can mend that.
    #[error("the portal does not allow its widget on this website")]
    Origin,
    /// Someone else was faster: pick another time.
    #[error("this time has just been taken")]
    Taken(Vec<Start>),
    /// The time is no longer offered: pick another.
    #[error("this time is not offered any more")]
    NotOffered(Vec<Start>),
    /// Fields are wrong: mend them.
    #[error("some fields are wrong")]
    Invalid(Wrong),
    /// The key was used for another ask: confirm again.
    #[error("this idempotency key was used for another request")]
    KeyReused,
    /// Too many calls: wait.
    #[error("too many requests")]
    TooMany,
    /// The server or its database is away: try again.
    #[error("the server can't answer now")]
    Unavailable,
    /// No answer arrived: the way there is broken, or the answer was lost.
    #[error("no answer arrived")]
    Unreachable,
    /// The portal lets this customer book no more about this: change an earlier appointment, or ask the portal.
    #[error("no more can be booked about this")]
    Enough,
}

impl CallError {
    /// Its lasting name, as hosts read it in `appointment-failed`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownEntry => "unknown_entry",
            Self::Origin => "origin",
            Self::Taken(_) => "taken",
            Self::NotOffered(_) => "not_offered",
            Self::Invalid(_) => "invalid",
            Self::KeyReused => "key_reused",
            Self::TooMany => "too_many",
            Self::Unavailable => "unavailable",
            Self::Unreachable => "unreachable",
            Self::Enough => "enough",
        }
    }
}

impl Lost for CallError {
    const UNREACHABLE: Self = Self::Unreachable;
    const UNAVAILABLE: Self = Self::Unavailable;
}

impl FromServerFnError for CallError {
    type Encoder = PostcardEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Unreachable,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Self::UnknownEntry,
            _ => Self::Unavailable,
        }
    }
}
