//! The pointer on the board: it moves appointments, draws times that are kept free, and presses empty spots. Fingers scroll, and only press.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent, PointerEvent};

use super::looking::Looking;
use super::over::{Over, Spot, put};
use crate::api::team::wire::ItemWhat;
use crate::dashboard::around;
use crate::desk::{Moving, drawn, minute_at, snapped};

/// So many pixels, and a press is a drag.
const DRAG: f64 = 5.0;

/// What the pointer holds.
#[derive(Clone, Copy)]
enum Held {
    /// An appointment, so many minutes below its start.
    Thing(Moving, u16),
    /// Something that can't be moved, and why.
    Fixed(&'static str),
    /// Nothing: it draws.
    Empty,
}

#[derive(Clone, Copy)]
struct Grab {
    held: Held,
    from: (f64, f64),
    column: usize,
    minute: u16,
    dragged: bool,
}

/// The pointer.
#[derive(Clone, Copy)]
pub struct Pointer {
    looking: Looking,
    grab: StoredValue<Option<Grab>>,
    /// The click at the end of a drag is none.
    swallow: StoredValue<bool>,
}

impl Pointer {
    /// Follows it until the screen is gone.
    pub fn follow(looking: Looking) -> Self {
        let pointer = Self { looking, grab: StoredValue::new(None), swallow: StoredValue::new(false) };
        let moves = window_event_listener(ev::pointermove, move |event| pointer.moved(&event));
        let up = window_event_listener(ev::pointerup, move |_| pointer.up());
        let lost = window_event_listener(ev::pointercancel, move |_| pointer.drop_all());
        on_cleanup(move || {
            for listener in [moves, up, lost] {
                listener.remove();
            }
        });
        pointer
    }

    /// It goes down on the board.
    pub fn down(self, event: &PointerEvent) {
        self.swallow.set_value(false);
        if event.button() != 0 || event.pointer_type() == "touch" {
            return;
        }
        let Some((column, minute)) = self.spot(event) else {
            return;
        };
        let held = match thing(event) {
            None => Held::Empty,
            Some(nth) => match self.looking.look(|board| Some(Moving::of(board, nth))) {
                Some(Ok(moving)) => Held::Thing(moving, minute.saturating_sub(moving.minute)),
                Some(Err(why)) => Held::Fixed(why),
                None => return,
            },
        };
        self.grab.set_value(Some(Grab { held, from: place(event), column, minute, dragged: false }));
    }

    /// Something on the board is pressed.
    pub fn click(self, event: &MouseEvent) {
        if self.swallow.get_value() {
            event.prevent_default();
            return;
        }
        if let Some(nth) = thing(event) {
            let block = self.looking.look(|board| {
                let (column, laid) = board.at(nth)?;
                matches!(laid.item.what, ItemWhat::Block { .. }).then(|| Over::Block(laid.item.clone(), board.columns[column].editable))
            });
            if let Some(block) = block {
                self.looking.open(block);
            }
        } else if let Some((column, minute)) = self.spot(event) {
            let from = snapped(minute);
            if let Some(spot) = self.looking.look(|board| Spot::of(board, column, (from, from + 60))) {
                self.looking.open(Over::Spot(spot));
            }
        }
    }

    fn moved(self, event: &PointerEvent) {
        let Some(mut grab) = self.grab.try_get_value().flatten() else {
            return;
        };
        let (x, y) = place(event);
        if !grab.dragged && (x - grab.from.0).hypot(y - grab.from.1) < DRAG {
            return;
        }
        let begins = !grab.dragged;
        grab.dragged = true;
        self.swallow.set_value(true);
        self.grab.set_value(Some(grab));
        let over = self.spot(event);
        match grab.held {
            Held::Fixed(why) if begins => self.looking.wires.say(self.looking.wires.text(why)),
            Held::Fixed(_) => {}
            // Escape has put it back.
            Held::Thing(..) if !begins && self.looking.moving.get_untracked().is_none() => self.grab.set_value(None),
            Held::Thing(moving, grip) => {
                let now = over.and_then(|(column, minute)| self.looking.look(|board| Some(moving.over(board, column, minute, grip))));
                let now = now.or(self.looking.moving.get_untracked()).or(Some(moving));
                if self.looking.moving.get_untracked() != now {
                    self.looking.moving.set(now);
                }
            }
            Held::Empty => {
                let minute = over.filter(|(column, _)| *column == grab.column).map(|(_, minute)| minute);
                let editable = |board: &crate::desk::Board| board.columns.get(grab.column).is_some_and(|column| column.editable);
                let drawn = minute.and_then(|minute| self.looking.look(|board| editable(board).then(|| (grab.column, drawn(board, grab.minute, minute)))));
                if drawn.is_some() && self.looking.drawing.get_untracked() != drawn {
                    self.looking.drawing.set(drawn);
                }
            }
        }
    }

    fn up(self) {
        let Some(grab) = self.grab.try_get_value().flatten() else {
            return;
        };
        self.grab.set_value(None);
        if !grab.dragged {
            return;
        }
        match grab.held {
            Held::Fixed(_) => {}
            Held::Thing(..) => {
                if let Some(moving) = self.looking.moving.get_untracked() {
                    put(self.looking, moving);
                }
            }
            Held::Empty => {
                let drawn = self.looking.drawing.get_untracked();
                self.looking.drawing.set(None);
                if let Some(spot) = drawn.and_then(|(column, span)| self.looking.look(|board| Spot::of(board, column, span))) {
                    self.looking.open(Over::KeepFree(spot));
                }
            }
        }
    }

    fn drop_all(self) {
        self.grab.set_value(None);
        self.looking.moving.set(None);
        self.looking.drawing.set(None);
    }

    /// The column that the pointer is over, and the minute.
    fn spot(self, event: &MouseEvent) -> Option<(usize, u16)> {
        let (x, y) = place(event);
        let hours = around::document().element_from_point(x as f32, y as f32)?.closest("[data-column]").ok()??;
        let column = hours.get_attribute("data-column")?.parse().ok()?;
        let seen = hours.get_bounding_client_rect();
        let share = (y - seen.top()) / seen.height();
        self.looking.look(|board| Some((column, minute_at(board, share))))
    }
}

fn thing(event: &MouseEvent) -> Option<usize> {
    event.target()?.dyn_into::<Element>().ok()?.closest("[data-thing]").ok()??.get_attribute("data-thing")?.parse().ok()
}

fn place(event: &MouseEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}
