//! `/team/…`: the page that the dashboard's program stands on. It holds nothing of anyone: who is signed in, the program asks.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

use super::frame::Frame;
use super::reader::Reader;
use super::trouble::{Cause, Trouble};
use crate::app;
use crate::domain::{Language, Slug};
use crate::http::headers::team_policy;
use crate::http::{Site, assets};
use crate::locales;

/// `/team/{portal}`, and `/team/{portal}/…`: the page of every screen.
pub async fn show(State(site): State<Site>, Path(path): Path<Vec<(String, String)>>, reader: Reader) -> Result<Response, Trouble> {
    let lost = |cause: Cause| Trouble::new(reader.lost(), cause);
    let slug = path.first().map(|(_, portal)| portal.as_str()).unwrap_or_default();
    let slug = Slug::parse(slug).map_err(|_| lost(Cause::UnknownEntry))?;
    let portal = app::open_portal(&site.app, &slug).await.map_err(|error| lost(error.into()))?;
    let texts = locales::team(portal.language);
    let program = assets::path("dashboard.wasm");
    let head = view! {
        <meta name="robots" content="noindex" />
        {assets::path("dashboard.css").map(|sheet| view! { <link rel="stylesheet" href=sheet /> })}
        {assets::path("team-agendas.css").map(|sheet| view! { <link rel="stylesheet" href=sheet /> })}
        {program.clone().map(|wasm| view! { <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous" /> })}
        {assets::path("dashboard.js").map(|script| view! { <script r#type="module" src=script></script> })}
    };
    let main = view! {
        <div id="dashboard" data-program=program><div class="waiting" aria-busy="true"><i></i><i></i><i></i></div></div>
        <div id="away" class="trouble" hidden=true>
            <p>{texts.get("shell.away")}</p>
            <p><a href="">{texts.get("shell.again")}</a></p>
        </div>
        <noscript><p class="trouble">{texts.get("shell.no_script")}</p></noscript>
    };
    let title = format!("{} – {}", texts.get("shell.title"), portal.name);
    let mut page = Frame::new(spoken(portal.language), title).bare("team").head(head).private().respond(StatusCode::OK, main);
    page.headers_mut().insert(CONTENT_SECURITY_POLICY, team_policy());
    Ok(page)
}

/// `/team`: which portal? With an answer, on to its dashboard.
pub async fn which(reader: Reader) -> Response {
    let asked = reader.get("portal").map(str::trim).unwrap_or_default();
    if let Ok(slug) = Slug::parse(&asked.to_lowercase()) {
        return Redirect::to(&format!("/team/{slug}")).into_response();
    }
    let language = spoken(reader.lost());
    let texts = locales::team(language);
    let main = view! {
        <section class="sheet">
            <h1>{texts.get("shell.which")}</h1>
            <form action="/team" method="get">
                <p class="field">
                    <label r#for="portal">{texts.get("shell.portal")}</label>
                    <span class="small" id="portal-help">{texts.get("shell.portal_help")}</span>
                    <input id="portal" name="portal" value=asked.to_owned() required=true autocapitalize="none" autocomplete="organization" aria-describedby="portal-help" />
                </p>
                <button class="button main">{texts.get("shell.go")}</button>
            </form>
        </section>
    };
    Frame::new(language, texts.get("shell.title")).private().respond(StatusCode::OK, main)
}

/// The dashboard speaks Dutch, and English to everyone else.
fn spoken(language: Language) -> Language {
    if language == Language::Nl { language } else { Language::En }
}
