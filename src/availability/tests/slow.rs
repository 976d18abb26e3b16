//! The second implementation: slow and obvious. It walks every minute of the days and decides each by definition; of a zone it
//! asks only what its clocks show at a moment.

use chrono::{Datelike, Timelike};

use super::question::{Given, Question};
use crate::domain::{Busy, BusyKind, Day, EventTypeLimits, Instant, Minutes, Slot, Span, Stretch, WallTime};
use crate::zone::Zone;

/// What a wall shows: a day, and minutes past its midnight.
type Wall = (Day, u32);

const MINUTE: i64 = 60_000_000;

/// Every free time, as `availability::slots` should give it.
pub fn slots(question: &Question) -> Vec<Slot> {
    let mut minutes = Minutes::ZERO;
    let first = question.zone.day_span(question.from.plus_days(-5)).start;
    let last = question.zone.day_span(question.to.plus_days(5)).end;
    let mut walk = Vec::new();
    while first.plus(minutes) < last {
        walk.push(first.plus(minutes));
        minutes = Minutes::new(minutes.count() + 1);
    }
    let offers: Vec<Vec<Instant>> = question.agendas.iter().map(|given| starts(question, given, &walk)).collect();
    let mut slots = Vec::new();
    for at in walk {
        let (day, time) = question.zone.wall(at);
        let free = (0..question.agendas.len()).filter(|agenda| offers[*agenda].binary_search(&at).is_ok());
        let best = free.min_by_key(|agenda| (appointments(question, &question.agendas[*agenda], at), *agenda));
        if let (Some(agenda), true) = (best, question.from <= day && day <= question.to) {
            slots.push(Slot { span: Span::starting(at, question.limits.length), day, time, offset: question.zone.offset(at), agenda });
        }
    }
    slots
}

/// The minutes of the walk at which one agenda can begin a slot, in order.
fn starts(question: &Question, given: &Given, walk: &[Instant]) -> Vec<Instant> {
    if given.other_project || given.lacking.is_some() {
        return Vec::new();
    }
    let given = &Given { busy: there(question, given).chain(reserved(given, walk)).collect(), ..given.clone() };
    let walls: Vec<Wall> = walk.iter().map(|at| wall(given, *at)).collect();
    let mut starts = Vec::new();
    // Hours of the outermost days may lie outside the walk; they are too far from the days asked to matter.
    let mut day = walls[0].0.plus_days(2);
    while day < walls[walls.len() - 1].0.plus_days(-2) {
        for stretch in given.hours.on(day) {
            let (opens, closes) = open(walk, &walls, day, stretch);
            for (at, shown) in walk.iter().copied().zip(&walls) {
                let slot = Span::starting(at, question.limits.length);
                let within = walk[opens] <= slot.start && slot.end <= closes;
                if within && on_grid(walls[opens], *shown, question.limits.step) && bookable(question, given, slot, shown.0) {
                    starts.push(at);
                }
            }
        }
        day = day.plus_days(1);
    }
    starts.sort_unstable();
    starts
}

/// What stands there: of what is held, what is held for longer than until now.
fn there<'a>(question: &'a Question, given: &'a Given) -> impl Iterator<Item = Busy> + 'a {
    let over = |busy: &Busy| if let BusyKind::Held { until, .. } = busy.kind { until.micros() - question.now.micros() <= 0 } else { false };
    given.busy.iter().copied().filter(move |busy| !over(busy))
}

/// The hours of separated agendas, which are kept free as a busy time from another calendar is.
fn reserved(given: &Given, walk: &[Instant]) -> Vec<Busy> {
    let mut busy = Vec::new();
    for reserved in &given.reserved {
        let beneath = Given { zone: Zone::of(&reserved.zone), hours: reserved.hours.clone(), ..given.clone() };
        let walls: Vec<Wall> = walk.iter().map(|at| wall(&beneath, *at)).collect();
        let (mut day, last) = (walls[0].0.plus_days(1), walls[walls.len() - 1].0.plus_days(-2));
        while day < last {
            for stretch in beneath.hours.on(day) {
                let (opens, closes) = open(walk, &walls, day, stretch);
                busy.push(Busy { span: Span::new(walk[opens], closes), kind: BusyKind::Imported });
            }
            day = day.plus_days(1);
        }
    }
    busy
}

/// From when to when a stretch is open: from the place in the walk where clocks first show its start or later, until clocks have
/// shown less than its end, or its end itself, for the last time.
fn open(walk: &[Instant], walls: &[Wall], day: Day, stretch: Stretch) -> (usize, Instant) {
    let edge = |minutes: Minutes| (day.plus_days(i64::from(minutes.count() / 1_440)), minutes.count() % 1_440);
    let (from, to) = (edge(stretch.opens()), edge(stretch.closes()));
    let opens = walls.iter().position(|wall| *wall >= from).unwrap();
    let before = walls.iter().rposition(|wall| *wall < to).unwrap();
    let exactly = walls.iter().rposition(|wall| *wall == to).unwrap_or(0);
    (opens, walk[(before + 1).max(exactly)])
}

/// The wall is a whole number of steps past what it showed at the opening.
fn on_grid(opens: Wall, shown: Wall, step: Minutes) -> bool {
    let past = opens.0.days_until(shown.0) * 1_440 + i64::from(shown.1) - i64::from(opens.1);
    past >= 0 && past % i64::from(step.count()) == 0
}

fn bookable(question: &Question, given: &Given, slot: Span, day: Day) -> bool {
    let limits = &question.limits;
    let in_time = slot.start.micros() >= question.now.micros() + i64::from(limits.notice.count()) * MINUTE;
    let in_horizon = given.zone.day(question.now).days_until(day) <= i64::from(limits.horizon_days);
    in_time && in_horizon && has_place(limits, given, day) && given.busy.iter().all(|busy| leaves_room(question, busy, slot))
}

/// One more of the event type fits into the day, and into its week by ISO 8601.
fn has_place(limits: &EventTypeLimits, given: &Given, day: Day) -> bool {
    let capped =
        given.busy.iter().filter(|busy| matches!(busy.kind, BusyKind::Appointment { capped: true, .. } | BusyKind::Held { capped: true, .. }) && busy.span.start < busy.span.end);
    let days: Vec<Day> = capped.map(|busy| given.zone.day(busy.span.start)).collect();
    let that_day = days.iter().filter(|other| **other == day).count();
    let that_week = days.iter().filter(|other| other.date().iso_week() == day.date().iso_week()).count();
    limits.max_per_day.is_none_or(|most| that_day < most as usize) && limits.max_per_week.is_none_or(|most| that_week < most as usize)
}

fn leaves_room(question: &Question, busy: &Busy, slot: Span) -> bool {
    let (before, after) = match busy.kind {
        BusyKind::Appointment { before, after, .. } | BusyKind::Held { before, after, .. } => (before, after),
        BusyKind::Imported | BusyKind::Block => (Minutes::ZERO, Minutes::ZERO),
    };
    let gap = |first_ends: Instant, second_starts: Instant, buffers: [Minutes; 2]| {
        let wanted = i64::from(buffers[0].count().max(buffers[1].count())) * MINUTE;
        second_starts.micros() - first_ends.micros() >= wanted
    };
    let slot_first = gap(slot.end, busy.span.start, [question.limits.buffer_after, before]);
    let busy_first = gap(busy.span.end, slot.start, [after, question.limits.buffer_before]);
    busy.span.end <= busy.span.start || slot_first || busy_first
}

/// How many appointments, or what may become one, start on the agenda's own day of `at`.
fn appointments(question: &Question, given: &Given, at: Instant) -> usize {
    let day = given.zone.day(at);
    let may_be = |busy: &Busy| !matches!(busy.kind, BusyKind::Imported | BusyKind::Block);
    there(question, given).filter(|busy| may_be(busy) && busy.span.start < busy.span.end && given.zone.day(busy.span.start) == day).count()
}

fn wall(given: &Given, at: Instant) -> Wall {
    let (day, time) = given.zone.wall(at);
    let time = WallTime::time(time);
    (day, time.hour() * 60 + time.minute())
}
