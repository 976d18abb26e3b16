//! Why a deed of the team's was not done, named for what whoever asked can do.

use crate::app::{BookError, ChangeError, TimesError};
use crate::domain::{Feature, Missing, Permission, Scope, Slot};
use crate::store::StoreError;
use crate::store::team::HistoryRow;

/// Why a deed was not done.
#[derive(Debug, thiserror::Error)]
pub enum DeedError {
    /// The member lacks a permission.
    #[error("permission {} is missing", .0.as_str())]
    NotAllowed(Permission),
    /// The program's key lacks a scope.
    #[error("scope {0} is missing")]
    OutOfScope(Scope),
    /// There is no such thing in the portal.
    #[error("there is no such thing")]
    NotFound,
    /// Someone else changed it since it was read: this is what they did.
    #[error("it was changed meanwhile")]
    Changed(Vec<HistoryRow>),
    /// It is over or cancelled.
    #[error("it can no longer be changed")]
    Gone,
    /// It has not begun.
    #[error("it has not begun yet")]
    NotYet,
    /// Something stands in the way.
    #[error("something stands there")]
    Taken(Vec<Slot>),
    /// The rules don't offer it.
    #[error("the rules don't offer this time")]
    NotOffered(Vec<Slot>),
    /// No mail can be delivered at the address.
    #[error("no mail can be delivered at this address")]
    NoMail,
    /// Someone has this address already.
    #[error("someone has this address already")]
    Known,
    /// There are appointments to come.
    #[error("there are appointments to come")]
    Upcoming,
    /// So many appointments to come stand in it.
    #[error("{0} appointments to come stand in it")]
    Occupied(u32),
    /// The portal's file made it.
    #[error("the portal's file made it")]
    InFile,
    /// The plan has no room for another.
    #[error("the plan has no room for another")]
    Plan,
    /// The plan lacks it.
    #[error("the plan lacks {0:?}")]
    NotInPlan(Feature),
    /// Nobody would be left who may change members.
    #[error("someone must be able to change members")]
    LastOfAll,
    /// The key came with another ask before.
    #[error("this idempotency key was used for another request")]
    KeyReused,
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Permission> for DeedError {
    fn from(missing: Permission) -> Self {
        Self::NotAllowed(missing)
    }
}

impl From<Missing> for DeedError {
    fn from(missing: Missing) -> Self {
        match missing {
            Missing::Permission(permission) => Self::NotAllowed(permission),
            Missing::Scope(scope) => Self::OutOfScope(scope),
        }
    }
}

impl From<ChangeError> for DeedError {
    fn from(error: ChangeError) -> Self {
        match error {
            // What only links are refused with.
            ChangeError::UnknownLink | ChangeError::NotYours | ChangeError::Full | ChangeError::NoMail => Self::NotFound,
            ChangeError::Gone | ChangeError::TooLate => Self::Gone,
            ChangeError::Changed => Self::Changed(Vec::new()),
            ChangeError::Taken { alternatives } => Self::Taken(alternatives),
            ChangeError::NotOffered { alternatives } => Self::NotOffered(alternatives),
            ChangeError::Store(error) => Self::Store(error),
        }
    }
}

impl From<TimesError> for DeedError {
    fn from(error: TimesError) -> Self {
        match error {
            TimesError::UnknownPortal | TimesError::UnknownEntry | TimesError::Range => Self::NotFound,
            TimesError::Store(error) => Self::Store(error),
        }
    }
}

impl From<BookError> for DeedError {
    fn from(error: BookError) -> Self {
        match error {
            BookError::UnknownPortal | BookError::UnknownEntry => Self::NotFound,
            // Said to customers only: the team books as many as it likes.
            BookError::Enough => Self::NotOffered(Vec::new()),
            BookError::Taken { alternatives } => Self::Taken(alternatives),
            BookError::NotOffered { alternatives } => Self::NotOffered(alternatives),
            BookError::NoMail => Self::NoMail,
            BookError::KeyReused => Self::KeyReused,
            BookError::Store(error) => Self::Store(error),
        }
    }
}
