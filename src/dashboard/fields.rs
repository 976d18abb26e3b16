//! Controls that forms are made of, each with its label and, where it can be wrong, its error.

use leptos::prelude::{Callable, Callback, RwSignal, Set};

use super::wires::Wires;
use crate::element::*;

/// What a field is for, which tells keyboards and password keepers what belongs there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A person's name.
    Name,
    /// An address.
    Email,
    /// A number.
    Phone,
    /// One's own address, to sign in by.
    User,
    /// A password.
    Password,
    /// A password that is being chosen.
    NewPassword,
    /// Several lines.
    Text,
    /// A day.
    Day,
    /// A time of day.
    Time,
    /// A whole number: a plain field, in which every slip of the fingers can be told, with digits to press on a phone.
    Number,
}

impl Kind {
    const fn type_and_autocomplete(self) -> (&'static str, &'static str) {
        match self {
            Self::Text | Self::Name | Self::Number => ("text", "off"),
            Self::Email => ("email", "off"),
            Self::Phone => ("tel", "off"),
            Self::User => ("email", "username"),
            Self::Password => ("password", "current-password"),
            Self::NewPassword => ("password", "new-password"),
            Self::Day => ("date", "off"),
            Self::Time => ("time", "off"),
        }
    }
}

/// A field.
#[component]
pub fn Field(
    /// What it is wired to.
    wires: Wires,
    /// Its name, unlike any other's on the screen.
    name: &'static str,
    /// What is above it, by its key.
    label: &'static str,
    /// What it is for.
    kind: Kind,
    /// What is in it.
    value: RwSignal<String>,
    /// What is wrong with it; empty when nothing is.
    #[prop(into)]
    error: Signal<String>,
    /// It may stay empty.
    #[prop(optional)]
    optional: bool,
    /// What is typed is shown, though it is a password.
    #[prop(optional)]
    shown: Option<RwSignal<bool>>,
    /// What helps to fill it; by its key.
    #[prop(optional)]
    help: Option<&'static str>,
) -> impl IntoView {
    let id = format!("field-{name}");
    let (kind_of, autocomplete) = kind.type_and_autocomplete();
    let wrong = move || (!error.get().is_empty()).then_some("true");
    let described = move || {
        let error = (!error.get().is_empty()).then(|| format!("error-{name}"));
        let help = help.map(|_| format!("help-{name}"));
        Some(help.into_iter().chain(error).collect::<Vec<_>>().join(" ")).filter(|ids| !ids.is_empty())
    };
    let typed = move || value.get();
    let fill = move |event| value.set(event_target_value(&event));
    let required = (!optional).then_some("true");
    let type_now = move || if shown.is_some_and(|shown| shown.get()) { "text" } else { kind_of };
    let control = if kind == Kind::Text {
        view! { <textarea id=id.clone() name=name rows="3" dir="auto" aria-required=required aria-invalid=wrong aria-describedby=described prop:value=typed on:input=fill></textarea> }.into_any()
    } else {
        let plain = matches!(kind, Kind::User | Kind::Password | Kind::NewPassword | Kind::Email);
        view! {
            <input
                id=id.clone()
                name=name
                type=type_now
                dir="auto"
                autocomplete=autocomplete
                inputmode=(kind == Kind::Number).then_some("numeric")
                autocapitalize=plain.then_some("none")
                spellcheck=plain.then_some("false")
                aria-required=required
                aria-invalid=wrong
                aria-describedby=described
                prop:value=typed
                on:input=fill
            />
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label for=id>
                {wires.text(label)}
                {optional.then(|| view! { <span class="optional">{format!(" ({})", wires.text("field.optional"))}</span> })}
            </label>
            {help.map(|help| view! { <p class="small" id=format!("help-{name}")>{wires.text(help)}</p> })}
            {control}
            <p class="error" id=format!("error-{name}") role="alert">{move || error.get()}</p>
        </div>
    }
}

/// A choice of one among some.
#[component]
pub fn Choice(
    /// Its name.
    name: &'static str,
    /// What is above it.
    label: String,
    /// What can be chosen: value and words, the first of them nothing in particular.
    options: Vec<(String, String)>,
    /// What is chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Something else is.
    choose: Callback<String>,
    /// It can't be changed, and this says why, by its id.
    #[prop(optional, into)]
    barred: Option<String>,
    /// What is wrong with it; empty when nothing is.
    #[prop(optional, into)]
    error: Option<Signal<String>>,
) -> impl IntoView {
    let id = format!("choice-{name}");
    let disabled = barred.is_some();
    let wrong = move || error.is_some_and(|error| !error.get().is_empty());
    let described = move || barred.clone().or_else(|| wrong().then(|| format!("error-{name}")));
    let said = error.map(|error| view! { <p class="error" id=format!("error-{name}") role="alert">{move || error.get()}</p> });
    let options = options.into_iter().map(|(option, words)| {
        let mine = option.clone();
        view! { <option value=option selected=move || value.get() == mine>{words}</option> }
    });
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id name=name disabled=disabled aria-invalid=move || wrong().then_some("true") aria-describedby=described prop:value=move || value.get() on:change=move |event| choose.run(event_target_value(&event))>
                {options.collect_view()}
            </select>
            {said}
        </div>
    }
}

/// Yes or no.
#[component]
pub fn Tick(
    /// Its name.
    name: &'static str,
    /// What it says.
    label: String,
    /// Whether it does.
    value: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <label class="tick">
            <input class="box" type="checkbox" name=name checked=value.get_untracked() on:change=move |_| value.update(|value| *value = !*value)/>
            <span>{label}</span>
        </label>
    }
}

/// The button that does what a form is for. It waits while an answer is awaited.
#[component]
pub fn Submit(
    /// Its name.
    action: &'static str,
    /// What it says.
    #[prop(into)]
    label: Signal<String>,
    /// It can't be pressed now.
    #[prop(into)]
    waits: Signal<bool>,
    /// It takes something away.
    #[prop(optional)]
    danger: bool,
) -> impl IntoView {
    let class = if danger { "main danger" } else { "main" };
    view! { <button type="submit" class=class data-action=action aria-disabled=move || waits.get().then_some("true") aria-busy=move || waits.get().then_some("true")>{move || label.get()}</button> }
}
