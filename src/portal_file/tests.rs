//! Every mistake has its line, and what was found and expected.

use super::*;
use crate::domain::Language;

const DEMO: &str = include_str!("../../demo/demo.toml");

#[track_caller]
fn check(old: &str, new: &str, expected: &[&str]) {
    assert!(DEMO.contains(old), "{old:?} is not in the demo");
    let line = |text: &str, part: &str| text[..text.find(part).unwrap()].matches('\n').count() + 1;
    let text = DEMO.replacen(old, new, 1);
    let mistakes = read(&text).map(|_| ()).unwrap_err();
    let said: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
    let expected = expected.iter().map(|expected| match expected.split_once(" @ ") {
        Some((what, part)) => format!("{}: {what}", line(&text, part)),
        None => format!("{}: {expected}", line(DEMO, old)),
    });
    assert_eq!(said, expected.collect::<Vec<_>>());
}

#[test]
fn the_demo_is_right() {
    let file = read(DEMO).unwrap();
    assert_eq!((file.setup.agendas.len(), file.setup.event_types.len(), file.setup.entries.len()), (3, 2, 4));
    assert_eq!(file.appointments.len(), 12);
}

#[test]
fn each_mistake_has_its_line_what_was_found_and_what_is_expected() {
    check("step_minutes = 30", "step_minutes = 0", &["event_type \"viewing\": step_minutes is 0, expected 1 to 1440"]);
    check("buffer_after_minutes = 15", "buffer_after_minutes = -5", &["event_type \"viewing\": buffer_after_minutes is -5, expected a whole number of 0 or more"]);
    check("minutes = 30\n", "minutes = 1.5\n", &["event_type \"viewing\": minutes is a float, expected a whole number"]);
    check("horizon_days = 60", "horizon_days = 6000", &["event_type \"viewing\": horizon_days is 6000, expected 0 to 730"]);
    check("notice_minutes = 120", "notice_minute = 120", &["event_type \"viewing\": unknown key \"notice_minute\", did you mean notice_minutes?"]);
    check(
        "zone = \"Europe/Amsterdam\"",
        "zone = \"Europe/Rotterdam\"",
        &["portal \"demo\": zone is \"Europe/Rotterdam\", expected a zone of the tz database, such as Europe/Amsterdam"],
    );
    check(
        "zone = \"Europe/Amsterdam\"",
        "zone = \"Europe/Amsterdam\"\ncountry = \"nl\"",
        &["portal \"demo\": country is \"nl\", expected the two capital letters of a country (ISO 3166), such as NL @ country ="],
    );
    check("plan = \"pro\"", "plan = \"gold\"", &["portal \"demo\": plan is \"gold\", expected free, pro or custom"]);
    check("language = \"nl\"", "language = \"frisian\"", &["portal \"demo\": language is \"frisian\", expected one of nl, en, de, fr"]);
    check(
        "slug = \"zuid\"",
        "slug = \"Zuid!\"",
        &[
            "agenda \"Zuid!\": slug is \"Zuid!\", expected small letters, digits and dashes, such as agenda-noord",
            "entry \"lindengracht-12\": agendas has \"zuid\", expected the slug of an agenda in this file: Zuid!, noord, video @ agendas = [\"noord\", \"zuid\"]",
            "entry \"prinseneiland-43\": agendas has \"zuid\", expected the slug of an agenda in this file: Zuid!, noord, video @ agendas = [\"zuid\"]",
            "entry \"prinseneiland-43\": agendas is empty or missing, expected the slug of at least one agenda @ agendas = [\"zuid\"]",
        ],
    );
    check(
        "mon-fri 09:00-12:30 13:00-17:00",
        "mon-fri 09:00-12:30 12:00-17:00",
        &["agenda \"noord\": hours: found 09:00-12:30 and 12:00-17:00 on one day, which overlap; write one stretch"],
    );
    check(
        "subject = \"waardebepaling\"",
        "subject = \"waarde\"",
        &[
            "entry \"waardebepaling\": subject is missing, expected the slug of what this entry is about @ [[entry]]\nslug = \"waardebepaling\"",
            "entry \"waardebepaling\": subject is \"waarde\", expected the slug of a project or service in this file: lindengracht-12, prinseneiland-43, waardebepaling",
        ],
    );
    check("kind = \"standalone\"", "kind = \"page\"", &["entry \"videogesprek\": kind is \"page\", expected project, service, content_item, plugin, standalone or agenda"]);
    check("name = \"Grachten Makelaars\"", "name = 7", &["portal \"demo\": name is an integer, expected a text in quotes"]);
    check("[portal]", "[portals]", &["the file: the table [portal] is missing @ #", "the file: unknown key \"portals\", did you mean portal?"]);
    check("email = \"joris@grachten.example\"", "email = \"joris\"", &["agenda \"zuid\": email is \"joris\", expected an e-mail address such as name@example.nl"]);
}

#[test]
fn caps_are_numbers_that_need_not_be_there() {
    let file = read(&DEMO.replacen("horizon_days = 60", "horizon_days = 60\nmax_per_day = 4\nmax_per_week = 12", 1)).unwrap();
    let caps: Vec<_> = file.setup.event_types.iter().map(|event_type| (event_type.limits.max_per_day, event_type.limits.max_per_week)).collect();
    assert_eq!(caps, [(Some(4), Some(12)), (None, None)]);
    check("horizon_days = 60", "horizon_days = 60\nmax_per_day = 0", &["event_type \"viewing\": max_per_day is 0, expected 1 to 1440 @ max_per_day"]);
    check("horizon_days = 60", "horizon_days = 60\nmax_per_week = \"two\"", &["event_type \"viewing\": max_per_week is a string, expected a whole number @ max_per_week"]);
}

#[test]
fn what_becomes_free_is_offered_for_a_time_that_makes_sense_to_those_who_can_ask() {
    let offers = |keys: &str| read(&DEMO.replacen("requests = true", &format!("requests = true\n{keys}"), 1)).unwrap().setup.event_types[0].offers.map(|hold| hold.count());
    assert_eq!([offers(""), offers("offer_freed = false"), offers("offer_freed = true")], [None, None, Some(120)]);
    assert_eq!([15, 10_080].map(|hold| offers(&format!("offer_freed = true\noffer_hold_minutes = {hold}"))), [Some(15), Some(10_080)]);
    let check = |keys: &str, expected: &[&str]| check("requests = true", keys, expected);
    check("requests = true\noffer_freed = \"yes\"", &["event_type \"viewing\": offer_freed is a string, expected true or false @ offer_freed"]);
    check("requests = true\noffer_freed = 1\noffer_hold_minutes = 60", &["event_type \"viewing\": offer_freed is an integer, expected true or false @ offer_freed"]);
    check("offer_freed = true", &["event_type \"viewing\": offer_freed comes without requests, expected requests = true as well, or nobody waits @ offer_freed"]);
    check(
        "requests = true\noffer_hold_minutes = 60",
        &["event_type \"viewing\": offer_hold_minutes comes without offer_freed, expected offer_freed = true as well @ offer_hold_minutes"],
    );
    let held = |hold: &str, what: &str| {
        let keys = format!("requests = true\noffer_freed = true\noffer_hold_minutes = {hold}");
        check(&keys, &[&format!("event_type \"viewing\": offer_hold_minutes is {what} @ offer_hold_minutes")]);
    };
    for outside in ["0", "14", "10081", "4_294_967_295"] {
        held(outside, &format!("{}, expected 15 to 10080", outside.replace('_', "")));
    }
    for none in ["-60", "4294967296"] {
        held(none, &format!("{none}, expected a whole number of 0 or more"));
    }
    held("\"60\"", "a string, expected a whole number");
    held("60.0", "a float, expected a whole number");
    held("true", "a boolean, expected a whole number");
    held("[60]", "an array, expected a whole number");
}

#[test]
fn offering_is_said_of_an_event_type_that_there_is() {
    let unknown = |old: &str, new: &str, expected: &str| check(old, new, &[expected]);
    unknown("requests = true", "requests = true\noffer_freeds = true", "event_type \"viewing\": unknown key \"offer_freeds\", did you mean offer_freed? @ offer_freeds");
    let hold = "requests = true\noffer_freed = true\noffer_hold_minute = 60";
    unknown("requests = true", hold, "event_type \"viewing\": unknown key \"offer_hold_minute\", did you mean offer_hold_minutes? @ offer_hold_minute");
    let entry = "slug = \"prinseneiland-43\"\nkind = \"project\"";
    let said = format!("{entry}\noffer_freed = true");
    unknown(entry, &said, "entry \"prinseneiland-43\": unknown key \"offer_freed\", expected one of slug, kind, subject, event_type, agendas @ offer_freed");
    unknown("event_type = \"call\"", "event_type = \"cal\"", "entry \"videogesprek\": event_type is \"cal\", expected the slug of an event type in this file: call, viewing");
    unknown(
        "entry = \"lindengracht-12\"",
        "entry = \"lindengracht\"",
        "appointment \"01\": entry is \"lindengracht\", expected the slug of an entry in this file: lindengracht-12, prinseneiland-43, videogesprek, waardebepaling",
    );
}

#[test]
fn a_separated_agenda_names_a_full_one_and_a_project() {
    let beneath = |keys: &str| format!("slug = \"zuid\"\n{keys}\nname");
    let check = |keys: &str, expected: &[&str]| check("slug = \"zuid\"\nname", &beneath(keys), expected);
    let right = DEMO.replacen("slug = \"zuid\"\nname", &beneath("parent = \"noord\"\nproject = \"lindengracht-12\""), 1);
    let separated = read(&right).unwrap().setup.agendas[1].separated.clone().unwrap();
    assert_eq!((separated.parent.as_str(), separated.project.as_str()), ("noord", "lindengracht-12"));
    check("parent = \"noord\"", &["agenda \"zuid\": parent comes without project, expected both, or neither @ parent ="]);
    check("project = \"lindengracht-12\"", &["agenda \"zuid\": project comes without parent, expected both, or neither @ project ="]);
    check(
        "parent = \"zuid\"\nproject = \"waardebepaling\"",
        &[
            "agenda \"zuid\": parent is \"zuid\", expected the slug of an agenda without a parent in this file: noord, video @ parent =",
            "agenda \"zuid\": project is \"waardebepaling\", expected the slug of a project in this file: lindengracht-12, prinseneiland-43 @ project =",
        ],
    );
}

#[test]
fn the_country_is_that_of_the_zone_unless_the_file_says_otherwise() {
    let check = |zone: &str, expected: &str| {
        let file = read(&DEMO.replacen("zone = \"Europe/Amsterdam\"", zone, 1)).unwrap();
        assert_eq!(file.setup.portal.country.as_str(), expected);
    };
    check("zone = \"Europe/Amsterdam\"", "NL");
    check("zone = \"Europe/Brussels\"", "BE");
    check("zone = \"UTC\"", "NL");
    check("zone = \"Europe/Amsterdam\"\ncountry = \"US\"", "US");
}

#[test]
fn a_text_of_ones_own_is_one_that_there_is_with_the_same_places() {
    let told = |texts: &str| {
        let lines = DEMO.matches('\n').count();
        let mistakes = read(&format!("{DEMO}{texts}")).map(|file| file.setup.portal.texts);
        mistakes.map_err(|mistakes| mistakes.iter().map(|mistake| format!("{}: {}", mistake.line - lines, mistake.what)).collect::<Vec<_>>())
    };
    let own =
        told("\n[texts.nl]\nwidget.pick_time = \"Wanneer komt u kijken?\"\nmail.customer_questions = \"Bel {agenda} gerust.\"\n[texts.en.page]\nlost = \"Pick again\"\n").unwrap();
    assert_eq!(own.get(Language::Nl, "widget", "pick_time"), Some("Wanneer komt u kijken?"));
    assert_eq!(own.get(Language::Nl, "mail", "customer_questions"), Some("Bel {agenda} gerust."));
    assert_eq!(own.get(Language::En, "page", "lost"), Some("Pick again"));
    assert!(told("\n[texts]\n").unwrap().is_empty());
    let check = |line: &str, expected: &str| assert_eq!(told(&format!("\n[texts.nl]\n{line}\n")).unwrap_err(), [format!("3: {expected}")], "{line}");
    check("widget.pick_tim = \"x\"", "texts.nl.widget: unknown key \"pick_tim\", did you mean pick_time?");
    check("widget.xyzzy = \"x\"", "texts.nl.widget: unknown key \"xyzzy\", expected a key of [widget] in locales/nl.toml that is said for a portal");
    check("page.unknown_link = \"x\"", "texts.nl.page: unknown key \"unknown_link\", expected a key of [page] in locales/nl.toml that is said for a portal");
    check("loader.retry = \"x\"", "texts.nl: unknown key \"loader\", expected one of widget, page, mail, request_mail, embed");
    check("widget.done_mail = \"Tot ziens\"", "texts.nl.widget: done_mail has no {email}, expected it in the sentence");
    check("widget.done_mail = \"{email}, {name}\"", "texts.nl.widget: done_mail has {name}, and its places are: {email}");
    check("widget.next = \"{day}\"", "texts.nl.widget: next has {day}, and its places are: none");
    check("widget.next = \" \"", "texts.nl.widget: next is empty, expected a sentence");
    check("mail.manage = \"a\\nb\"", "texts.nl.mail: manage has a line break or another control character, expected one line");
    check("widget.next = 5", "texts.nl.widget: next is an integer, expected a text in quotes");
    check("widget = \"x\"", "texts.nl: widget is a string, expected a table that begins with [widget]");
    assert_eq!(told("\n[texts.pl]\nwidget.next = \"x\"\n").unwrap_err(), ["2: texts: unknown key \"pl\", expected one of nl, en, de, fr"]);
}

#[test]
fn a_broken_file_has_the_line_where_it_breaks() {
    let mistakes = read("[portal]\nslug = \"demo\nname = 1").unwrap_err();
    assert_eq!(mistakes.len(), 1);
    assert_eq!(mistakes[0].line, 2);
}

#[test]
fn no_cut_of_the_demo_panics() {
    for end in (0..DEMO.len()).step_by(7).filter(|end| DEMO.is_char_boundary(*end)) {
        let _ = read(&DEMO[..end]);
        let _ = read(&DEMO[end..]);
    }
}
