//! One field of the details with its label, its error and, for the address, a suggestion.

use crate::element::*;

use super::Wires;
use crate::domain::texts::Text;
use crate::domain::{FieldError, email_domain};
use crate::flow::Field;

/// One field.
#[component]
pub fn FieldRow(
    /// What it is wired to.
    wires: Wires,
    /// Which field.
    field: Field,
) -> impl IntoView {
    let flow = wires.flow;
    let (label, required, kind, autocomplete, inputmode) = match field {
        Field::Name => (Text::Name, true, "text", "name", "text"),
        Field::Email => (Text::Email, true, "email", "email", "email"),
        Field::Phone => (Text::Phone, false, "tel", "tel", "tel"),
        Field::Note => (Text::Note, false, "", "off", "text"),
    };
    let name = field.name();
    let id = format!("field-{name}");
    let error = wires.watch_with(Box::new(move |flow| field.error(flow.errors()).map_or_else(String::new, |error| sentence(wires, field, field.of(flow.contact()), error))));
    let wrong = move || (!error.get().is_empty()).then(|| "true".to_owned());
    let described = move || (!error.get().is_empty()).then(|| format!("error-{name}"));
    let typed = move || flow.with(|flow| field.of(flow.contact()).to_owned());
    let fill = move |event| flow.update(|flow| flow.fill(field, event_target_value(&event)));
    let control = match field {
        Field::Note => {
            view! { <textarea id=id.clone() name=name part="field" rows="3" dir="auto" aria-invalid=wrong aria-describedby=described prop:value=typed on:input=fill></textarea> }
                .into_any()
        }
        _ => view! {
            <input
                id=id.clone()
                name=name
                part="field"
                type=kind
                dir="auto"
                enterkeyhint="go"
                autocomplete=autocomplete
                inputmode=inputmode
                aria-required=required.to_string()
                aria-invalid=wrong
                aria-describedby=described
                prop:value=typed
                on:input=fill
            />
        }
        .into_any(),
    };
    view! {
        <div class="field">
            <label for=id>
                {wires.text(label)}
                {(!required).then(|| view! { <span class="optional">" (" {wires.text(Text::Optional)} ")"</span> })}
            </label>
            {control}
            <p class="error" id=format!("error-{name}") role="alert">{move || error.get()}</p>
            {(field == Field::Email).then(|| view! { <Suggestion wires/> })}
        </div>
    }
}

/// The address that was probably meant: taken with one press, ignored at will.
#[component]
fn Suggestion(wires: Wires) -> impl IntoView {
    let flow = wires.flow;
    let suggestion = wires.watch(|flow| flow.suggestion().unwrap_or_default());
    let (before, after) = wires.opened(|opened| opened.texts.around(Text::DidYouMean, "{address}"));
    let taken = move |meant: String| {
        flow.update(|flow| flow.fill(Field::Email, meant));
        wires.focus_field(Field::Email);
    };
    view! {
        <div aria-live="polite">
            {move || {
                let meant = suggestion.get();
                (!meant.is_empty())
                    .then(|| {
                        let shown = meant.clone();
                        view! {
                            <p class="hint">
                                {before.clone()}
                                <button type="button" data-action="suggestion" on:click=move |_| taken(meant.clone())>
                                    {shown}
                                </button>
                                {after.clone()}
                            </p>
                        }
                    })
                    .into_any()
            }}
        </div>
    }
}

fn sentence(wires: Wires, field: Field, typed: &str, error: FieldError) -> String {
    match (error, field) {
        (FieldError::Missing, Field::Email) => wires.text(Text::EmailMissing),
        (FieldError::Missing, _) => wires.text(Text::NameMissing),
        (FieldError::TooLong(most), _) => wires.fill(Text::TooLong, &[("most", &most.to_string())]),
        (FieldError::NotAPhone, _) => wires.text(Text::NotAPhone),
        (FieldError::NoMail, _) => wires.fill(Text::NoMail, &[("domain", email_domain(typed))]),
        (FieldError::NotAnEmail, _) => wires.text(Text::NotAnEmail),
        _ => wires.text(Text::ControlCharacter),
    }
}
