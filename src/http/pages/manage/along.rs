//! Who comes along: shown, added, and withdrawn. Each is asked with GET and done with POST.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

use super::field::Field;
use super::linked::{Linked, Standing};
use crate::app::{self, ChangeError, Companion};
use crate::domain::{Attendee, AttendeeId, Email, FieldError, Language, Name};
use crate::http::Site;
use crate::http::pages::reader::Reader;
use crate::http::pages::sent::Sent;
use crate::http::pages::trouble::Trouble;
use crate::locales;

/// What is typed, and what is wrong with it.
#[derive(Debug, Default)]
struct Typed {
    name: String,
    email: String,
    language: Option<Language>,
    wrong: [Option<FieldError>; 2],
}

/// Who comes along, on the page of whoever booked; the way out on the page of who comes along.
pub fn section(linked: &Linked) -> Option<AnyView> {
    if linked.now != Standing::Ahead {
        return None;
    }
    let texts = linked.texts();
    if linked.attendee.is_some() {
        return Some(
            view! {
                <section class="sheet">
                    <h2>{texts.get("cant_come")}</h2>
                    <p class="acts"><a class="button danger" data-action="leave" href=linked.link("/leave", &[])>{texts.get("leave")}</a></p>
                </section>
            }
            .into_any(),
        );
    }
    let people = linked.card.attendees.iter().map(|attendee| {
        let href = linked.link(&format!("/along/{}", attendee.id), &[]);
        let label = texts.fill("remove_whom", &[("name", attendee.name.as_str())]);
        view! {
            <li data-attendee=attendee.id.to_string()>
                <p dir="auto">{attendee.name.to_string()}</p>
                <p class="small">{attendee.email.to_string()}" · "<a href=href aria-label=label>{texts.get("remove")}</a></p>
            </li>
        }
        .into_any()
    });
    let people: Vec<_> = people.collect();
    let people = (!people.is_empty()).then(|| view! { <ul class="people">{people}</ul> });
    let more = linked.has_room.then(|| view! { <p class="acts"><a class="button" data-action="along" href=linked.link("/along", &[])>{texts.get("add_someone")}</a></p> });
    Some(
        view! {
            <section class="sheet">
                <h2>{texts.get("along")}</h2>
                {people.is_none().then(|| view! { <p>{texts.get("along_help")}</p> })}
                {people}
                {more}
            </section>
        }
        .into_any(),
    )
}

/// Asks who comes along.
pub async fn ask(State(site): State<Site>, Path(token): Path<String>, reader: Reader) -> Result<Response, Trouble> {
    let linked = Linked::open(&site.app, &token, &reader).await?;
    if linked.attendee.is_some() || !linked.has_room {
        return Ok(Redirect::to(&linked.link("", &[])).into_response());
    }
    Ok(form(&linked, &Typed::default()))
}

/// Adds them.
pub async fn add(State(site): State<Site>, Path(token): Path<String>, reader: Reader, sent: Sent) -> Result<Response, Trouble> {
    let linked = Linked::open(&site.app, &token, &reader).await?;
    let (name, email, language) = (sent.get("name"), sent.get("email"), Language::parse(&sent.get("language")));
    let who = match (Name::parse(&name), Email::parse(&email)) {
        (Ok(name), Ok(email)) => Companion { name, email, language },
        (wrong_name, wrong_email) => {
            return Ok(form(&linked, &Typed { wrong: [wrong_name.err(), wrong_email.err()], name, email, language }));
        }
    };
    match app::add_attendee(&site.app, &linked.token, who).await {
        Ok(()) => Ok(linked.back("along")),
        Err(ChangeError::NoMail) => Ok(form(&linked, &Typed { wrong: [None, Some(FieldError::NoMail)], name, email, language })),
        Err(ChangeError::Full) => Ok(linked.back("full")),
        Err(error) => linked.refused(error),
    }
}

/// Asks whether someone is to come along no longer.
pub async fn ask_remove(State(site): State<Site>, Path((token, id)): Path<(String, String)>, reader: Reader) -> Result<Response, Trouble> {
    let linked = Linked::open(&site.app, &token, &reader).await?;
    let known = linked.card.attendees.iter().find(|attendee| attendee.id.as_str() == id);
    match known.filter(|_| linked.attendee.is_none() && linked.now == Standing::Ahead) {
        Some(attendee) => Ok(sure(&linked, &format!("/along/{id}"), "really_remove", "yes_remove", attendee)),
        None => Ok(Redirect::to(&linked.link("", &[])).into_response()),
    }
}

/// Withdraws them.
pub async fn remove(State(site): State<Site>, Path((token, id)): Path<(String, String)>, reader: Reader) -> Result<Response, Trouble> {
    let linked = Linked::open(&site.app, &token, &reader).await?;
    match app::remove_attendee(&site.app, &linked.token, &AttendeeId::new(id)).await {
        Ok(()) => Ok(linked.back("removed")),
        Err(error) => linked.refused(error),
    }
}

/// Asks whoever comes along whether they mean to come no longer.
pub async fn ask_leave(State(site): State<Site>, Path(token): Path<String>, reader: Reader) -> Result<Response, Trouble> {
    let linked = Linked::open(&site.app, &token, &reader).await?;
    match linked.attendee.as_ref().filter(|_| linked.now == Standing::Ahead) {
        Some(attendee) => Ok(sure(&linked, "/leave", "really_leave", "yes_leave", attendee)),
        None => Ok(Redirect::to(&linked.link("", &[])).into_response()),
    }
}

/// Withdraws whoever comes along. Their link has ended then: this is the last page that it shows.
pub async fn leave(State(site): State<Site>, Path(token): Path<String>, reader: Reader) -> Result<Response, Trouble> {
    let linked = Linked::open(&site.app, &token, &reader).await?;
    let Some(attendee) = &linked.attendee else {
        return Ok(linked.back(""));
    };
    match app::remove_attendee(&site.app, &linked.token, &attendee.id).await {
        Ok(()) => {
            let title = linked.texts().get("left");
            let help = linked.texts().fill("left_help", &[("portal", linked.card.portal_name.as_str())]);
            let main = view! { <section class="sheet"><h1>{title.clone()}</h1><p class="lead" role="status">{help}</p></section> };
            Ok(linked.page(StatusCode::OK, "", &title, main))
        }
        Err(error) => linked.refused(error),
    }
}

fn form(linked: &Linked, typed: &Typed) -> Response {
    let (texts, words) = (linked.texts(), linked.words());
    let title = texts.get("who_along");
    let [name, email] = typed.wrong;
    let name = Field { name: "name", label: words.get("name").into_owned(), typed: &typed.name, error: name, optional: false };
    let email = Field { name: "email", label: words.get("email").into_owned(), typed: &typed.email, error: email, optional: false };
    let chosen = typed.language.unwrap_or(linked.card.customer.language);
    let options = locales::languages().map(|language| {
        let name = locales::section(language, "page").get("language");
        view! { <option value=language.tag() lang=language.tag() selected=language == chosen>{name}</option> }
    });
    let choice = view! {
        <div class="field">
            <label for="language">{texts.get("their_language")}</label>
            <select id="language" name="language">{options.collect_view()}</select>
        </div>
    }
    .into_any();
    let status = if typed.wrong.iter().any(Option::is_some) { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let main = view! {
        <section class="sheet">
            <h1>{title.clone()}</h1>
            <p class="lead">{texts.get("who_along_help")}</p>
            <form class="fields" action=linked.link("/along", &[]) method="post" novalidate>
                {name.line(linked, "text")}
                {email.line(linked, "email")}
                {choice}
                <div class="acts">
                    <button class="main" data-action="add">{texts.get("add")}</button>
                    <a class="button quiet" href=linked.link("", &[])>{texts.get("back_to_appointment")}</a>
                </div>
            </form>
        </section>
    };
    linked.page(status, "/along", &title, main)
}

/// Asks once more before what can't be taken back.
fn sure(linked: &Linked, below: &str, key: &'static str, yes: &'static str, whom: &Attendee) -> Response {
    let texts = linked.texts();
    let title = texts.fill(key, &[("name", whom.name.as_str())]);
    let main = view! {
        <section class="sheet">
            <h1>{title.clone()}</h1>
            <p class="lead">{texts.get(&format!("{key}_help"))}</p>
            <form class="acts" action=linked.link(below, &[]) method="post">
                <button class="danger" data-action="remove">{texts.get(yes)}</button>
                <a class="button quiet" href=linked.link("", &[])>{texts.get("back_to_appointment")}</a>
            </form>
        </section>
    };
    linked.page(StatusCode::OK, below, &title, main)
}
