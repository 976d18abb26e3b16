//! What may be done with a customer as a whole: made one with another, handed to them, erased. What a member may not do stays visible, and says why.

use leptos::prelude::{Callback, RwSignal, Set};

use super::Record;
use super::erase::Erase;
use super::merge::Merge;
use crate::api::team;
use crate::dashboard::hand_over;
use crate::dashboard::wires::Wires;
use crate::desk;
use crate::domain::Permission;
use crate::element::*;

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doing {
    Nothing,
    Merge,
    Erase,
}

/// The buttons, and the dialog of what is being done.
#[component]
pub fn Deeds(
    /// What they are wired to.
    wires: Wires,
    /// Of whom.
    record: Record,
) -> impl IntoView {
    let (doing, calling) = (RwSignal::new(Doing::Nothing), RwSignal::new(false));
    let barred = Memo::new(move |_| wires.opening.with(|opening| opening.me.as_ref().is_none_or(|me| !me.permissions.allows(Permission::Settings))));
    let disabled = move || barred.get().then_some("true");
    let described = move || barred.get().then_some("barred-customer");
    let export = move |_| {
        let Some(id) = record.with_untracked(|record| record.as_ref().map(|record| record.line.id.clone())) else {
            return;
        };
        if barred.get_untracked() || calling.get_untracked() {
            return;
        }
        calling.set(true);
        let (portal, name) = (wires.portal(), format!("{id}.json"));
        wires.call(async move { team::export_customer(portal, id).await }, move |answer| {
            calling.set(false);
            wires.say(match answer {
                Ok(json) if hand_over::save(&name, &json).is_ok() => wires.text("customer.exported"),
                Ok(_) => wires.text("trouble.unavailable"),
                Err(error) => wires.trouble(&error),
            });
        });
    };
    let erase = move |_| {
        if !barred.get_untracked() {
            doing.set(Doing::Erase);
        }
    };
    let close = Callback::new(move |()| doing.set(Doing::Nothing));
    let who = move || record.with_untracked(|record| record.as_ref().map(|record| record.line.clone()));
    let over = move || match doing.get() {
        Doing::Nothing => None,
        Doing::Merge => who().map(|line| view! { <Merge wires record line close/> }.into_any()),
        Doing::Erase => who().map(|line| view! { <Erase wires line close/> }.into_any()),
    };
    view! {
        <section class="card">
            <h2>{wires.text("customer.deeds")}</h2>
            <p class="buttons">
                <button type="button" data-action="merge" on:click=move |_| doing.set(Doing::Merge)>{wires.text("customer.merge")}</button>
                <button type="button" data-action="export" aria-disabled=disabled aria-describedby=described aria-busy=move || calling.get().then_some("true") on:click=export>{wires.text("customer.export")}</button>
                <button type="button" class="danger" data-action="erase" aria-disabled=disabled aria-describedby=described on:click=erase>{wires.text("customer.erase")}</button>
            </p>
            {move || barred.get().then(|| view! { <p class="small" id="barred-customer">{wires.text(desk::permission(Permission::Settings))}</p> })}
            {over}
        </section>
    }
}
