//! What every part is wired to: the flow, the texts, the surroundings, and the calls that the flow asks for.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Surroundings;
use crate::api;
use crate::api::wire::Start;
use crate::domain::texts::Text;
use crate::domain::{Day, Language};
use crate::flow::{Field, Flow};

/// Which entry, in which language, on whose page.
#[derive(Clone, Debug)]
pub struct Place {
    /// The portal's slug.
    pub portal: String,
    /// The entry's slug.
    pub entry: String,
    /// A language tag; empty for the portal's own.
    pub language: String,
    /// On a website, not on our own page.
    pub plugin: bool,
    /// What to say before any text has arrived, from the loader: one for each of the cases in which there is none yet.
    pub sentences: Vec<String>,
}

/// What may have to be said before any text has arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaid {
    /// The server or the way to it is away.
    Unreachable,
    /// There is no such portal or entry.
    UnknownEntry,
    /// The portal does not allow its widget here.
    Origin,
    /// Tries again.
    Retry,
}

/// The flow and everything around it; a handle that every part carries.
#[derive(Clone, Copy)]
pub struct Wires {
    /// Where the customer is.
    pub flow: RwSignal<Flow>,
    place: StoredValue<Place>,
    around: StoredValue<Box<dyn Surroundings>, LocalStorage>,
}

impl Wires {
    /// Wires a new widget up.
    pub fn new(place: Place, around: Box<dyn Surroundings>) -> Self {
        Self { flow: RwSignal::new(Flow::default()), place: StoredValue::new(place), around: StoredValue::new_local(around) }
    }

    /// The language of the texts, as a tag.
    pub fn language(self) -> &'static str {
        self.spoken().tag()
    }

    fn spoken(self) -> Language {
        self.flow.with(|flow| flow.opened().map_or(Language::default(), |opened| opened.language))
    }

    /// A text.
    pub fn text(self, text: Text) -> String {
        self.fill(text, &[])
    }

    /// A text as what a button says.
    pub fn label(self, text: Text) -> Signal<String> {
        Signal::stored(self.text(text))
    }

    /// A text with its places filled.
    pub fn fill(self, text: Text, places: &[(&str, &str)]) -> String {
        self.flow.with_untracked(|flow| flow.opened().map_or_else(String::new, |opened| opened.texts.fill(text, places)))
    }

    /// A sentence of the loader's.
    pub fn unsaid(self, unsaid: Unsaid) -> String {
        self.place.with_value(|place| place.sentences.get(unsaid as usize).cloned().unwrap_or_default())
    }

    /// `december 2026`.
    pub fn month(self, month: Day) -> String {
        self.around.with_value(|around| around.month(self.spoken(), month))
    }

    /// `dinsdag 1 december 2026`.
    pub fn day(self, day: Day) -> String {
        self.around.with_value(|around| around.day(self.spoken(), day))
    }

    /// `di 1 dec`.
    pub fn short_day(self, day: Day) -> String {
        self.around.with_value(|around| around.short_day(self.spoken(), day))
    }

    /// A day of the week, short and long.
    pub fn weekday(self, day: Day) -> (String, String) {
        self.around.with_value(|around| around.weekday(self.spoken(), day))
    }

    /// `bij u 03:00`, when the visitor's clock differs then.
    pub fn own_time(self, start: Start) -> Option<String> {
        let time = self.around.with_value(|around| around.own_time(self.spoken(), start))?;
        Some(self.fill(Text::OwnTime, &[("time", &time)]))
    }

    /// The city of the zone whose times are shown.
    pub fn zone(self) -> String {
        self.flow.with_untracked(|flow| flow.opened().map_or_else(String::new, |opened| city(&opened.zone)))
    }

    /// Moves the focus.
    pub fn focus(self, selector: &str) {
        self.around.with_value(|around| around.focus(selector));
    }

    /// Does something that may lead to another step. A new step begins at its heading, for everyone who can't see that it does.
    pub fn step<T>(self, act: impl FnOnce(&mut Flow) -> T) -> Option<T> {
        let before = self.flow.try_with_untracked(|flow| flow.step())?;
        let outcome = self.flow.try_update(act)?;
        if self.flow.with_untracked(|flow| flow.step()) != before {
            self.focus("h2");
        }
        Some(outcome)
    }

    /// What the flow says of something, told only when it changes. Boxed, so that the program holds one memo for each type of answer.
    pub fn watch<T: PartialEq + Send + Sync + 'static>(self, read: fn(&Flow) -> T) -> Memo<T> {
        self.watch_with(Box::new(read))
    }

    /// As [`Wires::watch`], by something that carries more than the flow.
    pub fn watch_with<T: PartialEq + Send + Sync + 'static>(self, read: Box<dyn Fn(&Flow) -> T + Send + Sync>) -> Memo<T> {
        Memo::new(move |_| self.flow.with(&*read))
    }

    /// Fetches the entry.
    pub fn open(self) {
        self.flow.update(Flow::call);
        let Place { portal, entry, language, .. } = self.place.get_value();
        spawn_local(async move {
            let answer = api::open(portal, entry, language).await;
            self.flow.try_update(|flow| flow.open(answer));
        });
    }

    /// Fetches times from a day on.
    pub fn fetch(self, from: i32) {
        let Place { portal, entry, .. } = self.place.get_value();
        spawn_local(async move {
            let answer = api::times(portal, entry, from).await;
            self.flow.try_update(|flow| flow.learn(from, answer));
        });
    }

    /// Turns the calendar on, fetching what isn't known yet.
    pub fn turn_on(self) {
        if let Some(from) = self.flow.try_update(Flow::turn_on).flatten() {
            self.fetch(from);
        }
    }

    /// Goes on to the summary, or to the first field that is wrong.
    pub fn next(self) {
        if let Some(field) = self.step(Flow::proceed).flatten() {
            self.focus_field(field);
        }
    }

    /// Picks a time.
    pub fn pick(self, start: Start) {
        self.step(|flow| flow.pick(start));
    }

    /// Goes one step back.
    pub fn back(self) {
        self.step(Flow::back);
    }

    /// Moves the focus to a field.
    pub fn focus_field(self, field: Field) {
        self.focus(&format!("[name={}]", field.name()));
    }

    /// Books what is chosen; does nothing while an answer is awaited.
    pub fn book(self) {
        let Place { portal, entry, plugin, .. } = self.place.get_value();
        let fresh = self.around.with_value(|around| around.key());
        let Some(ask) = self.flow.try_update(|flow| flow.confirm(&portal, &entry, plugin, fresh)).flatten() else {
            return;
        };
        spawn_local(async move {
            let answer = api::book(ask).await;
            if let Some(from) = self.step(|flow| flow.book(answer)).flatten() {
                self.fetch(from);
            }
        });
    }
}

/// `America/Argentina/Buenos_Aires` → `Buenos Aires`.
fn city(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or(zone).replace('_', " ")
}
