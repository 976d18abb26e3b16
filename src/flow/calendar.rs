//! The days with their free times, the month shown, the day looked at, and the cursor that arrow keys move.

use chrono::Datelike;

use crate::api::wire::{Offer, Start};
use crate::domain::Day;

/// Weeks that the calendar shows at least, when there is something in them.
const LEAST_WEEKS: i64 = 4;
/// More starts than these are shown by parts of the day.
const MANY: usize = 8;
/// Where the afternoon begins, in minutes after 00:00.
const NOON: u16 = 12 * 60;
/// Where the evening begins.
const EVENING: u16 = 18 * 60;

/// The calendar of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    today: Day,
    /// Days with a free time, in order, each with its starts in order.
    days: Vec<(Day, Vec<Start>)>,
    later: Option<Day>,
    month: Day,
    day: Option<Day>,
    cursor: Day,
}

/// What an arrow key asks of the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrow {
    /// So many days on, or back.
    Days(i64),
    /// To the week's Monday.
    WeekStart,
    /// To the week's Sunday.
    WeekEnd,
    /// To the same day of the month before.
    MonthBack,
    /// To the same day of the next month.
    MonthOn,
}

impl Calendar {
    /// Opened on the first free day.
    pub fn new(offer: &Offer) -> Self {
        let today = Day::from_epoch_days(offer.today);
        let mut calendar = Self { today, days: Vec::new(), later: None, month: today.first_of_month(), day: None, cursor: today };
        calendar.learn(offer.today, offer);
        if let Some(first) = calendar.days.first().map(|(day, _)| *day) {
            calendar.look_at(first);
        }
        calendar
    }

    /// Takes what an offer says of the days from `from` on.
    pub(super) fn learn(&mut self, from: i32, offer: &Offer) {
        self.today = Day::from_epoch_days(offer.today);
        let (from, to) = (Day::from_epoch_days(from), Day::from_epoch_days(offer.to));
        self.days.retain(|(day, _)| *day >= self.today && (*day < from || *day > to));
        for run in &offer.runs {
            let day = Day::from_epoch_days(run.day);
            let starts = run.minutes.iter().map(|minute| Start { day: run.day, minute: *minute, offset: run.offset });
            match self.days.iter_mut().find(|(known, _)| *known == day) {
                Some((_, known)) => known.extend(starts),
                None => self.days.push((day, starts.collect())),
            }
        }
        self.days.sort_unstable_by_key(|(day, _)| *day);
        // Whoever turned to a day whose times were still to come looks at it now.
        if self.cursor == from && !self.starts(from).is_empty() {
            self.look_at(from);
        }
        if self.days.last().is_none_or(|(day, _)| *day <= to) {
            self.later = offer.later.map(Day::from_epoch_days);
        }
        if self.day.is_some_and(|day| self.starts(day).is_empty()) {
            self.day = self.days.iter().map(|(day, _)| *day).find(|day| *day >= self.month).or(self.days.first().map(|(day, _)| *day));
            if let Some(day) = self.day {
                self.look_at(day);
            }
        }
    }

    /// A start is gone.
    pub(super) fn forget(&mut self, start: Start) {
        for (_, starts) in &mut self.days {
            starts.retain(|known| *known != start);
        }
        self.days.retain(|(_, starts)| !starts.is_empty());
    }

    pub(super) fn look_at(&mut self, day: Day) {
        if !self.starts(day).is_empty() {
            self.day = Some(day);
        }
        self.cursor = day;
        self.month = day.first_of_month();
    }

    pub(super) fn move_cursor(&mut self, arrow: Arrow) {
        let at = self.cursor;
        let weekday = i64::from(at.date().weekday().num_days_from_monday());
        let to = match arrow {
            Arrow::Days(days) => at.plus_days(days),
            Arrow::WeekStart => at.plus_days(-weekday),
            Arrow::WeekEnd => at.plus_days(6 - weekday),
            Arrow::MonthBack => same_day(at, self.month.plus_days(-1)),
            Arrow::MonthOn => same_day(at, self.month.plus_days(31)),
        };
        let last = self.days.last().map_or(self.today, |(day, _)| month_end(*day));
        self.cursor = to.clamp(self.today.min(last), last);
        self.month = self.cursor.first_of_month();
    }

    pub(super) fn turn_back(&mut self) {
        if let Some(day) = self.earlier() {
            self.look_at(day);
        }
    }

    pub(super) fn turn_on(&mut self) {
        if let Some(day) = self.later() {
            self.look_at(day);
        }
    }

    /// From which day times of the month shown are missing.
    pub(super) fn missing(&self) -> Option<Day> {
        self.later.filter(|later| later.first_of_month() <= self.month)
    }

    /// The last free day before the month shown; of its month, the first.
    pub fn earlier(&self) -> Option<Day> {
        let day = self.days.iter().map(|(day, _)| *day).rfind(|day| *day < self.month)?;
        self.days.iter().map(|(day, _)| *day).find(|first| *first >= day.first_of_month())
    }

    /// The first free day after the month shown.
    fn after(&self) -> Option<Day> {
        let end = month_end(self.month);
        self.days.iter().map(|(day, _)| *day).find(|day| *day > end)
    }

    /// From which day times are missing: from the month shown on when nothing of it is known, else from today.
    pub fn wanted(&self) -> Day {
        self.missing().unwrap_or(self.today)
    }

    /// Today, where the entry is.
    pub const fn today(&self) -> Day {
        self.today
    }

    /// The first day of the month shown.
    pub const fn month(&self) -> Day {
        self.month
    }

    /// The day looked at.
    pub const fn day(&self) -> Option<Day> {
        self.day
    }

    /// The day that arrow keys have reached.
    pub const fn cursor(&self) -> Day {
        self.cursor
    }

    /// No day has a free time.
    pub const fn is_empty(&self) -> bool {
        self.days.is_empty() && self.later.is_none()
    }

    /// The first free day of a later month, whether its times are known or not.
    pub fn later(&self) -> Option<Day> {
        self.after().or(self.later.filter(|later| *later > month_end(self.month)))
    }

    /// How many days of the month shown have a free time.
    pub fn free_days(&self) -> usize {
        self.days.iter().filter(|(day, _)| day.first_of_month() == self.month).count()
    }

    /// The next free day, when the month shown has none.
    pub fn next_free(&self) -> Option<Day> {
        self.later().filter(|_| self.free_days() == 0 && self.missing().is_none())
    }

    /// The free starts of a day.
    pub fn starts(&self, day: Day) -> &[Start] {
        self.days.iter().find(|(known, _)| *known == day).map_or(&[], |(_, starts)| starts)
    }

    /// The month shown, by weeks from Monday and from this week on. A month that is nearly over goes on into the next, as far as that is
    /// known; its own days before the first are left out.
    pub fn weeks(&self) -> Vec<[Option<Day>; 7]> {
        let ahead = i64::from(self.month.date().weekday().num_days_from_monday());
        let end = month_end(self.month);
        let week = |day: Day| (ahead + self.month.days_until(day)) / 7;
        // Weeks that have gone by only push the times off a small screen.
        let first = if self.month < self.today { week(self.today.min(end)) } else { 0 };
        let free = self.days.last().map_or(end, |(day, _)| *day);
        let last = week(end).max(week(free).min(first + LEAST_WEEKS - 1));
        let known = |day: &Day| *day >= self.month && (*day <= end || self.later.is_none_or(|later| *day < later));
        let day = |at: i64| Some(self.month.plus_days(at - ahead)).filter(known);
        (first..=last).map(|week| std::array::from_fn(|weekday| day(week * 7 + weekday as i64))).collect()
    }
}

/// A day's starts by morning, afternoon and evening when there are many, else as they are: all in the first.
pub fn parts<T>(starts: &[T], minute: fn(&T) -> u16) -> [&[T]; 3] {
    if starts.len() <= MANY {
        return [starts, &[], &[]];
    }
    let before = |end: u16| starts.partition_point(|start| minute(start) < end);
    let (noon, evening) = (before(NOON), before(EVENING));
    [&starts[..noon], &starts[noon..evening], &starts[evening..]]
}

fn month_end(day: Day) -> Day {
    day.first_of_month().plus_days(31).first_of_month().plus_days(-1)
}

/// The day of the same number in another month, or that month's last.
fn same_day(day: Day, month: Day) -> Day {
    let first = month.first_of_month();
    first.plus_days(i64::from(day.date().day0())).min(month_end(first))
}
