//! A portal's wishes for its mail as they are typed, and the limits of each. Who types them, and where, is not known here.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::texts::OwnTexts;
use super::{Attendance, Email, FieldError, MailKind, MailSettings, Minutes, Name, Note, Quiet};

/// Minutes that a reminder may come ahead, or a follow-up after: a quarter of an hour to thirty days.
pub const LEAD: RangeInclusive<u32> = 15..=43_200;
/// Minutes that customers may be held to: thirty days at most.
pub const CUTOFF: RangeInclusive<u32> = 0..=43_200;
/// Appointments to come that a customer may have about one subject.
pub const MAX_OPEN: RangeInclusive<u32> = 1..=100;
/// Reminders at most.
pub const REMINDERS: u16 = 5;

/// The wishes as they are typed. An empty text is no wish.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawMailSettings {
    /// What customers get.
    pub customer: Vec<MailKind>,
    /// What the team gets.
    pub team: Vec<MailKind>,
    /// Minutes before the start, in any order.
    pub reminders: Vec<u32>,
    /// Customers are asked whether they still come.
    pub still_coming: bool,
    /// Minutes after the end.
    pub follow_up: Option<u32>,
    /// `21:00-08:00`.
    pub quiet: String,
    /// Whom mail comes from.
    pub sender_name: String,
    /// Where answers go.
    pub reply_to: String,
    /// What stands beneath.
    pub signature: String,
    /// The address that mail comes from.
    pub from: String,
    /// Minutes before the start.
    pub cancel_cutoff: u32,
    /// Minutes before the start.
    pub reschedule_cutoff: u32,
    /// Appointments to come about one subject.
    pub max_open: Option<u32>,
    /// What those may do who come along.
    pub attendees: Attendance,
}

/// Hides names and addresses.
impl fmt::Debug for RawMailSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RawMailSettings(…)")
    }
}

/// A wish that can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MailField {
    /// The leads of reminders.
    Reminders,
    /// How long after the end there is a follow-up.
    FollowUp,
    /// The quiet hours.
    Quiet,
    /// Whom mail comes from.
    SenderName,
    /// Where answers go.
    ReplyTo,
    /// What stands beneath.
    Signature,
    /// The address that mail comes from.
    From,
    /// Until when customers may cancel.
    CancelCutoff,
    /// Until when customers may reschedule.
    RescheduleCutoff,
    /// How many a customer may book.
    MaxOpen,
}

impl MailField {
    /// Its key in portal files and in `/v1`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reminders => "reminder_minutes",
            Self::FollowUp => "follow_up_minutes",
            Self::Quiet => "quiet",
            Self::SenderName => "sender_name",
            Self::ReplyTo => "reply_to",
            Self::Signature => "signature",
            Self::From => "from",
            Self::CancelCutoff => "cancel_cutoff_minutes",
            Self::RescheduleCutoff => "reschedule_cutoff_minutes",
            Self::MaxOpen => "max_open",
        }
    }
}

impl RawMailSettings {
    /// Wishes as they would be typed.
    pub fn of(settings: &MailSettings) -> Self {
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        Self {
            customer: settings.customer.into(),
            team: settings.team.into(),
            reminders: settings.reminders.iter().map(|lead| lead.count()).collect(),
            still_coming: settings.still_coming,
            follow_up: settings.follow_up.map(Minutes::count),
            quiet: settings.quiet.map(Quiet::written).unwrap_or_default(),
            sender_name: text(settings.sender_name.as_ref().map(Name::as_str)),
            reply_to: text(settings.reply_to.as_ref().map(Email::as_str)),
            signature: text(settings.signature.as_ref().map(Note::as_str)),
            from: text(settings.from.as_ref().map(Email::as_str)),
            cancel_cutoff: settings.cancel_cutoff.count(),
            reschedule_cutoff: settings.reschedule_cutoff.count(),
            max_open: settings.max_open,
            attendees: settings.attendees,
        }
    }

    /// Reads them, or says what is wrong with each that is. What a portal says in its own way is not among them.
    pub fn parse(&self) -> Result<MailSettings, Vec<(MailField, FieldError)>> {
        let mut wrong = Vec::new();
        wrong.extend(leads(&self.reminders).err().map(|error| (MailField::Reminders, error)));
        let numbers = [
            (MailField::FollowUp, self.follow_up, &LEAD),
            (MailField::CancelCutoff, Some(self.cancel_cutoff), &CUTOFF),
            (MailField::RescheduleCutoff, Some(self.reschedule_cutoff), &CUTOFF),
            (MailField::MaxOpen, self.max_open, &MAX_OPEN),
        ];
        wrong.extend(numbers.into_iter().filter_map(|(field, number, limits)| Some((field, within(number?, limits).err()?))));
        let quiet = optional(&self.quiet, MailField::Quiet, &mut wrong, |text| Quiet::parse(text).ok_or(FieldError::NotQuiet));
        let sender_name = optional(&self.sender_name, MailField::SenderName, &mut wrong, Name::parse);
        let reply_to = optional(&self.reply_to, MailField::ReplyTo, &mut wrong, Email::parse);
        let from = optional(&self.from, MailField::From, &mut wrong, Email::parse);
        let signature = optional(&self.signature, MailField::Signature, &mut wrong, Note::parse);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let mut reminders = self.reminders.clone();
        reminders.sort_unstable_by(|one, other| other.cmp(one));
        // The team invites, and is not invited: as it was left alone.
        let team: Vec<MailKind> = self.team.iter().copied().filter(|kind| *kind != MailKind::Invitation).collect();
        Ok(MailSettings {
            customer: self.customer.clone().into(),
            team: team.into(),
            reminders: reminders.into_iter().map(Minutes::new).collect(),
            still_coming: self.still_coming,
            follow_up: self.follow_up.map(Minutes::new),
            quiet,
            sender_name,
            reply_to,
            signature,
            from,
            cancel_cutoff: Minutes::new(self.cancel_cutoff),
            reschedule_cutoff: Minutes::new(self.reschedule_cutoff),
            max_open: self.max_open,
            attendees: self.attendees,
            texts: OwnTexts::default(),
        })
    }
}

fn leads(reminders: &[u32]) -> Result<(), FieldError> {
    for lead in reminders {
        within(*lead, &LEAD)?;
    }
    if reminders.iter().collect::<BTreeSet<_>>().len() < reminders.len() {
        return Err(FieldError::Twice);
    }
    if reminders.len() > usize::from(REMINDERS) { Err(FieldError::TooMany(REMINDERS)) } else { Ok(()) }
}

fn within(number: u32, limits: &RangeInclusive<u32>) -> Result<(), FieldError> {
    if limits.contains(&number) { Ok(()) } else { Err(FieldError::Outside { least: *limits.start(), most: *limits.end() }) }
}

fn optional<T>(text: &str, field: MailField, wrong: &mut Vec<(MailField, FieldError)>, parse: impl Fn(&str) -> Result<T, FieldError>) -> Option<T> {
    if text.trim().is_empty() {
        return None;
    }
    parse(text).map_err(|error| wrong.push((field, error))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_read_and_written_again() {
        let mut typed = RawMailSettings::of(&MailSettings::default());
        assert_eq!(typed.parse(), Ok(MailSettings::default()));
        typed = RawMailSettings { reminders: vec![1_440, 60], quiet: "21:00-08:00".to_owned(), reply_to: "balie@kade.example".to_owned(), max_open: Some(3), ..typed };
        let shuffled = RawMailSettings { reminders: vec![60, 1_440], reply_to: " balie@kade.example ".to_owned(), sender_name: "  ".to_owned(), ..typed.clone() };
        assert_eq!(RawMailSettings::of(&shuffled.parse().unwrap()), typed);
    }

    #[test]
    fn each_wish_is_held_to_its_limits() {
        let check = |change: &dyn Fn(&mut RawMailSettings), expected: &[(MailField, FieldError)]| {
            let mut typed = RawMailSettings::of(&MailSettings::default());
            change(&mut typed);
            assert_eq!(typed.parse().unwrap_err(), expected);
        };
        let lead = FieldError::Outside { least: 15, most: 43_200 };
        check(&|typed| typed.reminders = vec![60, 14], &[(MailField::Reminders, lead)]);
        check(&|typed| typed.reminders = vec![60, 60], &[(MailField::Reminders, FieldError::Twice)]);
        check(&|typed| typed.reminders = vec![15, 16, 17, 18, 19, 20], &[(MailField::Reminders, FieldError::TooMany(5))]);
        check(&|typed| typed.follow_up = Some(43_201), &[(MailField::FollowUp, lead)]);
        check(&|typed| typed.max_open = Some(0), &[(MailField::MaxOpen, FieldError::Outside { least: 1, most: 100 })]);
        check(&|typed| typed.cancel_cutoff = 43_201, &[(MailField::CancelCutoff, FieldError::Outside { least: 0, most: 43_200 })]);
        check(&|typed| typed.quiet = "21:00-".to_owned(), &[(MailField::Quiet, FieldError::NotQuiet)]);
        check(&|typed| typed.sender_name = "Kade\nBcc: x@y.example".to_owned(), &[(MailField::SenderName, FieldError::ControlCharacter)]);
        check(&|typed| typed.reply_to = "balie".to_owned(), &[(MailField::ReplyTo, FieldError::NotAnEmail)]);
        check(&|typed| typed.signature = "a\0".to_owned(), &[(MailField::Signature, FieldError::ControlCharacter)]);
    }
}
