//! The appointment of a link, opened for its reader. Knows which addresses its pages have, and what is so at this moment.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

use crate::app::{self, App, ChangeError};
use crate::domain::{Attendee, Card, Language, Location, Status, Token};
use crate::http::pages::frame::Frame;
use crate::http::pages::reader::{self, Reader};
use crate::http::pages::trouble::{Cause, Trouble};
use crate::locales::{self, Words};
use crate::mail;
use crate::store::MessageRow;

/// An appointment, its link, and the language that its pages are written in.
#[derive(Debug)]
pub struct Linked {
    /// The appointment.
    pub card: Card,
    /// Its link.
    pub token: Token,
    /// What the page is written in.
    pub language: Language,
    /// What is so now.
    pub now: Standing,
    /// What was written about it, where its reader may know.
    pub messages: Vec<MessageRow>,
    /// Who reads it, where they come along.
    pub attendee: Option<Attendee>,
    /// Its reader may change it at all.
    pub changes: bool,
    /// Someone else may come along.
    pub has_room: bool,
    /// It is agreed, and not over: what its customer should know is of use.
    pub is_still_of_use: bool,
    /// Whether its customer still comes, where that is asked.
    pub coming: Option<Coming>,
    /// What its customer may still do.
    pub may: May,
    asked: Option<Language>,
}

/// What is known of whether they still come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coming {
    /// They have not said.
    Asked,
    /// They have said that they do.
    Said,
}

/// What a customer may still do with an appointment that lies ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct May {
    /// Call it off.
    pub cancel: bool,
    /// Take another time.
    pub reschedule: bool,
}

/// What is so with an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It lies ahead.
    Ahead,
    /// It was called off.
    Cancelled,
    /// It has begun or is over.
    Over,
}

impl Linked {
    /// Opens the appointment of a link. What can't be a token and what is none get the same answer.
    pub async fn open(app: &App, token: &str, reader: &Reader) -> Result<Self, Trouble> {
        let lost = |cause: Cause| Trouble::new(reader.lost(), cause);
        let token = Token::parse(token).ok_or_else(|| lost(Cause::UnknownLink))?;
        let reached = app::reach(app, &token).await.map_err(|error| lost(error.into()))?;
        let changes = reached.may_change();
        let app::Reached { card, attendee } = reached;
        let now_is = app.clock.now();
        let said = if card.appointment.attending_at.is_some() { Coming::Said } else { Coming::Asked };
        let coming = (attendee.is_none() && app::asks_coming(&card, now_is)).then_some(said);
        let may = May { cancel: changes && app::can_cancel(&card, now_is), reschedule: changes && app::can_reschedule(&card, now_is) };
        let has_room = app::has_room(&card, now_is);
        let now = match card.appointment.status {
            Status::Cancelled => Standing::Cancelled,
            _ if app::is_ahead(&card, now_is) => Standing::Ahead,
            _ => Standing::Over,
        };
        let messages = match attendee {
            None => app::conversation(app, &card).await.map_err(|error| lost(error.into()))?,
            // What the customer and the team write to each other is theirs.
            Some(_) => Vec::new(),
        };
        let is_still_of_use = matches!(card.appointment.status, Status::Requested | Status::Confirmed) && now_is < card.appointment.span.end;
        Ok(Self { messages, attendee, changes, has_room, is_still_of_use, language: reader.language(card.customer.language), card, token, now, coming, may, asked: reader.asked() })
    }

    /// The texts of its pages.
    pub fn texts(&self) -> Words {
        locales::words(self.language, "page", &self.card.portal_texts)
    }

    /// The widget's texts, whose words for the same things these pages share.
    pub fn words(&self) -> Words {
        locales::words(self.language, "widget", &self.card.portal_texts)
    }

    /// What went wrong, in its language.
    pub fn trouble(&self, cause: impl Into<Cause>) -> Trouble {
        Trouble::new(self.language, cause.into())
    }

    /// An address of its own: `link("/cancel", &[])`.
    pub fn link(&self, below: &str, query: &[(&str, &str)]) -> String {
        reader::address(&format!("/m/{}{below}", self.token.as_str()), self.asked, query)
    }

    /// The same page in another language.
    pub fn in_language(&self, below: &str, language: Language) -> String {
        reader::address(&format!("/m/{}{below}", self.token.as_str()), Some(language), &[])
    }

    /// The entry that it was booked through: where another can be booked.
    pub fn entry(&self) -> String {
        reader::address(&format!("/b/{}/{}", self.card.portal_slug, self.card.entry_slug), self.asked, &[])
    }

    /// The language that was asked for, for a form that is sent with GET.
    pub fn hidden_language(&self) -> Option<impl IntoView + use<>> {
        reader::hidden_language(self.asked)
    }

    /// Back to the appointment, which then says what has happened.
    pub fn back(&self, notice: &str) -> Response {
        Redirect::to(&self.link("", &[("now", notice)])).into_response()
    }

    /// Back to the appointment, where a change was refused that no other time can mend.
    pub fn refused(&self, error: ChangeError) -> Result<Response, Trouble> {
        match error {
            ChangeError::UnknownLink => Err(self.trouble(Cause::UnknownLink)),
            ChangeError::Gone | ChangeError::NotOffered { .. } | ChangeError::Taken { .. } => Ok(self.back("too_late")),
            // Only the form that adds someone is refused so, and shows it itself.
            ChangeError::Full | ChangeError::NoMail => Ok(self.back("full")),
            ChangeError::NotYours => Ok(super::show::screen(self, StatusCode::FORBIDDEN, Some("not_yours"))),
            ChangeError::TooLate => Ok(super::show::screen(self, StatusCode::GONE, Some("too_near"))),
            ChangeError::Changed => Ok(self.back("meanwhile")),
            ChangeError::Store(error) => Err(self.trouble(error)),
        }
    }

    /// One of its pages.
    pub fn page(&self, status: StatusCode, below: &str, title: &str, main: impl IntoView) -> Response {
        let frame = Frame::new(self.language, title).house(self.card.portal_name.as_str()).private();
        frame.also(|other| self.in_language(below, other)).respond(status, main)
    }

    /// What was booked, in one line: `Bezichtiging, Lindengracht 12`.
    pub fn what(&self) -> String {
        let card = &self.card;
        card.subject_title.as_ref().map_or_else(|| card.title.to_string(), |subject| format!("{}, {subject}", card.title))
    }

    /// Where it takes place, with the way there.
    pub fn place(&self) -> Option<AnyView> {
        let (card, texts) = (&self.card, self.texts());
        match (card.location, &card.address, &card.meeting_link) {
            (Location::AtAddress, Some(address), _) => Some(
                view! { <address>{address.to_string()}</address> <p class="small"><a href=mail::route(address.as_str()) target="_blank" rel="noopener noreferrer">{texts.get("route")}</a></p> }
                    .into_any(),
            ),
            (Location::AtAddress, None, _) => None,
            (Location::Video, _, Some(room)) if self.now == Standing::Ahead => {
                Some(view! { <p>{self.words().get("by_video")}</p> <p class="small"><a href=room.clone() target="_blank" rel="noopener noreferrer">{self.words().get("video_room")}</a></p> }.into_any())
            }
            (Location::Video, _, None) if self.now == Standing::Ahead => {
                Some(view! { <p>{self.words().get("by_video")}</p> <p class="small">{self.words().get("video_later")}</p> }.into_any())
            }
            (Location::Video, ..) => Some(self.words().get("by_video").into_any()),
            (Location::Phone, ..) => Some(self.words().get("by_phone").into_any()),
        }
    }
}
