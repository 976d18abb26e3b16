//! Agendas side by side, their hours, and what stands in them.

use serde::{Deserialize, Serialize};

use super::Start;
use crate::domain::{AgendaId, AppointmentId, BlockId, CustomerId, FedId, Hours, Status};

/// Which days are asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DaysAsk {
    /// The portal's slug.
    pub portal: String,
    /// Of these agendas; of every one when it is empty.
    pub agendas: Vec<AgendaId>,
    /// The first day: days after 1970-01-01.
    pub from: i32,
    /// How many days; 42 at most.
    pub count: u8,
}

/// Agendas side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// The present moment, by the portal's clock.
    pub now: Start,
    /// The agendas, by name.
    pub agendas: Vec<AgendaDays>,
}

/// Some days of one agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaDays {
    /// Which.
    pub agenda: AgendaId,
    /// Its name.
    pub name: String,
    /// Whose clock its days are by: `tijd in Amsterdam`.
    pub clock: String,
    /// Where it is separated: the agenda that it lies beneath, and the project that alone has its slots.
    pub separated: Option<(String, String)>,
    /// The portal's plan has room for it: otherwise customers can't book in it.
    pub in_plan: bool,
    /// The member may change it.
    pub editable: bool,
    /// The days, in order.
    pub days: Vec<DayColumn>,
}

/// One day of one agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayColumn {
    /// Days after 1970-01-01.
    pub day: i32,
    /// The date is closed: its weekly hours don't count.
    pub closed: bool,
    /// When it is open, from and to, in minutes after 00:00; past 1,440 is past midnight.
    pub open: Vec<(u16, u16)>,
    /// What stands in it, by its start.
    pub items: Vec<Item>,
}

/// Something that stands in an agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// From when, on the agenda's wall.
    pub start: Start,
    /// How long, in minutes; what goes on past midnight goes on as an item of the next day.
    pub minutes: u16,
    /// What.
    pub what: ItemWhat,
}

/// What stands in an agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ItemWhat {
    /// An appointment.
    Appointment {
        /// Which.
        id: AppointmentId,
        /// The version that a change names.
        version: u32,
        /// Who booked.
        customer: String,
        /// What it is about, else what was booked.
        subject: String,
        /// How it stands; cancelled ones are not shown.
        status: Status,
        /// The separated agenda that it stands in, where this is its parent: there it is changed.
        marker: Option<String>,
    },
    /// A slot block.
    Block {
        /// Which.
        id: BlockId,
        /// Why, for the team; may be empty.
        reason: String,
        /// It stands in the parent, and is taken away there.
        from_parent: bool,
    },
    /// A time held for whoever it is offered to.
    Held {
        /// Until when.
        until: Start,
        /// Who is offered it, and by which proposal; nobody yet, of a time that has just become free and that others wait for.
        offered: Option<(CustomerId, String, FedId)>,
        /// The separated agenda that it stands in, where this is its parent.
        marker: Option<String>,
    },
}

/// Times that the team keeps free.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocking {
    /// The portal's slug.
    pub portal: String,
    /// In which agenda.
    pub agenda: AgendaId,
    /// From when, in seconds since 1970.
    pub from: i64,
    /// Until when, in seconds since 1970.
    pub to: i64,
    /// Why, for the team; may be empty.
    pub reason: String,
}

/// An agenda's hours as lines, in the portal file's own notation: a field for a line, and each line's error at its field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoursLines {
    /// For Monday to Sunday: `09:00-12:30 13:00-17:00`; empty is closed.
    pub week: [String; 7],
    /// Closed dates: days after 1970-01-01, in order.
    pub closed: Vec<i32>,
    /// Dates with hours besides the week's: days after 1970-01-01, and `10:00-13:00`.
    pub extra: Vec<(i32, String)>,
}

impl HoursLines {
    /// Hours as lines.
    pub fn of(hours: &Hours) -> Self {
        use crate::domain::{Stretch, Weekday};
        let line = |stretches: &[Stretch]| stretches.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        Self {
            week: Weekday::ALL.map(|weekday| line(hours.week(weekday))),
            closed: hours.closed().map(|day| day.epoch_days()).collect(),
            extra: hours.extra().map(|(day, stretches)| (day.epoch_days(), line(stretches))).collect(),
        }
    }
}

/// Why a time is not offered, for each agenda of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Against {
    /// The agenda's name.
    pub agenda: String,
    /// One sentence for each thing that stands in the way, in the member's language; none where the agenda offers it.
    pub sentences: Vec<String>,
}
