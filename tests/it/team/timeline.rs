//! What a portal feeds into its customers' timelines: kept once, shown among what came in, marked, counted.

use appointment::api::team::wire::{FedLine, InboxAsk, InboxPage, Interaction, TimelineWhat};
use appointment::api::team::{CustomerOf, FedOf, Inbox, MarkIt, Open};
use appointment::app::book;
use appointment::app::team::{DeedError, FeedError, feed};
use appointment::domain::{
    Actor, Cursor, CustomerId, Direction, FedId, FedKind, FedWhat, Filters, InboxView, Instant, InteractionId, Marking, MemberId, Minutes, Name, Permissions, RawAmount, RawFed,
    Scope, Status,
};
use appointment::store::team::FedRow;

use super::office::{Desk, Office};
use crate::support::{House, ask, at, both_engines, day, slug};

/// Something of a kind, told apart by a name; it happened the day before.
pub fn raw(kind: FedKind, reference: &str) -> RawFed {
    RawFed {
        kind,
        direction: (kind == FedKind::Message).then_some(Direction::In),
        amount: (kind == FedKind::Bid).then(|| RawAmount { cents: 42_500_000, currency: "EUR".to_owned() }),
        happened_at: at("2026-11-30 12:00"),
        title: format!("{} {reference}", kind.as_str()),
        text: "Kunnen we nog eens komen kijken?".to_owned(),
        link: "https://files.example.nl/x.pdf".to_owned(),
        who: "CRM".to_owned(),
        reference: format!("{} {reference}", kind.as_str()),
    }
}

/// Who feeds: a program of the portal's own.
pub async fn feeder(house: &House) -> Actor {
    program(house, Scope::TimelineWrite).await
}

async fn program(house: &House, scope: Scope) -> Actor {
    let portal = house.app.store.portal(&slug("proef")).await.unwrap().unwrap();
    Actor::program(portal, Name::parse("CRM").unwrap(), vec![scope])
}

/// Feeds something in, which must be right.
pub async fn fed(house: &House, by: &Actor, customer: &CustomerId, raw: RawFed) -> FedRow {
    feed(&house.app, by, customer, &raw).await.unwrap().0
}

fn portal() -> String {
    "proef".to_owned()
}

async fn customer(house: &House, name: &str, starts_at: &str) -> CustomerId {
    house.app.clock.turn(Minutes::new(1));
    book(&house.app, ask("kade", starts_at, name)).await.unwrap().card.customer.id
}

async fn page(office: &Office<'_>, desk: &Desk, filters: Filters, after: Option<Cursor>) -> InboxPage {
    office.call(desk, &Inbox { ask: InboxAsk { portal: portal(), filters, after } }).await.answer.unwrap()
}

fn titles(page: &InboxPage) -> Vec<&str> {
    page.lines.iter().map(|line| if let Interaction::Fed(line) = line { line.title.as_str() } else { "appointment" }).collect()
}

async fn whole(office: &Office<'_>, desk: &Desk, id: &FedId) -> FedLine {
    office.call(desk, &FedOf { portal: portal(), id: id.clone() }).await.answer.unwrap()
}

async fn the_same_again_is_the_same_item_and_something_else_is_refused(house: &House) {
    let by = feeder(house).await;
    let (anna, bram) = (customer(house, "Anna", "2026-12-02 09:00").await, customer(house, "Bram", "2026-12-02 10:00").await);
    let (first, new) = feed(&house.app, &by, &anna, &raw(FedKind::Bid, "crm-1")).await.unwrap();
    assert!(new && first.unread && !first.done);
    house.app.clock.turn(Minutes::new(5));
    let again = RawFed { reference: " bid crm-1 ".to_owned(), ..raw(FedKind::Bid, "crm-1") };
    let (again, new) = feed(&house.app, &by, &anna, &again).await.unwrap();
    assert_eq!((again, new), (first, false));
    let others = [
        (&anna, RawFed { title: "Ander bod".to_owned(), ..raw(FedKind::Bid, "crm-1") }),
        (&anna, RawFed { amount: None, ..raw(FedKind::Bid, "crm-1") }),
        (&anna, RawFed { reference: "bid crm-1".to_owned(), ..raw(FedKind::Document, "crm-1") }),
        (&anna, RawFed { happened_at: Instant::from_micros(0), ..raw(FedKind::Bid, "crm-1") }),
        (&bram, raw(FedKind::Bid, "crm-1")),
    ];
    for (whose, other) in others {
        assert!(matches!(feed(&house.app, &by, whose, &other).await, Err(FeedError::Deed(DeedError::KeyReused))));
    }
    let nobody = CustomerId::new("nobody");
    assert!(matches!(feed(&house.app, &by, &nobody, &raw(FedKind::Bid, "crm-2")).await, Err(FeedError::Deed(DeedError::NotFound))));
    let reader = program(house, Scope::CustomersWrite).await;
    assert!(matches!(feed(&house.app, &reader, &anna, &raw(FedKind::Bid, "crm-2")).await, Err(FeedError::Deed(DeedError::OutOfScope(Scope::TimelineWrite)))));
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM fed").await, 1);
}

async fn one_item_comes_of_many_feeders_at_once(house: &House) {
    let by = feeder(house).await;
    let anna = customer(house, "Anna", "2026-12-02 09:00").await;
    let feeders = (0..8).map(|_| {
        let (app, by, anna) = (house.second_server(), by.clone(), anna.clone());
        tokio::spawn(async move { feed(&app, &by, &anna, &raw(FedKind::Message, "crm-1")).await.unwrap().1 })
    });
    let mut new = 0;
    for feeder in feeders.collect::<Vec<_>>() {
        new += u32::from(feeder.await.unwrap());
    }
    assert_eq!(new, 1);
}

async fn what_is_fed_in_is_on_the_timeline_and_whole_on_opening(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let by = feeder(house).await;
    let anna = customer(house, "Anna", "2026-12-02 09:00").await;
    let long = "Een lange brief. ".repeat(100);
    for kind in FedKind::FED_IN {
        fed(house, &by, &anna, RawFed { text: long.clone(), ..raw(kind, kind.as_str()) }).await;
    }
    let record = office.call(&desk, &CustomerOf { portal: portal(), id: anna.to_string() }).await.answer.unwrap();
    let lines: Vec<&FedLine> = record.timeline.iter().filter_map(|line| if let TimelineWhat::Fed(line) = &line.what { Some(&**line) } else { None }).collect();
    assert_eq!((lines.len(), record.timeline.len()), (4, 5));
    // What happened yesterday is below the booking of today.
    assert!(matches!(record.timeline[0].what, TimelineWhat::Appointment(..)));
    let bid = lines.iter().find(|line| line.what.kind() == FedKind::Bid).unwrap();
    let FedWhat::Bid(Some(amount)) = &bid.what else { panic!("{bid:?}") };
    assert_eq!((amount.cents(), amount.currency()), (42_500_000, "EUR"));
    assert_eq!(bid.link, Some(("https://files.example.nl/x.pdf".to_owned(), "files.example.nl".to_owned())));
    assert_eq!((bid.whole, bid.text.chars().count(), bid.who.as_str(), bid.at.time()), (false, 300, "CRM", "12:00".to_owned()));
    let opened = whole(&office, &desk, &bid.id).await;
    assert_eq!((opened.whole, opened.text.as_str()), (true, long.trim()));
}

async fn everything_that_came_in_is_one_list_and_each_kind_has_its_view(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let by = feeder(house).await;
    let anna = customer(house, "Anna", "2026-12-02 09:00").await;
    for kind in [FedKind::Message, FedKind::Document, FedKind::Bid] {
        house.app.clock.turn(Minutes::new(1));
        fed(house, &by, &anna, raw(kind, "1")).await;
    }
    customer(house, "Bram", "2026-12-02 10:00").await;
    house.app.clock.turn(Minutes::new(1));
    let ours = RawFed { direction: Some(Direction::Out), ..raw(FedKind::Message, "2") };
    fed(house, &by, &anna, ours).await;
    let all = page(&office, &desk, Filters::default(), None).await;
    assert_eq!(titles(&all), ["message 2", "appointment", "bid 1", "document 1", "message 1", "appointment"]);
    let counts = all.counts.unwrap();
    // What the team wrote itself is neither to be read nor to be done.
    assert_eq!((counts.unread, counts.open, counts.mine, counts.matching, counts.views), (5, 5, 0, 6, [5, 2, 0, 0, 1, 1, 0, 1]));
    let of = |view| Filters { view, ..Filters::default() };
    let cases = [
        (of(InboxView::Appointments), vec!["appointment", "appointment"]),
        (of(InboxView::Fed(FedKind::Message)), vec!["message 2", "message 1"]),
        (of(InboxView::Fed(FedKind::WorkflowAnswer)), vec![]),
        (Filters { unread: true, ..of(InboxView::Fed(FedKind::Message)) }, vec!["message 1"]),
        (Filters { done: Some(true), ..of(InboxView::Everything) }, vec!["message 2"]),
        (Filters { search: "bram".to_owned(), ..Filters::default() }, vec!["appointment"]),
        (Filters { search: "bram".to_owned(), ..of(InboxView::Fed(FedKind::Bid)) }, vec![]),
        (Filters { search: "anna".to_owned(), ..of(InboxView::Fed(FedKind::Bid)) }, vec!["bid 1"]),
        // A word that finds a subject as well.
        (Filters { search: "kade".to_owned(), ..of(InboxView::Fed(FedKind::Bid)) }, vec![]),
        (Filters { to: Some(day("2026-11-30")), ..Filters::default() }, vec!["message 2", "bid 1", "document 1", "message 1"]),
        (Filters { from: Some(day("2026-12-01")), ..of(InboxView::Fed(FedKind::Bid)) }, vec![]),
        (Filters { status: Some(Status::Confirmed), ..Filters::default() }, vec!["appointment", "appointment"]),
    ];
    for (filters, expected) in cases {
        let found = page(&office, &desk, filters.clone(), None).await;
        assert_eq!(titles(&found), expected, "{filters:?}");
        assert_eq!(found.counts.unwrap().matching as usize, expected.len(), "{filters:?}");
    }
    let messages = page(&office, &desk, of(InboxView::Fed(FedKind::Message)), None).await.counts.unwrap();
    assert_eq!((messages.unread, messages.open, messages.views), (1, 1, [5, 2, 0, 0, 1, 1, 0, 1]));
}

async fn what_is_fed_in_is_marked_as_an_appointment_is(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let by = feeder(house).await;
    let anna = customer(house, "Anna", "2026-12-02 09:00").await;
    let id = fed(house, &by, &anna, raw(FedKind::Document, "1")).await.id;
    let mark = async |marking| office.call(&desk, &MarkIt { portal: portal(), which: InteractionId::Fed(id.clone()), marking }).await.answer;
    let mila = office.call(&desk, &Open { portal: portal() }).await.answer.unwrap().me.unwrap().id;
    for marking in [Marking::Read(true), Marking::Done(true), Marking::Assigned(Some(mila.clone()))] {
        mark(marking).await.unwrap();
    }
    let marked = whole(&office, &desk, &id).await;
    assert_eq!((marked.unread, marked.done, marked.assigned), (false, true, Some(mila.clone())));
    mark(Marking::Done(false)).await.unwrap();
    let mine = Filters { assigned: Some(mila), ..Filters::default() };
    assert_eq!(titles(&page(&office, &desk, mine, None).await), ["document 1"]);
    let nobody = MemberId::new("nobody");
    assert_eq!(mark(Marking::Assigned(Some(nobody))).await.map_err(|_| ()), Err(()));
}

async fn pages_of_both_follow_each_other_without_gap_or_double(house: &House) {
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let by = feeder(house).await;
    let anna = customer(house, "Anna", "2026-12-02 09:00").await;
    // Many at one moment, an appointment's among them.
    for at in 0..120 {
        fed(house, &by, &anna, raw(FedKind::Message, &at.to_string())).await;
        if at % 50 == 49 {
            house.app.clock.turn(Minutes::new(1));
        }
    }
    let (mut seen, mut after, mut pages) = (Vec::new(), None, 0);
    loop {
        let page = page(&office, &desk, Filters::default(), after).await;
        seen.extend(page.lines.iter().map(|line| line.id().as_str().to_owned()));
        pages += 1;
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let mut once = seen.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!((pages, seen.len(), once.len()), (3, 121, 121));
}

async fn what_is_fed_in_is_news(house: &House) {
    let by = feeder(house).await;
    let anna = customer(house, "Anna", "2026-12-02 09:00").await;
    let before = house.app.store.last_activity(&by.portal.id).await.unwrap();
    house.app.clock.turn(Minutes::new(1));
    fed(house, &by, &anna, raw(FedKind::Bid, "1")).await;
    assert!(house.app.store.last_activity(&by.portal.id).await.unwrap() > before);
}

both_engines! {
    the_same_again_is_the_same_item_and_something_else_is_refused
    one_item_comes_of_many_feeders_at_once
    what_is_fed_in_is_on_the_timeline_and_whole_on_opening
    everything_that_came_in_is_one_list_and_each_kind_has_its_view
    what_is_fed_in_is_marked_as_an_appointment_is
    pages_of_both_follow_each_other_without_gap_or_double
    what_is_fed_in_is_news
}
