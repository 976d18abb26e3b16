//! The third screen: everything once more, and the button that books.

use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

use super::screen;
use super::typed::Typed;
use crate::domain::{Contact, Location, RawContact, Slot, suggest_domain};
use crate::http::pages::offer;
use crate::http::pages::opened::Opened;
use crate::phones;

/// Shows the summary.
pub fn show(opened: &Opened, typed: &Typed, slot: &Slot, contact: &Contact) -> Response {
    let words = opened.words();
    let bookable = &opened.bookable;
    let place = match bookable.event_type.location {
        Location::AtAddress => bookable.subject.as_ref().and_then(|subject| subject.address.as_ref()).map(ToString::to_string),
        Location::Video => Some(words.get("by_video").into_owned()),
        Location::Phone => Some(words.get("by_phone").into_owned()),
    };
    let place = place.map(|place| view! { <div><dt>{words.get("where")}</dt><dd>{place}</dd></div> });
    let phone = contact.phone.as_ref().map(|phone| view! { <p dir="auto">{phones::shown(phone)}</p> });
    let note = Some(contact.note.as_str()).filter(|note| !note.is_empty());
    let note = note.map(|note| view! { <div><dt>{words.get("note")}</dt><dd dir="auto">{note.to_owned()}</dd></div> });
    let what = bookable.subject.as_ref().map(|subject| format!("{}, {}", bookable.event_type.title, subject.title));
    let main = view! {
        <section class="sheet">
            <h2>{words.get("check")}</h2>
            <dl>
                <div><dt>{words.get("what")}</dt><dd>{what.unwrap_or_else(|| bookable.event_type.title.to_string())}</dd></div>
                <div><dt>{words.get("when")}</dt><dd>{offer::when(opened.language, slot.span, bookable.zone())}</dd></div>
                {place}
                <div><dt>{words.get("you")}</dt><dd><p dir="auto">{contact.name.to_string()}</p><p>{contact.email.to_string()}</p>{phone}</dd></div>
                {note}
            </dl>
            {suggestion(opened, typed)}
            <form class="acts" action=opened.link("/plain/book", &[]) method="post">
                {typed.hidden()}
                <button class="main" data-action="book">{words.get("book")}</button>
                <button class="quiet" formaction=opened.link("/plain/details", &[])>{opened.texts().get("change_details")}</button>
                <button class="quiet" formaction=opened.link("/plain", &[])>{words.get("other_time")}</button>
            </form>
        </section>
    };
    screen(opened, StatusCode::OK, "confirm", &words.get("check"), main)
}

/// The address that was probably meant: taken with one press, ignored at will.
fn suggestion(opened: &Opened, typed: &Typed) -> Option<impl IntoView + use<>> {
    let meant = suggest_domain(&typed.contact.email)?;
    let contact = RawContact { email: meant.clone(), ..typed.contact.clone() };
    let mended = Typed { contact, ..typed.clone() };
    let words = opened.words();
    let sentence = words.get("did_you_mean").to_string();
    let (before, after) = sentence.split_once("{address}").map_or((sentence.clone(), String::new()), |(before, after)| (before.to_owned(), after.to_owned()));
    Some(view! {
        <form class="acts" action=opened.link("/plain/check", &[]) method="post">
            {mended.hidden()}
            <span>{before}</span>
            <button data-action="suggestion">{meant}</button>
            <span>{after}</span>
        </form>
    })
}
