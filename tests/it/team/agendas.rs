//! Agendas side by side, their hours, what the team keeps free, and why a time is not offered.

use appointment::api::team::wire::{AgendaDays, Blocking, Days, DaysAsk, HoursLines, ItemWhat};
use appointment::api::team::{BlockTime, ChangeHours, DaysOf, Field, Holidays, HoursOf, Propose, TeamError, Unblock, WhyNotAt};
use appointment::app::{BookError, book, cancel, climb};
use appointment::domain::{AgendaId, FieldError, Minutes, Permission, Permissions};

use super::office::{Desk, Office};
use super::proposals::offering;
use crate::journeys::ladder::{laddered, waits};
use crate::journeys::proposals::known;
use crate::support::{House, ask, at, both_engines, day, slug};

async fn agenda(house: &House, name: &str) -> AgendaId {
    let portal = house.app.store.portal(&slug("proef")).await.unwrap().unwrap();
    house.app.store.agenda_by_slug(&portal.id, &slug(name)).await.unwrap().unwrap()
}

async fn days(office: &Office<'_>, desk: &Desk, from: &str, count: u8) -> Days {
    let ask = DaysAsk { portal: "proef".to_owned(), agendas: Vec::new(), from: day(from).epoch_days(), count };
    office.call(desk, &DaysOf { ask }).await.answer.unwrap()
}

fn named<'a>(days: &'a Days, name: &str) -> &'a AgendaDays {
    days.agendas.iter().find(|agenda| agenda.name == name).unwrap()
}

fn blocking(agenda: &AgendaId, from: &str, to: &str) -> Blocking {
    Blocking { portal: "proef".to_owned(), agenda: agenda.clone(), from: at(from).seconds(), to: at(to).seconds(), reason: "Tandarts".to_owned() }
}

async fn days_show_hours_closed_dates_appointments_and_blocks(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Baas", office.editing(&["noord"]).await).await;
    book(&house.app, ask("kade", "2026-12-24 09:30", "Anna")).await.unwrap();
    let noord = agenda(house, "noord").await;
    office.call(&desk, &BlockTime { blocking: blocking(&noord, "2026-12-24 22:00", "2026-12-26 10:00") }).await.answer.unwrap();
    let days = days(&office, &desk, "2026-12-24", 4).await;
    assert_eq!(days.now.instant(), house.now());
    let noord = named(&days, "Sanne de Wit");
    assert!(noord.editable && !named(&days, "Joris van Dijk").editable);
    let shown: Vec<_> = noord.days.iter().map(|day| (day.closed, day.open.clone(), day.items.iter().map(|item| (item.start.time(), item.minutes)).collect::<Vec<_>>())).collect();
    let item = |time: &str, minutes| (time.to_owned(), minutes);
    assert_eq!(
        shown,
        [
            (false, vec![(540, 1_020)], vec![item("09:30", 30), item("22:00", 120)]),
            (true, vec![], vec![item("00:00", 1_440)]),
            (false, vec![], vec![item("00:00", 600)]),
            (false, vec![], vec![]),
        ]
    );
    let ItemWhat::Appointment { customer, subject, marker, version, .. } = &noord.days[0].items[0].what else { panic!("{noord:?}") };
    assert_eq!((customer.as_str(), subject.as_str(), marker, version), ("Anna", "Kade 1", &None, &1));
    let stranger = DaysAsk { portal: "proef".to_owned(), agendas: vec![AgendaId::new("nobodys")], from: 0, count: 1 };
    assert_eq!(office.call(&desk, &DaysOf { ask: stranger }).await.answer, Err(TeamError::NotFound));
}

async fn what_is_held_shows_for_whom_and_until_when(house: &House) {
    laddered(house, "").await;
    let office = Office::open(house).await;
    let desk = office.member("Baas", Permissions::all()).await;
    let anna = known(house, "Anna").await;
    let made = office.call(&desk, &Propose { asked: offering(&anna) }).await.answer.unwrap();
    let held = async |agenda: &str| {
        let days = days(&office, &desk, "2026-12-02", 2).await;
        let items = named(&days, agenda).days.iter().flat_map(|day| &day.items);
        let held = items.filter_map(|item| match &item.what {
            ItemWhat::Held { until, offered, .. } => {
                Some((item.start.time(), until.instant(), offered.as_ref().map(|(customer, name, proposal)| (customer.clone(), name.clone(), proposal.clone()))))
            }
            _ => None,
        });
        held.collect::<Vec<_>>()
    };
    let until = house.now().plus(Minutes::new(1_440));
    let for_anna = || Some((anna.clone(), "Anna".to_owned(), made.id.clone()));
    assert_eq!(held("Sanne de Wit").await, [("10:00".to_owned(), until, for_anna()), ("11:00".to_owned(), until, for_anna())]);
    assert_eq!(held("Joris van Dijk").await, []);
    house.app.clock.turn(Minutes::new(1_440));
    assert_eq!(held("Sanne de Wit").await, [], "a hold that is over holds nothing, whether or not that was noted");

    let card = book(&house.app, ask("kade", "2026-12-03 12:00", "Zus")).await.unwrap().card;
    let waiting = waits(house, "Bo", "morning").await;
    cancel(&house.app, &card.appointment.token).await.unwrap();
    let freed = held("Sanne de Wit").await;
    assert!(matches!(&freed[..], [(time, _, None)] if time == "12:00"), "kept, and nobody is offered it yet: {freed:?}");
    climb(&house.app).await.unwrap();
    let freed = held("Sanne de Wit").await;
    assert!(matches!(&freed[..], [(time, _, Some((customer, name, _)))] if time == "12:00" && *customer == waiting.customer && name == "Bo"), "{freed:?}");
}

async fn an_agenda_beyond_the_plan_is_told_apart(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Baas", Permissions::all()).await;
    let fourth = "[[agenda]]\nslug = \"oost\"\nname = \"Femke Bos\"\nemail = \"femke@proef.example\"\nhours = [\"mon-fri 09:00-17:00\"]\n\n[[event_type]]\nslug = \"viewing\"";
    let portal = include_str!("../support/portal.toml").replacen("[[event_type]]\nslug = \"viewing\"", fourth, 1);
    let beyond = async || days(&office, &desk, "2026-12-02", 1).await.agendas.into_iter().filter(|agenda| !agenda.in_plan).map(|agenda| agenda.name).collect::<Vec<_>>();
    house.apply(&portal).await;
    assert_eq!(beyond().await, Vec::<String>::new());
    house.apply(&portal.replace("plan = \"pro\"", "plan = \"free\"")).await;
    assert_eq!(beyond().await, ["Femke Bos"], "those that were there first may be booked");
}

async fn what_is_kept_free_is_not_offered_until_it_is_given_back(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Baas", Permissions::all()).await;
    let noord = agenda(house, "noord").await;
    let block = office.call(&desk, &BlockTime { blocking: blocking(&noord, "2026-12-02 09:00", "2026-12-02 12:00") }).await.answer.unwrap();
    let refused = book(&house.app, ask("kade", "2026-12-02 09:30", "Anna")).await;
    assert!(matches!(refused, Err(BookError::Taken { .. })), "{refused:?}");
    let was = office.call(&desk, &Unblock { portal: "proef".to_owned(), block: block.clone() }).await.answer.unwrap();
    assert_eq!(was, blocking(&noord, "2026-12-02 09:00", "2026-12-02 12:00"), "so that it can be undone");
    book(&house.app, ask("kade", "2026-12-02 09:30", "Anna")).await.unwrap();
    assert_eq!(office.call(&desk, &Unblock { portal: "proef".to_owned(), block }).await.answer, Err(TeamError::NotFound));
    let backwards = office.call(&desk, &BlockTime { blocking: blocking(&noord, "2026-12-02 12:00", "2026-12-02 09:00") }).await;
    assert_eq!(backwards.answer, Err(TeamError::Invalid(vec![(Field::Span, FieldError::NotASpan)])));
}

async fn hours_are_changed_line_by_line_from_what_was_known(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Baas", Permissions::all()).await;
    let noord = agenda(house, "noord").await;
    let known = office.call(&desk, &HoursOf { portal: "proef".to_owned(), agenda: noord.clone() }).await.answer.unwrap();
    assert_eq!((known.week[0].as_str(), known.week[6].as_str(), known.closed.as_slice()), ("09:00-17:00", "", &[day("2026-12-25").epoch_days()][..]));
    let change = |known: &HoursLines, hours: HoursLines| ChangeHours { portal: "proef".to_owned(), agenda: noord.clone(), known: known.clone(), hours };
    let mut wrong = known.clone();
    wrong.week[1] = "9 tot 5".to_owned();
    wrong.extra.push((day("2026-12-19").epoch_days(), "10:00-10:00".to_owned()));
    let came = office.call(&desk, &change(&known, wrong)).await;
    assert_eq!(came.answer, Err(TeamError::Invalid(vec![(Field::Week(1), FieldError::NotHours), (Field::Extra(0), FieldError::NotHours)])));
    let mut wanted = known.clone();
    wanted.week[5] = " 10:00-12:00  13:00-15:00 ".to_owned();
    wanted.closed.push(day("2026-12-28").epoch_days());
    let now = office.call(&desk, &change(&known, wanted.clone())).await.answer.unwrap();
    assert_eq!(now.week[5], "10:00-12:00 13:00-15:00");
    book(&house.app, ask("kade", "2026-12-05 10:00", "Anna")).await.unwrap();
    assert!(book(&house.app, ask("kade", "2026-12-28 10:00", "Anna")).await.is_err());
    // Someone who looked before that.
    let late = office.call(&desk, &change(&known, HoursLines::default())).await;
    assert_eq!(late.answer, Err(TeamError::Changed(Vec::new())));
}

async fn why_a_time_is_not_offered_is_said_in_sentences(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Baas", Permissions::all()).await;
    book(&house.app, ask("kade", "2026-12-03 16:00", "Anna")).await.unwrap();
    let why = async |entry: &str, starts_at: &str| {
        let asked = WhyNotAt { portal: "proef".to_owned(), entry: entry.to_owned(), starts_at: at(starts_at).seconds() };
        office.call(&desk, &asked).await.answer.unwrap().into_iter().map(|against| (against.agenda, against.sentences)).collect::<Vec<_>>()
    };
    let taken = "Er staat al een afspraak, of de tijd die daarvoor en daarna vrij blijft: donderdag 3 december 2026, 16:00–16:30 uur.";
    assert_eq!(why("beide", "2026-12-03 16:00").await, [("Sanne de Wit".to_owned(), vec![taken.to_owned()]), ("Joris van Dijk".to_owned(), vec![])]);
    assert_eq!(why("kade", "2026-12-25 10:00").await[0].1, ["De agenda is gesloten op vrijdag 25 december 2026."]);
    assert_eq!(why("kade", "2026-12-06 10:00").await[0].1, ["De agenda is dan niet open."]);
    assert_eq!(why("kade", "2026-12-01 09:00").await[0].1, ["Dit is te kort van tevoren: het kan vanaf dinsdag 1 december 2026 10:00."]);
}

async fn holidays_come_by_year_with_their_names(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Baas", Permissions::none()).await;
    let days = office.call(&desk, &Holidays { portal: "proef".to_owned(), year: 2027 }).await.answer.unwrap();
    assert_eq!(days.len(), 11);
    assert!(days.contains(&(day("2027-04-27").epoch_days(), "Koningsdag".to_owned())), "{days:?}");
}

async fn who_may_not_change_an_agenda_keeps_nothing_free_in_it(house: &House) {
    let office = Office::open(house).await;
    let zuid = agenda(house, "zuid").await;
    let boss = office.member("Baas", Permissions::all()).await;
    let block = office.call(&boss, &BlockTime { blocking: blocking(&zuid, "2026-12-02 09:00", "2026-12-02 12:00") }).await.answer.unwrap();
    let lines = office.call(&boss, &HoursOf { portal: "proef".to_owned(), agenda: zuid.clone() }).await.answer.unwrap();
    let nothing = TeamError::NotAllowed(Permission::Interactions);
    let agenda = TeamError::NotAllowed(Permission::Agenda);
    let cases = [
        (Desk::default(), TeamError::SignedOut, TeamError::SignedOut),
        (office.member("Niets", Permissions::none()).await, nothing.clone(), nothing),
        (office.member("Noord", office.editing(&["noord"]).await).await, TeamError::NotYet, agenda),
    ];
    for (desk, reading, changing) in cases {
        let portal = || "proef".to_owned();
        // `NotYet` stands for: may be read.
        let expected = |read: bool| if read { Ok(()) } else { Err(reading.clone()) };
        let may_read = reading == TeamError::NotYet;
        let ask = DaysAsk { portal: portal(), agendas: Vec::new(), from: 0, count: 1 };
        assert_eq!(office.call(&desk, &DaysOf { ask }).await.answer.map(|_| ()), expected(may_read));
        assert_eq!(office.call(&desk, &HoursOf { portal: portal(), agenda: zuid.clone() }).await.answer.map(|_| ()), expected(may_read));
        assert_eq!(office.call(&desk, &WhyNotAt { portal: portal(), entry: "kade".to_owned(), starts_at: 0 }).await.answer.map(|_| ()), expected(may_read));
        assert_eq!(office.call(&desk, &BlockTime { blocking: blocking(&zuid, "2026-12-03 09:00", "2026-12-03 12:00") }).await.answer.map(|_| ()), Err(changing.clone()));
        assert_eq!(office.call(&desk, &Unblock { portal: portal(), block: block.clone() }).await.answer.map(|_| ()), Err(changing.clone()));
        let change = ChangeHours { portal: portal(), agenda: zuid.clone(), known: lines.clone(), hours: HoursLines::default() };
        assert_eq!(office.call(&desk, &change).await.answer.map(|_| ()), Err(changing));
    }
    let stranger = office.member_of(&slug("proef"), "Ander", Permissions::all()).await;
    let elsewhere = ChangeHours { portal: "proef".to_owned(), agenda: AgendaId::new("nobodys"), known: lines.clone(), hours: lines };
    assert_eq!(office.call(&stranger, &elsewhere).await.answer, Err(TeamError::NotFound));
}

both_engines! {
    an_agenda_beyond_the_plan_is_told_apart
    what_is_held_shows_for_whom_and_until_when
    days_show_hours_closed_dates_appointments_and_blocks
    what_is_kept_free_is_not_offered_until_it_is_given_back
    hours_are_changed_line_by_line_from_what_was_known
    why_a_time_is_not_offered_is_said_in_sentences
    holidays_come_by_year_with_their_names
    who_may_not_change_an_agenda_keeps_nothing_free_in_it
}
