//! Days as columns under the same hours: what is open, what stands there, and where the present moment is.

use std::sync::Arc;

use super::looking::Looking;
use super::thing::Thing;
use super::turns::brief;
use crate::desk::{Board, Calendar, Column, Screen, View};
use crate::domain::Day;
use crate::element::*;

/// The columns.
#[component]
pub fn Columns(
    /// What is looked at.
    looking: Looking,
    /// What stands there.
    board: Arc<Board>,
) -> impl IntoView {
    let hours = (board.from / 60..board.to / 60).map(|hour| view! { <li>{format!("{hour:02}:00")}</li> });
    let columns = (0..board.columns.len()).map(|at| view! { <ColumnOf looking board=board.clone() at/> });
    view! {
        <div class="columns-of-days" prop:style=format!("--minutes:{};--columns:{}", board.minutes(), board.columns.len())>
            <ul class="axis" aria-hidden="true">{hours.collect_view()}</ul>
            {columns.collect_view()}
        </div>
    }
}

/// One of them.
#[component]
fn ColumnOf(looking: Looking, board: Arc<Board>, at: usize) -> impl IntoView {
    let Some(column) = board.columns.get(at).cloned() else {
        return ().into_any();
    };
    let heading = format!("column-{at}");
    let from = board.from;
    let band = |(open, closes): &(u16, u16)| {
        let (open, closes) = ((*open).max(from), (*closes).min(board.to));
        (open < closes).then(|| view! { <i class="open" prop:style=format!("--at:{};--long:{}", open - from, closes - open)></i> })
    };
    let bands: Vec<_> = column.open.iter().filter_map(band).map(IntoAny::into_any).collect();
    let things = column.items.iter().map(|laid| {
        let start = laid.item.start.minute.max(from);
        let end = laid.item.start.minute.saturating_add(laid.item.minutes).min(board.to);
        let place = format!("--at:{};--long:{};--lane:{};--lanes:{}", start - from, end.saturating_sub(start), laid.lane, laid.lanes);
        view! { <li class="at" prop:style=place><Thing looking laid=laid.clone()/></li> }
    });
    let (day, to) = (column.day, board.to);
    let now = move || {
        let now = looking.now.get().filter(|now| now.day == day && (from..to).contains(&now.minute))?;
        Some(view! { <i class="now" aria-hidden="true" prop:style=format!("--at:{}", now.minute - from)></i> }.into_any())
    };
    let ghost = move || {
        let moving = looking.moving.get().filter(|moving| moving.column == at);
        let drawn = looking.drawing.get().filter(|(column, _)| *column == at).map(|(_, span)| span);
        let (start, end) = moving.map(|moving| (moving.minute, moving.minute.saturating_add(moving.minutes))).or(drawn)?;
        let words = format!("{:02}:{:02}–{:02}:{:02}", start / 60, start % 60, end / 60 % 24, end % 60);
        let place = format!("--at:{};--long:{}", start.saturating_sub(from), end.min(to).saturating_sub(start));
        Some(view! { <div class="ghost" aria-hidden="true" prop:style=place>{words}</div> }.into_any())
    };
    let things = things.collect_view();
    let (labelled, agenda) = (heading.clone(), column.agenda.to_string());
    view! {
        <section class="column" data-day=Day::from_epoch_days(day).to_string() data-agenda=agenda aria-labelledby=labelled>
            <Head looking column heading/>
            <div class="hours" data-column=at.to_string()>
                <div aria-hidden="true">{bands}</div>
                <ul>{things}</ul>
                {now}
                {ghost}
            </div>
        </section>
    }
    .into_any()
}

/// What a column is of, and when that is open.
#[component]
fn Head(looking: Looking, column: Column, heading: String) -> impl IntoView {
    let wires = looking.wires;
    let near = wires.near(column.day).map(|near| view! { <span class="near">{near}</span> });
    let current = (looking.today().epoch_days() == column.day).then_some("date");
    let title = if looking.kind.get_untracked() == View::Day {
        column.name.clone().into_any()
    } else {
        let on = Some(Day::from_epoch_days(column.day));
        let href = wires.link(Screen::Agendas(Calendar { view: View::Day, on, agendas: Vec::new() }));
        view! { <a href=href>{brief(looking, column.day)}</a> " " {near} }.into_any()
    };
    view! {
        <header>
            <h2 class="opens" id=heading aria-current=current>{title}</h2>
            <p class="small">{opening(looking, &column)}</p>
            {separation(looking, &column)}
        </header>
    }
}

/// When a day is open, in words.
pub fn opening(looking: Looking, column: &Column) -> String {
    let time = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    if column.open.is_empty() {
        return looking.wires.text(if column.closed { "agendas.closed_date" } else { "agendas.closed" });
    }
    column.open.iter().map(|(from, to)| format!("{}–{}", time(*from), time(*to))).collect::<Vec<_>>().join(", ")
}

/// What an agenda is separated from, where it is; and that the plan has no room for it, where it hasn't.
pub fn separation(looking: Looking, column: &Column) -> AnyView {
    let wires = looking.wires;
    let apart = column.separated.as_ref().map(|(parent, project)| wires.fill("agendas.separated", &[("parent", parent), ("project", project)]));
    let apart = apart.map(|said| view! { <p class="small">"⧉ "{said}</p> });
    let beyond = (!column.in_plan).then(|| view! { <p class="small warn" data-beyond="plan">{wires.text("why_not.plan_agendas")}</p> });
    view! { {apart} {beyond} }.into_any()
}
