//! How days are laid out, as pictures in a line: `start+minutes@lane/lanes`.

use super::*;
use crate::api::team::wire::{DayColumn, Start};
use crate::domain::BlockId;

fn minute(text: &str) -> u16 {
    let (hours, minutes) = text.split_once(':').unwrap();
    hours.parse::<u16>().unwrap() * 60 + minutes.parse::<u16>().unwrap()
}

fn items(day: i32, text: &str) -> Vec<Item> {
    let block = || ItemWhat::Block { id: BlockId::new("b"), reason: String::new(), from_parent: false };
    let item = |(start, minutes): (&str, &str)| Item { start: Start { day, minute: minute(start), offset: 60 }, minutes: minutes.parse().unwrap(), what: block() };
    text.split_whitespace().map(|item| item.split_once('+').unwrap()).map(item).collect()
}

/// A day: which, when it is open, and what stands in it.
type Told<'a> = (i32, &'a [(u16, u16)], &'a str);

fn agenda(id: &str, days: &[Told<'_>]) -> AgendaDays {
    let days = days.iter().map(|(day, open, text)| DayColumn { day: *day, closed: false, open: open.to_vec(), items: items(*day, text) });
    AgendaDays { agenda: AgendaId::new(id), name: id.to_owned(), clock: String::new(), separated: None, in_plan: true, editable: true, days: days.collect() }
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let laid = laid(&items(0, text));
    let shown: Vec<String> = laid.iter().map(|laid| format!("{}@{}/{}", laid.item.start.time(), laid.lane, laid.lanes)).collect();
    assert_eq!(shown.join(" "), expected, "{text}");
}

#[test]
fn what_overlaps_stands_side_by_side() {
    check("", "");
    check("09:00+30 09:30+30", "09:00@0/1 09:30@0/1");
    check("09:00+60 09:30+60", "09:00@0/2 09:30@1/2");
    check("09:00+60 09:30+60 10:00+30 11:00+30", "09:00@0/2 09:30@1/2 10:00@0/2 11:00@0/1");
    check("09:00+90 09:00+30 09:15+30", "09:00@0/3 09:00@1/3 09:15@2/3");
    check("00:00+1440 09:00+30 10:00+30", "00:00@0/2 09:00@1/2 10:00@1/2");
}

#[test]
fn the_hours_are_those_that_something_happens_in() {
    let check = |open: &[(u16, u16)], text: &str, expected: (&str, &str)| {
        let board = Board::new(&[agenda("a", &[(0, open, text)])], 0);
        assert_eq!((board.from, board.to), (minute(expected.0), minute(expected.1)), "{open:?} {text}");
        assert_eq!(board.minutes(), board.to - board.from);
    };
    check(&[], "", ("8:00", "18:00"));
    check(&[(540, 1_020)], "07:45+30 20:15+30", ("7:00", "21:00"));
    check(&[(540, 1_020)], "00:00+1440", ("8:00", "18:00"));
    check(&[(1_320, 1_560)], "", ("8:00", "24:00"));
}

#[test]
fn hours_past_midnight_are_the_next_days() {
    let board = Board::new(&[agenda("a", &[(-1, &[(1_320, 1_560)], ""), (0, &[(600, 720)], ""), (1, &[(1_500, 1_560)], ""), (2, &[], "")])], 0);
    let open: Vec<_> = board.columns.iter().map(|column| (column.day, column.open.as_slice())).collect();
    assert_eq!(open, [(0, &[(0, 120), (600, 720)][..]), (1, &[]), (2, &[(60, 120)])]);
}

#[test]
fn agendas_stand_side_by_side_and_arrows_lead_through_them() {
    let one = agenda("a", &[(0, &[], "09:00+30 13:00+30"), (1, &[], "10:00+30")]);
    let two = agenda("b", &[(0, &[], ""), (1, &[], "09:00+30 12:00+30")]);
    let board = Board::new(&[one, two], 0);
    let order: Vec<_> = board.columns.iter().map(|column| (column.day, column.agenda.as_str(), column.items.iter().map(|laid| laid.nth).collect::<Vec<_>>())).collect();
    assert_eq!(order, [(0, "a", vec![0, 1]), (0, "b", vec![]), (1, "a", vec![2]), (1, "b", vec![3, 4])]);
    let check = |from, toward, expected| assert_eq!(board.beside(from, toward), expected, "{from:?} {toward:?}");
    check(None, Toward::Right, Some(0));
    check(Some(0), Toward::Next, Some(1));
    check(Some(0), Toward::Previous, None);
    check(Some(4), Toward::Next, None);
    check(Some(2), Toward::Previous, Some(1));
    check(Some(1), Toward::Right, Some(2));
    check(Some(2), Toward::Right, Some(3));
    check(Some(4), Toward::Left, Some(2));
    check(Some(2), Toward::Left, Some(0));
    check(Some(0), Toward::Left, None);
    assert_eq!(Board::default().beside(None, Toward::Next), None);
}
