//! What a page can't show, said in words. Tells nobody whether a link ever existed.

use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;

use super::frame::Frame;
use crate::api::CallError;
use crate::app::{LinkError, TimesError};
use crate::domain::Language;
use crate::locales;
use crate::store::StoreError;

/// Why a page can't be shown.
#[derive(Debug, thiserror::Error)]
pub enum Cause {
    /// No portal, or no entry of it, has this address.
    #[error("nothing can be booked at this address")]
    UnknownEntry,
    /// No appointment has this link.
    #[error("no appointment has this link")]
    UnknownLink,
    /// The database did not answer, and this has been told.
    #[error("the database did not answer")]
    Away,
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<LinkError> for Cause {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::UnknownLink => Self::UnknownLink,
            LinkError::Store(error) => Self::Store(error),
        }
    }
}

impl From<TimesError> for Cause {
    fn from(error: TimesError) -> Self {
        match error {
            TimesError::UnknownPortal | TimesError::UnknownEntry | TimesError::Range => Self::UnknownEntry,
            TimesError::Store(error) => Self::Store(error),
        }
    }
}

impl From<CallError> for Cause {
    fn from(error: CallError) -> Self {
        match error {
            CallError::UnknownEntry => Self::UnknownEntry,
            _ => Self::Away,
        }
    }
}

/// A cause, and the language to say it in.
#[derive(Debug)]
pub struct Trouble {
    language: Language,
    cause: Cause,
}

impl Trouble {
    /// Puts the two together.
    pub fn new(language: Language, cause: Cause) -> Self {
        Self { language, cause }
    }

    fn status(&self) -> StatusCode {
        match &self.cause {
            Cause::UnknownEntry | Cause::UnknownLink => StatusCode::NOT_FOUND,
            Cause::Away | Cause::Store(StoreError::Unavailable(_) | StoreError::Newer { .. }) => StatusCode::SERVICE_UNAVAILABLE,
            Cause::Store(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let status = self.status();
        if let Cause::Store(error) = &self.cause {
            tracing::error!(error = error as &dyn std::error::Error, "a page can't be shown");
        }
        let words = match (&self.cause, status) {
            (Cause::UnknownEntry, _) => "unknown_entry",
            (Cause::UnknownLink, _) => "unknown_link",
            (Cause::Away, _) | (Cause::Store(_), StatusCode::SERVICE_UNAVAILABLE) => "away",
            (Cause::Store(_), _) => "broken",
        };
        let texts = locales::section(self.language, "page");
        let title = texts.get(words);
        let main = view! {
            <section class="sheet">
                <h1>{title}</h1>
                <p class="lead">{texts.get(&format!("{words}_help"))}</p>
            </section>
        };
        let mut response = Frame::new(self.language, title).private().respond(status, main);
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response
    }
}
