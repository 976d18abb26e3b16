//! Asking someone into the team. What follows is a link to hand over.

use leptos::ev::SubmitEvent;
use leptos::prelude::{Callback, RwSignal, Set};

use super::may::{May, Ticked};
use super::{Doing, Now};
use crate::api::team::wire::{Invitation, Invited};
use crate::api::team::{self, Field, TeamError};
use crate::dashboard::around;
use crate::dashboard::dialog::Dialog;
use crate::dashboard::fields::{Choice, Field as FieldRow, Kind, Submit};
use crate::dashboard::whom::language_key;
use crate::dashboard::wires::Wires;
use crate::domain::{Agendas, Language, Permissions};
use crate::element::*;

/// What most of a team may do: see what comes in, and change it.
const USUAL: Permissions = Permissions { interactions: true, settings: false, projects: false, billing: false, agendas: Agendas::All };

/// The dashboard speaks these.
const LANGUAGES: [Language; 2] = [Language::Nl, Language::En];

/// The dialog.
#[component]
pub fn Invite(
    /// What it is wired to.
    wires: Wires,
    /// What the screen does.
    doing: Now,
) -> impl IntoView {
    let (name, email, language) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(wires.language()));
    let ticked = Ticked::new(wires, USUAL);
    let (calling, error) = (RwSignal::new(false), RwSignal::new(None::<TeamError>));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if calling.get_untracked() {
            return;
        }
        calling.set(true);
        error.set(None);
        let invitation = Invitation { name: name.get_untracked(), email: email.get_untracked(), language: language.get_untracked(), permissions: ticked.permissions() };
        let portal = wires.portal();
        wires.call(async move { team::invite(portal, invitation).await }, move |answer| {
            calling.set(false);
            match answer {
                Ok(Invited { members, link }) => {
                    let called = name.get_untracked();
                    wires.say(wires.fill("members.invited", &[("name", &called)]));
                    doing.set(Doing::Link(called, link));
                    wires.regroup(members);
                }
                Err(wrong) => {
                    error.set(Some(wrong));
                    around::focus("dialog [aria-invalid=true]");
                }
            }
        });
    };
    let wrong = move |field: Field| {
        Memo::new(move |_| match error.get() {
            Some(TeamError::Known) if field == Field::Email => wires.text("members.known"),
            Some(error) => wires.wrong(&error, field),
            None => String::new(),
        })
    };
    let said = Memo::new(move |_| match error.get() {
        None | Some(TeamError::Known | TeamError::Invalid(_)) => String::new(),
        Some(error) => wires.trouble(&error),
    });
    let languages = LANGUAGES.into_iter().map(|language| (language.tag().to_owned(), wires.text(language_key(language)))).collect();
    let choose = Callback::new(move |tag: String| language.set(Language::parse(&tag).unwrap_or_default()));
    let chosen = Memo::new(move |_| language.get().tag().to_owned());
    let inside = view! {
        <form novalidate=true on:submit=submit>
            <FieldRow wires name="name" label="field.name" kind=Kind::Name value=name error=wrong(Field::Name)/>
            <FieldRow wires name="email" label="field.email" kind=Kind::Email value=email error=wrong(Field::Email) help="members.email_help"/>
            <Choice name="language" label=wires.text("field.language") options=languages value=chosen choose/>
            <May wires ticked/>
            <p class="error" role="alert">{move || said.get()}</p>
            <p class="buttons">
                <Submit action="invite-it" label=wires.text("members.send") waits=calling/>
            </p>
        </form>
    }
    .into_any();
    view! { <Dialog wires name="invite" title=wires.text("members.invite") close=Callback::new(move |()| doing.set(Doing::Nothing)) inside/> }
}
