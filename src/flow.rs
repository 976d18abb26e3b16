//! The customer's path as a plain state machine: pick, details, confirm, done; or a request, where no time fits. Knows no browser and no wire: it is told what
//! happened and says what to ask.

use crate::api::CallError;
use crate::api::wire::{Ask, Asking, Booked, Offer, Opened, Start};
use crate::domain::{Day, DayParts, FieldErrors, RawContact, Tags, suggest_domain};

mod calendar;
mod field;
mod request;
#[cfg(test)]
mod tests;

pub use calendar::{Arrow, Calendar, parts};
pub use field::Field;

/// Where the customer is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// Picks a day and a time.
    #[default]
    Pick,
    /// Leaves contact details.
    Details,
    /// Reads it all once more.
    Confirm,
    /// Has an appointment.
    Done,
    /// Asks for a time, as none fits.
    Request,
    /// Has asked for one.
    Requested,
}

impl Step {
    /// As hosts and tests read it in `data-step`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pick => "pick",
            Self::Details => "details",
            Self::Confirm => "confirm",
            Self::Done => "done",
            Self::Request => "request",
            Self::Requested => "requested",
        }
    }
}

/// Something that must be said before the customer can go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Someone else was faster; these are the nearest free times.
    Taken(Vec<Start>),
    /// The time is no longer offered; these are the nearest free times.
    NotOffered(Vec<Start>),
    /// A call failed for a reason that another try may mend.
    Failed(CallError),
}

/// Seconds that lie between two tries at most.
const LONGEST_WAIT: u16 = 60;

/// One customer's path. Cheap enough to be kept whole.
#[derive(Clone, Debug)]
pub struct Flow {
    opened: Opened,
    calendar: Calendar,
    step: Step,
    chosen: Option<Start>,
    contact: RawContact,
    /// What the form was filled with before anyone typed.
    prefilled: RawContact,
    /// What the website sends along: answers by question, and how the customer came.
    along: (Vec<(String, String)>, Tags),
    errors: FieldErrors,
    notice: Option<Notice>,
    calling: bool,
    sent: Option<Ask>,
    /// The answer to what was sent never came: it may have been booked.
    in_doubt: bool,
    /// Calls that have failed since one went well.
    failures: u8,
    booked: Option<Booked>,
    /// When a time would suit, where none fits.
    day_parts: DayParts,
    /// The request that was sent last.
    asked: Option<Asking>,
}

impl Flow {
    /// A path that begins, at an entry that is known.
    pub fn new(opened: Opened) -> Self {
        Self {
            calendar: Calendar::new(&opened.offer),
            opened,
            step: Step::Pick,
            chosen: None,
            contact: RawContact::default(),
            prefilled: RawContact::default(),
            along: (Vec::new(), Tags::default()),
            errors: FieldErrors::default(),
            notice: None,
            calling: false,
            sent: None,
            in_doubt: false,
            failures: 0,
            booked: None,
            day_parts: DayParts::default(),
            asked: None,
        }
    }

    /// The entry.
    pub const fn opened(&self) -> &Opened {
        &self.opened
    }

    /// The days and their times.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// Where the customer is.
    pub const fn step(&self) -> Step {
        self.step
    }

    /// The time picked.
    pub const fn chosen(&self) -> Option<Start> {
        self.chosen
    }

    /// The details as typed.
    pub const fn contact(&self) -> &RawContact {
        &self.contact
    }

    /// What is wrong with the details.
    pub const fn errors(&self) -> &FieldErrors {
        &self.errors
    }

    /// What must be said.
    pub const fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// An answer is awaited.
    pub const fn calling(&self) -> bool {
        self.calling
    }

    /// The appointment, once it stands.
    pub const fn booked(&self) -> Option<&Booked> {
        self.booked.as_ref()
    }

    /// The widget asks for times.
    pub fn call(&mut self) {
        self.calling = true;
        self.notice = None;
    }

    /// Times from a day on are known, or aren't. What they say replaces what was known of those days.
    pub fn learn(&mut self, from: i32, answer: Result<Offer, CallError>) {
        self.calling = false;
        match answer {
            Ok(offer) => {
                self.failures = 0;
                self.calendar.learn(from, &offer);
            }
            Err(error) => {
                self.failures = self.failures.saturating_add(1);
                // What has to be said of a lost time matters more than that its neighbours could not be fetched.
                self.notice = self.notice.take().or(Some(Notice::Failed(error)));
            }
        }
    }

    /// Looks at a day; says from which day times must be fetched for that.
    pub fn look_at(&mut self, day: Day) -> Option<i32> {
        self.calendar.look_at(day);
        self.missing()
    }

    /// Moves the calendar's cursor; says from which day times must be fetched for that.
    pub fn move_cursor(&mut self, arrow: Arrow) -> Option<i32> {
        self.calendar.move_cursor(arrow);
        self.missing()
    }

    /// Turns to the month before that has a free time.
    pub fn turn_back(&mut self) {
        self.calendar.turn_back();
    }

    /// Turns to the next month that has a free time; says from which day times must be fetched for that.
    pub fn turn_on(&mut self) -> Option<i32> {
        self.calendar.turn_on();
        self.missing()
    }

    /// What is missing of the month shown is asked for once.
    fn missing(&mut self) -> Option<i32> {
        let from = self.calendar.missing().filter(|_| !self.calling)?;
        self.calling = true;
        Some(from.epoch_days())
    }

    /// Picks a time, which leads on to the details.
    pub fn pick(&mut self, start: Start) {
        self.chosen = Some(start);
        self.notice = None;
        self.calendar.look_at(start.day());
        self.step = Step::Details;
    }

    /// What the form starts with. A field that has been typed into stays as it is.
    pub fn prefill(&mut self, contact: RawContact) {
        for field in Field::ALL {
            let typed = field.typed(&mut self.contact);
            if *typed == *field.of(&self.prefilled) {
                field.of(&contact).clone_into(typed);
            }
        }
        self.prefilled = contact;
    }

    /// What the website sends along with the appointment: answers by question, and how the customer came. No customer sees it.
    pub fn carry(&mut self, answers: Vec<(String, String)>, tags: Tags) {
        self.along = (answers, tags);
    }

    /// Types into a field. What was wrong with it is looked at again at each letter, what is right is not called wrong yet.
    pub fn fill(&mut self, field: Field, text: String) {
        *field.typed(&mut self.contact) = text;
        if field.error(&self.errors).is_some() {
            let error = self.contact.check().map_or_else(|errors| field.error(&errors), |()| None);
            *field.place(&mut self.errors) = error;
        }
    }

    /// The address with the domain that was probably meant. It never stands in the way.
    pub fn suggestion(&self) -> Option<String> {
        suggest_domain(&self.contact.email)
    }

    /// From the details to the summary, or to the first field that is wrong.
    pub fn proceed(&mut self) -> Option<Field> {
        self.errors = self.contact.check().err().unwrap_or_default();
        let first = Field::ALL.into_iter().find(|field| field.error(&self.errors).is_some());
        if first.is_none() {
            self.step = Step::Confirm;
        }
        first
    }

    /// One step back. What was picked and typed stays.
    pub fn back(&mut self) {
        self.notice = None;
        self.step = match self.step {
            Step::Confirm => Step::Details,
            Step::Pick | Step::Details | Step::Request => Step::Pick,
            done @ (Step::Done | Step::Requested) => done,
        };
    }

    /// What to send, once: nothing while an answer is awaited. The same ask keeps its key, so that a second try is the same booking;
    /// another ask gets `fresh`, unless
    /// nobody knows what became of the one before: then the key tells.
    pub fn confirm(&mut self, portal: &str, entry: &str, plugin: bool, fresh: String) -> Option<Ask> {
        let start = self.chosen?;
        if self.calling || self.step != Step::Confirm {
            return None;
        }
        let starts_at = start.instant().seconds();
        let (portal, entry, contact, (answers, tags)) = (portal.to_owned(), entry.to_owned(), self.contact.clone(), self.along.clone());
        let mut ask = Ask { portal, entry, starts_at, contact, answers, tags, language: self.opened.language, plugin, key: fresh };
        if let Some(sent) = &self.sent
            && (self.in_doubt || *sent == (Ask { key: sent.key.clone(), ..ask.clone() }))
        {
            ask.key = sent.key.clone();
        }
        self.sent = Some(ask.clone());
        self.call();
        Some(ask)
    }

    /// Goes to a step that has been reached before, as a browser's back and forward do: what was picked and typed stays.
    pub fn go(&mut self, step: Step) {
        let reached = match step {
            Step::Pick => true,
            Step::Details => self.chosen.is_some(),
            Step::Confirm => self.chosen.is_some() && self.contact.check().is_ok(),
            Step::Request => self.opened.requests,
            Step::Done | Step::Requested => false,
        };
        if reached && !matches!(self.step, Step::Done | Step::Requested) && !self.calling {
            self.notice = None;
            self.step = step;
        }
    }

    /// How long to wait before what failed is tried again by itself, in seconds: doubled each time. None when another try would bring the same.
    pub fn wait(&self) -> Option<u16> {
        let Some(Notice::Failed(CallError::Unreachable | CallError::Unavailable | CallError::TooMany)) = self.notice else {
            return None;
        };
        Some(LONGEST_WAIT.min(1 << self.failures.min(6)))
    }

    /// The booking is answered. A lost time leads back to the times and says from which day they must be fetched anew.
    pub fn book(&mut self, answer: Result<Booked, CallError>) -> Option<i32> {
        self.calling = false;
        match answer {
            Ok(booked) => {
                self.failures = 0;
                self.booked = Some(booked);
                self.step = Step::Done;
                None
            }
            Err(CallError::Taken(near)) => self.lost(Notice::Taken(near)),
            Err(CallError::NotOffered(near)) => self.lost(Notice::NotOffered(near)),
            Err(CallError::Invalid(errors)) => {
                self.errors = errors;
                self.step = Step::Details;
                None
            }
            Err(error) => {
                match error {
                    CallError::KeyReused | CallError::Enough => (self.sent, self.in_doubt) = (None, false),
                    _ => self.in_doubt = true,
                }
                self.failures = self.failures.saturating_add(1);
                self.notice = Some(Notice::Failed(error));
                None
            }
        }
    }

    fn lost(&mut self, notice: Notice) -> Option<i32> {
        self.in_doubt = false;
        self.notice = Some(notice);
        self.step = Step::Pick;
        if let Some(start) = self.chosen.take() {
            self.calendar.forget(start);
        }
        Some(self.calendar.today().epoch_days())
    }
}
