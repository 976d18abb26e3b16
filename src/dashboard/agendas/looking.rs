//! What is looked at: which days, what is known of them, and how wide the window is.

use leptos::ev;
use leptos::prelude::*;

use super::over::Over;
use crate::api::team::wire::{Blocking, DaysAsk, Start};
use crate::api::team::{self, TeamError};
use crate::dashboard::around;
use crate::dashboard::wires::Wires;
use crate::desk::{Board, Calendar, Moving, Placed, Screen, View, placed};
use crate::domain::{AgendaId, Day};
use crate::intl;

/// Narrower than this, columns would be too narrow to read: there is always the list.
const NARROW: f64 = 640.0;

/// A handle that every part of the screen carries.
#[derive(Clone, Copy)]
pub struct Looking {
    /// What the dashboard is wired to.
    pub wires: Wires,
    /// What the address says; nothing once one is elsewhere.
    pub calendar: Memo<Option<Calendar>>,
    /// What stands there; nothing until it is known.
    pub board: RwSignal<Option<Result<Board, TeamError>>>,
    /// How the days that are known were asked for.
    pub kind: RwSignal<View>,
    /// The present moment, as the server said it last.
    pub now: RwSignal<Option<Start>>,
    /// Other days are awaited.
    pub calling: RwSignal<bool>,
    /// The window is too narrow for columns.
    pub narrow: RwSignal<bool>,
    /// What is being moved, and where it is now.
    pub moving: RwSignal<Option<Moving>>,
    /// What is being drawn: in which column, from and to.
    pub drawing: RwSignal<Option<(usize, (u16, u16))>>,
    /// What lies over the board.
    pub over: RwSignal<Option<Over>>,
    /// What was given back, and can be kept free again.
    pub undo: RwSignal<Option<Blocking>>,
    back: StoredValue<Option<String>>,
    asked: StoredValue<Option<Calendar>>,
}

impl Looking {
    /// Nothing is known yet.
    pub fn new(wires: Wires) -> Self {
        let calendar = Memo::new(move |_| match wires.place.with(|place| place.screen.clone()) {
            Screen::Agendas(calendar) => Some(calendar),
            _ => None,
        });
        Self {
            wires,
            calendar,
            board: RwSignal::new(None),
            kind: RwSignal::new(View::Week),
            now: RwSignal::new(None),
            calling: RwSignal::new(false),
            narrow: RwSignal::new(is_narrow()),
            moving: RwSignal::new(None),
            drawing: RwSignal::new(None),
            over: RwSignal::new(None),
            undo: RwSignal::new(None),
            back: StoredValue::new(None),
            asked: StoredValue::new(None),
        }
    }

    /// What is known of the board, read.
    pub fn look<T>(self, read: impl FnOnce(&Board) -> Option<T>) -> Option<T> {
        self.board.with_untracked(|board| read(board.as_ref()?.as_ref().ok()?))
    }

    /// Where a time of an agenda's wall lies.
    pub fn placed(self, agenda: &AgendaId, day: i32, minute: u16) -> Placed {
        let zone = self.wires.agenda(agenda, |agenda| agenda.zone.clone()).unwrap_or_default();
        placed(Day::from_epoch_days(day), minute, |at| intl::offset(&zone, at).unwrap_or_default())
    }

    /// Lays something over the board; the focus comes back to where it is now.
    pub fn open(self, over: Over) {
        self.back.set_value(around::focused_in("[data-key]", "data-key"));
        self.over.set(Some(over));
    }

    /// Nothing is moved any more, and nothing lies over the board.
    pub fn close(self) {
        self.moving.set(None);
        self.over.set(None);
        if let Some(key) = self.back.get_value() {
            around::focus(format!("[data-key=\"{key}\"]"));
        }
    }

    /// Every agenda of the portal.
    pub fn all(self) -> Vec<AgendaId> {
        self.wires.me(|me| me.names.agendas.iter().map(|agenda| agenda.id.clone()).collect()).unwrap_or_default()
    }

    /// Today, by the portal's clock.
    pub fn today(self) -> Day {
        Day::from_epoch_days(self.wires.me(|me| me.today).unwrap_or_default())
    }

    /// What the address says now.
    pub fn at(self) -> Calendar {
        self.calendar.get_untracked().unwrap_or_default()
    }

    /// Looks at something else. Back leads here again.
    pub fn go(self, calendar: Calendar) {
        self.wires.go(Screen::Agendas(calendar));
    }

    /// Reads what stands there. What is shown stays until the answer is there, and where it says the same, as it is.
    pub fn load(self) {
        let Some(calendar) = self.calendar.try_get_untracked().flatten() else {
            return;
        };
        let (first, count) = calendar.days(self.today());
        // What is open past midnight is open on the next day, so that one day more is asked for.
        let ask = DaysAsk { portal: self.wires.portal(), agendas: calendar.shown(&self.all()), from: first.epoch_days() - 1, count: count + 1 };
        self.calling.set(self.asked.get_value().as_ref() != Some(&calendar));
        self.asked.set_value(Some(calendar.clone()));
        self.wires.call(async move { team::days_of(ask).await }, move |answer| {
            // Whoever turns fast gets the answer to what was asked last.
            if self.asked.try_get_value().flatten().as_ref() != Some(&calendar) {
                return;
            }
            self.calling.set(false);
            if let Ok(days) = &answer {
                self.now.set(Some(days.now));
            }
            // What someone holds stays where it is.
            if self.moving.with_untracked(Option::is_some) {
                return;
            }
            let board = answer.map(|days| Board::new(&days.agendas, first.epoch_days()));
            if self.board.with_untracked(|known| known.as_ref() != Some(&board)) || self.kind.get_untracked() != calendar.view {
                let focused = around::focused_in("[data-key]", "data-key");
                self.kind.set(calendar.view);
                self.board.set(Some(board));
                if let Some(key) = focused {
                    around::focus(format!("[data-key=\"{key}\"]"));
                }
            }
        });
    }

    /// The first day that is known, for whoever waits for it.
    pub fn known(self) -> Option<String> {
        self.board.with(|board| match board {
            Some(Ok(board)) => board.columns.first().map(|column| Day::from_epoch_days(column.day).to_string()),
            _ => None,
        })
    }

    /// Keeps to the window's width.
    pub fn follow_width(self) {
        let width = window_event_listener(ev::resize, move |_| {
            if self.narrow.get_untracked() != is_narrow() {
                self.narrow.set(is_narrow());
            }
        });
        on_cleanup(move || width.remove());
    }
}

fn is_narrow() -> bool {
    around::window().inner_width().ok().and_then(|width| width.as_f64()).is_some_and(|width| width < NARROW)
}
