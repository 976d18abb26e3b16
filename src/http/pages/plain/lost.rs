//! The time is gone: said plainly, with the nearest free ones, and everything typed kept.

use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

use super::screen;
use super::typed::Typed;
use crate::domain::{Instant, Slot};
use crate::http::Site;
use crate::http::pages::opened::Opened;
use crate::http::pages::trouble::Trouble;
use crate::http::pages::{offer, times};

/// For a time that is not among the free ones, before anyone tried to book it.
pub async fn not_offered(site: &Site, opened: &Opened, typed: &Typed, at: Instant) -> Result<Response, Trouble> {
    let near = times::near(&site.app, &opened.bookable, at).await.map_err(|error| opened.trouble(error))?;
    Ok(screen_with(opened, typed, StatusCode::UNPROCESSABLE_ENTITY, "not_offered", &near))
}

/// The screen, with a sentence and the times near.
pub fn screen_with(opened: &Opened, typed: &Typed, status: StatusCode, sentence: &str, near: &[Slot]) -> Response {
    let words = opened.words();
    let sentence = if typed.is_blank() { opened.texts().get("time_gone") } else { words.get(sentence) };
    let nearest = (!near.is_empty()).then(|| {
        view! {
            <h2>{words.get("nearest")}</h2>
            {offer::nearest(opened.language, near)}
            {offer::clock(&opened.texts(), opened.language, opened.bookable.zone())}
        }
    });
    let title = opened.texts().get("lost");
    let main = view! {
        <section class="sheet">
            <div class="notice" role="alert"><p>{sentence}</p></div>
            <form action=opened.link(typed.goes_on(), &[]) method="post">
                {typed.hidden_but_at()}
                {nearest}
                <p class="acts"><button class="quiet" formaction=opened.link("/plain", &[])>{opened.texts().get("all_times")}</button></p>
            </form>
        </section>
    };
    screen(opened, status, "pick", &title, main)
}
