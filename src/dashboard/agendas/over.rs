//! What lies over the agendas: a change that waits to be confirmed, an empty spot, a time that is to be kept free, or one that was.

use leptos::prelude::{Callback, Set};

use super::block::BlockOf;
use super::confirm::Confirm;
use super::keep_free::KeepFree;
use super::looking::Looking;
use crate::api::team::wire::{Item, Start};
use crate::dashboard::dialog::Dialog;
use crate::desk::{Board, Moving, Placed, Question, Screen, Wanted};
use crate::domain::{AgendaId, AppointmentId, Day};
use crate::element::*;

/// What it is.
#[derive(Clone, PartialEq)]
pub enum Over {
    /// Another time for an appointment.
    Confirm(Asked),
    /// Nothing stands there.
    Spot(Spot),
    /// A time that is to be kept free.
    KeepFree(Spot),
    /// A time that is kept free, and whether the member may change that.
    Block(Item, bool),
}

/// Another time that is asked for.
#[derive(Clone, PartialEq)]
pub struct Asked {
    /// For which appointment.
    pub id: AppointmentId,
    /// The version that was looked at.
    pub version: u32,
    /// Whose.
    pub name: String,
    /// How long it is.
    pub minutes: u16,
    /// When it was to be.
    pub old: Start,
    /// Another agenda, where it is one.
    pub into: Option<(AgendaId, String)>,
    /// When it is to be; two where the wall says this time twice.
    pub starts: Vec<Start>,
}

/// A time in an agenda.
#[derive(Clone, PartialEq)]
pub struct Spot {
    /// In which; none where that is to be chosen.
    pub agenda: Option<AgendaId>,
    /// The member may change it.
    pub editable: bool,
    /// Days after 1970-01-01.
    pub day: i32,
    /// From which minute.
    pub from: u16,
    /// To which minute.
    pub to: u16,
}

impl Spot {
    /// A time in a column.
    pub fn of(board: &Board, column: usize, (from, to): (u16, u16)) -> Option<Self> {
        let column = board.columns.get(column)?;
        Some(Self { agenda: Some(column.agenda.clone()), editable: column.editable, day: column.day, from, to })
    }
}

/// Asks for the time that something was moved to; says why where it can't be one.
pub fn put(looking: Looking, moving: Moving) {
    let asked = looking.look(|board| {
        let (home, laid) = board.at(moving.nth)?;
        let to = board.columns.get(moving.column)?;
        let crate::api::team::wire::ItemWhat::Appointment { id, version, customer, .. } = &laid.item.what else {
            return None;
        };
        let into = (to.agenda != board.columns[home].agenda).then(|| (to.agenda.clone(), to.name.clone()));
        let starts = match looking.placed(&to.agenda, to.day, moving.minute) {
            Placed::At(start) => vec![start],
            Placed::Twice(one, two) => vec![one, two],
            Placed::Nowhere => Vec::new(),
        };
        Some(Asked { id: id.clone(), version: *version, name: customer.clone(), minutes: laid.item.minutes, old: laid.item.start, into, starts })
    });
    match asked {
        Some(asked) if moving.is_away() && asked.starts.is_empty() => {
            looking.wires.say(looking.wires.text("times.nowhere"));
            looking.close();
        }
        Some(asked) if moving.is_away() => looking.open(Over::Confirm(asked)),
        _ => looking.close(),
    }
}

/// The dialog, where there is one.
#[component]
pub fn Overlay(
    /// Over what.
    looking: Looking,
) -> impl IntoView {
    move || {
        Some(match looking.over.get()? {
            Over::Confirm(asked) => view! { <Confirm looking asked/> }.into_any(),
            Over::Spot(spot) => view! { <SpotOf looking spot/> }.into_any(),
            Over::KeepFree(spot) => view! { <KeepFree looking spot/> }.into_any(),
            Over::Block(item, editable) => view! { <BlockOf looking item editable/> }.into_any(),
        })
    }
}

/// What can be done with an empty spot.
#[component]
fn SpotOf(looking: Looking, spot: Spot) -> impl IntoView {
    let wires = looking.wires;
    let start = match spot.agenda.as_ref().map(|agenda| looking.placed(agenda, spot.day, spot.from)) {
        Some(Placed::At(start) | Placed::Twice(start, _)) => Some(start),
        _ => None,
    };
    let at = start.map(|start| start.instant().seconds());
    let book = wires.link(Screen::Book(Wanted { agenda: spot.agenda.clone(), at, ..Wanted::default() }));
    let why = wires.link(Screen::WhyNot(Question { entry: None, at }));
    let name = spot.agenda.as_ref().and_then(|agenda| wires.agenda(agenda, |agenda| agenda.name.clone())).unwrap_or_default();
    let when = format!("{} {:02}:{:02}", wires.day(Day::from_epoch_days(spot.day)), spot.from / 60, spot.from % 60);
    let (editable, free) = (spot.editable, spot);
    let keep = move |_| {
        if editable {
            looking.over.set(Some(Over::KeepFree(free.clone())));
        }
    };
    let barred = (!editable).then(|| view! { <p class="small" id="barred-spot">{wires.text("permission.agenda")}</p> });
    let described = (!editable).then_some("barred-spot");
    let inside = view! {
        <p class="small">{name}</p>
        <p class="buttons">
            <a class="button main" data-action="book-here" href=book aria-disabled=(!editable).then_some("true")>{wires.text("agendas.book_here")}</a>
            <button type="button" data-action="keep-here" aria-disabled=(!editable).then_some("true") aria-describedby=described on:click=keep>{wires.text("agendas.keep_free")}</button>
            <a class="button" data-action="why-here" href=why>{wires.text("agendas.why_here")}</a>
        </p>
        {barred}
    }
    .into_any();
    view! { <Dialog wires name="spot" title=when close=Callback::new(move |()| looking.close()) inside/> }
}
