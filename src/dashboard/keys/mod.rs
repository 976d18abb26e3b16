//! The keys by which the portal's own programs use `/v1`: which there are, what each is for, and when it was used.

mod end;
mod make;
mod shown;

use leptos::prelude::{Callback, Effect, RwSignal, Set};

use super::dialog::Dialog;
use super::state::{Empty, Trouble, Waiting};
use super::wires::Wires;
use crate::api::team::wire::KeyLine;
use crate::api::team::{self, TeamError};
use crate::desk;
use crate::domain::{ApiKeyId, Permission};
use crate::element::*;
use end::End;
use make::Make;
use shown::Shown;

/// What is being done.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Doing {
    /// The keys are looked at.
    Nothing,
    /// One is made.
    Make,
    /// One was made: for which program, and it.
    Shown(String, String),
    /// One is ended: which, and for which program.
    End(ApiKeyId, String),
}

/// What the screen does now.
type Now = RwSignal<Doing>;

/// The keys as they are known.
type Found = RwSignal<Option<Result<Vec<KeyLine>, TeamError>>>;

/// The screen.
#[component]
pub fn Keys(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let doing: Now = RwSignal::new(Doing::Nothing);
    let found: Found = RwSignal::new(None);
    let decides = Memo::new(move |_| wires.opening.with(|opening| opening.me.as_ref().is_some_and(|me| me.permissions.allows(Permission::Settings))));
    let fetch = move || {
        let portal = wires.portal();
        wires.call(async move { team::keys(portal).await }, move |answer| found.set(Some(answer)));
    };
    Effect::new(move |_| {
        if decides.get() {
            fetch();
        }
    });
    let make = move |_| {
        if decides.get_untracked() {
            doing.set(Doing::Make);
        }
    };
    let show = move || match found.get() {
        _ if !decides.get() => None,
        None => Some(view! { <Waiting wires/> }.into_any()),
        Some(Err(error)) => Some(view! { <Trouble wires error again=Some(Callback::new(move |()| fetch()))/> }.into_any()),
        Some(Ok(lines)) if lines.is_empty() => Some(view! { <Empty title=wires.text("keys.empty") help=wires.text("keys.empty_help")/> }.into_any()),
        Some(Ok(lines)) => {
            let rows = lines.into_iter().map(|line| view! { <Row wires doing line/> }.into_any()).collect::<Vec<_>>();
            Some(view! { <ul class="lines members">{rows}</ul> }.into_any())
        }
    };
    let close = Callback::new(move |()| doing.set(Doing::Nothing));
    let over = move || match doing.get() {
        Doing::Nothing => None,
        Doing::Make => Some(view! { <Make wires doing found/> }.into_any()),
        Doing::Shown(name, key) => {
            let title = wires.fill("keys.shown", &[("name", &name)]);
            let inside = view! { <Shown wires doing key/> }.into_any();
            Some(view! { <Dialog wires name="key" title close inside/> }.into_any())
        }
        Doing::End(id, name) => Some(view! { <End wires doing found id name/> }.into_any()),
    };
    let barred = move || (!decides.get()).then_some("true");
    let described = move || (!decides.get()).then_some("barred-keys");
    view! {
        <section data-screen="keys">
            <header class="top">
                <h1 tabindex="-1">{wires.text("keys.title")}</h1>
                <button type="button" class="main" data-action="make" aria-disabled=barred aria-describedby=described on:click=make>{wires.text("keys.make")}</button>
            </header>
            <p class="small why">{wires.text("keys.what")}</p>
            {move || (!decides.get()).then(|| view! { <p class="small why" id="barred-keys">{wires.text(desk::permission(Permission::Settings))}</p> })}
            {show}
            {over}
        </section>
    }
}

/// One key.
#[component]
fn Row(wires: Wires, doing: Now, line: KeyLine) -> impl IntoView {
    let KeyLine { id, name, scopes, by, made, used } = line;
    let scopes: Vec<String> = scopes.into_iter().map(|scope| wires.text(desk::scope(scope))).collect();
    let made = match by {
        Some(by) => wires.fill("keys.made_by", &[("name", &by), ("when", &wires.moment(made))]),
        None => wires.fill("keys.made", &[("when", &wires.moment(made))]),
    };
    let used = used.map_or_else(|| wires.text("keys.never_used"), |at| wires.fill("keys.used", &[("when", &wires.moment(at))]));
    let (row, label) = (id.to_string(), wires.fill("keys.end_of", &[("name", &name)]));
    let called = name.clone();
    view! {
        <li class="member key" data-key=row>
            <div class="words">
                <h2>{name}</h2>
                <p class="small">{scopes.join(" · ")}</p>
                <p class="small">{made}" · "{used}</p>
            </div>
            <button type="button" class="danger" data-action="end" aria-label=label on:click=move |_| doing.set(Doing::End(id.clone(), called.clone()))>
                {wires.text("keys.end")}
            </button>
        </li>
    }
}
