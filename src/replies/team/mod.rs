//! The server's half of `api::team`: who calls is found out from the session's cookie, the wire's words become the deeds' and back. Decides nothing.

mod acts;
mod agendas;
mod event_types;
mod keys;
mod lists;
mod mail_texts;
mod members;
mod people;
mod portrait;
mod proposals;
mod requests;
mod sentences;
mod separated;
mod session;
mod shown;
mod sign_in;
mod subscriptions;
mod wishes;

use axum::http::StatusCode;
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;

pub use acts::{cancel, conclude, mark_it, move_to, moves_of, note_down, read_mail, reschedule, send_again, times_of};
pub use agendas::{block_time, change_hours, days_of, holidays, hours_of, unblock, why_not_at};
pub use event_types::{change_limits, event_types_of};
pub use keys::{add_key, end_key, keys};
pub use lists::{dossier_of, fed_of, inbox};
pub use mail_texts::{change_mail_texts, mail_texts_of, see_mail, try_mail};
pub use members::{invite, let_go, link_for, permit};
pub use people::{book_for, customer_of, customers, edit_customer, erase_customer, lift_bounce, merge_customers, note_on_customer, times_at, write_to_customer};
pub use portrait::export_customer;
pub use proposals::{proposal_of, propose, withdraw_proposal};
pub use requests::{request_of, turn_request};
pub use separated::{beneath_of, end_separated, set_apart};
pub use session::key_of;
pub use sign_in::{choose_password, forgot, open, sign_in, sign_out};
pub use subscriptions::{subscribe, subscription_of, unsubscribe};
pub use wishes::{change_wishes, wishes_of};

use crate::api::team::{Field, TeamError};
use crate::app::App;
use crate::app::team::DeedError;
use crate::domain::{FieldError, Permission};
use crate::store::StoreError;

use shown::Wall;

/// What the server gives each call of the dashboard besides its arguments.
#[derive(Clone, Debug)]
pub struct TeamDesk {
    /// The deeds.
    pub app: App,
    /// Where customers reach this server.
    pub public_url: std::sync::Arc<str>,
    /// The cookies that came with the call.
    pub cookies: String,
}

fn desk() -> TeamDesk {
    expect_context::<TeamDesk>()
}

/// Gives a failed call its HTTP status: left alone it would be 500.
fn answered<T>(result: Result<T, TeamError>) -> Result<T, TeamError> {
    if let (Err(error), Some(response)) = (&result, use_context::<ResponseOptions>()) {
        response.set_status(status(error));
    }
    result
}

/// The HTTP status of a call that brought nothing.
pub fn status(error: &TeamError) -> StatusCode {
    match error {
        TeamError::SignedOut | TeamError::WrongPassword => StatusCode::UNAUTHORIZED,
        TeamError::NotAllowed(_) | TeamError::Plan | TeamError::NotInPlan(_) => StatusCode::FORBIDDEN,
        TeamError::NotFound => StatusCode::NOT_FOUND,
        TeamError::LinkEnded | TeamError::Gone => StatusCode::GONE,
        TeamError::Changed(_)
        | TeamError::Taken(_)
        | TeamError::LastOfAll
        | TeamError::Known
        | TeamError::NotYet
        | TeamError::Upcoming
        | TeamError::Occupied(_)
        | TeamError::InFile => StatusCode::CONFLICT,
        TeamError::NotOffered(_) | TeamError::Invalid(_) | TeamError::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
        TeamError::SlowDown(_) | TeamError::TooMany => StatusCode::TOO_MANY_REQUESTS,
        TeamError::Unavailable | TeamError::Unreachable => StatusCode::SERVICE_UNAVAILABLE,
    }
}

impl From<StoreError> for TeamError {
    fn from(error: StoreError) -> Self {
        tracing::error!(error = &error as &dyn std::error::Error, "a call of the dashboard failed");
        Self::Unavailable
    }
}

/// A deed's error in the wire's words, its moments on the portal's wall.
fn refused(error: DeedError, wall: &Wall) -> TeamError {
    match error {
        DeedError::NotAllowed(permission) => TeamError::NotAllowed(permission),
        // No member acts by a key.
        DeedError::OutOfScope(_) => TeamError::NotAllowed(Permission::Interactions),
        DeedError::NotFound => TeamError::NotFound,
        DeedError::Changed(history) => TeamError::Changed(history.into_iter().map(|row| wall.history(row)).collect()),
        DeedError::Gone => TeamError::Gone,
        DeedError::NotYet => TeamError::NotYet,
        DeedError::Taken(slots) => TeamError::Taken(super::starts(&slots)),
        DeedError::NotOffered(slots) => TeamError::NotOffered(super::starts(&slots)),
        DeedError::NoMail => TeamError::Invalid(vec![(Field::Email, FieldError::NoMail)]),
        DeedError::Known => TeamError::Known,
        DeedError::LastOfAll => TeamError::LastOfAll,
        DeedError::Upcoming => TeamError::Upcoming,
        DeedError::Occupied(upcoming) => TeamError::Occupied(upcoming),
        DeedError::InFile => TeamError::InFile,
        DeedError::Plan => TeamError::Plan,
        DeedError::NotInPlan(feature) => TeamError::NotInPlan(feature),
        DeedError::KeyReused => TeamError::KeyReused,
        DeedError::Store(error) => error.into(),
    }
}
