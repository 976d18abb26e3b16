//! What customers should know before they come: how they get in, what they bring, and what opens the door. Knows no clock: whether the door's secret is due is
//! asked with the present moment.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Card, Instant, Language, Minutes, Note, Status};

/// A text in the languages that a portal has it in; under the empty tag the one for all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spoken(BTreeMap<String, Note>);

impl Spoken {
    /// One text for every reader.
    pub fn for_all(text: Note) -> Self {
        Self(BTreeMap::from([(String::new(), text)]))
    }

    /// Adds the text for readers of a language.
    #[must_use]
    pub fn with(mut self, language: Language, text: Note) -> Self {
        self.0.insert(language.tag().to_owned(), text);
        self
    }

    /// The text for a reader of `language`; where there is none, that in the portal's own language, or any.
    pub fn to(&self, language: Language, home: Language) -> &str {
        let found = [language.tag(), "", home.tag()].iter().find_map(|tag| self.0.get(*tag));
        found.or_else(|| self.0.values().next()).map_or("", Note::as_str)
    }
}

/// What opens the door, such as a key box's code: a secret that is told late.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access {
    /// It.
    pub text: Spoken,
    /// So long before the start it is told, and no earlier.
    pub within: Minutes,
}

/// What an event type, or what it is about, says to customers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Advice {
    /// How they get in.
    pub how_to_get_in: Option<Spoken>,
    /// What they bring.
    pub bring: Option<Spoken>,
    /// What opens the door.
    pub access: Option<Access>,
}

/// What the customer of one appointment should know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Know {
    /// How they get in.
    pub how_to_get_in: Option<Spoken>,
    /// What they bring, one thing after the other.
    pub bring: Vec<Spoken>,
    /// What opens the door.
    pub access: Option<Access>,
}

impl Know {
    /// What both say together. There is one way in, so that the subject's takes the place of the event type's; what is to be brought to the one comes on top of the other.
    pub fn of(event_type: Advice, subject: Advice) -> Self {
        let bring = event_type.bring.into_iter().chain(subject.bring).collect();
        Self { how_to_get_in: subject.how_to_get_in.or(event_type.how_to_get_in), bring, access: subject.access }
    }
}

impl Card {
    /// The same without what opens the door, unless that is due: the appointment is agreed, begins within the time that its portal sets, and is not over.
    #[must_use]
    pub fn shut(mut self, now: Instant) -> Self {
        let (span, agreed) = (self.appointment.span, self.appointment.status == Status::Confirmed);
        self.know.access = self.know.access.filter(|access| agreed && now.plus(access.within) >= span.start && now < span.end);
        self
    }

    /// What is to be brought, one thing a line.
    pub fn bring(&self, language: Language) -> Option<String> {
        let lines: Vec<&str> = self.know.bring.iter().map(|text| text.to(language, self.portal_language)).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    /// How its customer gets in.
    pub fn how_to_get_in(&self, language: Language) -> Option<String> {
        self.know.how_to_get_in.as_ref().map(|text| text.to(language, self.portal_language).to_owned())
    }

    /// What opens the door, where it has been left there.
    pub fn access(&self, language: Language) -> Option<String> {
        self.know.access.as_ref().map(|access| access.text.to(language, self.portal_language).to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(text: &str) -> Note {
        Note::parse(text).unwrap()
    }

    #[test]
    fn a_reader_gets_their_language_or_the_next_best() {
        let both = Spoken::default().with(Language::Nl, note("sleutel")).with(Language::En, note("key"));
        let check = |spoken: &Spoken, language, home, expected: &str| assert_eq!(spoken.to(language, home), expected);
        check(&both, Language::En, Language::Nl, "key");
        check(&both, Language::Fr, Language::Nl, "sleutel");
        check(&both, Language::Fr, Language::De, "key");
        check(&Spoken::for_all(note("Schlüssel")), Language::Fr, Language::Nl, "Schlüssel");
        check(&Spoken::for_all(note("Schlüssel")).with(Language::En, note("key")), Language::Fr, Language::En, "Schlüssel");
        let kept = serde_json::to_string(&both).unwrap();
        assert_eq!(serde_json::from_str::<Spoken>(&kept).unwrap(), both);
    }

    #[test]
    fn the_subject_has_its_own_way_in_and_more_to_be_brought() {
        let (one, other) = (Spoken::for_all(note("bel aan")), Spoken::for_all(note("achterom")));
        let event_type = Advice { how_to_get_in: Some(one.clone()), bring: Some(one.clone()), access: None };
        let subject = Advice { how_to_get_in: Some(other.clone()), bring: Some(other.clone()), access: None };
        let know = Know::of(event_type.clone(), subject);
        assert_eq!((know.how_to_get_in, know.bring), (Some(other), vec![one.clone(), Spoken::for_all(note("achterom"))]));
        assert_eq!(Know::of(event_type, Advice::default()).how_to_get_in, Some(one));
    }
}
