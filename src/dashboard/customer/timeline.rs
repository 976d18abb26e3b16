//! What happened with a customer: one item for each appointment, with its history inside, the team's notes, and what was fed in.

use leptos::prelude::{Effect, For, Set};

use super::Record;
use super::fed::Fed;
use crate::api::team;
use crate::api::team::wire::{FedLine, TimelineLine, TimelineWhat};
use crate::dashboard::appointment::Happened;
use crate::dashboard::wires::Wires;
use crate::dashboard::writing::{NOTE, Writing};
use crate::desk::{self, Panel, Screen};
use crate::domain::{InteractionId, Marking};
use crate::element::*;

/// It, and a new note.
#[component]
pub fn Timeline(
    /// What it is wired to.
    wires: Wires,
    /// Of whom.
    record: Record,
    /// Their identity.
    id: String,
) -> impl IntoView {
    let ask = move |portal, typed| team::note_on_customer(portal, id.clone(), typed);
    Effect::new(move |_| {
        if let Some((InteractionId::Fed(id), marking)) = wires.marked.get() {
            record.update(|record| {
                let lines = record.iter_mut().flat_map(|record| record.timeline.iter_mut());
                for line in lines.filter_map(fed).filter(|line| line.id == id) {
                    mark(line, &marking);
                }
            });
        }
    });
    let keys = move || record.with(|record| record.iter().flat_map(|record| record.timeline.iter().map(|line| line.what.key())).collect::<Vec<_>>());
    view! {
        <section class="card">
            <h2>{wires.text("timeline.title")}</h2>
            <Writing wires says=NOTE ask learn=move |found| record.set(Some(found))/>
            <ol class="history"><For each=keys key=|key| key.clone() children=move |key| view! { <Item wires record key/> }.into_any()/></ol>
        </section>
    }
}

fn fed(line: &mut TimelineLine) -> Option<&mut FedLine> {
    if let TimelineWhat::Fed(line) = &mut line.what { Some(&mut **line) } else { None }
}

fn mark(line: &mut FedLine, marking: &Marking) {
    match marking {
        Marking::Read(read) => line.unread = !read,
        Marking::Done(done) => line.done = *done,
        Marking::Assigned(to) => line.assigned.clone_from(to),
    }
}

/// One item. What was fed in stays open while something about it changes.
#[component]
fn Item(wires: Wires, record: Record, key: String) -> impl IntoView {
    let line = Memo::new(move |_| record.with(|record| record.as_ref()?.timeline.iter().find(|line| line.what.key() == key).cloned()));
    if let Some(TimelineLine { what: TimelineWhat::Fed(first), .. }) = line.get_untracked() {
        let now = Memo::new(move |_| match line.get() {
            Some(TimelineLine { what: TimelineWhat::Fed(line), .. }) => Some(*line),
            _ => None,
        });
        return view! { <li><Fed wires record first=*first line=now/></li> }.into_any();
    }
    view! { <li>{move || line.get().map(|line| view! { <Ours wires line/> }.into_any())}</li> }.into_any()
}

/// An appointment, a note, what became of a proposal, or that mail came back.
#[component]
fn Ours(wires: Wires, line: TimelineLine) -> impl IntoView {
    let at = view! { <time datetime=line.at.instant().to_string()>{wires.moment(line.at)}</time> };
    match line.what {
        TimelineWhat::Fed(_) => ().into_any(),
        TimelineWhat::Bounced(status) => {
            let why = wires.text(desk::why_bounced(status.why()));
            view! { <p class="warn">{wires.text("bounce.call")}" "{why}</p> <p class="small">{at}</p> }.into_any()
        }
        TimelineWhat::Proposal(_, status) => view! { <p>{wires.text(desk::proposal_status(status))}</p> <p class="small">{wires.text("fed.proposal")}" · "{at}</p> }.into_any(),
        TimelineWhat::Note(_, by, text) => view! { <p class="words" dir="auto">{text}</p> <p class="small">{by}" · "{at}</p> }.into_any(),
        TimelineWhat::Appointment(id, history) => {
            let href = wires.link(Screen::Appointment(id.to_string(), Panel::Closed));
            let history = history.into_iter().map(|line| view! { <li><Happened wires line/></li> });
            view! { <p><a href=href>{wires.text("appointment.title")}</a>" · "<span class="small">{at}</span></p> <ol class="history">{history.collect_view()}</ol> }.into_any()
        }
    }
}
