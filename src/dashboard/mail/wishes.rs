//! The wishes as they are typed, saved, taken back, and put back to what the portal's file says.

use leptos::ev::SubmitEvent;
use leptos::prelude::{Callable, Callback, RwSignal, Set};

use super::kinds::{Ticks, kinds, ticked};
use super::settings::Known;
use crate::api::team::wire::MailWishes;
use crate::api::team::{self, TeamError};
use crate::dashboard::around;
use crate::dashboard::fields::{Field, Kind, Submit, Tick};
use crate::dashboard::wires::Wires;
use crate::desk::{self, WISHES};
use crate::domain::{Attendance, Audience, FieldError, RawMailSettings};
use crate::element::*;

/// What was wrong with what was sent last.
type Wrong = RwSignal<Vec<(team::Field, FieldError)>>;

/// The form, and what it begins with.
#[component]
pub fn Wishes(
    /// What it is wired to.
    wires: Wires,
    /// The wishes as they are known.
    known: Known,
    /// Those that the screen shows.
    wishes: MailWishes,
    /// They are to be asked for again.
    load: Callback<()>,
) -> impl IntoView {
    // The form is drawn anew whenever it is to begin with something else.
    let shown = RwSignal::new(wishes.now.clone());
    let (calling, error, wrong) = (RwSignal::new(false), RwSignal::new(None::<TeamError>), Wrong::new(Vec::new()));
    let MailWishes { now, file, version } = wishes;
    let differs = now != file;
    let save = Callback::new(move |wanted: RawMailSettings| {
        if calling.get_untracked() {
            return;
        }
        calling.set(true);
        error.set(None);
        wrong.set(Vec::new());
        let (portal, version) = (wires.portal(), version.clone());
        wires.call(async move { team::change_wishes(portal, version, wanted).await }, move |answer| {
            calling.set(false);
            match answer {
                Ok(wishes) => {
                    known.set(Some(Ok(wishes)));
                    wires.say(wires.text("mails.done"));
                    around::focus("[data-screen=mail] h1");
                }
                Err(TeamError::Invalid(found)) => refuse(wrong, found),
                Err(refused) => error.set(Some(refused)),
            }
        });
    });
    let as_in_file = move |_| {
        shown.set(file.clone());
        wires.say(wires.text("mails.now_as_in_file"));
        around::focus("[data-action=save-wishes]");
    };
    let refused = move || {
        let error = error.get()?;
        let changed = matches!(error, TeamError::Changed(_));
        let sentence = if changed { wires.text("mails.changed") } else { wires.trouble(&error) };
        let again = changed.then(|| view! { <button type="button" data-action="again" on:click=move |_| load.run(())>{wires.text("types.show")}</button> });
        Some(view! { <div class="trouble"><p>{sentence}</p>{again}</div> }.into_any())
    };
    let form = move || {
        let begins = shown.get();
        view! { <Form wires begins wrong calling save/> }.into_any()
    };
    let back = differs.then(|| {
        view! {
            <p class="small">{wires.text("mails.differs")}</p>
            <p class="buttons"><button type="button" data-action="as-in-file" on:click=as_in_file>{wires.text("mails.as_in_file")}</button></p>
        }
        .into_any()
    });
    view! { <div>{form}<div role="alert">{refused}</div>{back}</div> }
}

fn refuse(wrong: Wrong, found: Vec<(team::Field, FieldError)>) {
    if let Some(first) = desk::first_wrong_wish(&found) {
        around::focus(format!("[name=\"{first}\"]"));
    }
    wrong.set(found);
}

/// The fields.
#[component]
fn Form(wires: Wires, begins: RawMailSettings, wrong: Wrong, calling: RwSignal<bool>, save: Callback<RawMailSettings>) -> impl IntoView {
    let (customer, team) = (kinds(Audience::Customer, &begins.customer), kinds(Audience::Agenda, &begins.team));
    let still_coming = RwSignal::new(begins.still_coming);
    let attendees = RwSignal::new(begins.attendees == Attendance::MayChange);
    let typed = desk::typed_wishes(&begins).map(RwSignal::new);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match desk::wishes(
            &typed.map(|typed| typed.get_untracked()),
            ticked(customer),
            ticked(team),
            still_coming.get_untracked(),
            if attendees.get_untracked() { Attendance::MayChange } else { Attendance::MayLook },
        ) {
            Ok(wanted) => save.run(wanted),
            Err(found) => refuse(wrong, found),
        }
    };
    let field = move |at: usize, kind: Kind, help: &'static str| {
        let ((name, label, wish), value) = (WISHES[at], typed[at]);
        let error = Memo::new(move |_| {
            let error = wrong.with(|wrong| wrong.iter().find(|(field, _)| *field == team::Field::Mail(wish)).map(|(_, error)| *error));
            error.map(|error| wires.field_error(error)).unwrap_or_default()
        });
        let comes_to = move || {
            let leads = desk::listed(&value.get()).filter(|leads| matches!(at, 0 | 1 | 8 | 9) && leads.iter().any(|lead| *lead >= 60))?;
            let said: Vec<String> = leads.into_iter().map(|lead| wires.length(lead)).collect();
            Some(wires.fill("types.is", &[("length", &said.join(", "))]))
        };
        let field = if help.is_empty() {
            view! { <Field wires name label kind value error optional=true/> }.into_any()
        } else {
            view! { <Field wires name label kind value error optional=true help/> }.into_any()
        };
        view! { <div>{field}<p class="small comes-to" aria-live="polite">{comes_to}</p></div> }.into_any()
    };
    view! {
        <form novalidate=true on:submit=submit>
            <section class="card">
                <h2>{wires.text("mails.who")}</h2>
                <div class="pair"><Ticks wires legend="mails.customers" kinds=customer/><Ticks wires legend="mails.team" kinds=team/></div>
                <p class="small">{wires.text("mails.who_help")}</p>
            </section>
            <section class="card">
                <h2>{wires.text("mails.when")}</h2>
                {field(0, Kind::Name, "mails.reminders_help")}
                <Tick name="still-coming" label=wires.text("mails.asks_still_coming") value=still_coming/>
                {field(1, Kind::Number, "")}
                <p class="small">{wires.text("mails.quiet_help")}</p>
                <div class="pair">{field(2, Kind::Time, "")}{field(3, Kind::Time, "")}</div>
            </section>
            <section class="card">
                <h2>{wires.text("mails.from")}</h2>
                <div class="pair">{field(4, Kind::Name, "mails.sender_help")}{field(5, Kind::Email, "mails.reply_help")}</div>
                {field(7, Kind::Email, "mails.address_help")}
                {field(6, Kind::Text, "mails.signature_help")}
            </section>
            <section class="card">
                <h2>{wires.text("mails.changes")}</h2>
                <p class="small">{wires.text("mails.changes_help")}</p>
                <div class="pair">{field(8, Kind::Number, "")}{field(9, Kind::Number, "")}</div>
                {field(10, Kind::Number, "mails.max_open_help")}
                <Tick name="attendees" label=wires.text("mails.attendees_change") value=attendees/>
            </section>
            <p class="buttons"><Submit action="save-wishes" label=wires.text("mails.save") waits=calling/></p>
        </form>
    }
}
