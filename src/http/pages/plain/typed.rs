//! What a customer has chosen and typed so far, as their forms carry it. Decides nothing about it.

use std::collections::HashMap;
use std::convert::Infallible;

use axum::Form;
use axum::extract::{FromRequest, Request};
use leptos::prelude::*;

use crate::clock::new_secret;
use crate::domain::{Day, DayPart, DayParts, IdempotencyKey, Instant, RawContact, Tags, Token};

/// What the forms carry.
#[derive(Clone, Debug)]
pub struct Typed {
    /// The time that was chosen.
    pub at: Option<Instant>,
    /// Where the list of times was turned to.
    pub from: Option<Day>,
    /// The details.
    pub contact: RawContact,
    /// How they came, in the words of the website that led here.
    pub tags: Tags,
    /// The parts of the week that would suit, where they ask for a time.
    pub parts: DayParts,
    /// The invitation by whose link they came.
    pub invitation: Option<Token>,
    /// What makes a repeated press one booking: made with the first form, and carried by every later one.
    pub key: IdempotencyKey,
}

impl Typed {
    /// Nothing has been typed: someone is still looking for a time.
    pub fn is_blank(&self) -> bool {
        self.contact == RawContact::default()
    }

    /// There is nothing to carry along.
    pub fn is_empty(&self) -> bool {
        self.is_blank() && self.tags == Tags::default() && self.invitation.is_none()
    }

    /// The same as something new to send: another ask than the one before.
    #[must_use]
    pub fn afresh(self) -> Self {
        Self { key: new_key(), ..self }
    }

    /// Where another time leads: on to the summary, or to the details that are still missing.
    pub fn goes_on(&self) -> &'static str {
        if self.is_blank() { "/plain/details" } else { "/plain/check" }
    }

    /// All but the time, for a form that chooses another.
    pub fn hidden_but_at(&self) -> impl IntoView + use<> {
        let contact = &self.contact;
        let fields = [("name", &contact.name), ("email", &contact.email), ("phone", &contact.phone), ("note", &contact.note)];
        let fields = fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value.clone() /> });
        let fields = fields.collect_view();
        view! { {fields} {self.hidden_rest()} }
    }

    /// What no field shows: how they came, and what makes it one booking.
    pub fn hidden_rest(&self) -> impl IntoView + use<> {
        let tags = [("source", &self.tags.source), ("campaign", &self.tags.campaign)].into_iter();
        let tags = tags.filter_map(|(name, tag)| Some(view! { <input type="hidden" name=name value=tag.clone()? /> })).collect_view();
        let invitation = self.invitation.as_ref().map(|token| view! { <input type="hidden" name="invitation" value=token.as_str().to_owned() /> });
        view! { {tags} {invitation} <input type="hidden" name="key" value=self.key.as_str().to_owned() /> }
    }

    /// All of it, for a form that only goes on.
    pub fn hidden(&self) -> impl IntoView + use<> {
        view! { {self.hidden_but_at()} {self.hidden_at()} }
    }

    /// The time alone, for the form that shows the rest.
    pub fn hidden_at(&self) -> impl IntoView + use<> {
        self.at.map(|at| view! { <input type="hidden" name="at" value=at.to_string() /> })
    }

    fn read(mut sent: HashMap<String, String>) -> Self {
        let mut take = |key: &str| sent.remove(key).unwrap_or_default();
        let contact = RawContact { name: take("name"), email: take("email"), phone: take("phone"), note: take("note") };
        let mut tag = |name: &str| [name.to_owned(), format!("utm_{name}")].iter().map(|key| take(key)).find(|tag| !tag.is_empty());
        let tags = Tags { source: tag("source"), campaign: tag("campaign") }.cut();
        let parts = DayPart::ALL.into_iter().filter(|part| !take(part.as_str()).is_empty()).collect();
        let invitation = Token::parse(&take("invitation"));
        let key = IdempotencyKey::parse(&take("key")).unwrap_or_else(|_| new_key());
        Self { at: Instant::parse(&take("at")), from: Day::parse(&take("from")), contact, tags, parts, invitation, key }
    }
}

fn new_key() -> IdempotencyKey {
    IdempotencyKey::parse(&format!("plain:{}", new_secret())).expect("letters, digits and a colon make a key")
}

/// A form that can't be read says nothing: its reader is led back to where something is missing.
impl<S: Send + Sync> FromRequest<S> for Typed {
    type Rejection = Infallible;

    async fn from_request(request: Request, state: &S) -> Result<Self, Infallible> {
        Ok(Self::read(Form::from_request(request, state).await.map(|Form(sent)| sent).unwrap_or_default()))
    }
}
