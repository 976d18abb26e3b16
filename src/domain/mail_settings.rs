//! What a portal wants of its mail, and of what its customers may do by the links in it. Knows no letter and no zone table.

use serde::{Deserialize, Serialize};

use super::{Audience, Email, Minutes, Name, Note, WallTime};

/// A kind of mail that a portal may want or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    /// An appointment was booked.
    Confirmation,
    /// It has another time.
    Change,
    /// It has another agenda, at the same time.
    Move,
    /// It was called off.
    Cancellation,
    /// It comes near.
    Reminder,
    /// It comes near, and its customer is asked whether they still come.
    StillComing,
    /// It was.
    FollowUp,
}

impl MailKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [Self::Confirmation, Self::Change, Self::Move, Self::Cancellation, Self::Reminder, Self::StillComing, Self::FollowUp];

    /// As it is written in portal files and the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Confirmation => "confirmation",
            Self::Change => "change",
            Self::Move => "move",
            Self::Cancellation => "cancellation",
            Self::Reminder => "reminder",
            Self::StillComing => "still_coming",
            Self::FollowUp => "follow_up",
        }
    }
}

/// The kinds of mail that someone gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<MailKind>", into = "Vec<MailKind>")]
pub struct MailKinds([bool; MailKind::ALL.len()]);

impl MailKinds {
    /// This kind is among them.
    pub const fn has(self, kind: MailKind) -> bool {
        self.0[kind as usize]
    }

    /// Puts a kind among them, or takes it away.
    pub const fn set(&mut self, kind: MailKind, wanted: bool) {
        self.0[kind as usize] = wanted;
    }
}

impl From<Vec<MailKind>> for MailKinds {
    fn from(kinds: Vec<MailKind>) -> Self {
        Self(MailKind::ALL.map(|kind| kinds.contains(&kind)))
    }
}

impl From<MailKinds> for Vec<MailKind> {
    fn from(kinds: MailKinds) -> Self {
        MailKind::ALL.into_iter().filter(|kind| kinds.has(*kind)).collect()
    }
}

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

    /// They pass midnight.
    pub fn passes_midnight(self) -> bool {
        self.until < self.from
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
}

/// The question whether they still come is asked so long before the start.
pub const DAY_BEFORE: Minutes = Minutes::new(24 * 60);

impl Default for MailSettings {
    fn default() -> Self {
        use MailKind::{Cancellation, Change, Confirmation, Move};
        Self {
            customer: MailKind::ALL.to_vec().into(),
            team: vec![Confirmation, Change, Move, Cancellation].into(),
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
