//! `/b/{portal}/{entry}/plain`: the whole booking on plain HTML, one screen per step. What was typed travels in the forms themselves,
//! so that nothing of it stands in an address or on the server before it is booked.

mod book;
mod check;
pub mod details;
mod lost;
mod pick;
mod request;
mod summary;
mod typed;

use axum::Router;
use axum::response::Response;
use axum::routing::get;
use leptos::prelude::*;

use super::frame::Frame;
use super::opened::Opened;
use crate::http::Site;

/// The pages of the plain booking.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/b/{portal}/{entry}/plain", get(pick::show).post(pick::show_again))
        .route("/b/{portal}/{entry}/plain/details", get(details::show).post(details::show))
        .route("/b/{portal}/{entry}/plain/check", get(pick::begin).post(check::check))
        .route("/b/{portal}/{entry}/plain/request", get(request::show).post(request::act))
        .route("/b/{portal}/{entry}/plain/requested", get(request::done))
        .route("/b/{portal}/{entry}/plain/book", get(pick::begin).post(book::book))
}

/// A screen of the booking, under what is booked.
fn screen(opened: &Opened, status: axum::http::StatusCode, step: &'static str, title: &str, main: impl IntoView) -> Response {
    let heading = opened.heading();
    let title = format!("{title} – {}", opened.bookable.title());
    let portal = opened.bookable.portal.name.as_str();
    Frame::new(opened.language, title).house(portal).own().respond(status, view! { <div data-step=step>{heading}{main}</div> })
}
