//! Something of the board on its way to another time, by a pointer or by keys. Nothing is asked of anyone yet.

use super::Board;
use crate::api::team::wire::ItemWhat;
use crate::domain::Status;

/// What a time is moved by.
pub const STEP: u16 = 15;

/// What is moved, and where it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moving {
    /// Its place on the board.
    pub nth: usize,
    /// The column that it is over.
    pub column: usize,
    /// The minute that it would start at.
    pub minute: u16,
    /// How long it is.
    pub minutes: u16,
    /// Where it came from.
    home: (usize, u16),
}

/// One step of a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// Later on the day, or earlier.
    Time(bool),
    /// A column on, or back.
    Column(bool),
}

impl Moving {
    /// Takes something up; else the key of why it can't be moved from here.
    pub fn of(board: &Board, nth: usize) -> Result<Self, &'static str> {
        let (column, laid) = board.at(nth).ok_or("trouble.not_found")?;
        let (minute, minutes) = (laid.item.start.minute, laid.item.minutes);
        match &laid.item.what {
            ItemWhat::Appointment { marker: Some(_), .. } => Err("agendas.in_its_own"),
            ItemWhat::Block { .. } => Err("agendas.not_a_block"),
            ItemWhat::Held { .. } => Err("agendas.not_a_hold"),
            ItemWhat::Appointment { status: Status::Completed | Status::NoShow | Status::Cancelled, .. } => Err("act.has_begun"),
            ItemWhat::Appointment { .. } if !board.columns[column].editable => Err("permission.agenda"),
            ItemWhat::Appointment { .. } => Ok(Self { nth, column, minute, minutes, home: (column, minute) }),
        }
    }

    /// It is somewhere else than it was.
    pub fn is_away(self) -> bool {
        (self.column, self.minute) != self.home
    }

    /// One step further. Agendas that the member may not change are passed by.
    #[must_use]
    pub fn shifted(self, board: &Board, shift: Shift) -> Self {
        match shift {
            Shift::Time(later) => {
                let minute = if later { self.minute / STEP * STEP + STEP } else { self.minute.saturating_sub(1) / STEP * STEP };
                Self { minute: within(board, minute), ..self }
            }
            Shift::Column(on) => {
                let free = |at: &usize| board.columns[*at].editable;
                let column = if on { (self.column + 1..board.columns.len()).find(free) } else { (0..self.column.min(board.columns.len())).rev().find(free) };
                Self { column: column.unwrap_or(self.column), ..self }
            }
        }
    }

    /// Over a column, at a minute of which its start is `grip` minutes above.
    #[must_use]
    pub fn over(self, board: &Board, column: usize, minute: u16, grip: u16) -> Self {
        let column = if board.columns.get(column).is_some_and(|column| column.editable) { column } else { self.column };
        let minute = minute.saturating_sub(grip);
        // The nearest step, and not the one before.
        Self { column, minute: within(board, snapped(minute + STEP / 2)), ..self }
    }
}

/// The step that a minute lies in.
pub const fn snapped(minute: u16) -> u16 {
    minute / STEP * STEP
}

/// The minute at a share of a column's height.
pub fn minute_at(board: &Board, share: f64) -> u16 {
    board.from + (share.clamp(0.0, 1.0) * f64::from(board.minutes())) as u16
}

/// A time that was drawn, from one minute to another: at least a step.
pub fn drawn(board: &Board, one: u16, other: u16) -> (u16, u16) {
    let from = within(board, snapped(one.min(other)));
    (from, snapped(one.max(other) + STEP - 1).clamp(from + STEP, board.to))
}

fn within(board: &Board, minute: u16) -> u16 {
    minute.clamp(board.from, board.to - STEP)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::team::wire::{AgendaDays, DayColumn, Item, Start};
    use crate::domain::{AgendaId, AppointmentId, BlockId};

    fn appointment(status: Status, marker: Option<&str>) -> ItemWhat {
        ItemWhat::Appointment { id: AppointmentId::new("a"), version: 1, customer: String::new(), subject: String::new(), status, marker: marker.map(str::to_owned) }
    }

    /// Three agendas on a day; the second isn't the member's. In the first things start at 09:00, 10:05, …
    fn board(things: Vec<ItemWhat>) -> Board {
        let agenda = |id: &str, editable, items| AgendaDays {
            agenda: AgendaId::new(id),
            name: String::new(),
            clock: String::new(),
            separated: None,
            in_plan: true,
            editable,
            days: vec![DayColumn { day: 0, closed: false, open: Vec::new(), items }],
        };
        let items = things.into_iter().zip(0..).map(|(what, at)| Item { start: Start { day: 0, minute: 540 + at * 65, offset: 60 }, minutes: 30, what });
        Board::new(&[agenda("a", true, items.collect()), agenda("b", false, Vec::new()), agenda("c", true, Vec::new())], 0)
    }

    #[test]
    fn what_cant_be_moved_says_why() {
        let block = ItemWhat::Block { id: BlockId::new("b"), reason: String::new(), from_parent: false };
        let mut board = board(vec![appointment(Status::Confirmed, None), appointment(Status::NoShow, None), appointment(Status::Confirmed, Some("x")), block]);
        let why: Vec<_> = (0..5).map(|nth| Moving::of(&board, nth).err()).collect();
        assert_eq!(why, [None, Some("act.has_begun"), Some("agendas.in_its_own"), Some("agendas.not_a_block"), Some("trouble.not_found")]);
        board.columns[0].editable = false;
        assert_eq!(Moving::of(&board, 0), Err("permission.agenda"));
    }

    #[test]
    fn keys_move_by_steps_and_past_what_is_not_ones_own() {
        let board = board(vec![appointment(Status::Confirmed, None), appointment(Status::Confirmed, None)]);
        let moving = Moving::of(&board, 1).unwrap();
        assert_eq!((moving.column, moving.minute, moving.is_away()), (0, 605, false));
        let step = |shifts: &[Shift]| shifts.iter().fold(moving, |moving, shift| moving.shifted(&board, *shift));
        assert_eq!(step(&[Shift::Time(true)]).minute, 615);
        assert_eq!(step(&[Shift::Time(false)]).minute, 600);
        assert_eq!(step(&[Shift::Time(false), Shift::Time(false)]).minute, 585);
        assert_eq!(step(&[Shift::Time(false); 90]).minute, board.from);
        assert_eq!(step(&[Shift::Time(true); 90]).minute, board.to - STEP);
        assert_eq!(step(&[Shift::Column(true)]).column, 2);
        assert_eq!(step(&[Shift::Column(true), Shift::Column(true)]).column, 2);
        let home = step(&[Shift::Column(true), Shift::Column(false)]);
        assert_eq!((home.column, home.is_away()), (0, false));
    }

    #[test]
    fn a_pointer_moves_what_it_holds_where_it_holds_it() {
        let board = board(vec![appointment(Status::Confirmed, None)]);
        let moving = Moving::of(&board, 0).unwrap();
        let over = |column, minute| {
            let now = moving.over(&board, column, minute, 10);
            (now.column, now.minute)
        };
        assert_eq!(over(0, 550), (0, 540));
        assert_eq!(over(0, 558), (0, 555));
        assert_eq!(over(2, 700), (2, 690));
        assert_eq!(over(1, 700), (0, 690), "not into an agenda of someone else's");
        assert_eq!(over(0, 0), (0, board.from));
        assert_eq!((minute_at(&board, 0.5), minute_at(&board, -1.0), minute_at(&board, 2.0)), (780, board.from, board.to));
    }

    #[test]
    fn what_is_drawn_is_whole_steps() {
        let board = board(Vec::new());
        assert_eq!(drawn(&board, 605, 640), (600, 645));
        assert_eq!(drawn(&board, 640, 605), (600, 645));
        assert_eq!(drawn(&board, 600, 600), (600, 615));
        assert_eq!(drawn(&board, 1_079, 1_080), (1_065, 1_080));
    }
}
