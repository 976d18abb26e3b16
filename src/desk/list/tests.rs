//! The Inbox as it is read while things happen.

use super::*;
use crate::api::team::wire::{FedLine, Line, Start};
use crate::domain::{AgendaId, AppointmentId, CustomerId, FedId, FedKind, FedWhat, Source, Status, What};

fn line(id: &str, happened: u16) -> Interaction {
    let start = |minute| Start { day: 20_000, minute, offset: 60 };
    Interaction::Appointment(Line {
        id: AppointmentId::new(id),
        customer: "Anna".to_owned(),
        subject: "Lindengracht 12".to_owned(),
        title: "Bezichtiging".to_owned(),
        agenda: AgendaId::new("noord"),
        start: start(540),
        minutes: 30,
        status: Status::Confirmed,
        source: Source::Plugin,
        last: What::Booked,
        happened: start(happened),
        unread: true,
        done: false,
        assigned: None,
        mail_failed: false,
        bounced: false,
    })
}

fn appointment(id: &str) -> InteractionId {
    InteractionId::Appointment(AppointmentId::new(id))
}

fn page(lines: &[(&str, u16)], more: bool) -> InboxPage {
    let lines: Vec<Interaction> = lines.iter().map(|(id, happened)| line(id, *happened)).collect();
    let next = more.then(|| Cursor { at: 1, id: "x".to_owned() });
    InboxPage { lines, next, counts: Some(Counts { unread: 2, open: 2, mine: 0, matching: 2, views: [2, 2, 0, 0, 0, 0, 0, 0] }) }
}

fn list(lines: &[(&str, u16)]) -> List {
    let mut list = List::default();
    list.begin(true);
    list.learn_first(Ok(page(lines, true)));
    list
}

fn ids_of(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

fn ids(list: &List) -> Vec<String> {
    list.lines().iter().map(|line| line.id().as_str().to_owned()).collect()
}

#[test]
fn what_is_new_waits_until_it_is_asked_for() {
    let mut list = list(&[("b", 20), ("a", 10)]);
    list.step(true);
    list.glance(page(&[("c", 30), ("b", 20), ("a", 10)], true));
    assert_eq!((ids(&list), list.fresh()), (ids_of(&["b", "a"]), 1));
    assert!(!list.take());
    assert_eq!((ids(&list), list.fresh()), (ids_of(&["c", "b", "a"]), 0));
    assert_eq!(list.at().map(InteractionId::as_str), Some("c"));
}

#[test]
fn a_line_that_something_happened_to_moves_only_when_it_is_asked_for() {
    let mut list = list(&[("b", 20), ("a", 10)]);
    list.glance(page(&[("a", 30), ("b", 20)], true));
    assert_eq!((ids(&list), list.fresh()), (ids_of(&["b", "a"]), 1));
    list.take();
    assert_eq!(ids(&list), ["a", "b"]);
}

#[test]
fn a_mark_that_a_colleague_set_shows_in_its_place() {
    let mut list = list(&[("b", 20), ("a", 10)]);
    let mut seen = page(&[("b", 20), ("a", 10)], true);
    seen.lines[1].mark(&Marking::Done(true));
    list.glance(seen);
    assert_eq!((list.fresh(), list.lines()[1].is_done()), (0, true));
}

#[test]
fn more_than_a_page_of_news_means_reading_anew() {
    let mut list = list(&[("b", 20), ("a", 10)]);
    list.glance(page(&[("d", 40), ("c", 30)], true));
    assert!(list.take());
    let mut small = self::list(&[("b", 20)]);
    small.glance(page(&[("d", 40), ("c", 30)], false));
    assert!(!small.take(), "without a next page that is all there is");
}

#[test]
fn news_of_an_empty_list_shows_at_once() {
    let mut list = list(&[]);
    assert_eq!(list.shown(), Shown::Empty);
    list.glance(page(&[("a", 10)], false));
    assert_eq!((list.shown(), list.fresh()), (Shown::Lines, 0));
}

#[test]
fn a_line_on_two_pages_is_shown_once() {
    let mut list = list(&[("b", 20), ("a", 10)]);
    assert!(list.ask_on().is_some());
    assert!(list.ask_on().is_none(), "one call at a time");
    list.learn_more(Ok(page(&[("a", 10), ("z", 5)], false)));
    assert_eq!((ids(&list), list.has_more()), (ids_of(&["b", "a", "z"]), false));
}

#[test]
fn a_page_that_does_not_come_leaves_what_is_there() {
    let mut list = list(&[("a", 10)]);
    list.ask_on();
    list.learn_more(Err(TeamError::Unreachable));
    assert_eq!((list.shown(), list.stuck()), (Shown::Lines, Some(&TeamError::Unreachable)));
    assert!(list.ask_on().is_some() && list.stuck().is_none());
    list.begin(false);
    list.learn_first(Err(TeamError::Unreachable));
    assert_eq!((list.shown(), list.lines().len()), (Shown::Trouble(TeamError::Unreachable), 0), "these may not be what was asked for");
    let mut none = List::default();
    none.begin(true);
    assert_eq!(none.shown(), Shown::Loading);
    none.learn_first(Err(TeamError::Unavailable));
    assert_eq!(none.shown(), Shown::Trouble(TeamError::Unavailable));
}

#[test]
fn the_keyboard_stays_within_the_list() {
    let mut list = list(&[("b", 20), ("a", 10)]);
    let mut step = |on| {
        list.step(on);
        list.at().unwrap().as_str().to_owned()
    };
    assert_eq!([step(true), step(true), step(true), step(false), step(false)], ["b", "a", "a", "b", "b"]);
}

#[test]
fn a_mark_is_counted_and_can_be_undone() {
    let mut list = list(&[("b", 20), ("a", 10)]);
    let id = appointment("a");
    let undo = list.mark(&id, &Marking::Read(true)).unwrap();
    assert_eq!((undo.clone(), list.counts().unread, list.line(&id).unwrap().is_unread()), (Marking::Read(false), 1, false));
    assert_eq!(list.counts().views, [1, 1, 0, 0, 0, 0, 0, 0]);
    list.mark(&id, &undo);
    assert_eq!((list.counts().unread, list.counts().views), (2, [2, 2, 0, 0, 0, 0, 0, 0]));
    assert_eq!(list.mark(&id, &Marking::Done(true)), Some(Marking::Done(false)));
    assert_eq!(list.counts().open, 1);
    assert_eq!(list.mark(&appointment("x"), &Marking::Done(true)), None);
}

#[test]
fn what_was_fed_in_is_marked_and_counted_in_its_own_view() {
    let at = Start { day: 20_000, minute: 600, offset: 60 };
    let bid = FedLine {
        about: None,
        mail: None,
        id: FedId::new("f"),
        customer: CustomerId::new("c"),
        name: "Anna".to_owned(),
        what: FedWhat::Bid(None),
        title: "Bod".to_owned(),
        text: String::new(),
        whole: true,
        link: None,
        who: "CRM".to_owned(),
        at,
        came: at,
        unread: true,
        done: false,
        assigned: None,
        mail_failed: None,
    };
    let mut page = page(&[("a", 10)], false);
    page.lines.insert(0, Interaction::Fed(bid));
    page.counts = Some(Counts { unread: 2, open: 2, mine: 0, matching: 2, views: [2, 1, 0, 0, 0, 0, 0, 1] });
    let mut list = List::default();
    list.learn_first(Ok(page));
    let id = InteractionId::Fed(FedId::new("f"));
    assert_eq!(list.mark(&id, &Marking::Read(true)), Some(Marking::Read(false)));
    assert_eq!((list.counts().unread, list.counts().views[InboxView::Fed(FedKind::Bid).at()], list.counts().views), (1, 0, [1, 1, 0, 0, 0, 0, 0, 0]));
    assert_eq!(list.mark(&InteractionId::Appointment(AppointmentId::new("f")), &Marking::Read(true)), None, "not an appointment");
}
