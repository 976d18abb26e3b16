//! Which days of which agendas are looked at, as the address says it. Knows nothing of what stands there.

use crate::domain::{AgendaId, Day};

/// How days are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// One agenda's seven days.
    #[default]
    Week,
    /// One day of several agendas, side by side.
    Day,
    /// A week of several agendas, one thing below the other.
    List,
}

impl View {
    /// Every view.
    pub const ALL: [Self; 3] = [Self::Week, Self::Day, Self::List];

    /// As the address says it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Day => "day",
            Self::List => "list",
        }
    }
}

/// What is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// How.
    pub view: View,
    /// A day of it; today when there is none.
    pub on: Option<Day>,
    /// Which agendas; every one when it is empty.
    pub agendas: Vec<AgendaId>,
}

impl Calendar {
    /// Reads a query's pairs. What can't be read is left out.
    pub fn read(pairs: &[(String, String)]) -> Self {
        let say = |key: &str| pairs.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str());
        let view = View::ALL.into_iter().find(|view| say("view") == Some(view.as_str())).unwrap_or_default();
        let agendas = pairs.iter().filter(|(key, value)| key == "agenda" && !value.is_empty()).map(|(_, value)| AgendaId::new(value.as_str()));
        Self { view, on: say("on").and_then(Day::parse), agendas: agendas.collect() }
    }

    /// As a query's pairs, empty ones included.
    pub fn write(&self) -> Vec<(&'static str, String)> {
        let view = if self.view == View::Week { String::new() } else { self.view.as_str().to_owned() };
        let on = self.on.map(|day| day.to_string()).unwrap_or_default();
        let agendas = self.agendas.iter().map(|agenda| ("agenda", agenda.to_string()));
        [("view", view), ("on", on)].into_iter().chain(agendas).collect()
    }

    /// The first day that is shown, and how many: a week begins on Monday.
    pub fn days(&self, today: Day) -> (Day, u8) {
        let on = self.on.unwrap_or(today);
        match self.view {
            View::Day => (on, 1),
            // 1970-01-01 was a Thursday.
            View::Week | View::List => (on.plus_days(-i64::from((on.epoch_days() + 3).rem_euclid(7))), 7),
        }
    }

    /// The days after these, or before them.
    #[must_use]
    pub fn turned(&self, on: bool, today: Day) -> Self {
        let (first, count) = self.days(today);
        let by = if on { i64::from(count) } else { -i64::from(count) };
        Self { on: Some(first.plus_days(by)), ..self.clone() }
    }

    /// The days around today.
    #[must_use]
    pub fn today(&self) -> Self {
        Self { on: None, ..self.clone() }
    }

    /// The same days in another way.
    #[must_use]
    pub fn seen(&self, view: View) -> Self {
        Self { view, ..self.clone() }
    }

    /// With an agenda shown that wasn't, or without it. The last one stays.
    #[must_use]
    pub fn toggled(&self, agenda: &AgendaId, all: &[AgendaId]) -> Self {
        let now = self.shown(all);
        let mut agendas: Vec<AgendaId> = all.iter().filter(|other| now.contains(other) != (*other == agenda)).cloned().collect();
        if agendas.len() == all.len() || agendas.is_empty() {
            agendas = if agendas.is_empty() { now } else { Vec::new() };
        }
        Self { agendas, ..self.clone() }
    }

    /// The agendas that are shown, of all that there are: a week is one agenda's.
    pub fn shown(&self, all: &[AgendaId]) -> Vec<AgendaId> {
        let wanted: Vec<AgendaId> = all.iter().filter(|agenda| self.agendas.is_empty() || self.agendas.contains(agenda)).cloned().collect();
        let wanted = if wanted.is_empty() { all.to_vec() } else { wanted };
        if self.view == View::Week { wanted.into_iter().take(1).collect() } else { wanted }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn calendar(view: View, on: &str) -> Calendar {
        Calendar { view, on: Day::parse(on), agendas: Vec::new() }
    }

    #[test]
    fn a_week_begins_on_monday_and_a_day_is_one() {
        let today = day("2026-12-02");
        assert_eq!(calendar(View::Week, "").days(today), (day("2026-11-30"), 7));
        assert_eq!(calendar(View::List, "2026-12-06").days(today), (day("2026-11-30"), 7));
        assert_eq!(calendar(View::Week, "2026-12-07").days(today), (day("2026-12-07"), 7));
        assert_eq!(calendar(View::Week, "1969-12-29").days(today), (day("1969-12-29"), 7));
        assert_eq!(calendar(View::Day, "").days(today), (today, 1));
    }

    #[test]
    fn one_turns_by_what_is_shown_and_comes_back_to_today() {
        let today = day("2026-12-02");
        let week = calendar(View::Week, "");
        assert_eq!(week.turned(true, today).on, Some(day("2026-12-07")));
        assert_eq!(week.turned(false, today).on, Some(day("2026-11-23")));
        assert_eq!(week.turned(false, today).today(), week);
        assert_eq!(week.seen(View::Day).turned(true, today).on, Some(day("2026-12-03")));
    }

    #[test]
    fn agendas_come_and_go_and_the_last_one_stays() {
        let all = ["a", "b", "c"].map(AgendaId::new);
        let toggle = |calendar: &Calendar, agenda: &str| calendar.toggled(&AgendaId::new(agenda), &all);
        let names = |calendar: &Calendar| calendar.agendas.iter().map(ToString::to_string).collect::<String>();
        let two = toggle(&calendar(View::Day, ""), "b");
        assert_eq!(names(&two), "ac");
        assert_eq!(names(&toggle(&two, "b")), "", "every one, and whoever joins");
        let one = toggle(&two, "a");
        assert_eq!(names(&one), "c");
        assert_eq!(names(&toggle(&one, "c")), "c");
    }

    #[test]
    fn a_week_is_one_agendas_and_a_stranger_is_nobodys() {
        let all = ["a", "b", "c"].map(AgendaId::new);
        let shown = |view, agendas: &[&str]| {
            let calendar = Calendar { view, on: None, agendas: agendas.iter().copied().map(AgendaId::new).collect() };
            calendar.shown(&all).iter().map(ToString::to_string).collect::<String>()
        };
        assert_eq!(shown(View::Week, &[]), "a");
        assert_eq!(shown(View::Week, &["c", "b"]), "b");
        assert_eq!(shown(View::Day, &[]), "abc");
        assert_eq!(shown(View::Day, &["c", "b"]), "bc");
        assert_eq!(shown(View::List, &["x"]), "abc");
    }
}
