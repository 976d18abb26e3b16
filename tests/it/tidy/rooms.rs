//! Which room may use which: data moves one way, and the browser's rooms know nothing of the server's.

use std::collections::BTreeSet;

use super::{Source, assert_none, sources};

/// Every room with the rooms that it may use. A room uses only those above it, so that no two use each other.
const ROOMS: [(&str, &[&str]); 27] = [
    ("domain", &[]),
    // The browser's side; compiled for both programs.
    ("api", &["domain"]),
    ("element", &[]),
    ("flow", &["domain", "api"]),
    ("desk", &["domain", "api"]),
    ("widget", &["domain", "api", "element", "flow"]),
    // In the browser's programs only.
    ("intl", &["domain"]),
    ("browser", &["domain", "api", "flow", "intl", "widget"]),
    ("dashboard", &["domain", "api", "desk", "element", "intl"]),
    // The server's tools.
    ("clock", &["domain"]),
    ("zone", &["domain"]),
    ("phones", &["domain"]),
    ("locales", &["domain"]),
    ("dates", &["domain", "locales", "zone"]),
    ("config", &["domain"]),
    ("portal_file", &["domain", "locales", "phones", "zone"]),
    // What the deeds stand on, and the deeds.
    ("availability", &["domain", "zone"]),
    ("dns", &["domain"]),
    ("store", &["domain", "clock"]),
    ("mail", &["domain", "dates", "locales", "phones", "zone"]),
    ("app", &["domain", "availability", "clock", "dns", "portal_file", "store", "zone"]),
    ("outbox", &["domain", "app", "clock", "mail", "store", "zone"]),
    // What the world meets.
    ("replies", &["domain", "api", "app", "clock", "dates", "locales", "mail", "phones", "store", "zone"]),
    ("http", &["domain", "api", "app", "clock", "config", "dates", "flow", "locales", "mail", "phones", "replies", "store", "widget", "zone"]),
    ("embed", &["domain", "locales"]),
    ("commands", &["domain", "app", "clock", "config", "dns", "embed", "http", "mail", "outbox", "portal_file", "store", "zone"]),
    ("bin", &["commands", "browser", "dashboard"]),
];

/// The bodies of server functions, which only the server compiles, answer through it.
const ANSWERED_BY: (&str, &str) = ("api", "replies");

fn room(source: &Source) -> &str {
    let path = source.path.strip_prefix("src/").unwrap_or(&source.path);
    path.split(['/', '.']).next().unwrap_or(path)
}

/// Every room that a file names by `crate::`.
fn uses(source: &Source) -> BTreeSet<&str> {
    let mut used = BTreeSet::new();
    for part in source.program().split("crate::").skip(1) {
        let list = part.strip_prefix('{').map_or(part, |list| list.split('}').next().unwrap_or(list));
        let names = if part.starts_with('{') { list.split(',').collect() } else { vec![list] };
        used.extend(names.into_iter().map(|name| name.trim().split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or("")));
    }
    used
}

#[test]
fn a_room_uses_only_rooms_above_it() {
    for (at, (room, may)) in ROOMS.iter().enumerate() {
        for used in *may {
            assert!(ROOMS[..at].iter().any(|(above, _)| above == used), "{room} may use {used}, which is not above it");
        }
    }
}

#[test]
fn every_room_uses_only_what_it_may() {
    let mut wrong = Vec::new();
    for source in sources("src").iter().filter(|source| source.path != "src/lib.rs") {
        let room = room(source);
        let Some((_, may)) = ROOMS.iter().find(|(known, _)| *known == room) else {
            wrong.push(format!("{}: the room {room} has no line in this test", source.path));
            continue;
        };
        let known = |used: &&str| ROOMS.iter().any(|(known, _)| known == used);
        let forbidden = |used: &&str| *used != room && !may.contains(used) && (room, *used) != ANSWERED_BY;
        wrong.extend(uses(source).into_iter().filter(known).filter(forbidden).map(|used| format!("{}: {room} may not use {used}", source.path)));
    }
    assert_none(&wrong);
}

#[test]
fn no_room_is_reached_around_its_name() {
    // `super::` of a room's own top file leads out of the room, past the look-out for `crate::`.
    let mut wrong = Vec::new();
    for source in sources("src") {
        let top = source.path.matches('/').count() == 1 || source.path.ends_with("/mod.rs") && source.path.matches('/').count() == 2;
        let escapes = ROOMS.iter().filter(|(room, _)| source.program().contains(&format!("super::{room}::")));
        if top && !source.path.starts_with("src/bin/") {
            wrong.extend(escapes.map(|(room, _)| format!("{}: say crate::{room}", source.path)));
        }
    }
    assert_none(&wrong);
}

#[test]
fn a_list_in_braces_is_read_as_well() {
    let source = Source { path: "src/mail/mod.rs".to_owned(), text: "use crate::{app, locales::section};\nuse crate::domain::Card;\nfn a() { crate::zone::b() }".to_owned() };
    assert_eq!(uses(&source), BTreeSet::from(["app", "locales", "domain", "zone"]));
    assert_eq!(room(&source), "mail");
}
