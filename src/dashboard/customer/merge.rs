//! Making two customers one: the other is found while one types, and who goes and who stays is said before it is done.

use std::time::Duration;

use leptos::ev::SubmitEvent;
use leptos::prelude::{Callable, Callback, Effect, RwSignal, Set, set_timeout};

use super::Record;
use crate::api::team::wire::CustomerLine;
use crate::api::team::{self, TeamError};
use crate::dashboard::around;
use crate::dashboard::dialog::Dialog;
use crate::dashboard::fields::{Field, Kind, Submit};
use crate::dashboard::wires::Wires;
use crate::desk::{self, Screen};
use crate::element::*;

/// So long nobody types before who it may be is looked for.
const PAUSE: Duration = Duration::from_millis(250);
/// So many customers are offered at most.
const MOST: usize = 6;

/// The dialog.
#[component]
pub fn Merge(
    /// What it is wired to.
    wires: Wires,
    /// What is known of the customer on the screen.
    record: Record,
    /// Who that is.
    line: CustomerLine,
    /// It is to close.
    close: Callback<()>,
) -> impl IntoView {
    let other = RwSignal::new(None::<CustomerLine>);
    let take = Callback::new(move |found: CustomerLine| {
        other.set(Some(found));
        // Not on what merges: a second press must not do it unread.
        around::focus("dialog [data-action=turn-round]");
    });
    let mine = line.id.clone();
    let inside = move || match other.get() {
        None => view! { <Search wires but=mine.to_string() take/> }.into_any(),
        Some(found) => view! { <Sure wires record mine=line.clone() found other close/> }.into_any(),
    };
    view! { <Dialog wires name="merge" title=wires.text("customer.merge_title") close inside=view! { {inside} }.into_any()/> }
}

/// Who the other is.
#[component]
fn Search(wires: Wires, but: String, take: Callback<CustomerLine>) -> impl IntoView {
    let (words, found) = (RwSignal::new(String::new()), RwSignal::new(None::<Result<Vec<CustomerLine>, TeamError>>));
    // The dialog, as it opens, puts the focus on its own first button.
    around::after_drawing(|| around::focus("dialog [name=other]"));
    let look = move |asked: String| {
        let still = move |asked: &String| words.try_get_untracked().as_ref() == Some(asked);
        let ask = move || {
            if still(&asked) {
                let (portal, sent) = (wires.portal(), asked.clone());
                wires.call(async move { team::customers(portal, sent).await }, move |answer| {
                    if still(&asked) {
                        found.set(Some(answer));
                    }
                });
            }
        };
        set_timeout(ask, PAUSE);
    };
    Effect::new(move |_| look(words.get()));
    let show = move || match found.get() {
        None => ().into_any(),
        Some(Err(error)) => view! { <p class="error" role="alert">{wires.trouble(&error)}</p> }.into_any(),
        Some(Ok(lines)) => {
            let lines: Vec<CustomerLine> = lines.into_iter().filter(|line| line.id.as_str() != but).take(MOST).collect();
            if lines.is_empty() {
                return view! { <p class="small">{wires.text("customers.none")}</p> }.into_any();
            }
            let lines = lines.into_iter().map(|line| {
                let shown = line.clone();
                view! {
                    <li>
                        <button type="button" class="person" data-customer=line.id.to_string() on:click=move |_| take.run(line.clone())>
                            <b>{shown.name}</b>
                            <span class="small">{shown.email}{shown.phone.map(|phone| format!(" · {phone}"))}</span>
                        </button>
                    </li>
                }
            });
            view! { <ul class="people-found">{lines.collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <form novalidate=true role="search" on:submit=|event: SubmitEvent| event.prevent_default()>
            <p>{wires.text("customer.merge_help")}</p>
            <Field wires name="other" label="customers.search" kind=Kind::Name value=words error=Signal::stored(String::new())/>
            <div aria-live="polite">{show}</div>
        </form>
    }
}

/// Who goes and who stays, asked once more.
#[component]
fn Sure(wires: Wires, record: Record, mine: CustomerLine, found: CustomerLine, other: RwSignal<Option<CustomerLine>>, close: Callback<()>) -> impl IntoView {
    // Who is on the screen stays, unless they are turned round.
    let turned = RwSignal::new(false);
    let (calling, error) = (RwSignal::new(false), RwSignal::new(None::<TeamError>));
    let pair = Memo::new(move |_| if turned.get() { (mine.clone(), found.clone()) } else { (found.clone(), mine.clone()) });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if calling.get_untracked() {
            return;
        }
        calling.set(true);
        error.set(None);
        let ((from, into), portal) = (pair.get_untracked(), wires.portal());
        let stays = into.id.clone();
        wires.call(async move { team::merge_customers(portal, from.id, into.id).await }, move |answer| {
            calling.set(false);
            match answer {
                Ok(now) => {
                    wires.say(wires.fill("customer.merged", &[("name", &now.line.name)]));
                    if turned.get_untracked() {
                        // Back must not lead to whom nobody knows any more.
                        wires.turn(Screen::Customer(stays.to_string(), None));
                    } else {
                        close.run(());
                        record.set(Some(now));
                        around::focus("[data-action=merge]");
                    }
                }
                Err(wrong) => error.set(Some(wrong)),
            }
        });
    };
    let one = move |key: &'static str, line: CustomerLine| {
        view! { <div><dt>{wires.text(key)}</dt><dd><b>{line.name}</b><br/><span class="small">{line.email}{line.phone.map(|phone| format!(" · {phone}"))}</span></dd></div> }
    };
    let who = move || {
        let (from, into) = pair.get();
        let (goes, stays) = desk::told_apart(&from, &into);
        let sure = wires.fill("customer.merge_sure", &[("from", &goes), ("into", &stays)]);
        view! { <dl class="pairs from-to">{one("customer.goes", from)}{one("customer.stays", into)}</dl> <p>{sure}</p> }.into_any()
    };
    let said = Memo::new(move |_| error.with(|error| error.as_ref().map(|error| wires.trouble(error)).unwrap_or_default()));
    view! {
        <form novalidate=true on:submit=submit>
            <div aria-live="polite">{who}</div>
            <p><button type="button" data-action="turn-round" on:click=move |_| turned.update(|turned| *turned = !*turned)>{wires.text("customer.turn_round")}</button></p>
            <p><b>{wires.text("customer.for_good")}</b></p>
            <p class="error" role="alert">{move || said.get()}</p>
            <p class="buttons">
                <Submit action="merge-it" label=wires.text("customer.merge_it") waits=calling danger=true/>
                <button type="button" data-action="someone-else" on:click=move |_| other.set(None)>{wires.text("customer.someone_else")}</button>
            </p>
        </form>
    }
}
