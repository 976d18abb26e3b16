//! `[mail]`: what the portal wants of its mail, and until when its customers may change. What is not said stays as it is for all.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use toml::de::DeTable;

use super::keys::Keys;
use super::mail_texts;
use super::places::Places;
use crate::domain::{Attendance, Audience, CUTOFF, Email, LEAD, MAX_OPEN, MailKind, MailKinds, MailSettings, Minutes, Name, Note, Quiet, REMINDERS};

/// Reads the table.
pub fn read(table: &DeTable<'_>, at: usize, places: &mut Places<'_>) -> MailSettings {
    let mut keys = Keys::new("mail", at, table, places);
    let mut settings = MailSettings { reminders: reminders(&mut keys), ..MailSettings::default() };
    settings.still_coming = keys.maybe_bool("still_coming").unwrap_or(false);
    settings.follow_up = number(&mut keys, "follow_up_minutes", LEAD).map(Minutes::new);
    settings.quiet = keys.optional("quiet", |text| Quiet::parse(text).ok_or("expected two times that differ, such as 21:00-08:00"));
    settings.from = keys.optional("from", Email::parse);
    settings.sender_name = keys.optional("sender_name", Name::parse);
    settings.reply_to = keys.optional("reply_to", Email::parse);
    settings.signature = keys.optional("signature", Note::parse).filter(|text| !text.as_str().trim().is_empty());
    settings.cancel_cutoff = Minutes::new(number(&mut keys, "cancel_cutoff_minutes", CUTOFF).unwrap_or(0));
    settings.reschedule_cutoff = Minutes::new(number(&mut keys, "reschedule_cutoff_minutes", CUTOFF).unwrap_or(0));
    settings.max_open = number(&mut keys, "max_open", MAX_OPEN);
    settings.attendees = keys.optional("attendees", |text| Attendance::parse(text).ok_or("expected may_look or may_change")).unwrap_or_default();
    let (customer, team, texts) = (keys.table("customer"), keys.table("team"), keys.table("texts"));
    keys.end();
    if let Some((table, at)) = texts {
        settings.texts = mail_texts::read(table, at, places);
    }
    for (name, table, audience, wanted) in [("mail.customer", customer, Audience::Customer, &mut settings.customer), ("mail.team", team, Audience::Agenda, &mut settings.team)] {
        if let Some((table, at)) = table {
            kinds(Keys::new(name, at, table, places), audience, wanted);
        }
    }
    settings
}

/// The leads, the longest first.
fn reminders(keys: &mut Keys<'_, '_, '_>) -> Vec<Minutes> {
    let key = "reminder_minutes";
    let place = keys.place(key);
    let mut leads = BTreeSet::new();
    let all = keys.numbers(key);
    let count = all.len();
    for (lead, at) in all {
        if !LEAD.contains(&lead) {
            let what = format!("{}: {key} has {lead}, expected {} to {}", keys.name(), LEAD.start(), LEAD.end());
            keys.places.mistake(at, what);
        } else if !leads.insert(lead) {
            let what = format!("{}: {key} has {lead} twice, expected each once", keys.name());
            keys.places.mistake(at, what);
        }
    }
    if count > usize::from(REMINDERS) {
        let what = format!("{}: {key} has {count} reminders, expected at most {REMINDERS}", keys.name());
        keys.places.mistake(place, what);
    }
    leads.into_iter().rev().map(Minutes::new).collect()
}

fn number(keys: &mut Keys<'_, '_, '_>, key: &'static str, limits: RangeInclusive<u32>) -> Option<u32> {
    let place = keys.place(key);
    let found = keys.maybe_number(key)?;
    if !limits.contains(&found) {
        let what = format!("{}: {key} is {found}, expected {} to {}", keys.name(), limits.start(), limits.end());
        keys.places.mistake(place, what);
        return None;
    }
    Some(found)
}

fn kinds(mut keys: Keys<'_, '_, '_>, audience: Audience, wanted: &mut MailKinds) {
    for kind in MailKind::of(audience) {
        if let Some(is_wanted) = keys.maybe_bool(kind.as_str()) {
            wanted.set(kind, is_wanted);
        }
    }
    keys.end();
}

#[cfg(test)]
mod tests {
    use super::super::told::told as whole;
    use super::*;

    fn told(lines: &str) -> Result<MailSettings, Vec<String>> {
        whole(lines).map(|file| file.setup.portal.mail)
    }

    #[test]
    fn what_is_said_is_so_and_the_rest_stays_as_it_is() {
        assert_eq!(told("\n[mail]\n").unwrap(), MailSettings::default());
        let mail = "\n[mail]\nreminder_minutes = [60, 1440]\nstill_coming = true\nfollow_up_minutes = 120\nquiet = \"21:00-08:00\"\nfrom = \"afspraak@grachten.example\"\nsender_name = \"Grachten\"\n\
            reply_to = \"balie@grachten.example\"\nsignature = \"Tot gauw\\nGrachten\"\ncancel_cutoff_minutes = 120\nreschedule_cutoff_minutes = 240\nmax_open = 2\n\
            attendees = \"may_change\"\ncustomer.follow_up = false\nteam.reminder = true\n";
        let settings = told(mail).unwrap();
        assert_eq!(settings.reminders, [1_440, 60].map(Minutes::new));
        assert_eq!((settings.still_coming, settings.follow_up, settings.quiet), (true, Some(Minutes::new(120)), Quiet::parse("21:00-08:00")));
        assert_eq!((settings.sender_name.unwrap().as_str(), settings.reply_to.unwrap().as_str()), ("Grachten", "balie@grachten.example"));
        assert_eq!(settings.from.unwrap().as_str(), "afspraak@grachten.example");
        assert_eq!(settings.signature.unwrap().as_str(), "Tot gauw\nGrachten");
        assert_eq!((settings.cancel_cutoff, settings.reschedule_cutoff, settings.max_open), (Minutes::new(120), Minutes::new(240), Some(2)));
        assert_eq!(settings.attendees, Attendance::MayChange);
        assert!(!settings.customer.has(MailKind::FollowUp) && settings.customer.has(MailKind::Reminder));
        assert!(settings.team.has(MailKind::Reminder) && !settings.team.has(MailKind::FollowUp) && settings.team.has(MailKind::Change));
    }

    #[test]
    fn each_wrong_value_has_its_line_what_was_found_and_what_is_expected() {
        let check = |line: &str, expected: &str| assert_eq!(told(&format!("\n[mail]\n{line}\n")).unwrap_err(), [format!("3: mail{expected}")], "{line}");
        check("reminder_minutes = [1440, 5]", ": reminder_minutes has 5, expected 15 to 43200");
        check("reminder_minutes = [43201]", ": reminder_minutes has 43201, expected 15 to 43200");
        check("reminder_minutes = [60, 60]", ": reminder_minutes has 60 twice, expected each once");
        check("reminder_minutes = [60, -1]", ": reminder_minutes is -1, expected a whole number of 0 or more");
        check("reminder_minutes = [15, 16, 17, 18, 19, 20]", ": reminder_minutes has 6 reminders, expected at most 5");
        check("reminder_minutes = 60", ": reminder_minutes is an integer, expected a list of whole numbers: [1440, 60]");
        check("follow_up_minutes = 10", ": follow_up_minutes is 10, expected 15 to 43200");
        check("still_coming = \"yes\"", ": still_coming is a string, expected true or false");
        check("quiet = \"21-8\"", ": quiet is \"21-8\", expected two times that differ, such as 21:00-08:00");
        check("sender_name = \"\"", ": sender_name is \"\", expected that it must not be empty");
        check("from = \"afspraak@\"", ": from is \"afspraak@\", expected an e-mail address such as name@example.nl");
        check("reply_to = \"balie\"", ": reply_to is \"balie\", expected an e-mail address such as name@example.nl");
        check("cancel_cutoff_minutes = 43201", ": cancel_cutoff_minutes is 43201, expected 0 to 43200");
        check("reschedule_cutoff_minutes = \"2\"", ": reschedule_cutoff_minutes is a string, expected a whole number");
        check("attendees = \"all\"", ": attendees is \"all\", expected may_look or may_change");
        check("max_open = 0", ": max_open is 0, expected 1 to 100");
        check("customer.reminders = true", ".customer: unknown key \"reminders\", did you mean reminder?");
        check(
            "team.invitation = true",
            ".team: unknown key \"invitation\", expected one of confirmation, change, move, cancellation, reminder, still_coming, follow_up, request_received",
        );
        check("team.move = 1", ".team: move is an integer, expected true or false");
        check("customer = true", ": customer is a boolean, expected a table that begins with [customer]");
        check(
            "xyzzy = 1",
            ": unknown key \"xyzzy\", expected one of reminder_minutes, still_coming, follow_up_minutes, quiet, from, sender_name, reply_to, signature, cancel_cutoff_minutes, reschedule_cutoff_minutes, max_open, attendees, customer, team, texts",
        );
    }
}
