//! Who someone is, as a member writes it down: name, address, number and language, each with what is wrong with it.

use leptos::prelude::{Callback, RwSignal, Set, untrack};

use super::around;
use super::fields::{Choice, Field as FieldRow, Kind};
use super::wires::Wires;
use crate::api::team::wire::Whom;
use crate::api::team::{Field, TeamError};
use crate::domain::{Language, RawContact};
use crate::element::*;

/// What is written down.
#[derive(Clone, Copy)]
pub struct Written {
    /// A name.
    pub name: RwSignal<String>,
    /// An address.
    pub email: RwSignal<String>,
    /// A number.
    pub phone: RwSignal<String>,
    language: RwSignal<Language>,
    /// Why it wasn't taken.
    pub error: RwSignal<Option<TeamError>>,
}

impl Written {
    /// Begins with this.
    pub fn new(whom: Whom) -> Self {
        let Whom { name, email, phone, language } = whom;
        Self { name: RwSignal::new(name), email: RwSignal::new(email), phone: RwSignal::new(phone), language: RwSignal::new(language), error: RwSignal::new(None) }
    }

    /// Writes someone else down.
    pub fn fill(self, whom: Whom) {
        self.name.set(whom.name);
        self.email.set(whom.email);
        self.phone.set(whom.phone);
        self.language.set(whom.language);
        self.error.set(None);
    }

    /// What is written now.
    pub fn whom(self) -> Whom {
        untrack(move || self.watched())
    }

    /// What is written, told again whenever that changes.
    pub fn watched(self) -> Whom {
        Whom { name: self.name.get(), email: self.email.get(), phone: self.phone.get(), language: self.language.get() }
    }

    /// Whether it can be sent; if not, the focus is where it can be mended.
    pub fn check(self) -> bool {
        let contact = RawContact { name: self.name.get_untracked(), email: self.email.get_untracked(), phone: self.phone.get_untracked(), note: String::new() };
        let Err(errors) = contact.check() else {
            self.error.set(None);
            return true;
        };
        let wrong = [(Field::Name, errors.name), (Field::Email, errors.email), (Field::Phone, errors.phone)];
        self.refuse(TeamError::Invalid(wrong.into_iter().filter_map(|(field, error)| Some((field, error?))).collect()));
        false
    }

    /// It wasn't taken: the focus is at the first field that is wrong.
    pub fn refuse(self, error: TeamError) {
        self.error.set(Some(error));
        around::focus("form [aria-invalid=true]");
    }
}

/// The fields.
#[component]
pub fn WhoFields(
    /// What they are wired to.
    wires: Wires,
    /// What they hold.
    written: Written,
) -> impl IntoView {
    let wrong = move |field: Field| Memo::new(move |_| written.error.with(|error| error.as_ref().map(|error| wires.wrong(error, field)).unwrap_or_default()));
    let languages: Vec<_> = Language::ALL.into_iter().map(|language| (language.tag().to_owned(), wires.text(language_key(language)))).collect();
    let choose = Callback::new(move |tag: String| written.language.set(Language::parse(&tag).unwrap_or_default()));
    let language = Memo::new(move |_| written.language.get().tag().to_owned());
    view! {
        <FieldRow wires name="name" label="field.name" kind=Kind::Name value=written.name error=wrong(Field::Name)/>
        <FieldRow wires name="email" label="field.email" kind=Kind::Email value=written.email error=wrong(Field::Email)/>
        <FieldRow wires name="phone" label="field.phone" kind=Kind::Phone value=written.phone error=wrong(Field::Phone) optional=true/>
        <Choice name="language" label=wires.text("field.language") options=languages value=language choose/>
    }
}

/// What a language is called.
pub const fn language_key(language: Language) -> &'static str {
    match language {
        Language::Nl => "language.nl",
        Language::En => "language.en",
        Language::De => "language.de",
        Language::Fr => "language.fr",
    }
}
