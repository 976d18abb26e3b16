//! The widget's texts: which there are, and how a place in one is filled. The sentences themselves are in `locales/`, one
//! file per language; the server sends those of one language along with its first answer, so that the program carries none.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Language;

macro_rules! texts {
    ($($(#[$doc:meta])* $variant:ident = $key:literal,)*) => {
        /// A text of the widget, by its key in `locales/{language}.toml` under `[widget]`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Text {
            $($(#[$doc])* $variant,)*
        }

        impl Text {
            /// Every text, in the order in which they are sent.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its key in the file of texts.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$variant => $key,)*
                }
            }
        }
    };
}

texts! {
    /// Heading of the first step.
    PickTime = "pick_time",
    /// How long it lasts.
    Minutes = "minutes",
    /// Where: by video.
    ByVideo = "by_video",
    /// Where: by phone.
    ByPhone = "by_phone",
    /// Turns the calendar back.
    PreviousMonth = "previous_month",
    /// Turns the calendar on.
    NextMonth = "next_month",
    /// Heading of a day's times.
    TimesOn = "times_on",
    /// A day in the calendar, with several times.
    DayFree = "day_free",
    /// A day in the calendar, with one time.
    DayOne = "day_one",
    /// A day in the calendar, without any.
    DayNone = "day_none",
    /// Said of today.
    Today = "today",
    /// The month shown, for who can't see it.
    MonthFree = "month_free",
    /// Times are being fetched.
    Loading = "loading",
    /// Leads to the next free day.
    NextFree = "next_free",
    /// Above the times before noon.
    Morning = "morning",
    /// Above the times from noon on.
    Afternoon = "afternoon",
    /// Above the times from six on.
    Evening = "evening",
    /// From the times back to the days.
    BackToDays = "back_to_days",
    /// No day has a free time.
    NothingFree = "nothing_free",
    /// Leads to a request, beneath the times.
    Ask = "ask",
    /// Heading of a request.
    AskTitle = "ask_title",
    /// What becomes of a request.
    AskLead = "ask_lead",
    /// Above the parts of the week.
    Parts = "parts",
    /// Parts of the week.
    Weekdays = "weekdays",
    /// Parts of the week.
    Weekend = "weekend",
    /// Sends a request.
    AskSend = "ask_send",
    /// A request is on its way.
    Asking = "asking",
    /// Heading once it is sent.
    Asked = "asked",
    /// What comes next.
    AskedMail = "asked_mail",
    /// A request was sent before with other words.
    AskedBefore = "asked_before",
    /// The visitor's own clock at a time.
    OwnTime = "own_time",
    /// Heading of the second step.
    YourDetails = "your_details",
    /// A field.
    Name = "name",
    /// A field.
    Email = "email",
    /// A field.
    Phone = "phone",
    /// A field.
    Note = "note",
    /// Said of a field that may stay empty.
    Optional = "optional",
    /// Before a suggested address.
    DidYouMean = "did_you_mean",
    /// Goes on to the summary.
    Next = "next",
    /// Goes back.
    Back = "back",
    /// Goes back to the times.
    OtherTime = "other_time",
    /// Heading of the third step.
    Check = "check",
    /// A line of the summary.
    What = "what",
    /// A line of the summary.
    When = "when",
    /// A line of the summary.
    Where = "where",
    /// A line of the summary.
    With = "with",
    /// A line of the summary.
    You = "you",
    /// Books.
    Book = "book",
    /// While it is being booked.
    Booking = "booking",
    /// Heading of the last step.
    Done = "done",
    /// Where the confirmation goes.
    DoneMail = "done_mail",
    /// The calendar file.
    AddToCalendar = "add_to_calendar",
    /// Google's calendar.
    GoogleCalendar = "google_calendar",
    /// A letter to whoever comes along.
    Share = "share",
    /// The customer's page.
    ChangeOrCancel = "change_or_cancel",
    /// The meeting link.
    VideoRoom = "video_room",
    /// There is no meeting link yet.
    VideoLater = "video_later",
    /// Someone else was faster.
    Taken = "taken",
    /// The time is not offered any more.
    NotOffered = "not_offered",
    /// Before the nearest free times.
    Nearest = "nearest",
    /// The entry is no longer there.
    Gone = "gone",
    /// No answer arrived.
    Unreachable = "unreachable",
    /// The server can't answer.
    Unavailable = "unavailable",
    /// An earlier try whose answer was lost has booked after all.
    SentBefore = "sent_before",
    /// No more can be booked about this.
    Enough = "enough",
    /// Too many calls.
    TooMany = "too_many",
    /// Tries again.
    Retry = "retry",
    /// At an empty name.
    NameMissing = "name_missing",
    /// At an empty address.
    EmailMissing = "email_missing",
    /// At a wrong address.
    NotAnEmail = "not_an_email",
    /// At an address whose domain takes no mail.
    NoMail = "no_mail",
    /// At a wrong number.
    NotAPhone = "not_a_phone",
    /// At a text that is too long.
    TooLong = "too_long",
    /// At a text with characters that can't be typed.
    ControlCharacter = "control_character",
}

/// The texts of one language, in the order of [`Text::ALL`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts(Vec<String>);

impl Texts {
    /// Takes the texts of one language, in the order of [`Text::ALL`].
    pub fn new(texts: Vec<String>) -> Self {
        Self(texts)
    }

    /// One text; empty when the list is shorter, which a test of the locales rules out.
    pub fn get(&self, text: Text) -> &str {
        self.0.get(text as usize).map_or("", String::as_str)
    }

    /// What stands before and after a place `{name}` of a text, for what is more than text.
    pub fn around(&self, text: Text, place: &str) -> (String, String) {
        let sentence = self.get(text);
        let (before, after) = sentence.split_once(place).unwrap_or((sentence, ""));
        (before.to_owned(), after.to_owned())
    }

    /// One text with its places `{name}` filled.
    pub fn fill(&self, text: Text, places: &[(&str, &str)]) -> String {
        fill(self.get(text), places)
    }
}

/// Sentences by their key, for a program with too many of them for a type each. A test holds the keys that are asked for against the files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrases(BTreeMap<String, String>);

impl Phrases {
    /// Takes sentences by key.
    pub fn new(sentences: BTreeMap<String, String>) -> Self {
        Self(sentences)
    }

    /// A sentence by its key; empty when there is none.
    pub fn get(&self, key: &str) -> &str {
        self.0.get(key).map_or("", String::as_str)
    }

    /// A sentence with its places `{name}` filled.
    pub fn fill(&self, key: &str, places: &[(&str, &str)]) -> String {
        fill(self.get(key), places)
    }

    /// Every key.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// The sentences that a portal says in its own way, by `nl.widget.pick_time`: language, section and key. Cheap to clone, and next to
/// nothing for the many portals that have none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "BTreeMap<String, String>", into = "BTreeMap<String, String>")]
pub struct OwnTexts(Option<Arc<BTreeMap<String, String>>>);

impl OwnTexts {
    /// The portal's own sentence, where it has one.
    pub fn get(&self, language: Language, section: &str, key: &str) -> Option<&str> {
        self.0.as_ref()?.get(&format!("{language}.{section}.{key}")).map(String::as_str)
    }

    /// Adds a sentence.
    pub fn add(&mut self, language: Language, section: &str, key: &str, sentence: &str) {
        Arc::make_mut(self.0.get_or_insert_default()).insert(format!("{language}.{section}.{key}"), sentence.to_owned());
    }

    /// Says a sentence in the portal's own way, or no longer.
    pub fn say(&mut self, language: Language, section: &str, key: &str, sentence: Option<&str>) {
        match sentence {
            Some(sentence) => self.add(language, section, key, sentence),
            None => {
                let mut texts = BTreeMap::from(self.clone());
                texts.remove(&format!("{language}.{section}.{key}"));
                *self = texts.into();
            }
        }
    }

    /// Takes over what a file says now and did not say `before`, sentence by sentence.
    pub fn follow(&mut self, before: &Self, now: &Self) {
        if before == now {
            return;
        }
        let [mut texts, before, now] = [&*self, before, now].map(|own| BTreeMap::from(own.clone()));
        for key in before.keys().chain(now.keys()).filter(|key| before.get(*key) != now.get(*key)) {
            match now.get(key) {
                Some(sentence) => texts.insert(key.clone(), sentence.clone()),
                None => texts.remove(key),
            };
        }
        *self = texts.into();
    }

    /// There are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

impl From<BTreeMap<String, String>> for OwnTexts {
    fn from(texts: BTreeMap<String, String>) -> Self {
        Self((!texts.is_empty()).then(|| Arc::new(texts)))
    }
}

impl From<OwnTexts> for BTreeMap<String, String> {
    fn from(texts: OwnTexts) -> Self {
        texts.0.map(Arc::unwrap_or_clone).unwrap_or_default()
    }
}

/// The places `{name}` that a sentence leaves open.
pub fn places(sentence: &str) -> impl Iterator<Item = &str> {
    sentence.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0))
}

/// A sentence with its places `{name}` filled, in one pass: a value that looks like a place stays as it is.
pub fn fill(sentence: &str, places: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(sentence.len() + 32);
    let mut parts = sentence.split('{');
    filled.extend(parts.next());
    for part in parts {
        let place = part.split_once('}').and_then(|(name, rest)| Some((places.iter().find(|(known, _)| *known == name)?.1, rest)));
        match place {
            Some((value, rest)) => filled.extend([value, rest]),
            None => filled.extend(["{", part]),
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn places_are_filled_once_and_only_those_that_are_known() {
        assert_eq!(fill("{day}, {count} vrij", &[("day", "di"), ("count", "3")]), "di, 3 vrij");
        assert_eq!(fill("bij u {time}", &[("time", "{day}"), ("day", "di")]), "bij u {day}");
        assert_eq!(fill("{day} {uur", &[("uur", "9")]), "{day} {uur");
    }
}
