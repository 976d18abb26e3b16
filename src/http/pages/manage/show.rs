//! The appointment as it is now, and what can be done with it.

use std::borrow::Cow;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

use super::linked::{Coming, Linked, May, Standing};
use super::{along, messages};
use crate::domain::{Direction, Status};
use crate::http::Site;
use crate::http::pages::offer;
use crate::http::pages::reader::Reader;
use crate::http::pages::trouble::Trouble;
use crate::{mail, phones};

/// Shows the appointment, and changes nothing.
pub async fn show(State(site): State<Site>, Path(token): Path<String>, reader: Reader) -> Result<Response, Trouble> {
    let linked = Linked::open(&site.app, &token, &reader).await?;
    Ok(screen(&linked, StatusCode::OK, reader.get("now")))
}

/// The appointment, under what has just happened.
pub fn screen(linked: &Linked, status: StatusCode, now: Option<&str>) -> Response {
    let texts = linked.texts();
    let title = texts.get(match linked.now {
        Standing::Ahead => "your_appointment",
        Standing::Cancelled => "was_cancelled",
        Standing::Over => "was_over",
    });
    let state = linked.card.appointment.status;
    let done = (linked.now == Standing::Ahead && now == Some("booked")).then_some("done");
    let sheet = view! {
        <section class="sheet">
            <p class="status" data-status=state.as_str()>{texts.get(&format!("status_{}", state.as_str()))}</p>
            <h1>{title.clone()}</h1>
            {facts(linked)}
            {calendars(linked)}
        </section>
    }
    .into_any();
    let main = view! {
        <div data-step=done>
            {notice(linked, now)}
            {sheet}
            {coming(linked)}
            {along::section(linked)}
            {messages::section(linked, "", None)}
            {acts(linked)}
        </div>
    };
    linked.page(status, "", &title, main)
}

/// What has just happened. It is said only where it is so: the address alone proves nothing.
fn notice(linked: &Linked, now: Option<&str>) -> Option<AnyView> {
    let texts = linked.texts();
    let email = linked.card.customer.email.as_str();
    match (now?, linked.now) {
        ("booked", Standing::Ahead) => Some(said("status", texts.fill("now_booked", &[("email", email)]))),
        ("rescheduled", Standing::Ahead) => Some(said("status", texts.fill("now_rescheduled", &[("email", email)]))),
        ("cancelled", Standing::Cancelled) => Some(said("status", texts.fill("now_cancelled", &[("email", email)]))),
        ("written", _) if linked.messages.last().is_some_and(|last| last.direction == Direction::In) => {
            Some(said("status", texts.fill("now_written", &[("agenda", linked.card.agenda_name.as_str())])))
        }
        ("along", Standing::Ahead) => Some(said("status", texts.get("now_along").into_owned())),
        ("removed", Standing::Ahead) => Some(said("status", texts.get("now_removed").into_owned())),
        ("full", Standing::Ahead) => Some(said("alert", texts.get("now_full").into_owned())),
        ("not_yours", _) if linked.attendee.is_some() => Some(said("alert", texts.get("not_yours").into_owned())),
        ("too_late", Standing::Cancelled | Standing::Over) => Some(said("alert", texts.get("now_too_late").into_owned())),
        ("too_near", Standing::Ahead) => Some(said("alert", texts.fill("too_near", &[("portal", linked.card.portal_name.as_str())]))),
        ("meanwhile", _) => Some(said("alert", texts.get("now_meanwhile").into_owned())),
        _ => None,
    }
}

fn said(role: &'static str, sentence: String) -> AnyView {
    view! { <div class="notice" role=role><p>{sentence}</p></div> }.into_any()
}

fn facts(linked: &Linked) -> AnyView {
    let (card, words, texts) = (&linked.card, linked.words(), linked.texts());
    let appointment = &card.appointment;
    let when = offer::when(linked.language, appointment.span, &appointment.zone);
    let when = match linked.now {
        Standing::Cancelled => view! { <del>{when}</del> }.into_any(),
        Standing::Ahead | Standing::Over => when.into_any(),
    };
    let phone = card.customer.phone.as_ref().map(|phone| view! { <p dir="auto">{phones::shown(phone)}</p> });
    let number = card.agenda_phone.as_ref().filter(|_| linked.now == Standing::Ahead).map(|phone| view! { <p><a href=mail::call(phone)>{phones::shown(phone)}</a></p> });
    let with = view! { <p>{card.agenda_name.to_string()}</p> {number} <p class="small">{card.portal_name.to_string()}</p> };
    let you = view! { <p dir="auto">{card.customer.name.to_string()}</p> <p>{card.customer.email.to_string()}</p> {phone} };
    let rows = [
        Some(row(words.get("what"), linked.what().into_any())),
        Some(row(words.get("when"), when)),
        linked.place().map(|place| row(words.get("where"), place)),
        advice(linked),
        Some(row(words.get("with"), with.into_any())),
        Some(row(words.get("you"), you.into_any())),
        card.booker.as_ref().map(|name| typed(texts.get("booked_by"), name.as_str())),
        Some(appointment.note.as_str()).filter(|note| !note.is_empty()).map(|note| typed(words.get("note"), note)),
    ];
    view! { <dl>{rows.into_iter().flatten().collect_view()}</dl> }.into_any()
}

/// One fact. As any view, or the type of the whole page grows past what the compiler follows.
fn row(label: Cow<'static, str>, content: AnyView) -> AnyView {
    view! { <div><dt>{label}</dt><dd>{content}</dd></div> }.into_any()
}

/// What someone typed, which may be written from right to left.
fn typed(label: Cow<'static, str>, text: &str) -> AnyView {
    view! { <div><dt>{label}</dt><dd dir="auto">{text.to_owned()}</dd></div> }.into_any()
}

/// What its customer should know, until it is over; what opens the door is there only while it is due.
fn advice(linked: &Linked) -> Option<AnyView> {
    if !linked.is_still_of_use {
        return None;
    }
    let (card, language, texts) = (&linked.card, linked.language, linked.texts());
    let advice = [("get_in", card.how_to_get_in(language)), ("access", card.access(language)), ("bring", card.bring(language))];
    let row = |(label, text): (&'static str, Option<String>)| {
        let lines = text?.lines().map(|line| view! { <p dir="auto">{line.to_owned()}</p> }).collect_view();
        Some(view! { <div data-know=label><dt>{texts.get(label)}</dt><dd>{lines}</dd></div> }.into_any())
    };
    Some(advice.into_iter().filter_map(row).collect_view().into_any())
}

fn calendars(linked: &Linked) -> Option<AnyView> {
    let words = linked.words();
    let open = matches!(linked.card.appointment.status, Status::Requested | Status::Confirmed);
    (linked.now == Standing::Ahead && open).then(|| {
        view! {
            <p class="acts">
                <a class="button" data-action="ics" href=format!("/m/{}/appointment.ics", linked.token.as_str())>{words.get("add_to_calendar")}</a>
                <a class="button" data-action="google" href=mail::google_calendar_link(&linked.card) target="_blank" rel="noopener noreferrer">{words.get("google_calendar")}</a>
                <a class="button" data-action="share" href=mail::share_link(&linked.card, linked.language)>{words.get("share")}</a>
            </p>
        }
        .into_any()
    })
}

/// The question whether they still come, where the portal asks it; or what they answered.
fn coming(linked: &Linked) -> Option<AnyView> {
    let texts = linked.texts();
    match linked.coming? {
        Coming::Said => Some(view! { <section class="sheet"><p role="status">{texts.get("said_coming")}</p></section> }.into_any()),
        Coming::Asked => Some(
            view! {
                <section class="sheet">
                    <h2>{texts.get("still_coming")}</h2>
                    <form class="acts" action=linked.link("/coming", &[]) method="post">
                        <button class="main" data-action="coming">{texts.get("yes_coming")}</button>
                    </form>
                </section>
            }
            .into_any(),
        ),
    }
}

fn acts(linked: &Linked) -> AnyView {
    let texts = linked.texts();
    let May { cancel, reschedule } = linked.may;
    let nothing = !cancel && !reschedule;
    match linked.now {
        // Who comes along and may only look has a way out of their own.
        Standing::Ahead if !linked.changes => ().into_any(),
        Standing::Ahead => view! {
            <section class="sheet">
                <h2>{texts.get("other_plans")}</h2>
                {nothing.then(|| view! { <p>{texts.fill("too_near", &[("portal", linked.card.portal_name.as_str())])}</p> })}
                <p class="acts">
                    {reschedule.then(|| view! { <a class="button" data-action="reschedule" href=linked.link("/reschedule", &[])>{texts.get("reschedule")}</a> })}
                    {cancel.then(|| view! { <a class="button danger" data-action="cancel" href=linked.link("/cancel", &[])>{texts.get("cancel")}</a> })}
                </p>
            </section>
        }
        .into_any(),
        Standing::Cancelled | Standing::Over => view! {
            <section class="sheet">
                <h2>{texts.get("again")}</h2>
                <p class="acts"><a class="button main" href=linked.entry()>{texts.get("book_again")}</a></p>
            </section>
        }
        .into_any(),
    }
}
