//! Days, times and zones written out for a reader, in their language. Knows no appointment, and no present moment: what is
//! written depends on its arguments alone. The words are in `locales/`, under `[dates]` and `[zones]`.

use chrono::{Datelike, Timelike};

use crate::domain::{Day, Instant, Language, Minutes, Span, WallTime, ZoneName};
use crate::locales::{self, Section};
use crate::zone::{Moments, Zone};

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MONTHS: [&str; 12] = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// A day: `dinsdag 1 december 2026`, `Tuesday 1 December 2026`.
pub fn day(language: Language, day: Day) -> String {
    let words = locales::section(language, "dates");
    let date = day.date();
    let places = [("weekday", words.get(weekday_key(day))), ("date", &date.day().to_string()), ("month", words.get(month_key(day))), ("year", &date.year().to_string())];
    words.fill("day", &places)
}

/// A day in few letters, as `Intl` has it: `di 1 dec`, `Tue 1 Dec`.
pub fn short_day(language: Language, day: Day) -> String {
    let words = locales::section(language, "dates");
    let (weekday, month) = (short(words, weekday_key(day)), short(words, month_key(day)));
    words.fill("short_day", &[("weekday", weekday), ("date", &day.date().day().to_string()), ("month", month)])
}

/// The month of a day: `december 2026`, `December 2026`.
pub fn month(language: Language, day: Day) -> String {
    let words = locales::section(language, "dates");
    words.fill("month", &[("month", words.get(month_key(day))), ("year", &day.date().year().to_string())])
}

/// The name of a day's weekday, in few letters and in full: `di` and `dinsdag`, `Tue` and `Tuesday`.
pub fn weekday(language: Language, day: Day) -> (String, String) {
    let words = locales::section(language, "dates");
    let key = weekday_key(day);
    (short(words, key).to_owned(), words.get(key).to_owned())
}

/// A time of day: `09:00`.
pub fn time(time: WallTime) -> String {
    time.to_string()
}

/// From when to when: `09:00–09:30 uur`, `09:00–09:30`. The day that an evening past midnight ends on is named, and of a time that
/// clocks show twice the offset (case 2): `02:30 (UTC+01:00)–03:00 uur`.
pub fn times(language: Language, span: Span, zone: &ZoneName) -> String {
    let zone = Zone::of(zone);
    let (from, to) = (clock(&zone, span.start), clock(&zone, span.end));
    let (first, last) = (zone.day(span.start), zone.day(span.end));
    let words = locales::section(language, "dates");
    if first == last || span.end == zone.day_span(first).end {
        return words.fill("times", &[("from", &from), ("to", &to)]);
    }
    words.fill("times_past_midnight", &[("from", &from), ("to", &to), ("day", &day(language, last))])
}

/// Whose clock shows it: `tijd in Amsterdam`, `Amsterdam time`.
pub fn zone(language: Language, name: &ZoneName) -> String {
    let known = locales::section(language, "zones").get(name.as_str());
    match city(name.as_str()) {
        _ if !known.is_empty() => known.to_owned(),
        Some(city) => locales::section(language, "dates").fill("zone", &[("city", &city)]),
        None => name.as_str().to_owned(),
    }
}

/// The city in a zone's name: `America/Argentina/Buenos_Aires` → `Buenos Aires`. Names that are no place's, such as `UTC` or `Etc/GMT+5`, have none.
fn city(name: &str) -> Option<String> {
    let (area, _) = name.split_once('/')?;
    let city = name.rsplit('/').next()?;
    (area != "Etc").then(|| city.replace('_', " "))
}

fn weekday_key(day: Day) -> &'static str {
    WEEKDAYS[day.date().weekday().num_days_from_monday() as usize]
}

fn month_key(day: Day) -> &'static str {
    MONTHS[day.date().month0() as usize]
}

fn short(words: &'static Section, key: &str) -> &'static str {
    words.get(&format!("{key}_short"))
}

fn clock(zone: &Zone, at: Instant) -> String {
    let (day, wall) = zone.wall(at);
    let minutes = Minutes::new(wall.time().num_seconds_from_midnight() / 60);
    match zone.moments(day, minutes) {
        Moments::Fold(..) => format!("{} (UTC{})", time(wall), zone.offset(at)),
        Moments::Gap | Moments::One(_) => time(wall),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: &str, to: &str) -> Span {
        Span::new(Instant::parse(from).unwrap(), Instant::parse(to).unwrap())
    }

    #[test]
    fn a_day_is_written_out_in_the_readers_language() {
        let check = |text: &str, expected: [&str; 4]| assert_eq!(Language::ALL.map(|language| day(language, Day::parse(text).unwrap())), expected);
        check("2026-12-01", ["dinsdag 1 december 2026", "Tuesday 1 December 2026", "Dienstag, 1. Dezember 2026", "mardi 1 décembre 2026"]);
        check("2028-02-29", ["dinsdag 29 februari 2028", "Tuesday 29 February 2028", "Dienstag, 29. Februar 2028", "mardi 29 février 2028"]);
        check("2027-08-15", ["zondag 15 augustus 2027", "Sunday 15 August 2027", "Sonntag, 15. August 2027", "dimanche 15 août 2027"]);
    }

    #[test]
    fn a_day_and_a_month_have_short_names_as_the_browser_writes_them() {
        let check = |language: Language, text: &str, short: &str, of_month: &str, names: (&str, &str)| {
            let day = Day::parse(text).unwrap();
            assert_eq!(short_day(language, day), short);
            assert_eq!(month(language, day), of_month);
            assert_eq!(weekday(language, day), (names.0.to_owned(), names.1.to_owned()));
        };
        check(Language::Nl, "2026-12-01", "di 1 dec", "december 2026", ("di", "dinsdag"));
        check(Language::Nl, "2026-03-01", "zo 1 mrt", "maart 2026", ("zo", "zondag"));
        check(Language::En, "2026-12-01", "Tue 1 Dec", "December 2026", ("Tue", "Tuesday"));
        check(Language::En, "2026-09-30", "Wed 30 Sept", "September 2026", ("Wed", "Wednesday"));
        check(Language::De, "2026-12-01", "Di., 1. Dez.", "Dezember 2026", ("Di", "Dienstag"));
        check(Language::De, "2026-03-01", "So., 1. März", "März 2026", ("So", "Sonntag"));
        check(Language::Fr, "2026-12-01", "mar. 1 déc.", "décembre 2026", ("mar.", "mardi"));
        check(Language::Fr, "2026-08-01", "sam. 1 août", "août 2026", ("sam.", "samedi"));
    }

    #[test]
    fn times_are_those_of_the_place_and_say_what_would_mislead() {
        let amsterdam = ZoneName::new("Europe/Amsterdam");
        let check = |from: &str, to: &str, expected: [&str; 4]| assert_eq!(Language::ALL.map(|language| times(language, span(from, to), &amsterdam)), expected);
        check("2026-12-01T08:00:00Z", "2026-12-01T08:30:00Z", ["09:00–09:30 uur", "09:00–09:30", "09:00–09:30 Uhr", "09:00–09:30"]);
        check("2026-12-01T22:30:00Z", "2026-12-01T23:00:00Z", ["23:30–00:00 uur", "23:30–00:00", "23:30–00:00 Uhr", "23:30–00:00"]);
        let past_midnight = [
            "23:30–00:30 uur (woensdag 2 december 2026)",
            "23:30–00:30 (Wednesday 2 December 2026)",
            "23:30–00:30 Uhr (Mittwoch, 2. Dezember 2026)",
            "23:30–00:30 (mercredi 2 décembre 2026)",
        ];
        check("2026-12-01T22:30:00Z", "2026-12-01T23:30:00Z", past_midnight);
        let twice =
            ["02:30 (UTC+02:00)–02:00 (UTC+01:00) uur", "02:30 (UTC+02:00)–02:00 (UTC+01:00)", "02:30 (UTC+02:00)–02:00 (UTC+01:00) Uhr", "02:30 (UTC+02:00)–02:00 (UTC+01:00)"];
        check("2027-10-31T00:30:00Z", "2027-10-31T01:00:00Z", twice);
    }

    #[test]
    fn a_zone_is_named_by_its_city() {
        let check = |name: &str, expected: [&str; 4]| assert_eq!(Language::ALL.map(|language| zone(language, &ZoneName::new(name))), expected);
        check("Europe/Amsterdam", ["tijd in Amsterdam", "Amsterdam time", "Ortszeit in Amsterdam", "heure d’Amsterdam"]);
        check("Europe/Brussels", ["tijd in Brussel", "Brussels time", "Ortszeit in Brüssel", "heure de Bruxelles"]);
        check("America/Curacao", ["tijd op Curaçao", "Curaçao time", "Ortszeit auf Curaçao", "heure de Curaçao"]);
        check("America/Argentina/Buenos_Aires", ["tijd in Buenos Aires", "Buenos Aires time", "Ortszeit in Buenos Aires", "heure locale à Buenos Aires"]);
        check("Etc/UTC", ["Etc/UTC"; 4]);
        check("UTC", ["UTC"; 4]);
    }
}
