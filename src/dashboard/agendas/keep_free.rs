//! Keeps a time free: drawn on the board, or typed here. What is booked there stays.

use leptos::ev::SubmitEvent;
use leptos::prelude::{Callback, RwSignal, Set};

use super::looking::Looking;
use super::over::Spot;
use crate::api::team::wire::{Blocking, Start};
use crate::api::team::{self, TeamError};
use crate::dashboard::around;
use crate::dashboard::dialog::Dialog;
use crate::dashboard::fields::{Choice, Field, Kind, Submit};
use crate::desk::{self, Placed, to_minute};
use crate::domain::{AgendaId, Day, FieldError};
use crate::element::*;

/// The dialog.
#[component]
pub fn KeepFree(
    /// Of what is looked at.
    looking: Looking,
    /// What was drawn.
    spot: Spot,
) -> impl IntoView {
    let wires = looking.wires;
    let options = wires.me(|me| me.names.agendas.iter().filter(|agenda| agenda.editable).map(|agenda| (agenda.id.to_string(), agenda.name.clone())).collect::<Vec<_>>());
    let options = options.unwrap_or_default();
    let first = options.first().map(|(id, _)| id.clone()).unwrap_or_default();
    let agenda = RwSignal::new(spot.agenda.filter(|_| spot.editable).map_or(first, |agenda| agenda.to_string()));
    let time = |minute: u16| format!("{:02}:{:02}", minute / 60 % 24, minute % 60);
    let day = RwSignal::new(Day::from_epoch_days(spot.day).to_string());
    let (from, to) = (RwSignal::new(time(spot.from)), RwSignal::new(time(spot.to)));
    let (reason, wrong) = (RwSignal::new(String::new()), RwSignal::new(None::<(&'static str, &'static str)>));
    let (calling, error) = (RwSignal::new(false), RwSignal::new(None::<TeamError>));
    let said = move |name: &'static str| Memo::new(move |_| wrong.get().filter(|(field, _)| *field == name).map(|(_, key)| wires.text(key)).unwrap_or_default());
    let refuse = move |name: &'static str, key: &'static str| {
        wrong.set(Some((name, key)));
        around::focus(format!("[name={name}]"));
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        wrong.set(None);
        error.set(None);
        let id = AgendaId::new(agenda.get_untracked());
        let Some(on) = Day::parse(&day.get_untracked()) else {
            return refuse("block-day", "field.missing");
        };
        let at = |days: i32, time: &str| Some(looking.placed(&id, on.epoch_days() + days, to_minute(time)?));
        // Until 00:00 is until the day is over.
        let until = to.get_untracked();
        let over = i32::from(to_minute(&until) == Some(0));
        let (from, to): (Option<Placed>, Option<Placed>) = (at(0, &from.get_untracked()), at(over, &until));
        let (from, to): (Start, Start) = match (from, to) {
            (None, _) => return refuse("block-from", "field.missing"),
            (_, None) => return refuse("block-to", "field.missing"),
            (Some(Placed::Nowhere), _) => return refuse("block-from", "times.nowhere"),
            (_, Some(Placed::Nowhere)) => return refuse("block-to", "times.nowhere"),
            // A time that comes twice is kept free both times.
            (Some(Placed::At(from) | Placed::Twice(from, _)), Some(Placed::At(to) | Placed::Twice(_, to))) => (from, to),
        };
        let (from, to) = (from.instant().seconds(), to.instant().seconds());
        if to <= from {
            return refuse("block-to", desk::field_error(FieldError::NotASpan));
        }
        if calling.get_untracked() {
            return;
        }
        calling.set(true);
        let blocking = Blocking { portal: wires.portal(), agenda: id, from, to, reason: reason.get_untracked().trim().to_owned() };
        wires.call(async move { team::block_time(blocking).await }, move |answer| {
            calling.set(false);
            match answer {
                Ok(_) => {
                    wires.say(wires.text("agendas.kept"));
                    looking.close();
                    looking.load();
                }
                Err(TeamError::Invalid(fields)) => match fields.first() {
                    Some((team::Field::Note, why)) => refuse("block-reason", desk::field_error(*why)),
                    Some((_, why)) => refuse("block-to", desk::field_error(*why)),
                    None => {}
                },
                Err(wrong) => error.set(Some(wrong)),
            }
        });
    };
    let choose = Callback::new(move |id| agenda.set(id));
    let inside = view! {
        <form novalidate=true on:submit=submit>
            <p class="small">{wires.text("agendas.keep_help")}</p>
            <Choice name="block-agenda" label=wires.text("filter.agenda") options value=agenda choose/>
            <div class="grid">
                <Field wires name="block-day" label="times.day" kind=Kind::Day value=day error=said("block-day")/>
                <Field wires name="block-from" label="agendas.from" kind=Kind::Time value=from error=said("block-from")/>
                <Field wires name="block-to" label="agendas.to" kind=Kind::Time value=to error=said("block-to")/>
            </div>
            <Field wires name="block-reason" label="agendas.reason" kind=Kind::Name value=reason error=said("block-reason") optional=true/>
            <div role="alert">{move || error.get().map(|error| view! { <p class="trouble">{wires.trouble(&error)}</p> }.into_any())}</div>
            <p class="buttons"><Submit action="keep-free" label=wires.text("agendas.keep_it") waits=calling/></p>
        </form>
    }
    .into_any();
    view! { <Dialog wires name="keep-free" title=wires.text("agendas.keep_free") close=Callback::new(move |()| looking.close()) inside/> }
}
