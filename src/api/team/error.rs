//! The only error on the dashboard's wire, named for what the member can do.

use serde::{Deserialize, Serialize};
use server_fn::codec::PostcardEncoding;
use server_fn::error::{FromServerFnError, ServerFnErrorErr};

use super::wire::{HistoryLine, Start};
use crate::api::travel::Lost;
use crate::domain::{Feature, FieldError, MailField, Permission, TextPart};

/// Why a call brought nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum TeamError {
    /// Nobody is signed in here: sign in.
    #[error("sign in first")]
    SignedOut,
    /// No member of this portal has this address and password: try again, or ask for a new password.
    #[error("address and password don't belong together")]
    WrongPassword,
    /// Too many wrong tries: wait so many seconds.
    #[error("too many wrong tries: wait {0} seconds")]
    SlowDown(u32),
    /// The link was used, or has ended: ask for a new one.
    #[error("this link can no longer be used")]
    LinkEnded,
    /// The member lacks a permission: someone with settings can give it.
    #[error("permission {} is missing", .0.as_str())]
    NotAllowed(Permission),
    /// There is no such thing in this portal.
    #[error("there is no such thing here")]
    NotFound,
    /// Someone else changed it since it was read: look at what they did, then decide again.
    #[error("it was changed meanwhile")]
    Changed(Vec<HistoryLine>),
    /// It is over or cancelled: nothing can be changed any more.
    #[error("it can no longer be changed")]
    Gone,
    /// Something stands there: pick another time.
    #[error("something stands there")]
    Taken(Vec<Start>),
    /// The rules don't offer it: pick another time, or overrule them with a reason.
    #[error("the rules don't offer this time")]
    NotOffered(Vec<Start>),
    /// Fields are wrong: mend them.
    #[error("some fields are wrong")]
    Invalid(Vec<(Field, FieldError)>),
    /// The last member who may change members can't lose that.
    #[error("someone must be able to change members")]
    LastOfAll,
    /// Someone has this address already.
    #[error("a member has this address already")]
    Known,
    /// Too many calls: wait.
    #[error("too many requests")]
    TooMany,
    /// The server or its database is away: try again.
    #[error("the server can't answer now")]
    Unavailable,
    /// No answer arrived: the way there is broken, or the answer was lost.
    #[error("no answer arrived")]
    Unreachable,
    /// It has not begun, so that nobody can say how it ended: wait.
    #[error("it has not begun yet")]
    NotYet,
    /// The key was used for another ask: confirm again.
    #[error("this idempotency key was used for another request")]
    KeyReused,
    /// They have appointments to come: call those off first.
    #[error("there are appointments to come")]
    Upcoming,
    /// So many appointments to come stand in it: call those off, or move them, first.
    #[error("{0} appointments to come stand in it")]
    Occupied(u32),
    /// The portal's file made it, and would make it again: change the file.
    #[error("the portal's file made it")]
    InFile,
    /// The portal's plan has no room for another: a larger one has.
    #[error("the plan has no room for another")]
    Plan,
    /// The portal's plan lacks it: a larger one has it.
    #[error("the plan lacks {0:?}")]
    NotInPlan(Feature),
}

/// A field that can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Field {
    /// Someone's name.
    Name,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A password.
    Password,
    /// A note, or a reason.
    Note,
    /// What is searched for.
    Search,
    /// The hours of a day of the week: Monday is 0.
    Week(u8),
    /// A date with hours of its own: its place in the list.
    Extra(u8),
    /// From when to when.
    Span,
    /// A number of an event type: its place in `EventTypeLimits::RANGES`.
    Number(u8),
    /// What the portal wants of its mail.
    Mail(MailField),
    /// What a mail says.
    Text(TextPart),
    /// A project.
    Project,
    /// What a key is for.
    Scopes,
}

impl Lost for TeamError {
    const UNREACHABLE: Self = Self::Unreachable;
    const UNAVAILABLE: Self = Self::Unavailable;
}

impl FromServerFnError for TeamError {
    type Encoder = PostcardEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Unreachable,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Self::NotFound,
            _ => Self::Unavailable,
        }
    }
}
