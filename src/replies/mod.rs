//! The server's half of `api`: the widget's words become the deeds' and the deeds' answers become the wire's. Decides nothing.

mod book;
mod open;
mod request;
pub mod team;
mod times;

use axum::http::StatusCode;
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;

pub use book::book;
pub use open::open;
pub use request::request;
pub use times::times;

use crate::api::CallError;
use crate::api::wire::Start;
use crate::app::{App, TimesError};
use crate::domain::{Slot, Slug};
use crate::store::StoreError;

/// What the server gives each call besides its arguments.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The deeds.
    pub app: App,
    /// Where customers reach this server.
    pub public_url: std::sync::Arc<str>,
    /// The website that the call comes from, where the browser names one.
    pub origin: Option<String>,
}

fn desk() -> Desk {
    expect_context::<Desk>()
}

fn slugs(portal: &str, entry: &str) -> Result<(Slug, Slug), CallError> {
    match (Slug::parse(portal), Slug::parse(entry)) {
        (Ok(portal), Ok(entry)) => Ok((portal, entry)),
        _ => Err(CallError::UnknownEntry),
    }
}

/// Gives a failed call its HTTP status: left alone it would be 500.
fn answered<T>(result: Result<T, CallError>) -> Result<T, CallError> {
    if let (Err(error), Some(response)) = (&result, use_context::<ResponseOptions>()) {
        response.set_status(status(error));
    }
    result
}

/// The HTTP status of a call that brought nothing.
pub fn status(error: &CallError) -> StatusCode {
    match error {
        CallError::UnknownEntry => StatusCode::NOT_FOUND,
        CallError::Origin => StatusCode::FORBIDDEN,
        CallError::Taken(_) | CallError::Enough => StatusCode::CONFLICT,
        CallError::NotOffered(_) | CallError::Invalid(_) | CallError::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
        CallError::TooMany => StatusCode::TOO_MANY_REQUESTS,
        CallError::Unavailable | CallError::Unreachable => StatusCode::SERVICE_UNAVAILABLE,
    }
}

impl From<TimesError> for CallError {
    fn from(error: TimesError) -> Self {
        match error {
            TimesError::UnknownPortal | TimesError::UnknownEntry | TimesError::Range => Self::UnknownEntry,
            TimesError::Store(error) => error.into(),
        }
    }
}

impl From<StoreError> for CallError {
    fn from(error: StoreError) -> Self {
        tracing::error!(error = &error as &dyn std::error::Error, "a call of the widget failed");
        Self::Unavailable
    }
}

fn start(slot: &Slot) -> Start {
    use chrono::Timelike;
    let time = slot.time.time();
    Start { day: slot.day.epoch_days(), minute: (time.hour() * 60 + time.minute()) as u16, offset: (slot.offset.seconds() / 60) as i16 }
}

fn starts(slots: &[Slot]) -> Vec<Start> {
    slots.iter().map(start).collect()
}
