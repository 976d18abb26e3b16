//! What every part is wired to: who is signed in, where one is, the texts and dates, and how a call is made.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Here, address, around};
use crate::api::team::wire::{AgendaName, InboxPage, Line, Me, MemberLine, Opening, Start};
use crate::api::team::{self, Field, TeamError};
use crate::desk::{self, Counts, List, Near, Place, Screen};
use crate::domain::{AgendaId, Amount, Day, FieldError, Filters, InteractionId, Language, Marking, MemberId};
use crate::intl::{money, named};

/// A handle that every part carries.
#[derive(Clone, Copy)]
pub struct Wires {
    /// Where one is.
    pub place: Here,
    /// The portal, and who is signed in.
    pub opening: RwSignal<Opening>,
    /// The Inbox with the filters that it was read by: it outlives its screen, so that back finds it as it was.
    pub list: RwSignal<List>,
    /// Those filters.
    pub listed: StoredValue<Option<Filters>>,
    /// What the list begins with, where that was asked for as the dashboard opened.
    pub early: StoredValue<Option<(Filters, InboxPage)>>,
    /// What was said last, for who sees it and for who hears it.
    pub said: RwSignal<String>,
    /// The mark that was set last, for whoever shows it.
    pub marked: RwSignal<Option<(InteractionId, Marking)>>,
    /// What takes back what was said last, as long as that is offered.
    pub undo: RwSignal<Option<(InteractionId, Marking)>>,
    /// How many times something was said.
    times_said: StoredValue<u32>,
    /// How far the page is to be scrolled once what was there is there again: pixels, and lines of the list.
    pub resume: StoredValue<Option<(f64, usize)>>,
    keeping: StoredValue<bool>,
    opened_on: StoredValue<u32>,
}

impl Wires {
    /// Wires the dashboard up.
    pub fn new(place: Place, opening: Opening) -> Self {
        Self {
            place: RwSignal::new(place),
            opening: RwSignal::new(opening),
            list: RwSignal::new(List::default()),
            listed: StoredValue::new(None),
            early: StoredValue::new(None),
            said: RwSignal::new(String::new()),
            marked: RwSignal::new(None),
            undo: RwSignal::new(None),
            times_said: StoredValue::new(0),
            resume: StoredValue::new(address::read_so_far()),
            keeping: StoredValue::new(false),
            opened_on: StoredValue::new(around::own_date()),
        }
    }

    /// The portal's slug.
    pub fn portal(self) -> String {
        self.place.with_untracked(|place| place.portal.clone())
    }

    /// The address of a screen.
    pub fn link(self, screen: Screen) -> String {
        Place { portal: self.portal(), screen }.print()
    }

    /// Goes to a screen. Back leads here again.
    pub fn go(self, screen: Screen) {
        address::keep(self.list.with_untracked(|list| list.lines().len()));
        self.put(screen, true);
    }

    /// Goes to a screen in place of this one.
    pub fn turn(self, screen: Screen) {
        self.put(screen, false);
    }

    fn put(self, screen: Screen, step: bool) {
        let place = Place { portal: self.portal(), screen };
        address::put(&place, step);
        self.resume.set_value(None);
        let like = self.place.with_untracked(|here| here.screen.stem() == place.screen.stem());
        self.place.set(place);
        if !like {
            around::scroll_to(0.0);
            around::focus("h1");
        }
    }

    /// Arrives where back or forward have led.
    pub fn arrive(self, screen: Screen) {
        self.resume.set_value(address::read_so_far());
        let like = self.place.with_untracked(|here| here.screen.stem() == screen.stem());
        self.place.update(|place| place.screen = screen);
        if !like && self.resume.get_value().is_none() {
            around::focus("h1");
        }
    }

    /// The page was scrolled: how far is kept, a little later and once.
    pub fn scrolled(self) {
        if self.keeping.get_value() {
            return;
        }
        self.keeping.set_value(true);
        let keep = move || {
            self.keeping.set_value(false);
            if self.resume.get_value().is_none() {
                address::keep(self.list.with_untracked(|list| list.lines().len()));
            }
        };
        set_timeout(keep, std::time::Duration::from_millis(250));
    }

    /// Who is signed in, where someone is.
    pub fn me<T>(self, read: impl FnOnce(&Me) -> T) -> Option<T> {
        self.opening.with_untracked(|opening| opening.me.as_ref().map(read))
    }

    /// A sentence.
    pub fn text(self, key: &str) -> String {
        self.opening.with_untracked(|opening| opening.texts.get(key).to_owned())
    }

    /// A sentence with its places filled.
    pub fn fill(self, key: &str, places: &[(&str, &str)]) -> String {
        self.opening.with_untracked(|opening| opening.texts.fill(key, places))
    }

    /// Why a call brought nothing, in a sentence.
    pub fn trouble(self, error: &TeamError) -> String {
        let count = if let TeamError::SlowDown(count) | TeamError::Occupied(count) = error { count.to_string() } else { String::new() };
        self.fill(desk::trouble(error), &[("seconds", &count), ("count", &count)])
    }

    /// Says something to who sees and to who hears, for some seconds.
    pub fn say(self, sentence: String) {
        self.put_into_words(sentence, None, std::time::Duration::from_secs(7));
    }

    /// Says what was done, and offers to take it back, for somewhat longer.
    pub fn offer(self, sentence: String, undo: (InteractionId, Marking)) {
        self.put_into_words(sentence, Some(undo), std::time::Duration::from_secs(12));
    }

    fn put_into_words(self, sentence: String, undo: Option<(InteractionId, Marking)>, for_so_long: std::time::Duration) {
        let time = self.times_said.try_update_value(|time| {
            *time += 1;
            *time
        });
        self.undo.set(undo);
        self.said.set(sentence);
        let hush = move || {
            if self.times_said.try_get_value() == time {
                self.undo.set(None);
                self.said.set(String::new());
            }
        };
        set_timeout(hush, for_so_long);
    }

    /// Makes a call. Whoever is signed out by it gets to sign in where they are.
    pub fn call<T: 'static>(self, ask: impl Future<Output = Result<T, TeamError>> + 'static, then: impl FnOnce(Result<T, TeamError>) + 'static) {
        spawn_local(async move {
            let answer = ask.await;
            if matches!(answer, Err(TeamError::SignedOut)) && self.me(|_| ()).is_some() {
                let ended = self.text("sign_in.ended");
                self.opening.update(|opening| opening.me = None);
                self.say(ended);
                return;
            }
            then(answer);
        });
    }

    /// Someone signed in, or chose a password.
    pub fn open(self, opening: Opening) {
        self.opened_on.set_value(around::own_date());
        self.list.set(List::default());
        self.listed.set_value(None);
        self.opening.set(opening);
        around::focus("h1");
    }

    /// Asks again who is signed in when a night has passed, so that `today` isn't yesterday.
    pub fn wake(self) {
        if self.opened_on.get_value() != around::own_date() {
            self.reopen();
        }
    }

    /// Asks again who is signed in, and by which names the portal's things go.
    pub fn reopen(self) {
        let portal = self.portal();
        self.call(async move { team::open(portal).await }, move |answer| {
            if let Ok(opening) = answer {
                self.opened_on.set_value(around::own_date());
                self.opening.set(opening);
            }
        });
    }

    /// The language of the texts: Dutch, and English for everyone else.
    pub fn language(self) -> Language {
        let language = self.opening.with_untracked(|opening| opening.language);
        if language == Language::Nl { language } else { Language::En }
    }

    /// `dinsdag 1 december 2026`.
    pub fn day(self, day: Day) -> String {
        named(self.language(), day, &[("weekday", "long"), ("day", "numeric"), ("month", "long"), ("year", "numeric")])
    }

    /// `di 1 dec 2026`.
    pub fn short_day(self, day: Day) -> String {
        named(self.language(), day, &[("weekday", "short"), ("day", "numeric"), ("month", "short"), ("year", "numeric")])
    }

    /// `vandaag`, where it is.
    pub fn near(self, day: i32) -> Option<String> {
        let today = self.me(|me| me.today)?;
        Some(self.text(match desk::near(day, today)? {
            Near::Yesterday => "date.yesterday",
            Near::Today => "date.today",
            Near::Tomorrow => "date.tomorrow",
        }))
    }

    /// A moment in few words: `vandaag 14:03`, `di 1 dec 2026 14:03`.
    pub fn moment(self, at: Start) -> String {
        let day = self.near(at.day).unwrap_or_else(|| self.short_day(at.day()));
        format!("{day} {}", at.time())
    }

    /// When something takes place, in few words: `di 1 dec 2026, 09:00–09:30`.
    pub fn short_when(self, start: Start, minutes: u16) -> String {
        format!("{}, {}–{}", self.short_day(start.day()), start.time(), start.time_after(minutes))
    }

    /// A length of time in words: `2 uur`.
    pub fn length(self, minutes: u32) -> String {
        let said = |(key, count): (&str, u32)| self.fill(key, &[("count", &count.to_string())]);
        desk::length(minutes).into_iter().map(said).collect::<Vec<_>>().join(" ")
    }

    /// A number with what it counts: `2 uur`, `60 dagen`, `4`.
    pub fn counted(self, number: u32, counts: Counts) -> String {
        match counts {
            Counts::Minutes => self.length(number),
            Counts::Days => self.fill(if number == 1 { "length.day" } else { "length.days" }, &[("count", &number.to_string())]),
            Counts::Appointments => number.to_string(),
        }
    }

    /// An amount of money.
    pub fn money(self, amount: &Amount) -> String {
        money(self.language(), amount.cents(), amount.currency())
    }

    /// An agenda by name.
    pub fn agenda<T>(self, id: &AgendaId, read: impl FnOnce(&AgendaName) -> T) -> Option<T> {
        self.me(|me| me.names.agendas.iter().find(|agenda| agenda.id == *id).map(read))?
    }

    /// A colleague by name.
    pub fn member(self, id: &MemberId) -> Option<String> {
        self.me(|me| me.names.members.iter().find(|member| member.id == *id).map(|member| member.name.clone()))?
    }

    /// The whole team.
    pub fn members(self) -> Vec<MemberLine> {
        self.me(|me| me.names.members.clone()).unwrap_or_default()
    }

    /// The team is this now.
    pub fn regroup(self, members: Vec<MemberLine>) {
        self.opening.update(|opening| desk::regroup(opening, members));
    }

    /// What is wrong with a field, in a sentence; nothing where nothing is.
    pub fn wrong(self, error: &TeamError, field: Field) -> String {
        let TeamError::Invalid(fields) = error else {
            return String::new();
        };
        let error = fields.iter().find(|(wrong, _)| *wrong == field).map(|(_, error)| *error);
        error.map(|error| self.field_error(error)).unwrap_or_default()
    }

    /// What is wrong, in a sentence.
    pub fn field_error(self, error: FieldError) -> String {
        let (least, most) = match error {
            FieldError::TooLong(most) | FieldError::TooMany(most) => (0, most.into()),
            FieldError::Outside { least, most } => (least, most),
            _ => (0, 0),
        };
        self.fill(desk::field_error(error), &[("least", &least.to_string()), ("most", &most.to_string())])
    }

    /// What a line is about: what was booked too, where that says something else.
    pub fn about(self, line: &Line) -> String {
        if line.subject == line.title { line.title.clone() } else { format!("{} · {}", line.subject, line.title) }
    }
}
