//! Agendas that the team sets apart for a project (case 14), beside what the portal's file says, and their end.

use appointment::api::team::wire::{Apart, Beneath, HoursLines, SeparatedLine};
use appointment::api::team::{BeneathOf, Cancel, ChangeHours, EndSeparated, Field, SetApart, TeamError};
use appointment::app::{BookError, book, free_times};
use appointment::domain::{AgendaId, Applied, FieldError, Permission, Permissions, SubjectId};

use super::office::{Desk, Office, act};
use crate::support::{House, ask, at, both_engines, day, slug};

async fn agenda(house: &House, name: &str) -> AgendaId {
    let portal = house.app.store.portal(&slug("proef")).await.unwrap().unwrap();
    house.app.store.agenda_by_slug(&portal.id, &slug(name)).await.unwrap().unwrap()
}

async fn beneath(office: &Office<'_>, desk: &Desk, agenda: &AgendaId) -> Beneath {
    office.call(desk, &BeneathOf { portal: "proef".to_owned(), agenda: agenda.clone() }).await.answer.unwrap()
}

/// An open house at the quay, on Wednesdays from ten to twelve.
fn open_house(project: Option<SubjectId>) -> Apart {
    let mut hours = HoursLines::default();
    hours.week[2] = "10:00-12:00".to_owned();
    Apart { name: "Open huis Kade".to_owned(), project, hours }
}

fn set_apart(parent: &AgendaId, apart: Apart) -> SetApart {
    SetApart { portal: "proef".to_owned(), parent: parent.clone(), apart }
}

/// Sets it apart beneath Sanne's agenda.
async fn set(office: &Office<'_>, desk: &Desk, noord: &AgendaId) -> SeparatedLine {
    let project = beneath(office, desk, noord).await.projects[0].id.clone();
    let now = office.call(desk, &set_apart(noord, open_house(Some(project)))).await.answer.unwrap();
    now.agendas.last().unwrap().clone()
}

fn end(agenda: &AgendaId) -> EndSeparated {
    EndSeparated { portal: "proef".to_owned(), agenda: agenda.clone() }
}

/// The times that an entry offers on Wednesday, 2 December.
async fn offered(house: &House, entry: &str) -> Vec<String> {
    let day = day("2026-12-02");
    let times = free_times(&house.app, &slug("proef"), &slug(entry), day, day).await.unwrap();
    times.slots.iter().map(|slot| slot.time.to_string()).collect()
}

async fn it_offers_to_its_project_only_is_kept_free_by_its_parent_and_ends(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Baas", Permissions::all()).await;
    let noord = agenda(house, "noord").await;
    let before = [offered(house, "kade").await, offered(house, "waarde").await];
    assert!(before[1].contains(&"10:00".to_owned()));
    let empty = beneath(&office, &desk, &noord).await;
    assert_eq!((empty.separated, empty.agendas, empty.room), (None, vec![], true));
    assert_eq!(empty.projects.iter().map(|project| project.title.as_str()).collect::<Vec<_>>(), ["Kade 1"], "a service is no project");

    let line = set(&office, &desk, &noord).await;
    assert_eq!((line.name.as_str(), line.project.as_str(), line.hours.week[2].as_str()), ("Open huis Kade", "Kade 1", "10:00-12:00"));
    assert_eq!((line.upcoming, line.entries, line.in_file), (0, 2, false), "both of the project's entries have its parent");
    assert_eq!(agenda(house, "open-huis-kade").await, line.agenda);
    assert_eq!(offered(house, "kade").await, before[0], "who comes for the project finds its hours there");
    let others = offered(house, "waarde").await;
    assert!(others.contains(&"12:00".to_owned()) && ["09:00", "10:00", "11:45"].iter().all(|time| !others.contains(&(*time).to_owned())), "{others:?}");

    let booked = book(&house.app, ask("kade", "2026-12-02 10:00", "Anna")).await.unwrap().card;
    assert_eq!((booked.agenda_name.as_str(), booked.appointment.agenda.clone()), ("Open huis Kade", line.agenda.clone()));
    let refused = office.call(&desk, &end(&line.agenda)).await;
    assert_eq!((refused.status, refused.answer), (409, Err(TeamError::Occupied(1))));
    assert_eq!(beneath(&office, &desk, &noord).await.agendas[0].upcoming, 1);
    office.call(&desk, &Cancel { act: act(&booked) }).await.answer.unwrap();
    let now = office.call(&desk, &end(&line.agenda)).await.answer.unwrap();
    assert_eq!(now.agendas, []);
    assert_eq!([offered(house, "kade").await, offered(house, "waarde").await], before, "its hours are its parent's again");
    assert_eq!(office.call(&desk, &end(&line.agenda)).await.answer, Err(TeamError::NotFound));
    // The name is free again, the slug is not: it is what was.
    let again = set(&office, &desk, &noord).await;
    assert_eq!(agenda(house, "open-huis-kade-2").await, again.agenda);
}

async fn a_file_that_is_applied_later_leaves_it_until_it_names_it(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Baas", Permissions::all()).await;
    let noord = agenda(house, "noord").await;
    let line = set(&office, &desk, &noord).await;
    let shown = offered(house, "waarde").await;
    assert_eq!(house.apply_with("", "").await, Applied::default());
    // The file says something else of the entry, and has another one for the project: both have it after what they name.
    let more = "agendas = [\"zuid\", \"noord\"]\n\n[[entry]]\nslug = \"kade-ook\"\nkind = \"project\"\nsubject = \"kade-1\"\nevent_type = \"viewing\"\nagendas = [\"noord\"]\n";
    let applied = house.apply_with("agendas = [\"noord\", \"zuid\"]\n", more).await;
    assert_eq!((applied.created, applied.changed, applied.retired), (vec!["entry kade-ook".to_owned()], vec!["entry beide".to_owned()], vec![]));
    assert_eq!(beneath(&office, &desk, &noord).await.agendas, [SeparatedLine { entries: 3, ..line.clone() }]);
    assert_eq!(offered(house, "waarde").await, shown);
    assert!(book(&house.app, ask("kade-ook", "2026-12-02 10:00", "Anna")).await.unwrap().card.appointment.agenda == line.agenda);
    assert_eq!(house.apply_with("agendas = [\"noord\", \"zuid\"]\n", more).await, Applied::default());
    house.apply_with("email = \"sanne@proef.example\"", "email = \"s.de.wit@proef.example\"").await;
    let card = book(&house.app, ask("kade", "2026-12-02 10:30", "Bram")).await.unwrap().card;
    assert_eq!((card.agenda_name.as_str(), card.agenda_email.as_str()), ("Open huis Kade", "s.de.wit@proef.example"), "letters go where its parent's go");
    // Once the file has an agenda of that slug it is the file's.
    let named = "[[agenda]]\nslug = \"open-huis-kade\"\nname = \"Open huis\"\nemail = \"sanne@proef.example\"\nhours = [\"wed 14:00-16:00\"]\nparent = \"noord\"\nproject = \"kade-1\"\n\n[[event_type]]\nslug = \"viewing\"";
    let applied = house.apply_with("[[event_type]]\nslug = \"viewing\"", named).await;
    assert!(applied.created.is_empty() && applied.changed.contains(&"agenda open-huis-kade".to_owned()), "{applied:?}");
    let file = beneath(&office, &desk, &noord).await.agendas;
    assert_eq!((file[0].name.as_str(), file[0].hours.week[2].as_str(), file[0].in_file), ("Open huis", "14:00-16:00", true));
    assert_eq!(office.call(&desk, &end(&line.agenda)).await.answer, Err(TeamError::InFile));
    assert_eq!(house.apply_with("", "").await.retired, ["agenda open-huis-kade"]);
}

async fn it_goes_with_its_parent_or_its_project(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Baas", Permissions::all()).await;
    let zuid = agenda(house, "zuid").await;
    set(&office, &desk, &zuid).await;
    assert!(!offered(house, "zuid").await.contains(&"10:00".to_owned()), "kept free");
    // The file gives the project up, and with it the entries that were about it.
    let gone = include_str!("../support/portal.toml")
        .replace("kind = \"project\"\nsubject = \"kade-1\"", "kind = \"agenda\"")
        .replace("[[project]]\nslug = \"kade-1\"\ntitle = \"Kade 1\"\naddress = \"Kade 1, 1011 AA Amsterdam\"\n", "");
    let applied = house.apply(&gone).await;
    assert_eq!(applied.retired, ["subject kade-1", "agenda open-huis-kade"]);
    assert!(offered(house, "zuid").await.contains(&"10:00".to_owned()), "nothing is kept free for what is no longer there");
    assert_eq!(beneath(&office, &desk, &zuid).await.agendas, []);
}

async fn what_goes_beneath_another_takes_along_what_is_set_apart_beneath_it(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Baas", Permissions::all()).await;
    let zuid = agenda(house, "zuid").await;
    let line = set(&office, &desk, &zuid).await;
    book(&house.app, ask("beide", "2026-12-02 13:00", "Anna")).await.unwrap();
    let booked = book(&house.app, ask("beide", "2026-12-02 10:00", "Bram")).await.unwrap().card;
    let beneath_noord = "slug = \"zuid\"\nparent = \"noord\"\nproject = \"kade-1\"\nname = \"Joris van Dijk\"";
    house.apply_with("slug = \"zuid\"\nname = \"Joris van Dijk\"", beneath_noord).await;
    let raw = house.raw().await;
    let astray = "SELECT COUNT(*) FROM appointments b JOIN agendas a ON a.portal = b.portal AND a.id = b.agenda WHERE a.lane <> b.lane";
    assert_eq!(raw.number(astray).await, 0);
    let noord = agenda(house, "noord").await;
    let lanes = raw.texts(&format!("SELECT lane FROM agendas WHERE id = '{}' OR id = '{zuid}'", line.agenda)).await;
    assert_eq!(lanes, [noord.to_string(), noord.to_string()], "{:?}", booked.agenda_name);
}

async fn what_is_wrong_is_told_at_each_field(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Baas", Permissions::all()).await;
    let noord = agenda(house, "noord").await;
    let wrong = async |apart: Apart| office.call(&desk, &set_apart(&noord, apart)).await.answer.unwrap_err();
    let nothing = Apart { name: " ".to_owned(), project: None, hours: HoursLines::default() };
    let missing = [Field::Name, Field::Project, Field::Week(0)].map(|field| (field, FieldError::Missing)).to_vec();
    assert_eq!(wrong(nothing).await, TeamError::Invalid(missing));
    let mut late = open_house(None);
    late.hours.week[4] = "tien uur".to_owned();
    assert_eq!(wrong(late).await, TeamError::Invalid(vec![(Field::Project, FieldError::Missing), (Field::Week(4), FieldError::NotHours)]));
    assert_eq!(wrong(open_house(Some(SubjectId::new("nobodys")))).await, TeamError::NotFound);
    let line = set(&office, &desk, &noord).await;
    let below = beneath(&office, &desk, &line.agenda).await;
    assert_eq!(below.separated, Some(("Sanne de Wit".to_owned(), "Kade 1".to_owned())));
    let project = below.projects[0].id.clone();
    assert_eq!(office.call(&desk, &set_apart(&line.agenda, open_house(Some(project)))).await.answer, Err(TeamError::NotFound), "nothing lies two beneath");
    assert_eq!(office.call(&desk, &end(&noord)).await.answer, Err(TeamError::NotFound), "what lies beneath none is not ended here");
}

async fn a_full_plan_has_no_room_for_another(house: &House) {
    let office = Office::open(house).await;
    house.apply_with("plan = \"pro\"", "plan = \"free\"").await;
    let desk = office.member("Baas", Permissions::all()).await;
    let noord = agenda(house, "noord").await;
    let now = beneath(&office, &desk, &noord).await;
    assert!(!now.room);
    let refused = office.call(&desk, &set_apart(&noord, open_house(Some(now.projects[0].id.clone())))).await;
    assert_eq!((refused.status, refused.answer), (403, Err(TeamError::Plan)));
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM agendas").await, 3);
}

async fn of_many_at_once_each_gets_a_slug_of_its_own_and_none_is_lost(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Baas", Permissions::all()).await;
    let parents = [agenda(house, "noord").await, agenda(house, "zuid").await];
    let project = beneath(&office, &desk, &parents[0]).await.projects[0].id.clone();
    let one = async |parent: usize| office.call(&desk, &set_apart(&parents[parent], open_house(Some(project.clone())))).await.answer.map(|_| ());
    let answers = tokio::join!(one(0), one(1), one(0), one(1), one(0), one(1));
    assert_eq!(answers, (Ok(()), Ok(()), Ok(()), Ok(()), Ok(()), Ok(())));
    let raw = house.raw().await;
    assert_eq!(raw.number("SELECT COUNT(DISTINCT slug) FROM agendas WHERE made_by_team = 1").await, 6);
    assert_eq!(raw.number("SELECT COUNT(*) FROM entry_agendas WHERE agenda IN (SELECT id FROM agendas WHERE made_by_team = 1)").await, 9, "noord's in two entries, zuid's in one");
}

async fn who_may_change_the_parent_sets_apart_changes_and_ends(house: &House) {
    let office = Office::open(house).await;
    house.apply_with("slug = \"proef\"", "slug = \"ander\"").await;
    let noord = agenda(house, "noord").await;
    let editor = office.member("Sanne", office.editing(&["noord"]).await).await;
    let line = set(&office, &editor, &noord).await;
    let project = beneath(&office, &editor, &noord).await.projects[0].id.clone();
    let mut hours = line.hours.clone();
    hours.extra.push((day("2026-12-12").epoch_days(), "10:00-11:00".to_owned()));
    let change = ChangeHours { portal: "proef".to_owned(), agenda: line.agenda.clone(), known: line.hours.clone(), hours };
    let interactions = Err(TeamError::NotAllowed(Permission::Interactions));
    let signed_out = Err(TeamError::SignedOut);
    let cases = [
        (Desk::default(), signed_out.clone(), signed_out.clone()),
        (office.member("Niets", Permissions::none()).await, interactions.clone(), interactions),
        (office.member("Lezer", office.editing(&[]).await).await, Ok(()), Err(TeamError::NotAllowed(Permission::Agenda))),
        (office.member("Joris", office.editing(&["zuid"]).await).await, Ok(()), Err(TeamError::NotAllowed(Permission::Agenda))),
        (office.member_of(&slug("ander"), "Vreemd", Permissions::all()).await, signed_out.clone(), signed_out),
    ];
    let stored = "SELECT slug || CAST(retired_at AS TEXT) || hours FROM agendas ORDER BY portal, slug";
    let before = house.raw().await.texts(stored).await;
    for (desk, reading, changing) in cases {
        assert_eq!(office.call(&desk, &BeneathOf { portal: "proef".to_owned(), agenda: noord.clone() }).await.answer.map(|_| ()), reading);
        assert_eq!(office.call(&desk, &set_apart(&noord, open_house(Some(project.clone())))).await.answer.map(|_| ()), changing);
        assert_eq!(office.call(&desk, &change).await.answer.map(|_| ()), changing);
        assert_eq!(office.call(&desk, &end(&line.agenda)).await.answer.map(|_| ()), changing);
    }
    let stranger = office.member_of(&slug("ander"), "Ander", Permissions::all()).await;
    let there = || "ander".to_owned();
    assert_eq!(office.call(&stranger, &BeneathOf { portal: there(), agenda: noord.clone() }).await.answer.map(|_| ()), Err(TeamError::NotFound));
    let theirs = SetApart { portal: there(), ..set_apart(&noord, open_house(Some(project))) };
    assert_eq!(office.call(&stranger, &theirs).await.answer.map(|_| ()), Err(TeamError::NotFound));
    assert_eq!(office.call(&stranger, &EndSeparated { portal: there(), agenda: line.agenda.clone() }).await.answer.map(|_| ()), Err(TeamError::NotFound));
    assert_eq!(house.raw().await.texts(stored).await, before);
    office.call(&editor, &change).await.answer.unwrap();
    assert!(matches!(book(&house.app, ask("waarde", "2026-12-02 10:00", "Cato")).await, Err(BookError::Taken { .. } | BookError::NotOffered { .. })));
    let moment = at("2026-12-12 10:00");
    assert_eq!(book(&house.app, ask("kade", "2026-12-12 10:00", "Anna")).await.unwrap().card.appointment.span.start, moment);
    assert_eq!(office.call(&editor, &end(&line.agenda)).await.answer, Err(TeamError::Occupied(1)));
}

both_engines! {
    it_offers_to_its_project_only_is_kept_free_by_its_parent_and_ends
    a_file_that_is_applied_later_leaves_it_until_it_names_it
    it_goes_with_its_parent_or_its_project
    what_goes_beneath_another_takes_along_what_is_set_apart_beneath_it
    what_is_wrong_is_told_at_each_field
    a_full_plan_has_no_room_for_another
    of_many_at_once_each_gets_a_slug_of_its_own_and_none_is_lost
    who_may_change_the_parent_sets_apart_changes_and_ends
}
