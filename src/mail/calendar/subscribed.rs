//! An agenda as a calendar that others subscribe to (RFC 5545, RFC 7986): its appointments as the team's mail has them, so that a calendar knows them to be the
//! same, and what is kept free. What was cancelled is not in it, by which calendars take it away.

use super::{Lines, compact, escape, event, person};
use crate::domain::{Audience, Subscribed};
use crate::locales;

/// How often calendars may come again.
const AGAIN: &str = "PT15M";

/// The calendar. The same agenda gives the same text, byte by byte.
pub fn subscribed(agenda: &Subscribed, public_url: &str) -> String {
    let name = escape(&format!("{} – {}", agenda.agenda_name, agenda.portal_name));
    let mut file = Lines::begun("PUBLISH");
    for (property, value) in
        [("NAME", name.as_str()), ("X-WR-CALNAME", &name), ("X-WR-TIMEZONE", agenda.zone.as_str()), ("REFRESH-INTERVAL;VALUE=DURATION", AGAIN), ("X-PUBLISHED-TTL", AGAIN)]
    {
        file.line(property, value);
    }
    for (card, changed_at) in &agenda.appointments {
        file.line("BEGIN", "VEVENT");
        event(&mut file, Audience::Agenda, card, public_url, *changed_at);
        file.line("LAST-MODIFIED", &compact(*changed_at));
        person(&mut file, "ORGANIZER", "", &card.agenda_name, &card.agenda_email);
        file.line("END", "VEVENT");
    }
    let kept = locales::section(locales::spoken(agenda.language), "mail").get("calendar_kept");
    for (block, made_at) in &agenda.blocks {
        let reason = block.reason.as_str();
        file.line("BEGIN", "VEVENT");
        file.line("UID", &format!("{}@appointment", block.id));
        file.line("DTSTAMP", &compact(*made_at));
        file.line("DTSTART", &compact(block.span.start));
        file.line("DTEND", &compact(block.span.end));
        file.line("TRANSP", "OPAQUE");
        file.line("SUMMARY", &escape(if reason.is_empty() { kept } else { reason }));
        person(&mut file, "ORGANIZER", "", &agenda.agenda_name, &agenda.agenda_email);
        file.line("END", "VEVENT");
    }
    file.line("END", "VCALENDAR");
    file.0
}
