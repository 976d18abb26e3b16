//! Days below one another, with what stands in each: for small windows, and for whoever reads rather than looks.

use std::sync::Arc;

use super::columns::{opening, separation};
use super::looking::Looking;
use super::thing::Thing;
use crate::desk::{Board, Column};
use crate::domain::Day;
use crate::element::*;

/// The list.
#[component]
pub fn ListOf(
    /// What is looked at.
    looking: Looking,
    /// What stands there.
    board: Arc<Board>,
) -> impl IntoView {
    let wires = looking.wires;
    let days = board.columns.chunk_by(|one, next| one.day == next.day).map(|columns| {
        let day = columns.first().map_or(0, |column| column.day);
        let heading = format!("day-{day}");
        let labelled = heading.clone();
        let near = wires.near(day).map(|near| view! { <span class="near">{near}</span> });
        let named = columns.len() > 1;
        let columns = columns.iter().map(|column| view! { <OneOf looking column=column.clone() named/> });
        view! {
            <section class="day-of card" data-day=Day::from_epoch_days(day).to_string() aria-labelledby=labelled>
                <h2 class="opens" id=heading>{wires.day(Day::from_epoch_days(day))}" "{near}</h2>
                {columns.collect_view()}
            </section>
        }
    });
    view! { <div class="days-of">{days.collect_view()}</div> }
}

/// What stands in one agenda on that day.
#[component]
fn OneOf(looking: Looking, column: Column, named: bool) -> impl IntoView {
    let (open, separated) = (opening(looking, &column), separation(looking, &column));
    let title = named.then(|| view! { <h3>{column.name.clone()}</h3> });
    let things: Vec<_> = column.items.into_iter().map(|laid| view! { <li><Thing looking laid/></li> }.into_any()).collect();
    let things =
        if things.is_empty() { view! { <p class="small">{looking.wires.text("agendas.nothing")}</p> }.into_any() } else { view! { <ul class="things">{things}</ul> }.into_any() };
    view! { <div class="one-of" data-agenda=column.agenda.to_string()>{title}<p class="small">{open}</p>{separated}{things}</div> }
}
