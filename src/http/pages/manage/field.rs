//! A field of these pages' forms: its label, what was typed into it, and what is wrong with that. Knows no form.

use leptos::prelude::*;

use super::linked::Linked;
use crate::domain::{FieldError, email_domain};
use crate::http::pages::plain::details::as_text;

/// A field to be shown.
#[derive(Debug)]
pub struct Field<'a> {
    /// Its name in the form.
    pub name: &'static str,
    /// What it is for.
    pub label: String,
    /// What was typed into it.
    pub typed: &'a str,
    /// What is wrong with that.
    pub error: Option<FieldError>,
    /// It may stay empty.
    pub optional: bool,
}

impl Field<'_> {
    /// For several lines.
    pub fn lines(self, linked: &Linked) -> AnyView {
        let (wrong, described) = self.marks();
        let control = view! {
            <textarea id=self.name name=self.name rows="3" aria-required=(!self.optional).to_string() aria-invalid=wrong aria-describedby=described autofocus=self.error.is_some()>
                {as_text(self.typed)}
            </textarea>
        };
        self.around(linked, control.into_any())
    }

    /// For one line.
    pub fn line(self, linked: &Linked, kind: &'static str) -> AnyView {
        let (wrong, described) = self.marks();
        let control = view! {
            <input
                id=self.name
                name=self.name
                type=kind
                value=self.typed.to_owned()
                autocomplete="off"
                aria-required=(!self.optional).to_string()
                aria-invalid=wrong
                aria-describedby=described
                autofocus=self.error.is_some()
            />
        };
        self.around(linked, control.into_any())
    }

    fn marks(&self) -> (Option<&'static str>, Option<String>) {
        (self.error.map(|_| "true"), self.error.map(|_| format!("error-{}", self.name)))
    }

    fn around(&self, linked: &Linked, control: AnyView) -> AnyView {
        view! {
            <div class="field">
                <label for=self.name>{self.label.clone()}{self.optional.then(|| view! { <span class="optional">" ("{linked.words().get("optional")}")"</span> })}</label>
                {control}
                {self.error.map(|error| view! { <p class="error" id=format!("error-{}", self.name)>{sentence(linked, self.name, self.typed, error)}</p> })}
            </div>
        }
        .into_any()
    }
}

fn sentence(linked: &Linked, name: &str, typed: &str, error: FieldError) -> String {
    let words = linked.words();
    let key = match (error, name) {
        (FieldError::Missing, "email") => "email_missing",
        (FieldError::Missing, "name") => "name_missing",
        (FieldError::Missing, _) => return linked.texts().get("text_missing").into_owned(),
        (FieldError::TooLong(most), _) => return words.fill("too_long", &[("most", &most.to_string())]),
        (FieldError::NoMail, _) => return words.fill("no_mail", &[("domain", email_domain(typed))]),
        (FieldError::NotAnEmail, _) => "not_an_email",
        _ => "control_character",
    };
    words.get(key).into_owned()
}
