//! What a portal wants of its mail, and of what its customers may do by the links in it. Knows no letter and no zone table.

use serde::{Deserialize, Serialize};

use super::texts::OwnTexts;
use super::{Audience, Email, Language, MailKind, MailKinds, MailText, Minutes, Name, Note, TextPart, WallTime};

/// Hours of the day in which nobody is reminded of anything: the clock of the place, from the first until just before the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quiet {
    /// They begin.
    pub from: WallTime,
    /// They are over; the next day where this is not later than `from`.
    pub until: WallTime,
}

impl Quiet {
    /// Reads `21:00-08:00`; `None` for anything else, and for hours without a length.
    pub fn parse(text: &str) -> Option<Self> {
        let read = |time: &str| (time.len() == 5).then(|| chrono::NaiveTime::parse_from_str(time, "%H:%M").ok()).flatten().map(WallTime::new);
        let (from, until) = text.split_once('-')?;
        let quiet = Self { from: read(from)?, until: read(until)? };
        (quiet.from != quiet.until).then_some(quiet)
    }

    /// As it is read.
    pub fn written(self) -> String {
        format!("{}-{}", self.from, self.until)
    }

    /// They pass midnight.
    pub fn passes_midnight(self) -> bool {
        self.until < self.from
    }
}

/// What those may do with an appointment who come along to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attendance {
    /// See it, and withdraw themselves.
    #[default]
    MayLook,
    /// That, and cancel or reschedule it, as who booked may.
    MayChange,
}

impl Attendance {
    /// Reads it as a portal file says it.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "may_look" => Some(Self::MayLook),
            "may_change" => Some(Self::MayChange),
            _ => None,
        }
    }
}

/// What a portal wants of its mail. Left alone, it is told of everything that happens, nobody is reminded, and customers may change until the start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MailSettings {
    /// What customers get.
    pub customer: MailKinds,
    /// What the team gets.
    pub team: MailKinds,
    /// How long before the start there is a reminder, the longest first.
    pub reminders: Vec<Minutes>,
    /// Customers are asked the day before whether they still come.
    pub still_coming: bool,
    /// How long after the end there is a follow-up.
    pub follow_up: Option<Minutes>,
    /// When nobody is reminded of anything.
    pub quiet: Option<Quiet>,
    /// The address that mail comes from, where the server may send from its domain; else answers go there.
    pub from: Option<Email>,
    /// Whom mail comes from, instead of the portal's name.
    pub sender_name: Option<Name>,
    /// Where customers' answers go, instead of the agenda's address.
    pub reply_to: Option<Email>,
    /// What stands beneath customers' mail.
    pub signature: Option<Note>,
    /// How long before the start customers may cancel at the latest.
    pub cancel_cutoff: Minutes,
    /// How long before the start customers may reschedule at the latest.
    pub reschedule_cutoff: Minutes,
    /// How many appointments to come about one subject a customer may book.
    pub max_open: Option<u32>,
    /// What those may do who come along.
    pub attendees: Attendance,
    /// What the portal says in customers' mails in its own way: by language, kind and part.
    #[serde(skip_serializing_if = "OwnTexts::is_empty")]
    pub texts: OwnTexts,
}

/// The question whether they still come is asked so long before the start.
pub const DAY_BEFORE: Minutes = Minutes::new(24 * 60);

impl Default for MailSettings {
    fn default() -> Self {
        use MailKind::{Cancellation, Change, Confirmation, Move, RequestReceived};
        Self {
            customer: MailKind::ALL.to_vec().into(),
            team: vec![Confirmation, Change, Move, Cancellation, RequestReceived].into(),
            reminders: Vec::new(),
            still_coming: false,
            follow_up: None,
            quiet: None,
            from: None,
            sender_name: None,
            reply_to: None,
            signature: None,
            cancel_cutoff: Minutes::ZERO,
            reschedule_cutoff: Minutes::ZERO,
            max_open: None,
            attendees: Attendance::MayLook,
            texts: OwnTexts::default(),
        }
    }
}

impl MailSettings {
    /// Where customers' answers go, where it isn't the agenda's address; `ours`: mail comes from the portal's own address.
    pub fn answers(&self, ours: bool) -> Option<&Email> {
        self.reply_to.as_ref().or_else(|| self.from.as_ref().filter(|_| !ours))
    }

    /// Someone gets this kind of mail.
    pub const fn wants(&self, audience: Audience, kind: MailKind) -> bool {
        match audience {
            Audience::Customer => self.customer.has(kind),
            Audience::Agenda => self.team.has(kind),
        }
    }

    /// What the portal says in a mail in its own way.
    pub fn text(&self, language: Language, kind: MailKind) -> MailText {
        MailText::kept(TextPart::ALL.map(|part| self.texts.get(language, kind.as_str(), part.as_str()).map(str::to_owned)))
    }

    /// Says it, or what is built in.
    pub fn say(&mut self, language: Language, kind: MailKind, text: &MailText) {
        for part in TextPart::ALL {
            self.texts.say(language, kind.as_str(), part.as_str(), text.get(part));
        }
    }

    /// Takes over what a portal file says now and did not say `before`. Where it says the same as ever, the team's word stands, each by itself.
    pub fn follow(&mut self, before: &Self, now: &Self) {
        macro_rules! follow {
            ($($field:ident)*) => {$(
                if before.$field != now.$field {
                    self.$field.clone_from(&now.$field);
                }
            )*};
        }
        follow!(reminders still_coming follow_up quiet from sender_name reply_to signature cancel_cutoff reschedule_cutoff max_open attendees);
        self.texts.follow(&before.texts, &now.texts);
        for kind in MailKind::ALL {
            for (mine, before, now) in [(&mut self.customer, before.customer, now.customer), (&mut self.team, before.team, now.team)] {
                if before.has(kind) != now.has(kind) {
                    mine.set(kind, now.has(kind));
                }
            }
        }
    }

    /// What there is to be said before the start, each with its lead, the longest first. Where the question and a reminder fall together, the question says both.
    pub fn ladder(&self) -> Vec<(Minutes, MailKind)> {
        let anyone = |kind| self.customer.has(kind) || self.team.has(kind);
        let asks = self.still_coming && anyone(MailKind::StillComing);
        let reminders = self.reminders.iter().filter(|lead| anyone(MailKind::Reminder) && !(asks && **lead == DAY_BEFORE)).map(|lead| (*lead, MailKind::Reminder));
        let mut ladder: Vec<_> = reminders.chain(asks.then_some((DAY_BEFORE, MailKind::StillComing))).collect();
        ladder.sort_by_key(|(lead, _)| std::cmp::Reverse(*lead));
        ladder
    }

    /// How long after the end there is something to be said, where there is.
    pub fn after(&self) -> Option<Minutes> {
        self.follow_up.filter(|_| self.customer.has(MailKind::FollowUp) || self.team.has(MailKind::FollowUp))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::RawMailText;

    #[test]
    fn quiet_hours_are_two_times_that_differ() {
        let quiet = Quiet::parse("21:00-08:00").unwrap();
        assert_eq!((quiet.from.to_string(), quiet.until.to_string(), quiet.passes_midnight()), ("21:00".to_owned(), "08:00".to_owned(), true));
        assert!(!Quiet::parse("12:00-13:30").unwrap().passes_midnight());
        for wrong in ["", "21:00", "21:00-21:00", "24:00-08:00", "9:00-10:00", "21:00 - 08:00", "21-8"] {
            assert_eq!(Quiet::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_teams_word_stands_until_the_file_says_something_new_each_by_itself() {
        let file = MailSettings { reminders: vec![Minutes::new(60)], max_open: Some(2), ..MailSettings::default() };
        let mut now = MailSettings { reminders: vec![Minutes::new(1_440)], still_coming: true, ..file.clone() };
        now.customer.set(MailKind::Move, false);
        let said = |subject: &str| RawMailText([subject, "", ""].map(str::to_owned)).parse(MailKind::Change).unwrap();
        now.say(Language::Nl, MailKind::Change, &said("Van het team"));
        let team = now.clone();
        now.follow(&file, &file);
        assert_eq!(now, team, "the same file says nothing new");
        let mut newer = MailSettings { reminders: vec![Minutes::new(120)], ..file.clone() };
        newer.team.set(MailKind::Reminder, true);
        newer.say(Language::En, MailKind::Change, &said("From the file"));
        now.follow(&file, &newer);
        let mut expected = MailSettings { reminders: newer.reminders.clone(), ..team };
        expected.team.set(MailKind::Reminder, true);
        expected.say(Language::En, MailKind::Change, &said("From the file"));
        assert_eq!(now, expected, "what it says anew is so, and the rest stays the team's");
    }

    #[test]
    fn the_question_takes_the_place_of_the_reminder_that_falls_together_with_it() {
        let leads = |minutes: &[u32]| minutes.iter().map(|minutes| Minutes::new(*minutes)).collect();
        let mut settings = MailSettings { reminders: leads(&[2_880, 1_440, 60]), still_coming: true, ..MailSettings::default() };
        let kinds = |settings: &MailSettings| settings.ladder().iter().map(|(lead, kind)| format!("{} {}", lead.count(), kind.as_str())).collect::<Vec<_>>();
        assert_eq!(kinds(&settings), ["2880 reminder", "1440 still_coming", "60 reminder"]);
        settings.customer.set(MailKind::StillComing, false);
        assert_eq!(kinds(&settings), ["2880 reminder", "1440 reminder", "60 reminder"]);
        settings.customer.set(MailKind::Reminder, false);
        assert!(settings.ladder().is_empty());
        settings.team.set(MailKind::Reminder, true);
        assert_eq!(kinds(&settings).len(), 3);
    }

    #[test]
    fn what_is_stored_is_read_back_and_nothing_stored_is_todays_way() {
        let mut settings = MailSettings { reminders: vec![Minutes::new(60)], quiet: Quiet::parse("21:00-08:00"), max_open: Some(2), ..MailSettings::default() };
        settings.team.set(MailKind::FollowUp, true);
        let json = serde_json::to_string(&settings).unwrap();
        assert_eq!(serde_json::from_str::<MailSettings>(&json).unwrap(), settings);
        assert_eq!(serde_json::from_str::<MailSettings>("{}").unwrap(), MailSettings::default());
    }
}
