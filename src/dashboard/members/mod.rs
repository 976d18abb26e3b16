//! The team: who is in it, and what each may do. Who may not change that sees the names, and why there is no more.

mod change;
mod invite;
mod let_go;
mod link;
mod may;

use leptos::prelude::{Callback, RwSignal, Set};

use super::around;
use super::dialog::Dialog;
use super::wires::Wires;
use crate::api::team::wire::MemberLine;
use crate::desk;
use crate::domain::{MemberId, Permission};
use crate::element::*;
use change::Change;
use invite::Invite;
use let_go::LetGo;
use link::HandOver;

/// What is being done.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Doing {
    /// The team is looked at.
    Nothing,
    /// Someone is asked in.
    Invite,
    /// What someone may do is changed.
    Change(MemberId),
    /// Someone is let go.
    LetGo(MemberId, String),
    /// A link is handed over: for whom, and it.
    Link(String, String),
}

/// What the screen does now.
type Now = RwSignal<Doing>;

/// The screen.
#[component]
pub fn Members(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let doing: Now = RwSignal::new(Doing::Nothing);
    let decides = Memo::new(move |_| wires.opening.with(|opening| opening.me.as_ref().is_some_and(|me| me.permissions.allows(Permission::Settings))));
    let lines = Memo::new(move |_| wires.opening.with(|opening| opening.me.as_ref().map(|me| me.names.members.clone()).unwrap_or_default()));
    let barred = move || (!decides.get()).then_some("true");
    let described = move || (!decides.get()).then_some("barred-members");
    let invite = move |_| {
        if decides.get_untracked() {
            doing.set(Doing::Invite);
        }
    };
    let rows = move || lines.get().into_iter().map(|line| view! { <Row wires doing decides line/> }.into_any()).collect::<Vec<_>>();
    let dialog = Memo::new(move |_| Some(doing.get()).filter(|doing| !matches!(doing, Doing::Change(_))).unwrap_or(Doing::Nothing));
    let close = Callback::new(move |()| doing.set(Doing::Nothing));
    let over = move || match dialog.get() {
        Doing::Nothing | Doing::Change(_) => None,
        Doing::Invite => Some(view! { <Invite wires doing/> }.into_any()),
        Doing::LetGo(id, name) => Some(view! { <LetGo wires doing id name/> }.into_any()),
        Doing::Link(name, link) => {
            let title = wires.fill("members.link", &[("name", &name)]);
            let inside = view! { <HandOver wires doing name link/> }.into_any();
            Some(view! { <Dialog wires name="link" title close inside/> }.into_any())
        }
    };
    view! {
        <section data-screen="members">
            <header class="top">
                <h1 tabindex="-1">{wires.text("members.title")}</h1>
                <button type="button" class="main" data-action="invite" aria-disabled=barred aria-describedby=described on:click=invite>{wires.text("members.invite")}</button>
            </header>
            {move || (!decides.get()).then(|| view! { <p class="small why" id="barred-members">{wires.text(desk::permission(Permission::Settings))}</p> })}
            <ul class="lines members">{rows}</ul>
            {over}
        </section>
    }
}

/// One member.
#[component]
fn Row(wires: Wires, doing: Now, decides: Memo<bool>, line: MemberLine) -> impl IntoView {
    let mine = wires.me(|me| me.id == line.id).unwrap_or_default();
    let (id, pressed) = (line.id.clone(), line.id.clone());
    let changed = Memo::new(move |_| doing.with(|doing| matches!(doing, Doing::Change(of) if *of == id)));
    let press = move |_| {
        if !decides.get_untracked() {
            return;
        }
        if changed.get_untracked() {
            doing.set(Doing::Nothing);
        } else {
            doing.set(Doing::Change(pressed.clone()));
            around::focus(".member form input");
        }
    };
    let (email, active, permissions) = (line.email.clone(), line.active, line.permissions.clone());
    let known = move || {
        let permissions = permissions.clone().filter(|_| decides.get())?;
        let may: Vec<String> = desk::rights(&permissions).into_iter().map(|key| wires.text(key)).collect();
        let waiting = (!active).then(|| view! { <p><span class="warn">{wires.text("members.inactive")}</span></p> });
        Some(view! { <p class="small">{email.clone()}</p> {waiting} <p class="small">{may.join(" · ")}</p> }.into_any())
    };
    let (name, row) = (line.name.clone(), line.id.to_string());
    let form = move || (decides.get() && changed.get()).then(|| view! { <Change wires doing line=line.clone()/> }.into_any());
    let expanded = move || if changed.get() { "true" } else { "false" };
    view! {
        <li class="member" data-member=row>
            <div class="words">
                <h2>{name.clone()} {mine.then(|| view! { <span class="near">{wires.text("members.you")}</span> })}</h2>
                {known}
            </div>
            <button
                type="button"
                data-action="change"
                aria-expanded=expanded
                aria-label=wires.fill("members.change_of", &[("name", &name)])
                aria-disabled=move || (!decides.get()).then_some("true")
                aria-describedby=move || (!decides.get()).then_some("barred-members")
                on:click=press
            >
                {wires.text("members.change")}
            </button>
            {form}
        </li>
    }
}
