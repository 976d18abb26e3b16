//! `/p/{token}`: the times that a customer is offered, from a mail; one press picks. It works without scripts. GET changes nothing, as mail scanners follow every link: each time
//! is a button of a form. What can't be had any more is struck out, and who has picked already sees what they have.

use std::collections::HashMap;

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

use super::frame::Frame;
use super::offer;
use super::reader::{self, Reader};
use super::trouble::{Cause, Trouble};
use crate::app::{self, Offering, PickError};
use crate::dates;
use crate::domain::{Bookable, Card, Instant, Language, Portal, ProposalStatus, ProposedTime, Slot, Span, Status, Token, ZoneName};
use crate::http::Site;
use crate::locales::{self, Words};
use crate::zone::Zone;

/// A proposal, opened for its reader.
struct Opened {
    token: Token,
    offering: Offering,
    /// The appointment that was picked or booked otherwise.
    card: Option<Card>,
    portal: Portal,
    language: Language,
    reader: Reader,
}

/// Shows it.
pub async fn show(State(site): State<Site>, Path(token): Path<String>, reader: Reader) -> Result<Response, Trouble> {
    Ok(screen(&open(&site, &token, reader).await?, StatusCode::OK, None))
}

/// Picks the time that was pressed, or wants none. What it leads to is read with GET.
pub async fn act(State(site): State<Site>, Path(token): Path<String>, reader: Reader, sent: Result<Form<HashMap<String, String>>, FormRejection>) -> Result<Response, Trouble> {
    let opened = open(&site, &token, reader.clone()).await?;
    let sent = sent.map(|Form(sent)| sent).unwrap_or_default();
    let own = |opened: &Opened| Redirect::to(&opened.address(&format!("/p/{token}"))).into_response();
    let done = if sent.contains_key("decline") {
        app::decline(&site.app, &opened.token).await.map(|_| own(&opened))
    } else if let Some(at) = sent.get("at").and_then(|at| Instant::parse(at)) {
        let picked = app::pick(&site.app, &opened.token, at).await;
        picked.map(|card| Redirect::to(&reader::address(&format!("/m/{}", card.appointment.token.as_str()), reader.asked(), &[("now", "booked")])).into_response())
    } else {
        return Ok(own(&opened));
    };
    match done {
        Ok(response) => Ok(response),
        // What is so now says it all.
        Err(PickError::Over | PickError::NotProposed) => Ok(own(&opened)),
        Err(PickError::Lost) => Ok(screen(&open(&site, &token, reader).await?, StatusCode::CONFLICT, Some("proposed_lost"))),
        Err(PickError::UnknownLink) => Err(Trouble::new(opened.language, Cause::UnknownLink)),
        Err(PickError::Store(error)) => Err(Trouble::new(opened.language, error.into())),
    }
}

async fn open(site: &Site, token: &str, reader: Reader) -> Result<Opened, Trouble> {
    let lost = |cause: Cause| Trouble::new(reader.lost(), cause);
    let token = Token::parse(token).ok_or_else(|| lost(Cause::UnknownLink))?;
    let offering = app::proposal(&site.app, &token).await.map_err(|error| lost(error.into()))?;
    let portal = app::open_portal(&site.app, &offering.proposal.portal_slug).await.map_err(|error| lost(error.into()))?;
    let card = app::picked(&site.app, &offering.proposal).await.map_err(|error| lost(error.into()))?;
    let language = reader.language(offering.proposal.contact.language);
    Ok(Opened { token, offering, card, portal, language, reader })
}

impl Opened {
    fn words(&self, section: &'static str) -> Words {
        locales::words(self.language, section, &self.portal.texts)
    }

    fn address(&self, path: &str) -> String {
        reader::address(path, self.reader.asked(), &[])
    }

    fn zone(&self) -> &ZoneName {
        self.offering.bookable.as_ref().map_or(&self.portal.zone, Bookable::zone)
    }

    /// A time in one line.
    fn when(&self, span: Span) -> String {
        format!("{}, {}", dates::day(self.language, Zone::of(self.zone()).day(span.start)), dates::times(self.language, span, self.zone()))
    }
}

fn screen(opened: &Opened, status: StatusCode, notice: Option<&'static str>) -> Response {
    let texts = opened.words("page");
    let proposal = &opened.offering.proposal;
    let key = match opened.offering.status {
        ProposalStatus::Open => "proposed",
        ProposalStatus::Gone => "proposed_gone",
        ProposalStatus::Picked => "proposed_picked",
        ProposalStatus::Declined => "proposed_declined",
        ProposalStatus::Expired => "proposed_expired",
        ProposalStatus::Withdrawn => "proposed_withdrawn",
        ProposalStatus::Superseded => "proposed_superseded",
    };
    let title = texts.get(key);
    let until = Zone::of(opened.zone()).wall(proposal.expires_at);
    let until = format!("{}, {}", dates::day(opened.language, until.0), dates::time(until.1));
    let note = Some(proposal.contact.note.as_str()).filter(|note| !note.is_empty()).map(|note| view! { <p class="lead" dir="auto">{note.to_owned()}</p> });
    let inside = match opened.offering.status {
        ProposalStatus::Open => times(opened, &texts),
        ProposalStatus::Picked => picked(opened),
        ProposalStatus::Superseded if opened.card.as_ref().is_some_and(|card| card.appointment.status != Status::Cancelled) => picked(opened),
        ProposalStatus::Gone => view! { {times(opened, &texts)} {otherwise(opened)} }.into_any(),
        ProposalStatus::Declined | ProposalStatus::Expired | ProposalStatus::Withdrawn | ProposalStatus::Superseded => otherwise(opened),
    };
    let main = view! {
        <div data-step=key>
            <header class="subject"><h1>{proposal.title.to_string()}</h1></header>
            {notice.map(|notice| view! { <div class="notice" role="alert"><p>{texts.get(notice)}</p></div> })}
            <section class="sheet">
                <h2>{title.clone()}</h2>
                <p class="lead">{texts.fill(&format!("{key}_help"), &[("portal", opened.portal.name.as_str()), ("until", &until)])}</p>
                {note}
                {inside}
            </section>
        </div>
    };
    let frame = Frame::new(opened.language, format!("{title} – {}", proposal.title)).house(opened.portal.name.as_str()).private();
    frame.also(|other| reader::address(&format!("/p/{}", opened.token.as_str()), Some(other), &[])).respond(status, main)
}

/// Each time: a button, or struck out where it can't be had.
fn times(opened: &Opened, texts: &Words) -> AnyView {
    let time = |(time, slot): &(ProposedTime, Option<Slot>)| {
        let at = time.span.start.to_string();
        match slot {
            Some(slot) => view! { <li><button name="at" value=at.clone() data-slot=at><span class="opens">{opened.when(slot.span)}</span></button></li> }.into_any(),
            None => view! { <li data-lost=at><del>{opened.when(time.span)}</del>" "<span class="small">{texts.get("proposed_taken")}</span></li> }.into_any(),
        }
    };
    let all = opened.offering.times.iter().map(time).collect_view();
    let open = opened.offering.status == ProposalStatus::Open;
    let action = opened.address(&format!("/p/{}", opened.token.as_str()));
    let none = open.then(|| view! { <p class="acts"><button class="quiet" name="decline" value="yes" data-action="decline">{texts.get("proposed_none")}</button></p> });
    view! {
        {offer::clock(texts, opened.language, opened.zone())}
        <form action=action method="post">
            <ul class="slots long">{all}</ul>
            {none}
        </form>
    }
    .into_any()
}

/// What the customer has, as it is now.
fn picked(opened: &Opened) -> AnyView {
    let words = opened.words("widget");
    let Some(card) = &opened.card else {
        return ().into_any();
    };
    let appointment = &card.appointment;
    let link = opened.address(&format!("/m/{}", appointment.token.as_str()));
    view! {
        {offer::when(opened.language, appointment.span, &appointment.zone)}
        <p class="acts"><a class="button main" data-action="manage" href=link>{words.get("change_or_cancel")}</a></p>
    }
    .into_any()
}

/// What can be done instead: ask for a time, where that is taken; else look at what is free, where anything can be.
fn otherwise(opened: &Opened) -> AnyView {
    let (texts, words) = (opened.words("page"), opened.words("widget"));
    let Some(bookable) = &opened.offering.bookable else {
        return ().into_any();
    };
    let plain = format!("/b/{}/{}/plain", bookable.portal.slug, bookable.entry.slug);
    let ask = bookable.takes_requests().then(|| {
        let address = opened.address(&format!("{plain}/request"));
        view! { <a class="button main" data-action="request" href=address>{words.get("ask_title")}</a> }
    });
    view! { <p class="acts">{ask}<a class="button quiet" data-action="times" href=opened.address(&plain)>{texts.get("all_times")}</a></p> }.into_any()
}
