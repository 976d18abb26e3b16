//! Why a start is not offered: the very rules and hours that offer, asked about one start.

use std::ops::ControlFlow;

use super::AgendaDays;
use super::grid::{self, Start};
use super::rules::Rules;
use crate::domain::{Day, EventType, EventTypeLimits, Instant, Span, Stretch, Weekday, WhyNot};

/// What each agenda has against a start, in the agendas' order; nothing of one that would offer it.
pub fn why_not(now: Instant, event_type: &EventType, agendas: &[AgendaDays<'_>], starts_at: Instant) -> Vec<Vec<WhyNot>> {
    agendas.iter().map(|agenda| reasons(now, event_type.limits(), agenda, starts_at)).collect()
}

fn reasons(now: Instant, limits: &EventTypeLimits, agenda: &AgendaDays<'_>, at: Instant) -> Vec<WhyNot> {
    let day = agenda.zone.day(at);
    // Hours of the day before may pass midnight. A day more at each side holds the neighbours of a start between two steps, and
    // what a date that repeats may hide.
    let days = (day.plus_days(-2), day.plus_days(1));
    let starts = grid::starts(agenda, limits, days);
    let on_grid = starts.binary_search_by_key(&at, |start| start.at).is_ok();
    let mut reasons: Vec<WhyNot> = (!on_grid).then(|| outside(limits, agenda, days, &starts, at)).into_iter().collect();
    let start = Start { at, day };
    let mut rules = Rules::new(now, limits, agenda, days);
    let mut broken = Vec::new();
    let heard = rules.broken(start, |rule| {
        broken.push(rule);
        ControlFlow::Continue(())
    });
    debug_assert!(heard.is_continue());
    reasons.extend(broken.into_iter().flat_map(|rule| rules.explain(rule, start)));
    reasons
}

/// Why the hours don't have a start.
fn outside(limits: &EventTypeLimits, agenda: &AgendaDays<'_>, days: (Day, Day), starts: &[Start], at: Instant) -> WhyNot {
    let mut closes = None;
    for (_, open) in spans(agenda, days, |day| agenda.hours.on(day).collect()).filter(|(_, open)| holds(*open, at)) {
        if at.plus(limits.length) <= open.end {
            let next = starts.partition_point(|start| start.at < at);
            return WhyNot::BetweenSteps { before: next.checked_sub(1).map(|last| starts[last].at), after: starts.get(next).map(|start| start.at) };
        }
        closes = closes.max(Some(open.end));
    }
    if let Some(closes) = closes {
        return WhyNot::TooLong { closes };
    }
    let weekly = spans(agenda, days, |day| agenda.hours.week(Weekday::of(day)).to_vec()).filter(|(day, open)| agenda.hours.is_closed(*day) && holds(*open, at));
    let closed = weekly.map(|(day, _)| day).last();
    let today = agenda.zone.day(at);
    closed.or_else(|| agenda.hours.is_closed(today).then_some(today)).map_or(WhyNot::OutsideHours, |day| WhyNot::Closed { day })
}

/// The spans of the stretches that begin on some days, with their days.
fn spans<'a>(agenda: &'a AgendaDays<'_>, days: (Day, Day), on: impl Fn(Day) -> Vec<Stretch> + 'a) -> impl Iterator<Item = (Day, Span)> + 'a {
    let all = (0..=days.0.days_until(days.1)).map(move |ahead| days.0.plus_days(ahead));
    all.flat_map(move |day| on(day).into_iter().map(move |stretch| (day, grid::open(agenda.zone, day, stretch))))
}

fn holds(span: Span, at: Instant) -> bool {
    span.start <= at && at < span.end
}
