//! What forbids a start that an agenda's hours allow. Each rule stands here once, for the one who offers and the one who explains.

use std::ops::ControlFlow;

use super::AgendaDays;
use super::counts::{Counts, monday};
use super::grid::Start;
use super::obstacles::Obstacles;
use crate::domain::{Day, EventTypeLimits, Feature, Instant, Span, WhyNot};

/// The rules of one agenda for one event type at one moment.
pub struct Rules<'a> {
    now: Instant,
    limits: &'a EventTypeLimits,
    lacking: Option<Feature>,
    other_project: bool,
    earliest: Instant,
    last: Day,
    obstacles: Obstacles<'a>,
    counts: Counts<'a>,
}

/// A rule that a start may break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    Plan(Feature),
    Project,
    Notice,
    Horizon,
    Obstacles,
    Day,
    Week,
}

impl<'a> Rules<'a> {
    /// The rules for starts on some days of the agenda's own calendar.
    pub fn new(now: Instant, limits: &'a EventTypeLimits, agenda: &'a AgendaDays<'a>, days: (Day, Day)) -> Self {
        Self {
            now,
            limits,
            lacking: agenda.lacking,
            other_project: agenda.other_project,
            earliest: now.plus(limits.notice).max(now),
            last: agenda.zone.day(now).plus_days(i64::from(limits.horizon_days)),
            obstacles: Obstacles::new(now, agenda, limits, days),
            counts: Counts::new(now, agenda, Counts::capped),
        }
    }

    /// No rule is broken. Starts must be asked for in their order.
    pub fn allow(&mut self, start: Start) -> bool {
        self.broken(start, |_| ControlFlow::Break(())).is_continue()
    }

    /// Tells each rule that a start breaks, until enough was heard. Starts must be asked for in their order.
    pub fn broken(&mut self, start: Start, mut tell: impl FnMut(Rule) -> ControlFlow<()>) -> ControlFlow<()> {
        if let Some(feature) = self.lacking {
            tell(Rule::Plan(feature))?;
        }
        if self.other_project {
            tell(Rule::Project)?;
        }
        if start.at < self.earliest {
            tell(Rule::Notice)?;
        }
        if start.day > self.last {
            tell(Rule::Horizon)?;
        }
        if self.obstacles.block(self.slot(start)) {
            tell(Rule::Obstacles)?;
        }
        if self.limits.max_per_day.is_some_and(|most| self.counts.on(start.day) >= most) {
            tell(Rule::Day)?;
        }
        if self.limits.max_per_week.is_some_and(|most| self.counts.in_week(monday(start.day)) >= most) {
            tell(Rule::Week)?;
        }
        ControlFlow::Continue(())
    }

    /// What there is to say of a rule that a start breaks.
    pub fn explain(&self, rule: Rule, start: Start) -> Vec<WhyNot> {
        match rule {
            Rule::Plan(feature) => vec![WhyNot::NotInPlan(feature)],
            Rule::Project => vec![WhyNot::OtherProject],
            Rule::Notice if start.at < self.now => vec![WhyNot::Past],
            Rule::Notice => vec![WhyNot::TooSoon { earliest: self.earliest }],
            Rule::Horizon => vec![WhyNot::TooFar { last: self.last }],
            Rule::Obstacles => self.obstacles.in_the_way(self.slot(start)),
            Rule::Day => vec![WhyNot::DayFull { day: start.day, most: self.limits.max_per_day.unwrap_or(0) }],
            Rule::Week => vec![WhyNot::WeekFull { monday: monday(start.day), most: self.limits.max_per_week.unwrap_or(0) }],
        }
    }

    fn slot(&self, start: Start) -> Span {
        Span::starting(start.at, self.limits.length)
    }
}
