//! The secret address by which other calendars read an agenda: made, shown once, renewed, ended.

use leptos::prelude::{Callback, Effect, GetValue, RwSignal, Set, StoredValue};
use leptos::task::spawn_local;

use crate::api::team::wire::Start;
use crate::api::team::{self, TeamError};
use crate::dashboard::sure::{Act, Asked, Sure, Then};
use crate::dashboard::wires::Wires;
use crate::dashboard::{around, hand_over};
use crate::domain::AgendaId;
use crate::element::*;

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doing {
    Nothing,
    Renew,
    End,
}

/// What the section shows and does.
#[derive(Clone, Copy)]
struct Section {
    wires: Wires,
    agenda: StoredValue<AgendaId>,
    /// Since when there is an address; nothing until that is known.
    since: RwSignal<Option<Result<Option<Start>, TeamError>>>,
    /// A new address, as long as it is shown.
    address: RwSignal<Option<String>>,
    doing: RwSignal<Doing>,
}

impl Section {
    fn load(self) {
        let (portal, agenda) = (self.wires.portal(), self.agenda.get_value());
        self.wires.call(async move { team::subscription_of(portal, agenda).await }, move |answer| {
            self.since.try_update(|since| *since = Some(answer));
        });
    }

    fn show(self, address: String) {
        self.address.set(Some(address));
        self.doing.set(Doing::Nothing);
        self.load();
        around::focus("#field-calendar");
    }
}

/// The section.
#[component]
pub fn Subscription(
    /// What it is wired to.
    wires: Wires,
    /// Of which agenda.
    id: StoredValue<AgendaId>,
    /// The member may change it.
    editable: bool,
) -> impl IntoView {
    let section = Section { wires, agenda: id, since: RwSignal::new(None), address: RwSignal::new(None), doing: RwSignal::new(Doing::Nothing) };
    Effect::new(move |_| section.load());
    let over = move || match section.doing.get() {
        Doing::Nothing => None,
        Doing::Renew => Some(view! { <Renew section/> }.into_any()),
        Doing::End => Some(view! { <End section/> }.into_any()),
    };
    let shown = move || section.address.get().map(|address| view! { <Shown wires address/> }.into_any());
    let barred = (!editable).then(|| view! { <p class="small" id="barred-subscription">{wires.text("permission.agenda")}</p> });
    view! {
        <section class="card screen-only" aria-labelledby="subscription-title">
            <h2 id="subscription-title">{wires.text("subscription.title")}</h2>
            <p class="small">{wires.text("subscription.help")}</p>
            {shown}
            {move || view! { <Buttons section editable/> }.into_any()}
            {barred}
            {over}
        </section>
    }
}

/// What can be done.
#[component]
fn Buttons(section: Section, editable: bool) -> impl IntoView {
    let wires = section.wires;
    let (disabled, described) = ((!editable).then_some("true"), (!editable).then_some("barred-subscription"));
    let calling = RwSignal::new(false);
    let make = move |_| {
        if !editable || calling.get_untracked() {
            return;
        }
        calling.set(true);
        let (portal, agenda) = (wires.portal(), section.agenda.get_value());
        wires.call(async move { team::subscribe(portal, agenda).await }, move |answer| {
            calling.try_set(false);
            match answer {
                Ok(address) => section.show(address),
                Err(error) => wires.say(wires.trouble(&error)),
            }
        });
    };
    let ask = move |doing: Doing| {
        if editable {
            section.doing.set(doing);
        }
    };
    match section.since.get() {
        None => ().into_any(),
        Some(Err(error)) => view! { <p class="trouble">{wires.trouble(&error)}</p> }.into_any(),
        Some(Ok(None)) => view! {
            <p class="buttons">
                <button type="button" data-action="subscribe" aria-disabled=disabled aria-describedby=described on:click=make>{wires.text("subscription.make")}</button>
            </p>
        }
        .into_any(),
        Some(Ok(Some(since))) => view! {
            <p class="small">{wires.fill("subscription.since", &[("day", &wires.short_day(since.day()))])}</p>
            <p class="buttons">
                <button type="button" data-action="renew-subscription" aria-disabled=disabled aria-describedby=described on:click=move |_| ask(Doing::Renew)>{wires.text("subscription.renew")}</button>
                <button type="button" class="danger" data-action="end-subscription" aria-disabled=disabled aria-describedby=described on:click=move |_| ask(Doing::End)>{wires.text("subscription.end")}</button>
            </p>
        }
        .into_any(),
    }
}

/// A new address: for whoever made it to copy.
#[component]
fn Shown(wires: Wires, address: String) -> impl IntoView {
    let copy = move |_| {
        spawn_local(async move {
            let said = if hand_over::copy("#field-calendar").await { "subscription.copied" } else { "keys.by_hand" };
            wires.say(wires.text(said));
        });
    };
    view! {
        <div class="handed">
            <div class="field">
                <label for="field-calendar">{wires.text("subscription.label")}</label>
                <p class="small" id="help-calendar">{wires.text("subscription.once")}</p>
                <input id="field-calendar" name="calendar" type="text" dir="ltr" readonly=true aria-describedby="help-calendar" value=address/>
            </div>
            <p class="buttons"><button type="button" class="main" data-action="copy-calendar" on:click=copy>{wires.text("keys.copy")}</button></p>
        </div>
    }
}

/// A new address in place of the one before: asked once more, as calendars that have that one lose the agenda.
#[component]
fn Renew(section: Section) -> impl IntoView {
    let wires = section.wires;
    let asked = Asked {
        name: "renew-subscription",
        title: wires.text("subscription.renew"),
        sentence: wires.text("subscription.renew_sure"),
        yes: ("renew-it", wires.text("subscription.renew_it")),
        no: wires.text("subscription.keep"),
    };
    let act: Act = Box::new(move || {
        let (portal, agenda) = (wires.portal(), section.agenda.get_value());
        Box::pin(async move {
            let address = team::subscribe(portal, agenda).await?;
            let then: Then = Box::new(move || section.show(address));
            Ok(then)
        })
    });
    view! { <Sure wires asked act close=Callback::new(move |()| section.doing.set(Doing::Nothing))/> }
}

/// The end of an address: asked once more.
#[component]
fn End(section: Section) -> impl IntoView {
    let wires = section.wires;
    let asked = Asked {
        name: "end-subscription",
        title: wires.text("subscription.end"),
        sentence: wires.text("subscription.end_sure"),
        yes: ("end-it", wires.text("subscription.end_it")),
        no: wires.text("subscription.keep"),
    };
    let act: Act = Box::new(move || {
        let (portal, agenda) = (wires.portal(), section.agenda.get_value());
        Box::pin(async move {
            team::unsubscribe(portal, agenda).await?;
            let then: Then = Box::new(move || {
                section.address.set(None);
                section.doing.set(Doing::Nothing);
                section.load();
                wires.say(wires.text("subscription.ended"));
                around::focus("h1");
            });
            Ok(then)
        })
    });
    view! { <Sure wires asked act close=Callback::new(move |()| section.doing.set(Doing::Nothing))/> }
}
