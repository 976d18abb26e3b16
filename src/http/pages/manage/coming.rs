//! "Are you still coming?": asked on the page of the appointment, answered with POST. A mail's button leads to the page and answers nothing: scanners press it too.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::linked::Linked;
use crate::app;
use crate::http::Site;
use crate::http::pages::reader::Reader;
use crate::http::pages::trouble::Trouble;

/// Notes that they come.
pub async fn act(State(site): State<Site>, Path(token): Path<String>, reader: Reader) -> Result<Response, Trouble> {
    let linked = Linked::open(&site.app, &token, &reader).await?;
    match app::attend(&site.app, &linked.token).await {
        Ok(_) => Ok(linked.back("coming")),
        Err(error) => linked.refused(error),
    }
}

/// Leads to the appointment, and changes nothing.
pub async fn back(State(site): State<Site>, Path(token): Path<String>, reader: Reader) -> Result<Response, Trouble> {
    let linked = Linked::open(&site.app, &token, &reader).await?;
    Ok(Redirect::to(&linked.link("", &[])).into_response())
}
