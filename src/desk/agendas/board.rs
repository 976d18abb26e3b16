//! Days of agendas laid out as columns: which hours they span, what stands beside what, and what lies next to what for whoever goes by keys.

use crate::api::team::wire::{AgendaDays, Item, ItemWhat};
use crate::domain::AgendaId;

const HOUR: u16 = 60;
const DAY: u16 = 24 * HOUR;
/// What is shown at least: from and to.
const USUAL: (u16, u16) = (8 * HOUR, 18 * HOUR);

/// All that is seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    /// The first minute of a day that is seen; a full hour.
    pub from: u16,
    /// The minute after the last.
    pub to: u16,
    /// The columns, day by day, and on a day agenda by agenda.
    pub columns: Vec<Column>,
}

/// One day of one agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Whose.
    pub agenda: AgendaId,
    /// Its name.
    pub name: String,
    /// Whose clock its days are by.
    pub clock: String,
    /// The agenda that it is separated from, and the project that alone has its slots.
    pub separated: Option<(String, String)>,
    /// The portal's plan has room for it.
    pub in_plan: bool,
    /// The member may change it.
    pub editable: bool,
    /// Days after 1970-01-01.
    pub day: i32,
    /// The date is closed.
    pub closed: bool,
    /// When it is open, within the day.
    pub open: Vec<(u16, u16)>,
    /// What stands in it, by its start.
    pub items: Vec<Laid>,
}

/// Something at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Laid {
    /// What.
    pub item: Item,
    /// Its place among all that is on the board.
    pub nth: usize,
    /// Which of the lanes beside one another it has.
    pub lane: u16,
    /// How many there are.
    pub lanes: u16,
}

/// Where one goes from something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// To what comes after.
    Next,
    /// To what comes before.
    Previous,
    /// Into a column before.
    Left,
    /// Into a column after.
    Right,
}

impl Board {
    /// Lays out days from `first` on. Agendas may have days before it, whose hours go on past midnight.
    pub fn new(agendas: &[AgendaDays], first: i32) -> Self {
        let mut columns: Vec<Column> = agendas.iter().flat_map(|agenda| columns(agenda, first)).collect();
        // What is of one day stays in the order of its agendas.
        columns.sort_by_key(|column| column.day);
        let mut nth = 0..;
        for laid in columns.iter_mut().flat_map(|column| &mut column.items) {
            laid.nth = nth.next().unwrap_or_default();
        }
        let (from, to) = hours(&columns);
        Self { from, to, columns }
    }

    /// Minutes that are seen.
    pub fn minutes(&self) -> u16 {
        self.to - self.from
    }

    /// Something by its place, with its column's.
    pub fn at(&self, nth: usize) -> Option<(usize, &Laid)> {
        self.columns.iter().enumerate().find_map(|(at, column)| Some((at, column.items.iter().find(|laid| laid.nth == nth)?)))
    }

    /// What lies next to something; the first thing where one is nowhere yet.
    pub fn beside(&self, nth: Option<usize>, toward: Toward) -> Option<usize> {
        let Some((here, laid)) = nth.and_then(|nth| self.at(nth)) else {
            return self.at(0).map(|(_, laid)| laid.nth);
        };
        let nearest = |column: &Column| column.items.iter().min_by_key(|other| other.item.start.minute.abs_diff(laid.item.start.minute)).map(|laid| laid.nth);
        match toward {
            Toward::Next => self.at(laid.nth + 1).map(|(_, laid)| laid.nth),
            Toward::Previous => laid.nth.checked_sub(1),
            Toward::Left => self.columns[..here].iter().rev().find_map(nearest),
            Toward::Right => self.columns[here + 1..].iter().find_map(nearest),
        }
    }
}

fn columns(agenda: &AgendaDays, first: i32) -> Vec<Column> {
    let mut late: Vec<(u16, u16)> = Vec::new();
    let mut columns = Vec::new();
    for day in &agenda.days {
        let today = day.open.iter().map(|(from, to)| ((*from).min(DAY), (*to).min(DAY)));
        let mut open: Vec<(u16, u16)> = late.into_iter().chain(today).filter(|(from, to)| from < to).collect();
        open.sort_unstable();
        late = day.open.iter().filter(|(_, to)| *to > DAY).map(|(from, to)| (from.saturating_sub(DAY), to - DAY)).collect();
        if day.day >= first {
            let (name, clock, separated) = (agenda.name.clone(), agenda.clock.clone(), agenda.separated.clone());
            columns.push(Column {
                agenda: agenda.agenda.clone(),
                name,
                clock,
                separated,
                in_plan: agenda.in_plan,
                editable: agenda.editable,
                day: day.day,
                closed: day.closed,
                open,
                items: laid(&day.items),
            });
        }
    }
    columns
}

/// Things that overlap stand side by side, as few abreast as can be.
fn laid(items: &[Item]) -> Vec<Laid> {
    let mut laid: Vec<Laid> = Vec::new();
    let (mut group, mut ends) = (0, Vec::<u16>::new());
    for item in items {
        if ends.iter().all(|end| *end <= item.start.minute) {
            settle(&mut laid[group..], &ends);
            group = laid.len();
            ends.clear();
        }
        let end = item.start.minute.saturating_add(item.minutes);
        let lane = ends.iter().position(|free| *free <= item.start.minute).unwrap_or(ends.len());
        if lane == ends.len() {
            ends.push(end);
        } else {
            ends[lane] = end;
        }
        laid.push(Laid { item: item.clone(), nth: 0, lane: lane as u16, lanes: 1 });
    }
    settle(&mut laid[group..], &ends);
    laid
}

fn settle(group: &mut [Laid], ends: &[u16]) {
    for laid in group {
        laid.lanes = ends.len() as u16;
    }
}

/// The full hours around all that is open or booked. A block of a whole night makes no one look at the night.
fn hours(columns: &[Column]) -> (u16, u16) {
    let open = columns.iter().flat_map(|column| column.open.iter().copied());
    let booked = columns.iter().flat_map(|column| &column.items).filter(|laid| matches!(laid.item.what, ItemWhat::Appointment { .. }) || laid.item.minutes < DAY / 3);
    let spans = open.chain(booked.map(|laid| (laid.item.start.minute, laid.item.start.minute.saturating_add(laid.item.minutes))));
    let (from, to) = spans.fold(USUAL, |(from, to), span| (from.min(span.0), to.max(span.1)));
    (from / HOUR * HOUR, (to.min(DAY)).div_ceil(HOUR) * HOUR)
}

#[cfg(test)]
mod tests;
