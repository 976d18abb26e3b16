//! A QR code read back by another's eyes, and what the codes and the card say.

use super::*;
use crate::domain::texts::OwnTexts;
use crate::domain::{
    Agenda, AgendaId, Country, Email, Entry, EntryId, EntryKind, EventType, EventTypeId, EventTypeLimits, Hours, Location, MailSettings, Minutes, Name, Origin, Plan, Portal,
    PortalId, ProposalSettings, Slug, Subject, SubjectId, SubjectKind, Title, ZoneName,
};

fn place(title: &str, address: Option<&str>, location: Location) -> Place {
    let slug = |text: &str| Slug::parse(text).unwrap();
    let zone = ZoneName::new("Europe/Amsterdam".to_owned());
    let limits = EventTypeLimits {
        length: Minutes::new(30),
        step: Minutes::new(30),
        buffer_before: Minutes::new(0),
        buffer_after: Minutes::new(0),
        notice: Minutes::new(0),
        horizon_days: 30,
        max_per_day: None,
        max_per_week: None,
    };
    let portal = Portal {
        id: PortalId::new("p".to_owned()),
        slug: slug("demo"),
        name: Name::parse("Grachten & Zn").unwrap(),
        zone: zone.clone(),
        country: Country::parse("NL").unwrap(),
        language: Language::Nl,
        plan: Plan::Pro,
        allowed_origins: vec![Origin::parse("https://www.example.nl").unwrap()],
        texts: OwnTexts::default(),
        mail: MailSettings::default(),
        proposals: ProposalSettings::default(),
    };
    let subject = Subject {
        id: SubjectId::new("s".to_owned()),
        kind: SubjectKind::Project,
        slug: slug("kade-1"),
        title: Title::parse(title).unwrap(),
        address: address.map(|address| Title::parse(address).unwrap()),
    };
    let agenda = Agenda {
        phone: None,
        id: AgendaId::new("a".to_owned()),
        slug: slug("noord"),
        name: Name::parse("Sanne").unwrap(),
        email: Email::parse("sanne@example.nl").unwrap(),
        zone,
        hours: Hours::default(),
        meeting_link: None,
        parent: None,
        project: None,
        in_plan: true,
        reserved: Vec::new(),
    };
    let event_type = EventType::new(EventTypeId::new("t".to_owned()), slug("viewing"), Title::parse("Bezichtiging").unwrap(), location, limits).unwrap();
    let entry = Entry { id: EntryId::new("e".to_owned()), slug: slug("kade-1"), kind: EntryKind::Project };
    Place { bookable: Bookable { portal, entry, subject: Some(subject), event_type, agendas: vec![agenda] }, server: "https://afspraak.example.nl".to_owned() }
}

/// What a reader of QR codes finds in a drawing of ours, at so many pixels to a module.
fn read(svg: &str, scale: usize) -> String {
    let between = |from: &str, to: &str| svg.split_once(from).unwrap().1.split_once(to).unwrap().0.to_owned();
    let side: usize = between("viewBox=\"0 0 ", " ").parse().unwrap();
    let mut dark = vec![false; side * side];
    for run in between("/><path d=\"M", "z\"").split("zM") {
        let (start, length) = run.split_once('h').unwrap();
        let (x, y) = start.split_once(' ').unwrap();
        let (x, y, length): (usize, usize, usize) = (x.parse().unwrap(), y.parse().unwrap(), length.split_once('v').unwrap().0.parse().unwrap());
        dark[y * side + x..y * side + x + length].fill(true);
    }
    let mut seen = rqrr::PreparedImage::prepare_from_greyscale(side * scale, side * scale, |x, y| if dark[y / scale * side + x / scale] { 0 } else { 255 });
    let grids = seen.detect_grids();
    assert_eq!(grids.len(), 1, "one code, and nothing else that looks like one");
    grids[0].decode().unwrap().1
}

#[test]
fn another_reader_finds_the_link_in_the_qr_code() {
    let check = |link: &str| assert_eq!(read(&qr(link), 4), link);
    check("https://afspraak.example.nl/b/demo/kade-1");
    check("http://127.0.0.1:3000/b/demo/lindengracht-12");
    check(&format!("https://{}.example.nl/b/{}/{}", "a".repeat(63), "b".repeat(60), "c".repeat(60)));
}

#[test]
fn the_quiet_zone_is_four_modules_wide_on_each_side() {
    let svg = qr("https://afspraak.example.nl/b/demo/kade-1");
    let side: usize = svg.split_once("viewBox=\"0 0 ").unwrap().1.split_once(' ').unwrap().0.parse().unwrap();
    // The three large squares stand in the corners: their outer edges are the code's.
    for corner in ["M4 4h7".to_owned(), format!("M{} 4h7", side - 11), format!("M4 {}h7", side - 5)] {
        assert!(svg.contains(&corner), "{corner}: {svg}");
    }
}

#[test]
fn the_card_says_where_what_and_how_and_nothing_twice() {
    let check = |title: &str, address: Option<&str>, location: Location, expected: Option<&str>| {
        let card = card(&place(title, address, location), Paper::A4);
        let found = card.split_once("<p class=\"address\">").map(|(_, rest)| rest.split_once("</p>").unwrap().0);
        assert_eq!(found, expected, "{title}, {address:?}");
        for text in
            ["<html lang=\"nl\">", "Grachten &amp; Zn", "Bezichtiging · 30 minuten", "Bezichtiging plannen? Scan de code.", "afspraak.example.nl/b/demo/kade-1</a>", "size: 210mm"]
        {
            assert!(card.contains(text), "{text}: {card}");
        }
    };
    check("Kade 1", Some("Kade 1, 1011 AA Amsterdam"), Location::AtAddress, Some("1011 AA Amsterdam"));
    check("Kade 1", Some("Kade 10, 1011 AA Amsterdam"), Location::AtAddress, Some("Kade 10, 1011 AA Amsterdam"));
    check("Kade 1", Some("Kade 1"), Location::AtAddress, Some("Kade 1"));
    check("Kade 1", None, Location::AtAddress, None);
    check("Kade 1", Some("Kade 1, 1011 AA Amsterdam"), Location::Video, None);
}

#[test]
fn what_people_typed_is_no_code() {
    let place = place("</style><script>alert(1)</script>", Some("\"><img src=x>"), Location::AtAddress);
    let card = card(&place, Paper::A5);
    assert!(!card.contains("<script>") && !card.contains("<img"), "{card}");
    let mut codes_of = place;
    codes_of.bookable.event_type.title = Title::parse("\"><script>alert(1)</script>").unwrap();
    assert!(!codes(&codes_of, None).contains("<script>"), "{}", codes(&codes_of, None));
}

#[test]
fn a_portal_says_it_in_its_own_way() {
    let mut place = place("Kade 1", None, Location::AtAddress);
    place.bookable.portal.texts.add(Language::Nl, "embed", "scan", "Kom kijken: {event_type}");
    assert!(card(&place, Paper::A4).contains("<strong>Kom kijken: Bezichtiging</strong>"));
}

#[test]
fn each_way_onto_a_website_has_its_code() {
    let place = place("Kade 1", None, Location::AtAddress);
    let pinned = Pinned { path: "/assets/embed-0123.js".to_owned(), integrity: "sha384-abc".to_owned() };
    let codes = codes(&place, Some(&pinned));
    for code in [
        "<script src=\"https://afspraak.example.nl/embed.js\" defer></script>",
        "<script src=\"https://afspraak.example.nl/assets/embed-0123.js\"\n  integrity=\"sha384-abc\"\n  crossorigin=\"anonymous\" defer></script>",
        "<book-appointment portal=\"demo\" entry=\"kade-1\">\n    <a href=\"https://afspraak.example.nl/b/demo/kade-1\">Bezichtiging plannen</a>",
        "<a href=\"https://afspraak.example.nl/b/demo/kade-1\" data-book-appointment=\"demo/kade-1\">Bezichtiging plannen</a>",
        "mode=\"floating\" label=\"Bezichtiging plannen\"></book-appointment>",
        "\nhttps://afspraak.example.nl/b/demo/kade-1\n",
        "script-src https://afspraak.example.nl 'wasm-unsafe-eval'; connect-src https://afspraak.example.nl",
    ] {
        assert!(codes.contains(code), "{code}: {codes}");
    }
}
