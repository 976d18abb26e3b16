//! How to reach a customer, and how that is mended. Their appointments keep what was given with them.

use leptos::ev::SubmitEvent;
use leptos::prelude::{Callable, Callback, RwSignal, Set};

use super::Record;
use crate::api::team::wire::Whom;
use crate::api::team::{self, TeamError};
use crate::dashboard::around;
use crate::dashboard::bounce::Bounce;
use crate::dashboard::fields::Submit;
use crate::dashboard::whom::{WhoFields, Written, language_key};
use crate::dashboard::wires::Wires;
use crate::element::*;

/// The details, shown or being mended.
#[component]
pub fn Contact(
    /// What it is wired to.
    wires: Wires,
    /// Of whom.
    record: Record,
    /// Their identity.
    id: String,
) -> impl IntoView {
    let mending = RwSignal::new(false);
    let known = Memo::new(move |_| record.with(|record| record.as_ref().map(|record| (record.line.clone(), record.language, record.since, record.bounced))));
    let id = Callback::new(move |()| id.clone());
    let lifting = RwSignal::new(false);
    let lift = move |_| {
        if lifting.get_untracked() {
            return;
        }
        lifting.set(true);
        let (portal, id) = (wires.portal(), id.run(()));
        wires.call(async move { team::lift_bounce(portal, id).await }, move |answer| {
            lifting.set(false);
            match answer {
                Ok(found) => {
                    record.set(Some(found));
                    wires.say(wires.text("bounce.lifted"));
                    around::focus("[data-action=edit]");
                }
                Err(error) => wires.say(wires.trouble(&error)),
            }
        });
    };
    let show = move || {
        let (line, language, since, bounced) = known.get()?;
        if mending.get() {
            let whom = Whom { name: line.name, email: line.email, phone: line.phone.unwrap_or_default(), language };
            return Some(view! { <Mending wires record id whom mending/> }.into_any());
        }
        let bounced = bounced.map(|bounced| {
            let number = line.phone.clone();
            view! {
                <Bounce wires bounced phone=number/>
                <p class="small" id="lift-help">{wires.text("bounce.help")}</p>
                <button type="button" class="small" data-action="lift-bounce" aria-describedby="lift-help" aria-busy=move || lifting.get().then_some("true") on:click=lift>
                    {wires.text("bounce.lift")}
                </button>
            }
        });
        let phone = line.phone.map(|phone| {
            let href = format!("tel:{}", phone.replace(' ', ""));
            view! { <div><dt>{wires.text("field.phone")}</dt><dd><a href=href>{phone}</a></dd></div> }
        });
        Some(
            view! {
                {bounced}
                <dl class="pairs">
                    <div><dt>{wires.text("field.email")}</dt><dd><a href=format!("mailto:{}", line.email)>{line.email.clone()}</a></dd></div>
                    {phone}
                    <div><dt>{wires.text("field.language")}</dt><dd>{wires.text(language_key(language))}</dd></div>
                    <div><dt>{wires.text("customer.since")}</dt><dd><time datetime=since.instant().to_string()>{wires.short_day(since.day())}</time></dd></div>
                </dl>
                <button type="button" data-action="edit" on:click=move |_| mending.set(true)>{wires.text("customer.edit")}</button>
            }
            .into_any(),
        )
    };
    view! { <section class="card"><h2>{wires.text("customer.contact")}</h2>{show}</section> }
}

/// The form.
#[component]
fn Mending(wires: Wires, record: Record, id: Callback<(), String>, whom: Whom, mending: RwSignal<bool>) -> impl IntoView {
    let written = Written::new(whom);
    let calling = RwSignal::new(false);
    around::focus("[name=name]");
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if calling.get_untracked() || !written.check() {
            return;
        }
        calling.set(true);
        let (portal, id, whom) = (wires.portal(), id.run(()), written.whom());
        wires.call(async move { team::edit_customer(portal, id, whom).await }, move |answer| {
            calling.set(false);
            match answer {
                Ok(found) => {
                    mending.set(false);
                    record.set(Some(found));
                    wires.say(wires.text("customer.done"));
                    around::focus("[data-action=edit]");
                }
                Err(error) => written.refuse(error),
            }
        });
    };
    let said = Memo::new(move |_| match written.error.get() {
        None | Some(TeamError::Invalid(_)) => String::new(),
        Some(TeamError::Known) => wires.text("customer.known"),
        Some(error) => wires.trouble(&error),
    });
    let keep = move |_| {
        mending.set(false);
        around::focus("[data-action=edit]");
    };
    view! {
        <form novalidate=true on:submit=submit>
            <WhoFields wires written/>
            <p class="error" role="alert">{move || said.get()}</p>
            <p class="buttons">
                <Submit action="save" label=wires.text("customer.save") waits=calling/>
                <button type="button" on:click=keep>{wires.text("customer.keep")}</button>
            </p>
        </form>
    }
}
