//! What every part is wired to: the flow, the texts, the surroundings, and the calls that the flow asks for.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Surroundings, Told};
use crate::api;
use crate::api::CallError;
use crate::api::wire::{Opened, Start};
use crate::domain::texts::Text;
use crate::domain::{Day, Language};
use crate::flow::{Field, Flow};

/// Which entry, on whose page.
#[derive(Clone, Debug)]
pub struct Place {
    /// The portal's slug.
    pub portal: String,
    /// The entry's slug.
    pub entry: String,
    /// On a website, not on our own page.
    pub plugin: bool,
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
    pub fn new(place: Place, flow: Flow, around: Box<dyn Surroundings>) -> Self {
        Self { flow: RwSignal::new(flow), place: StoredValue::new(place), around: StoredValue::new_local(around) }
    }

    /// What is known of the entry.
    pub fn opened<T>(self, read: impl FnOnce(&Opened) -> T) -> T {
        self.flow.with_untracked(|flow| read(flow.opened()))
    }

    /// The language of the texts, as a tag.
    pub fn language(self) -> &'static str {
        self.spoken().tag()
    }

    fn spoken(self) -> Language {
        self.opened(|opened| opened.language)
    }

    /// Where the booking goes on without this program: the plain page, or one below it.
    pub fn plain(self, below: &str) -> String {
        self.place.with_value(|place| format!("/b/{}/{}/plain{below}", place.portal, place.entry))
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
        self.opened(|opened| opened.texts.fill(text, places))
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

    /// Whose clock the times are by: `tijd in Amsterdam`.
    pub fn clock(self) -> String {
        self.opened(|opened| opened.clock.clone())
    }

    /// Moves the focus.
    pub fn focus(self, selector: &str) {
        self.around.try_with_value(|around| around.focus(selector));
    }

    /// Does something that may lead to another step. A new step begins at its heading, for everyone who can't see that it does.
    pub fn step<T>(self, act: impl FnOnce(&mut Flow) -> T) -> Option<T> {
        let before = self.flow.try_with_untracked(|flow| flow.step())?;
        let outcome = self.flow.try_update(act)?;
        let step = self.flow.with_untracked(|flow| flow.step());
        if step != before {
            self.focus("h2");
            self.tell(Told::View(step));
        }
        Some(outcome)
    }

    fn tell(self, told: Told<'_>) {
        // The widget may have left its page since the call began.
        self.around.try_with_value(|around| around.tell(told));
    }

    /// What the flow says of something, told only when it changes. Boxed, so that the program holds one memo for each type of answer.
    pub fn watch<T: PartialEq + Send + Sync + 'static>(self, read: fn(&Flow) -> T) -> Memo<T> {
        self.watch_with(Box::new(read))
    }

    /// As [`Wires::watch`], by something that carries more than the flow.
    pub fn watch_with<T: PartialEq + Send + Sync + 'static>(self, read: Box<dyn Fn(&Flow) -> T + Send + Sync>) -> Memo<T> {
        Memo::new(move |_| self.flow.with(&*read))
    }

    /// Fetches times from a day on.
    pub fn fetch(self, from: i32) {
        let Place { portal, entry, .. } = self.place.get_value();
        spawn_local(async move {
            let answer = api::times(portal, entry, from).await;
            let code = answer.as_ref().err().map(CallError::code);
            self.flow.try_update(|flow| flow.learn(from, answer));
            self.failed(code, move || self.fetch_again());
        });
    }

    /// Fetches the times that are missing.
    pub fn fetch_again(self) {
        if let Some(from) = self.flow.try_update(|flow| {
            flow.call();
            flow.calendar().wanted().epoch_days()
        }) {
            self.fetch(from);
        }
    }

    /// Tells of a failure, and tries again by itself where that may help, if nobody has done so meanwhile.
    fn failed(self, code: Option<&'static str>, again: impl FnOnce() + 'static) {
        let Some(code) = code else {
            return;
        };
        self.tell(Told::Failed(code));
        if let Some(Some(seconds)) = self.flow.try_with_untracked(Flow::wait) {
            let still = move || self.flow.try_with_untracked(Flow::wait) == Some(Some(seconds));
            self.around.try_with_value(|around| {
                around.later(
                    seconds,
                    Box::new(move || {
                        if still() {
                            again()
                        }
                    }),
                )
            });
        }
    }

    /// Moves about in the calendar, fetching what isn't known yet.
    pub fn turn(self, turn: impl FnOnce(&mut Flow) -> Option<i32>) {
        if let Some(from) = self.flow.try_update(turn).flatten() {
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
        self.tell(Told::SlotPicked(&start.instant().to_string()));
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

    /// Asks for a time, or goes to the first field that is wrong; does nothing while an answer is awaited.
    pub fn ask(self) {
        let Place { portal, entry, plugin } = self.place.get_value();
        let fresh = self.around.with_value(|around| around.key());
        match self.flow.try_update(|flow| flow.ask(&portal, &entry, plugin, fresh)) {
            Some(Ok(asking)) => spawn_local(async move {
                let answer = api::request(asking).await;
                let code = answer.as_ref().err().map(CallError::code);
                self.step(|flow| flow.asked(answer));
                self.failed(code, move || self.ask());
            }),
            Some(Err(Some(field))) => self.focus_field(field),
            _ => {}
        }
    }

    /// Books what is chosen; does nothing while an answer is awaited.
    pub fn book(self) {
        let Place { portal, entry, plugin } = self.place.get_value();
        let fresh = self.around.with_value(|around| around.key());
        let minutes = self.opened(|opened| opened.minutes);
        let Some(ask) = self.flow.try_update(|flow| flow.confirm(&portal, &entry, plugin, fresh)).flatten() else {
            return;
        };
        spawn_local(async move {
            let answer = api::book(ask).await;
            let code = answer.as_ref().err().map(CallError::code);
            if let Ok(booked) = &answer {
                let (start, end) = (booked.start.instant(), booked.start.end(minutes));
                self.tell(Told::Booked { id: &booked.id, start: &start.to_string(), end: &end.to_string() });
            }
            if let Some(from) = self.step(|flow| flow.book(answer)).flatten() {
                self.fetch(from);
            }
            self.failed(code, move || self.book());
        });
    }
}
