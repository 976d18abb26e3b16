//! Calling an appointment off: asked with GET, done with POST.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

use super::field::Field;
use super::linked::Linked;
use crate::app;
use crate::domain::{FieldError, Note};
use crate::http::Site;
use crate::http::pages::offer;
use crate::http::pages::reader::Reader;
use crate::http::pages::sent::Sent;
use crate::http::pages::trouble::Trouble;

/// Asks whether it is meant, and why.
pub async fn ask(State(site): State<Site>, Path(token): Path<String>, reader: Reader) -> Result<Response, Trouble> {
    let linked = Linked::open(&site.app, &token, &reader).await?;
    if !linked.may.cancel {
        return Ok(Redirect::to(&linked.link("", &[])).into_response());
    }
    Ok(form(&linked, "", None))
}

/// Cancels.
pub async fn act(State(site): State<Site>, Path(token): Path<String>, reader: Reader, sent: Sent) -> Result<Response, Trouble> {
    let linked = Linked::open(&site.app, &token, &reader).await?;
    let typed = sent.get("reason");
    let reason = match Note::parse(typed.trim()) {
        Ok(reason) => reason,
        Err(error) if linked.may.cancel => return Ok(form(&linked, &typed, Some(error))),
        // Why, is no longer the question.
        Err(_) => return Ok(linked.back("too_late")),
    };
    match app::cancel_for(&site.app, &linked.token, Some(reason)).await {
        Ok(_) => Ok(linked.back("cancelled")),
        Err(error) => linked.refused(error),
    }
}

fn form(linked: &Linked, typed: &str, error: Option<FieldError>) -> Response {
    let (texts, words) = (linked.texts(), linked.words());
    let appointment = &linked.card.appointment;
    let title = texts.get("really_cancel");
    let reason = Field { name: "reason", label: texts.get("cancel_reason").into_owned(), typed, error, optional: true };
    let facts = view! {
        <dl>
            <div><dt>{words.get("what")}</dt><dd>{linked.what()}</dd></div>
            <div><dt>{words.get("when")}</dt><dd>{offer::when(linked.language, appointment.span, &appointment.zone)}</dd></div>
        </dl>
    }
    .into_any();
    let main = view! {
        <section class="sheet">
            <h1>{title.clone()}</h1>
            <p class="lead">{texts.get("really_cancel_help")}</p>
            {facts}
            <form class="fields" action=linked.link("/cancel", &[]) method="post" novalidate>
                {reason.lines(linked)}
                <div class="acts">
                    <button class="danger" data-action="cancel">{texts.get("yes_cancel")}</button>
                    <a class="button quiet" href=linked.link("", &[])>{texts.get("keep")}</a>
                </div>
            </form>
        </section>
    };
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    linked.page(status, "/cancel", &title, main)
}
