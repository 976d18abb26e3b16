//! The first screen: days with their free times.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Redirect, Response};
use leptos::prelude::*;

use super::request;
use super::screen;
use super::typed::Typed;
use crate::domain::Day;
use crate::http::Site;
use crate::http::pages::offer;
use crate::http::pages::opened::Opened;
use crate::http::pages::reader::Reader;
use crate::http::pages::times::Week;
use crate::http::pages::trouble::Trouble;

/// Shows the times to someone who has typed nothing yet. What came with the address is kept as if they had typed it.
pub async fn show(State(site): State<Site>, Path(address): Path<(String, String)>, reader: Reader, typed: Typed) -> Result<Response, Trouble> {
    if !typed.is_empty() {
        return show_again(State(site), Path(address), reader, typed).await;
    }
    let (portal, entry) = address;
    let opened = Opened::open(&site.app, &portal, &entry, &reader).await?;
    let week = Week::from(&site.app, &opened.bookable, reader.get("from").and_then(Day::parse)).await.map_err(|error| opened.trouble(error))?;
    let texts = opened.texts();
    let turn = |day: Option<Day>, text: &str, rel: &'static str| {
        day.map(|day| view! { <a class="button" rel=rel href=opened.link("/plain", &[("from", &day.to_string())])>{texts.get(text)}</a> })
    };
    let form = view! {
        <form action=format!("{}/plain/details", opened.path()) method="get">
            {opened.hidden_language()}
            {offer::days(&opened.words(), opened.language, &week)}
        </form>
        <nav class="turn" aria-label=texts.get("more_times")>{turn(week.previous, "earlier", "prev")}{turn(week.next, "later", "next")}</nav>
    };
    Ok(sheet(&opened, &week, form))
}

/// Shows the times to someone who comes back from a later screen, and keeps what they typed.
pub async fn show_again(State(site): State<Site>, Path((portal, entry)): Path<(String, String)>, reader: Reader, typed: Typed) -> Result<Response, Trouble> {
    let opened = Opened::open(&site.app, &portal, &entry, &reader).await?;
    let week = Week::from(&site.app, &opened.bookable, typed.from).await.map_err(|error| opened.trouble(error))?;
    let texts = opened.texts();
    let again = opened.link("/plain", &[]);
    let turn = |day: Option<Day>, text: &str, turn: &'static str| {
        day.map(|day| view! { <button name="from" value=day.to_string() data-turn=turn formaction=again.clone()>{texts.get(text)}</button> })
    };
    let form = view! {
        <form action=opened.link(typed.goes_on(), &[]) method="post">
            {typed.hidden_but_at()}
            {offer::days(&opened.words(), opened.language, &week)}
            <div class="turn">{turn(week.previous, "earlier", "prev")}{turn(week.next, "later", "next")}</div>
        </form>
    };
    Ok(sheet(&opened, &week, form))
}

/// Leads someone who opens a later step's address without its form, such as by a bookmark, to where the way begins.
pub async fn begin(State(site): State<Site>, Path((portal, entry)): Path<(String, String)>, reader: Reader) -> Result<Redirect, Trouble> {
    let opened = Opened::open(&site.app, &portal, &entry, &reader).await?;
    Ok(Redirect::to(&opened.link("/plain", &[])))
}

fn sheet(opened: &Opened, week: &Week, form: impl IntoView) -> Response {
    let texts = opened.texts();
    let words = opened.words();
    let portal = opened.bookable.portal.name.as_str();
    let times = if week.days.is_empty() && week.next.is_none() && week.previous.is_none() {
        view! { <p class="lead">{words.fill("nothing_free", &[("portal", portal)])}</p> }.into_any()
    } else {
        let none = week.days.is_empty().then(|| view! { <p>{texts.get("none_here")}</p> });
        view! { {offer::clock(&opened.texts(), opened.language, opened.bookable.zone())} {none} {form} }.into_any()
    };
    let title = words.get("pick_time");
    let request = opened.bookable.takes_requests().then(|| request::link(opened));
    screen(opened, StatusCode::OK, "pick", &title, view! { <section class="sheet"><h2>{title.clone()}</h2>{times}{request}</section> })
}
