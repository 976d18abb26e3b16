//! What the portal wants of its mail, as it is typed. Whether a number is within its limits, the server says.

use crate::api::team::Field;
use crate::domain::{Attendance, FieldError, MailField, MailKind, RawMailSettings};

/// The fields: name, the key of what is above each, and the wish that each is of. Quiet hours are two.
pub const WISHES: [(&str, &str, MailField); 11] = [
    ("reminders", "mails.reminders", MailField::Reminders),
    ("follow-up", "mails.follow_up_after", MailField::FollowUp),
    ("quiet-from", "mails.quiet_from", MailField::Quiet),
    ("quiet-until", "mails.quiet_until", MailField::Quiet),
    ("sender-name", "mails.sender_name", MailField::SenderName),
    ("reply-to", "mails.reply_to", MailField::ReplyTo),
    ("signature", "mails.signature", MailField::Signature),
    ("from", "mails.address", MailField::From),
    ("cancel-cutoff", "mails.cancel_cutoff", MailField::CancelCutoff),
    ("reschedule-cutoff", "mails.reschedule_cutoff", MailField::RescheduleCutoff),
    ("max-open", "mails.max_open", MailField::MaxOpen),
];

/// Wishes as they are typed.
pub fn typed_wishes(wishes: &RawMailSettings) -> [String; 11] {
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let (from, until) = wishes.quiet.split_once('-').unwrap_or_default();
    let leads: Vec<String> = wishes.reminders.iter().map(u32::to_string).collect();
    [
        leads.join(", "),
        number(wishes.follow_up),
        from.to_owned(),
        until.to_owned(),
        wishes.sender_name.clone(),
        wishes.reply_to.clone(),
        wishes.signature.clone(),
        wishes.from.clone(),
        wishes.cancel_cutoff.to_string(),
        wishes.reschedule_cutoff.to_string(),
        number(wishes.max_open),
    ]
}

/// The numbers of a list as it is typed: with commas, blanks or both between them.
pub fn listed(typed: &str) -> Option<Vec<u32>> {
    typed.split([',', ';', ' ']).filter(|part| !part.is_empty()).map(|part| part.parse().ok()).collect()
}

/// Wishes from what was typed, or what is no number of it.
pub fn wishes(typed: &[String; 11], customer: Vec<MailKind>, team: Vec<MailKind>, still_coming: bool, attendees: Attendance) -> Result<RawMailSettings, Vec<(Field, FieldError)>> {
    let mut wrong = Vec::new();
    let mut number = |at: usize, least: u32, most: u32| {
        let text = typed[at].trim();
        let read = if text.is_empty() { None } else { text.parse::<u32>().map_err(|_| wrong.push((Field::Mail(WISHES[at].2), FieldError::Outside { least, most }))).ok() };
        read.filter(|_| !text.is_empty())
    };
    let (follow_up, cancel_cutoff, reschedule_cutoff, max_open) = (number(1, 15, 43_200), number(8, 0, 43_200), number(9, 0, 43_200), number(10, 1, 100));
    let reminders = listed(&typed[0]).unwrap_or_else(|| {
        wrong.insert(0, (Field::Mail(MailField::Reminders), FieldError::Outside { least: 15, most: 43_200 }));
        Vec::new()
    });
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let quiet = if typed[2].is_empty() && typed[3].is_empty() { String::new() } else { format!("{}-{}", typed[2], typed[3]) };
    let [_, _, _, _, sender_name, reply_to, signature, from, ..] = typed.clone();
    let (cancel_cutoff, reschedule_cutoff) = (cancel_cutoff.unwrap_or_default(), reschedule_cutoff.unwrap_or_default());
    Ok(RawMailSettings { customer, team, reminders, still_coming, follow_up, quiet, sender_name, reply_to, signature, from, cancel_cutoff, reschedule_cutoff, max_open, attendees })
}

/// The name of the first of the wrong fields, as they stand below one another.
pub fn first_wrong_wish(wrong: &[(Field, FieldError)]) -> Option<&'static str> {
    WISHES.into_iter().find(|(_, _, wish)| wrong.iter().any(|(field, _)| *field == Field::Mail(*wish))).map(|(name, ..)| name)
}

/// What a kind of mail is called.
pub const fn mail_kind(kind: MailKind) -> &'static str {
    match kind {
        MailKind::Confirmation => "mail.confirmation",
        MailKind::Change => "mail.change",
        MailKind::Move => "mails.moved",
        MailKind::Cancellation => "mail.cancellation",
        MailKind::Reminder => "mail.reminder",
        MailKind::StillComing => "mail.still_coming",
        MailKind::FollowUp => "mail.follow_up",
        MailKind::RequestReceived => "mails.request_received",
        MailKind::Invitation => "mails.invitation",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::MailSettings;

    #[test]
    fn wishes_are_read_as_they_are_shown() {
        let raw = RawMailSettings {
            reminders: vec![1_440, 60],
            follow_up: Some(120),
            quiet: "21:00-08:00".to_owned(),
            signature: "Tot gauw".to_owned(),
            cancel_cutoff: 60,
            ..RawMailSettings::of(&MailSettings::default())
        };
        let shown = typed_wishes(&raw);
        assert_eq!((shown[0].as_str(), shown[2].as_str(), shown[3].as_str(), shown[10].as_str()), ("1440, 60", "21:00", "08:00", ""));
        assert_eq!(wishes(&shown, raw.customer.clone(), raw.team.clone(), raw.still_coming, raw.attendees), Ok(raw));
        assert_eq!(listed("1440 60;15,"), Some(vec![1_440, 60, 15]));
    }

    #[test]
    fn what_is_no_number_is_told_at_its_field() {
        let mut typed = typed_wishes(&RawMailSettings::of(&MailSettings::default()));
        (typed[0], typed[8], typed[10]) = ("een dag".to_owned(), "-1".to_owned(), "veel".to_owned());
        let wrong = wishes(&typed, Vec::new(), Vec::new(), false, Attendance::MayLook).unwrap_err();
        let fields: Vec<Field> = wrong.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, [MailField::Reminders, MailField::CancelCutoff, MailField::MaxOpen].map(Field::Mail));
        assert_eq!(first_wrong_wish(&wrong[1..]), Some("cancel-cutoff"));
        assert_eq!(first_wrong_wish(&[]), None);
    }
}
