//! `/i/{token}`: the invitation to pick a time, from a mail. It changes nothing: mail scanners follow every link. Its one form carries what is known of the customer
//! to the plain pages, so that nothing of it stands in an address; an old link says what is so now.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

use super::frame::Frame;
use super::reader::{self, Reader};
use super::trouble::{Cause, Trouble};
use crate::app;
use crate::domain::{RequestStatus, Token};
use crate::http::Site;
use crate::locales;

/// Shows it.
pub async fn show(State(site): State<Site>, Path(token): Path<String>, reader: Reader) -> Result<Response, Trouble> {
    let lost = |cause: Cause| Trouble::new(reader.lost(), cause);
    let token = Token::parse(&token).ok_or_else(|| lost(Cause::UnknownLink))?;
    let request = app::invitation(&site.app, &token).await.map_err(|error| lost(error.into()))?;
    let portal = app::open_portal(&site.app, &request.portal_slug).await.map_err(|error| lost(error.into()))?;
    let language = reader.language(request.contact.language);
    let texts = locales::words(language, "page", &portal.texts);
    let key = match request.status {
        RequestStatus::Open | RequestStatus::Invited => "invited",
        RequestStatus::Closed => "invited_closed",
        RequestStatus::Withdrawn => "invited_over",
    };
    let action = reader::address(&format!("/b/{}/{}/plain", request.portal_slug, request.entry_slug), reader.asked(), &[]);
    let way = match request.status {
        RequestStatus::Open | RequestStatus::Invited => {
            let contact = &request.contact;
            let known = [
                ("name", contact.name.to_string()),
                ("email", contact.email.as_str().to_owned()),
                ("phone", contact.phone.as_ref().map(ToString::to_string).unwrap_or_default()),
                ("invitation", token.as_str().to_owned()),
            ];
            let known = known.map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view();
            view! { <form class="acts" action=action method="post">{known}<button class="main" data-action="pick">{texts.get("invited_pick")}</button></form> }.into_any()
        }
        RequestStatus::Closed => ().into_any(),
        RequestStatus::Withdrawn => view! { <p class="acts"><a class="button" href=action>{texts.get("invited_pick")}</a></p> }.into_any(),
    };
    let title = texts.get(key);
    let main = view! {
        <div data-step=key>
            <header class="subject"><h1>{request.title.to_string()}</h1></header>
            <section class="sheet">
                <h2>{title.clone()}</h2>
                <p class="lead">{texts.fill(&format!("{key}_help"), &[("portal", portal.name.as_str())])}</p>
                {way}
            </section>
        </div>
    };
    Ok(Frame::new(language, format!("{title} – {}", request.title)).house(portal.name.as_str()).private().respond(StatusCode::OK, main))
}
