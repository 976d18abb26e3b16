//! For whom: found while one types, or someone new. Who is probably known already is shown.

use std::time::Duration;

use leptos::prelude::{Callable, Callback, Effect, RwSignal, Set, set_timeout};

use crate::api::team;
use crate::api::team::wire::{CustomerLine, Whom};
use crate::dashboard::around;
use crate::dashboard::whom::{WhoFields, Written};
use crate::dashboard::wires::Wires;
use crate::desk::{self, Wanted};
use crate::domain::Language;
use crate::element::*;

/// So long nobody types before who it may be is looked for.
const PAUSE: Duration = Duration::from_millis(250);
/// So many customers are offered at most.
const MOST: usize = 6;

/// The part of the form.
#[component]
pub fn Person(
    /// What it is wired to.
    wires: Wires,
    /// What the address says.
    wanted: Memo<Wanted>,
    /// What is written down.
    written: Written,
) -> impl IntoView {
    let known = RwSignal::new(Vec::<CustomerLine>::new());
    let taken = RwSignal::new(None::<CustomerLine>);
    // Whoever comes from a customer books for them.
    if let Some(id) = wanted.get_untracked().customer {
        let portal = wires.portal();
        wires.call(async move { team::customer_of(portal, id).await }, move |answer| {
            if let Ok(record) = answer {
                written.fill(whom(&record.line, record.language));
                taken.set(Some(record.line));
            }
        });
    }
    let asked = RwSignal::new(0_u32);
    Effect::new(move |before: Option<Whom>| {
        let now = written.watched();
        let same = before.as_ref().is_none_or(|before| (&before.name, &before.email, &before.phone) == (&now.name, &now.email, &now.phone));
        if !same {
            look_up(wires, asked, known, &now);
        }
        now
    });
    let take = Callback::new(move |line: CustomerLine| {
        written.fill(whom(&line, written.whom().language));
        known.set(Vec::new());
        taken.set(Some(line));
        around::focus("[name=note]");
    });
    // Who is probably meant, and who else may be; nobody, as long as what is written is what is known of whoever was taken.
    let others = Memo::new(move |_| {
        let (now, lines) = (written.watched(), known.get());
        if taken.with(|taken| taken.as_ref().is_some_and(|line| line.email == now.email && line.name == now.name)) {
            return (None, Vec::new());
        }
        let likely = desk::likely(&lines, &now).cloned();
        let others = lines.into_iter().filter(|line| likely.as_ref().is_none_or(|likely| likely.id != line.id)).take(MOST).collect();
        (likely, others)
    });
    let button = move |line: CustomerLine, why: Option<String>| {
        let shown = line.clone();
        view! {
            <li>
                <button type="button" class="person" data-customer=line.id.to_string() on:click=move |_| take.run(line.clone())>
                    <b>{shown.name}</b><span class="small">{shown.email}{shown.phone.map(|phone| format!(" · {phone}"))}</span>
                    {why.map(|why| view! { <span class="warn">{why}</span> })}
                </button>
            </li>
        }
    };
    let found = move || {
        let (likely, others): (Option<CustomerLine>, Vec<_>) = others.get();
        if likely.is_none() && others.is_empty() {
            return ().into_any();
        }
        let first = likely.map(|line| button(line, Some(wires.text("book.likely"))));
        view! { <p class="small">{wires.text("book.found")}</p> <ul class="people-found">{first}{others.into_iter().map(|line| button(line, None)).collect_view()}</ul> }.into_any()
    };
    view! {
        <WhoFields wires written/>
        <div aria-live="polite">{found}</div>
    }
}

fn whom(line: &CustomerLine, language: Language) -> Whom {
    Whom { name: line.name.clone(), email: line.email.clone(), phone: line.phone.clone().unwrap_or_default(), language }
}

/// Looks for whoever has such a name, address or number, once nobody types.
fn look_up(wires: Wires, asked: RwSignal<u32>, known: RwSignal<Vec<CustomerLine>>, typed: &Whom) {
    let Some(words) = [&typed.email, &typed.phone, &typed.name].into_iter().map(|text| text.trim().to_owned()).find(|text| text.chars().count() > 2) else {
        known.set(Vec::new());
        return;
    };
    let mine = asked.try_update(|asked| {
        *asked += 1;
        *asked
    });
    let still = move || asked.try_get_untracked() == mine;
    let look = move || {
        if still() {
            let portal = wires.portal();
            wires.call(async move { team::customers(portal, words).await }, move |answer| {
                if let (Ok(lines), true) = (answer, still()) {
                    known.set(lines);
                }
            });
        }
    };
    set_timeout(look, PAUSE);
}
