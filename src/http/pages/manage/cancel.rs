//! Calling an appointment off: asked with GET, done with POST.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

use super::linked::Linked;
use crate::app;
use crate::http::Site;
use crate::http::pages::offer;
use crate::http::pages::reader::Reader;
use crate::http::pages::trouble::Trouble;

/// Asks whether it is meant.
pub async fn ask(State(site): State<Site>, Path(token): Path<String>, reader: Reader) -> Result<Response, Trouble> {
    let linked = Linked::open(&site.app, &token, &reader).await?;
    if !linked.may.cancel {
        return Ok(Redirect::to(&linked.link("", &[])).into_response());
    }
    let (texts, words) = (linked.texts(), linked.words());
    let appointment = &linked.card.appointment;
    let title = texts.get("really_cancel");
    let main = view! {
        <section class="sheet">
            <h1>{title.clone()}</h1>
            <p class="lead">{texts.get("really_cancel_help")}</p>
            <dl>
                <div><dt>{words.get("what")}</dt><dd>{linked.what()}</dd></div>
                <div><dt>{words.get("when")}</dt><dd>{offer::when(linked.language, appointment.span, &appointment.zone)}</dd></div>
            </dl>
            <form class="acts" action=linked.link("/cancel", &[]) method="post">
                <button class="danger" data-action="cancel">{texts.get("yes_cancel")}</button>
                <a class="button quiet" href=linked.link("", &[])>{texts.get("keep")}</a>
            </form>
        </section>
    };
    Ok(linked.page(StatusCode::OK, "/cancel", &title, main))
}

/// Cancels.
pub async fn act(State(site): State<Site>, Path(token): Path<String>, reader: Reader) -> Result<Response, Trouble> {
    let linked = Linked::open(&site.app, &token, &reader).await?;
    match app::cancel(&site.app, &linked.token).await {
        Ok(_) => Ok(linked.back("cancelled")),
        Err(error) => linked.refused(error),
    }
}
