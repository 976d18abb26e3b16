//! The numbers of one event type, as they are typed.

use leptos::ev::SubmitEvent;
use leptos::prelude::{GetValue, RwSignal, Set, StoredValue};

use crate::api::team::wire::EventTypeLine;
use crate::api::team::{self, TeamError};
use crate::dashboard::around;
use crate::dashboard::fields::{Field, Kind, Submit};
use crate::dashboard::wires::Wires;
use crate::desk::{self, Counts, NUMBERS};
use crate::domain::{EventTypeId, FieldError};
use crate::element::*;

/// The form under an event type's title.
#[component]
pub fn Form(
    /// What it is wired to.
    wires: Wires,
    /// What the screen shows, once it is so.
    found: RwSignal<Option<Result<Vec<EventTypeLine>, TeamError>>>,
    /// Which is being changed.
    changing: RwSignal<Option<EventTypeId>>,
    /// The event type.
    line: EventTypeLine,
) -> impl IntoView {
    let EventTypeLine { id, title, limits: known, .. } = line;
    let typed = desk::typed(&known).map(RwSignal::new);
    let (calling, error, wrong) = (RwSignal::new(false), RwSignal::new(None::<TeamError>), RwSignal::new(Vec::<(team::Field, FieldError)>::new()));
    let refuse = move |found: Vec<(team::Field, FieldError)>| {
        if let Some(first) = desk::first_wrong_number(&found) {
            around::focus(format!("[name=\"{first}\"]"));
        }
        wrong.set(found);
    };
    let row = StoredValue::new(format!("[data-type=\"{id}\"] [data-action=change]"));
    let (legend, called) = (wires.fill("types.numbers", &[("title", &title)]), title.clone());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if calling.get_untracked() {
            return;
        }
        error.set(None);
        wrong.set(Vec::new());
        let limits = match desk::numbers(&typed.map(|typed| typed.get_untracked())) {
            Ok(limits) => limits,
            Err(found) => return refuse(found),
        };
        calling.set(true);
        let (portal, id, title) = (wires.portal(), id.clone(), called.clone());
        wires.call(async move { team::change_limits(portal, id, known, limits).await }, move |answer| {
            calling.set(false);
            match answer {
                Ok(lines) => {
                    changing.set(None);
                    found.set(Some(Ok(lines)));
                    wires.say(wires.fill("types.done", &[("title", &title)]));
                    around::focus(row.get_value());
                }
                Err(TeamError::Invalid(wrong)) => refuse(wrong),
                Err(wrong) => error.set(Some(wrong)),
            }
        });
    };
    // What someone else has made of it meanwhile: the row is drawn anew, and this form with it.
    let again = move |_| {
        let portal = wires.portal();
        wires.call(async move { team::event_types_of(portal).await }, move |answer| {
            found.try_update(|found| *found = Some(answer));
        });
    };
    let refused = move || {
        let error = error.get()?;
        let changed = matches!(error, TeamError::Changed(_));
        let sentence = match error {
            TeamError::Changed(_) => wires.text("types.changed"),
            TeamError::NotAllowed(crate::domain::Permission::Agenda) => wires.text("types.barred"),
            error => wires.trouble(&error),
        };
        let again = changed.then(|| view! { <button type="button" data-action="again" on:click=again>{wires.text("types.show")}</button> });
        Some(view! { <div class="trouble"><p>{sentence}</p>{again}</div> }.into_any())
    };
    let fields = NUMBERS.into_iter().zip(typed).zip(0..).map(|(((name, label, counts), value), at)| {
        let error = Memo::new(move |_| {
            let error = wrong.with(|wrong| wrong.iter().find(|(field, _)| *field == team::Field::Number(at)).map(|(_, error)| *error));
            error.map(|error| wires.field_error(error)).unwrap_or_default()
        });
        let comes_to = move || {
            let minutes = value.get().trim().parse().ok().filter(|minutes| counts == Counts::Minutes && *minutes >= 60)?;
            Some(wires.fill("types.is", &[("length", &wires.counted(minutes, counts))]))
        };
        let optional = counts == Counts::Appointments;
        view! { <div class="number"><Field wires name label kind=Kind::Number value error optional/><p class="small comes-to" aria-live="polite">{comes_to}</p></div> }
    });
    let fields = fields.collect_view();
    view! {
        <form novalidate=true on:submit=submit>
            <fieldset class="numbers">
                <legend class="spoken">{legend}</legend>
                {fields}
            </fieldset>
            <p class="small">{wires.text("types.stays")}</p>
            <div role="alert">{refused}</div>
            <p class="buttons">
                <Submit action="save-numbers" label=wires.text("types.save") waits=calling/>
                <button type="button" data-action="keep-numbers" on:click=move |_| changing.set(None)>{wires.text("types.keep")}</button>
            </p>
        </form>
    }
}
