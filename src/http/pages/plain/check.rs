//! Between details and summary: what was typed is read, and nothing is booked yet.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::typed::Typed;
use super::{details, lost, summary};
use crate::app;
use crate::domain::FieldErrors;
use crate::http::Site;
use crate::http::pages::opened::Opened;
use crate::http::pages::reader::Reader;
use crate::http::pages::times;
use crate::http::pages::trouble::Trouble;

/// Shows the summary, or the form again with what is wrong in it.
pub async fn check(State(site): State<Site>, Path((portal, entry)): Path<(String, String)>, reader: Reader, typed: Typed) -> Result<Response, Trouble> {
    let opened = Opened::open(&site.app, &portal, &entry, &reader).await?;
    let Some(at) = typed.at else {
        return Ok(Redirect::to(&opened.link("/plain", &[])).into_response());
    };
    let Some(slot) = times::offered(&site.app, &opened.bookable, at).await.map_err(|error| opened.trouble(error))? else {
        return lost::not_offered(&site, &opened, &typed, at).await;
    };
    Ok(match opened.read(&typed.contact) {
        Ok(contact) if !app::leads_to(&site.app, &contact.email).await => details::form(&opened, &typed, &slot, &FieldErrors::no_mail()),
        Ok(contact) => summary::show(&opened, &typed, &slot, &contact),
        Err(errors) => details::form(&opened, &typed, &slot, &errors),
    })
}
