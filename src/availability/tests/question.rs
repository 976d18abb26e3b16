//! A question to the engine in few words, and its answer in as few.

use crate::availability::{self, AgendaDays, Ask};
use crate::domain::{Busy, BusyKind, Day, EventType, EventTypeId, EventTypeLimits, Feature, Hours, Instant, Location, Minutes, Refusal, Reserved, Slot, Slug, Span, Title, WhyNot};
use crate::zone::{InFold, InGap, Zone};

/// Everything that free times depend on.
#[derive(Clone, Debug)]
pub struct Question {
    pub now: Instant,
    pub limits: EventTypeLimits,
    pub zone: Zone,
    pub from: Day,
    pub to: Day,
    pub agendas: Vec<Given>,
}

/// An agenda as it is given.
#[derive(Clone, Debug)]
pub struct Given {
    pub zone: Zone,
    pub hours: Hours,
    pub busy: Vec<Busy>,
    pub reserved: Vec<Reserved>,
    pub other_project: bool,
    pub lacking: Option<Feature>,
}

pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

pub fn zone(name: &str) -> Zone {
    Zone::find(name).unwrap()
}

/// Half an hour, each half hour, with no buffers and no notice, for a long time ahead.
pub fn half_hours() -> EventTypeLimits {
    let (half, none) = (Minutes::new(30), Minutes::ZERO);
    EventTypeLimits { length: half, step: half, buffer_before: none, buffer_after: none, notice: none, horizon_days: 730, max_per_day: None, max_per_week: None }
}

impl Question {
    /// One agenda that is open every day at these hours, asked about one day from half a year before.
    pub fn new(zone_name: &str, on: &str, hours: &str) -> Self {
        let (zone, from) = (zone(zone_name), day(on));
        let now = zone.day_span(from.plus_days(-180)).start;
        Self { now, limits: half_hours(), zone: zone.clone(), from, to: from, agendas: vec![Given::new(zone_name, hours)] }
    }

    /// The answer as times of one day, or as days with their times when several are asked for.
    pub fn answer(&self) -> String {
        let slots = self.slots();
        if self.from == self.to {
            return self.times(&slots, &slots);
        }
        let days = slots.chunk_by(|a, b| a.day == b.day).map(|part| format!("{}: {}", part[0].day, self.times(part, &slots)));
        days.collect::<Vec<_>>().join("; ")
    }

    pub fn slots(&self) -> Vec<Slot> {
        self.ask(availability::slots)
    }

    pub fn judge(&self, starts_at: Instant) -> Result<Slot, Refusal> {
        self.ask(|ask, agendas| availability::judge(ask.now, ask.event_type, ask.zone, agendas, starts_at))
    }

    /// What each agenda has against a start.
    pub fn why_not(&self, starts_at: Instant) -> Vec<Vec<WhyNot>> {
        self.ask(|ask, agendas| availability::why_not(ask.now, ask.event_type, agendas, starts_at))
    }

    pub fn valid_until(&self) -> Instant {
        self.ask(|ask, agendas| availability::valid_until(ask, agendas, &availability::slots(ask, agendas)))
    }

    fn ask<T>(&self, with: impl FnOnce(&Ask<'_>, &[AgendaDays<'_>]) -> T) -> T {
        let slug = Slug::parse("viewing").unwrap();
        let event_type = EventType::new(EventTypeId::new("1"), slug, Title::parse("Viewing").unwrap(), Location::Phone, self.limits).unwrap();
        let agendas = self.agendas.iter().map(|given| AgendaDays {
            reserved: &given.reserved,
            other_project: given.other_project,
            lacking: given.lacking,
            ..AgendaDays::full(&given.zone, &given.hours, &given.busy)
        });
        let agendas: Vec<_> = agendas.collect();
        with(&Ask { now: self.now, event_type: &event_type, zone: &self.zone, from: self.from, to: self.to }, &agendas)
    }

    /// `09:00 09:30`; a time shown twice with its offset, an agenda other than the first as `@1`.
    fn times(&self, slots: &[Slot], all: &[Slot]) -> String {
        let time = |slot: &Slot| {
            let twice = all.iter().filter(|other| (other.day, other.time) == (slot.day, slot.time)).count() > 1;
            let offset = if twice { slot.offset.to_string() } else { String::new() };
            let agenda = if slot.agenda > 0 { format!("@{}", slot.agenda) } else { String::new() };
            format!("{}{offset}{agenda}", slot.time)
        };
        slots.iter().map(time).collect::<Vec<_>>().join(" ")
    }
}

impl Given {
    /// Open every day at these hours; or on the days that the lines name, which a `;` parts.
    pub fn new(zone_name: &str, lines: &str) -> Self {
        let mut hours = Hours::default();
        for line in lines.split(';').map(str::trim).filter(|line| !line.is_empty()) {
            match line.split_once(' ') {
                Some(("closed", date)) => hours.close(date).unwrap(),
                Some(("extra", line)) => hours.add_extra(line).unwrap(),
                _ if line.starts_with(|c: char| c.is_ascii_digit()) => hours.add_weekly(&format!("mon-sun {line}")).unwrap(),
                _ => hours.add_weekly(line).unwrap(),
            }
        }
        Self { zone: zone(zone_name), hours, busy: Vec::new(), reserved: Vec::new(), other_project: false, lacking: None }
    }

    /// Beneath it lies a separated agenda with these hours, in this zone.
    #[must_use]
    pub fn reserved(mut self, zone_name: &str, lines: &str) -> Self {
        let beneath = Self::new(zone_name, lines);
        self.reserved.push(Reserved { zone: beneath.zone.name().clone(), hours: beneath.hours });
        self
    }

    /// What stands in it on a day, as `10:00-10:30`, with its own buffers as `-10` and `+15` behind. `other 10:00-10:30` counts towards
    /// no cap; `import 10:00-10:30` is a busy time, `block 10:00-10:30` a slot block, `held 10:00-10:30` is held until that day begins.
    /// A `,` parts several. A time may end on the days after: `23:00-25:00`; or before it starts.
    #[must_use]
    pub fn busy(mut self, on: Day, list: &str) -> Self {
        for text in list.split(',').map(str::trim).filter(|text| !text.is_empty()) {
            let mut words = text.split(' ').peekable();
            let what = words.next_if(|word| ["import", "block", "other", "held"].contains(word));
            let (from, to) = words.next().and_then(|span| span.split_once('-')).unwrap();
            let (mut before, mut after) = (0, 0);
            for word in words {
                match word.split_at(1) {
                    ("-", minutes) => before = minutes.parse().unwrap(),
                    ("+", minutes) => after = minutes.parse().unwrap(),
                    _ => panic!("{text}"),
                }
            }
            let at = |text: &str| {
                let (hour, minute) = text.split_once(':').unwrap();
                let minutes = hour.parse::<u32>().unwrap() * 60 + minute.parse::<u32>().unwrap();
                self.zone.at(on, Minutes::new(minutes), InGap::Later, InFold::Earlier)
            };
            let kind = match what {
                Some("import") => BusyKind::Imported,
                Some("block") => BusyKind::Block,
                Some("held") => BusyKind::Held { before: Minutes::new(before), after: Minutes::new(after), capped: true, until: self.zone.day_span(on).start },
                other => BusyKind::Appointment { before: Minutes::new(before), after: Minutes::new(after), capped: other.is_none() },
            };
            self.busy.push(Busy { span: Span::new(at(from), at(to)), kind });
        }
        self
    }
}
