//! The dashboard's frame: the house's name, the ways to its screens, who is signed in, and the screen itself.

use leptos::prelude::{Effect, Set, SetValue};

use super::agendas::{Agendas, Hours, WhyNot};
use super::appointment::Appointment;
use super::around;
use super::book::Book;
use super::customer::Customer;
use super::customers::Customers;
use super::event_types::EventTypes;
use super::inbox::Inbox;
use super::keys::Keys;
use super::mail::{Mail, MailTexts};
use super::marking::{self, Said};
use super::members::Members;
use super::nowhere::Nowhere;
use super::propose::Propose;
use super::sign_in::SignIn;
use super::welcome::Welcome;
use super::wires::Wires;
use crate::api::team;
use crate::desk::{Calendar, Screen, Wanted, WishesFor};
use crate::domain::{Filters, InboxView};
use crate::element::*;

/// The whole dashboard.
#[component]
pub fn Dashboard(
    /// What its parts are wired to.
    wires: Wires,
) -> impl IntoView {
    let stem = Memo::new(move |_| wires.place.with(|place| place.screen.stem()));
    let who = Memo::new(move |_| wires.opening.with(|opening| opening.me.as_ref().map(|me| me.id.clone())));
    Effect::new(move |_| {
        let screen = if who.get().is_some() || matches!(stem.get(), Screen::Welcome(_)) { title(&stem.get()) } else { "sign_in.title" };
        around::document().set_title(&format!("{} – {}", wires.text(screen), wires.opening.with(|opening| opening.portal.clone())));
    });
    view! {
        <div class="dashboard" lang=move || wires.opening.with(|_| wires.language().tag()) dir="ltr">
            {move || match (stem.get(), who.get()) {
                (Screen::Welcome(key), _) => view! { <Welcome wires key/> }.into_any(),
                (_, None) => view! { <SignIn wires/> }.into_any(),
                (_, Some(_)) => view! { <Rooms wires stem/> }.into_any(),
            }}
            <Said wires/>
        </div>
    }
}

/// What is there for whoever is signed in.
#[component]
fn Rooms(wires: Wires, stem: Memo<Screen>) -> impl IntoView {
    marking::follow(wires);
    view! {
        <a class="skip" href="#main">{wires.text("frame.skip")}</a>
        <header class="house">
            <p class="name">{wires.opening.with_untracked(|opening| opening.portal.clone())}</p>
            <Ways wires stem/>
            <Who wires/>
        </header>
        <main id="main" tabindex="-1">
            {move || match stem.get() {
                Screen::Inbox(_) => view! { <Inbox wires/> }.into_any(),
                Screen::Appointment(id, _) => view! { <Appointment wires id/> }.into_any(),
                Screen::Agendas(_) => view! { <Agendas wires/> }.into_any(),
                Screen::Hours(agenda) => view! { <Hours wires agenda/> }.into_any(),
                Screen::EventTypes => view! { <EventTypes wires/> }.into_any(),
                Screen::Mail(WishesFor::Mail) => view! { <Mail wires/> }.into_any(),
                Screen::Mail(WishesFor::Texts(_)) => view! { <MailTexts wires/> }.into_any(),
                Screen::WhyNot(_) => view! { <WhyNot wires/> }.into_any(),
                Screen::Customers(_) => view! { <Customers wires/> }.into_any(),
                Screen::Customer(id, _) => view! { <Customer wires id/> }.into_any(),
                Screen::Book(_) => view! { <Book wires/> }.into_any(),
                Screen::Propose(..) => view! { <Propose wires/> }.into_any(),
                Screen::Members => view! { <Members wires/> }.into_any(),
                Screen::Keys => view! { <Keys wires/> }.into_any(),
                Screen::Welcome(_) | Screen::Nowhere => view! { <Nowhere wires/> }.into_any(),
            }}
        </main>
    }
}

/// The ways to the screens.
#[component]
fn Ways(wires: Wires, stem: Memo<Screen>) -> impl IntoView {
    let ways = [
        ("inbox", "inbox.title", Screen::Inbox(Filters::default())),
        ("agendas", "agendas.title", Screen::Agendas(Calendar::default())),
        ("event-types", "types.title", Screen::EventTypes),
        ("customers", "customers.title", Screen::Customers(String::new())),
        ("book", "frame.book", Screen::Book(Wanted::default())),
        ("mail", "mails.title", Screen::Mail(WishesFor::Mail)),
        ("members", "members.title", Screen::Members),
        ("keys", "keys.title", Screen::Keys),
    ];
    let unread = Memo::new(move |_| wires.list.with(|list| list.counts().views[InboxView::Everything.at()]));
    let ways = ways.map(|(name, title, screen)| {
        let href = wires.link(screen.clone());
        let current = move || {
            let here = stem.get();
            (here == screen || matches!((here, &screen), (Screen::Mail(_), Screen::Mail(_)))).then_some("page")
        };
        let count = move || {
            (name == "inbox" && unread.get() > 0)
                .then(|| view! { <span class="count" aria-label=wires.fill("inbox.unread_count", &[("count", &unread.get().to_string())])>{unread.get()}</span> }.into_any())
        };
        view! { <li><a class="way" data-way=name href=href aria-current=current>{wires.text(title)}{count}</a></li> }
    });
    view! { <nav class="ways" aria-label=wires.text("frame.ways")><ul>{ways.into_iter().collect_view()}</ul></nav> }
}

/// Who is signed in, and the way out.
#[component]
fn Who(wires: Wires) -> impl IntoView {
    let out = move |everywhere: bool| {
        let portal = wires.portal();
        wires.call(async move { team::sign_out(portal, everywhere).await }, move |answer| match answer {
            Ok(()) => {
                let said = wires.text("sign_in.bye");
                wires.opening.update(|opening| opening.me = None);
                wires.list.set(Default::default());
                wires.listed.set_value(None);
                wires.say(said);
            }
            Err(error) => wires.say(wires.trouble(&error)),
        });
    };
    let (name, email) = wires.me(|me| (me.name.clone(), me.email.clone())).unwrap_or_default();
    view! {
        <details class="who">
            <summary><span class="face" aria-hidden="true">{name.chars().next().map(String::from)}</span><span class="whose">{name}</span></summary>
            <div class="menu">
                <p class="small">{email}</p>
                <button type="button" data-action="sign-out" on:click=move |_| out(false)>{wires.text("sign_in.out")}</button>
                <button type="button" data-action="sign-out-everywhere" on:click=move |_| out(true)>{wires.text("sign_in.out_everywhere")}</button>
            </div>
        </details>
    }
}

const fn title(screen: &Screen) -> &'static str {
    match screen {
        Screen::Inbox(_) => "inbox.title",
        Screen::Appointment(..) => "appointment.title",
        Screen::Agendas(_) => "agendas.title",
        Screen::Hours(_) => "hours.title",
        Screen::EventTypes => "types.title",
        Screen::Mail(_) => "mails.title",
        Screen::WhyNot(_) => "why.title",
        Screen::Customers(_) => "customers.title",
        Screen::Customer(..) => "customer.title",
        Screen::Book(_) => "book.title",
        Screen::Propose(..) => "proposal.title",
        Screen::Members => "members.title",
        Screen::Keys => "keys.title",
        Screen::Welcome(_) => "welcome.title",
        Screen::Nowhere => "nowhere.title",
    }
}
