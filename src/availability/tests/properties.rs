//! The engine against the slow one, over random hours, zones, days around clock changes, and busy times.

use proptest::prelude::*;
use proptest::sample::select;

use super::question::{Given, Question, day, zone};
use super::slow;
use crate::domain::{Busy, BusyKind, Day, EventTypeLimits, Feature, Hours, Instant, Minutes, Refusal, Reserved, Slot, Span};
use crate::zone::Zone;

const ZONES: [&str; 16] = [
    "Europe/Amsterdam",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "America/Santiago",
    "Asia/Kathmandu",
    "America/Vancouver",
    "Etc/GMT+12",
    "Pacific/Kiritimati",
    "Africa/Casablanca",
    "Asia/Beirut",
    "America/Nuuk",
    "America/Havana",
    "Pacific/Chatham",
    "Antarctica/Troll",
    "America/St_Johns",
    "Pacific/Apia",
];

/// A day on which a zone's clocks change, or one near it, or any.
fn days(zone: &'static str) -> impl Strategy<Value = Day> {
    let zone = Zone::find(zone).unwrap();
    (0..2_000_i64, -2..=1_i64, any::<bool>()).prop_map(move |(ahead, off, near_change)| {
        // From a past in which more zones changed, and some by whole days or past midnight.
        let from = day("2005-01-01").plus_days(ahead * 5);
        let change = zone.next_change(zone.day_span(from).start).filter(|change| near_change && change.seconds() < 2_000_000_000);
        change.map_or(from, |change| zone.day(change)).plus_days(off)
    })
}

fn minute(most: u32) -> impl Strategy<Value = u32> {
    prop_oneof![3 => (0..=most / 30).prop_map(|half| half * 30), 1 => 0..=most]
}

fn stretch() -> impl Strategy<Value = String> {
    (minute(1_439), 1..=1_440_u32, any::<bool>()).prop_filter_map("a stretch is not empty", |(opens, lasts, short)| {
        let closes = opens + if short { lasts / 5 + 10 } else { lasts };
        let closes = if closes > 1_440 { closes - 1_440 } else { closes };
        (opens < 1_440 && closes != opens).then(|| format!("{:02}:{:02}-{:02}:{:02}", opens / 60, opens % 60, closes / 60, closes % 60))
    })
}

fn hours(on: Day) -> impl Strategy<Value = Hours> {
    let lines = prop::collection::vec((select(vec!["mon-sun", "sat-sun", "fri-sat", "mon,wed", "sun"]), stretch()), 1..5);
    (lines, prop::option::of(0..3_i64), prop::option::of((0..3_i64, stretch()))).prop_map(move |(lines, closed, extra)| {
        let mut hours = Hours::default();
        for (days, stretch) in lines {
            // Stretches that overlap are refused as a file's would be, and left out.
            let _ = hours.add_weekly(&format!("{days} {stretch}"));
        }
        if let Some(off) = closed {
            hours.close(&on.plus_days(off - 1).to_string()).unwrap();
        }
        if let Some((off, stretch)) = extra {
            hours.add_extra(&format!("{} {stretch}", on.plus_days(off - 1))).unwrap();
        }
        hours
    })
}

/// Empty, negative, long, overlapping, and with a few seconds to spare.
fn busy(around: Instant) -> impl Strategy<Value = Busy> {
    let shape = prop_oneof![6 => 5..=90_i64, 1 => -600..=0_i64, 1 => 1_000..=20_000_i64];
    let kind = prop_oneof![
        1 => Just(BusyKind::Imported),
        1 => Just(BusyKind::Block),
        2 => (minute(90), minute(90), any::<bool>(), -4_000..=4_000_i64).prop_map(move |(before, after, capped, until)| {
            BusyKind::Held { before: Minutes::new(before), after: Minutes::new(after), capped, until: Instant::from_seconds(around.seconds() + until * 60) }
        }),
        4 => (minute(90), minute(90), prop::bool::weighted(0.8)).prop_map(|(before, after, capped)| BusyKind::Appointment { before: Minutes::new(before), after: Minutes::new(after), capped })
    ];
    (-4_000..=4_000_i64, shape, prop_oneof![3 => Just(0), 1 => 0..60_i64], kind).prop_map(move |(starts, lasts, seconds, kind)| {
        let start = around.seconds() + (starts - if lasts > 1_000 { lasts / 2 } else { 0 }) * 60 + seconds;
        Busy { span: Span::new(Instant::from_seconds(start), Instant::from_seconds(start + lasts * 60)), kind }
    })
}

fn limits() -> impl Strategy<Value = EventTypeLimits> {
    let lengths = prop_oneof![5 => select(vec![10, 15, 20, 30, 45, 60, 90]), 1 => 1..=600_u32];
    let buffers = || prop_oneof![2 => Just(0), 2 => select(vec![5, 15, 30]), 1 => 0..=300_u32];
    let notice = prop_oneof![2 => Just(0), 1 => 0..=3_000_u32];
    let caps = || (prop::option::weighted(0.4, 1..=2_u32), prop::option::weighted(0.3, 1..=4_u32));
    (lengths.clone(), lengths, buffers(), buffers(), notice, prop_oneof![1 => 0..=5_u32, 1 => Just(60)], caps()).prop_map(
        |(length, step, before, after, notice, horizon_days, caps)| {
            let [length, step, buffer_before, buffer_after, notice] = [length, step, before, after, notice].map(Minutes::new);
            EventTypeLimits { length, step, buffer_before, buffer_after, notice, horizon_days, max_per_day: caps.0, max_per_week: caps.1 }
        },
    )
}

fn given(zone_name: &'static str, on: Day) -> impl Strategy<Value = Given> {
    let around = zone(zone_name).day_span(on).start;
    let reserved = (select(ZONES.to_vec()), hours(on)).prop_map(|(zone_name, hours)| Reserved { zone: zone(zone_name).name().clone(), hours });
    let reserved = prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(reserved, 1..3)];
    let lacking = prop::option::weighted(0.05, select(Feature::ALL.to_vec()));
    (hours(on), prop::collection::vec(busy(around), 0..8), reserved, prop::bool::weighted(0.1), lacking).prop_map(move |(hours, busy, reserved, other_project, lacking)| Given {
        zone: zone(zone_name),
        hours,
        busy,
        reserved,
        other_project,
        lacking,
    })
}

/// Days that no zone may forget: a date that repeats, and one that was left out.
fn odd_days() -> impl Strategy<Value = (&'static str, Day)> {
    let odd = [("America/St_Johns", "2006-10-29"), ("America/St_Johns", "2010-11-07"), ("Pacific/Apia", "2011-12-30"), ("Pacific/Kiritimati", "1994-12-31")];
    (select(odd.to_vec()), -1..=1_i64).prop_map(|((zone, on), off)| (zone, day(on).plus_days(off)))
}

fn question() -> impl Strategy<Value = Question> {
    let any_days = select(ZONES.to_vec()).prop_flat_map(|shown| (Just(shown), days(shown)));
    prop_oneof![7 => any_days, 1 => odd_days()]
        .prop_flat_map(|(shown, from)| (Just(shown), Just(from), prop::collection::vec(prop_oneof![2 => Just(shown), 1 => select(ZONES.to_vec())], 1..4)))
        .prop_flat_map(|(shown, from, zones)| {
            let agendas: Vec<_> = zones.into_iter().map(|zone| given(zone, from)).collect();
            (agendas, limits(), 0..3_i64, -3_000..=2_000_i64, 0..60_i64).prop_map(move |(agendas, limits, more_days, minutes, seconds)| {
                let zone = zone(shown);
                let now = Instant::from_seconds(zone.day_span(from).start.seconds() + minutes * 60 + seconds);
                Question { now, limits, zone, from, to: from.plus_days(more_days), agendas }
            })
        })
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 96, failure_persistence: None, max_shrink_iters: 400, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_engine_offers_what_the_slow_one_offers(question in question()) {
        prop_assert_eq!(question.slots(), slow::slots(&question));
    }

    #[test]
    fn the_engine_judges_every_quarter_of_an_hour_as_it_offers(question in question()) {
        let offered = question.slots();
        let mut unhindered = question.clone();
        unhindered.agendas.iter_mut().for_each(|given| given.busy.clear());
        let unhindered = slow::slots(&unhindered);
        let walk = Span::new(question.zone.day_span(question.from).start, question.zone.day_span(question.to).end);
        let mut judged = Vec::new();
        let mut at = walk.start;
        while at < walk.end {
            match question.judge(at) {
                Ok(slot) => judged.push(slot),
                // Where a date repeats, some times within the walk are of the day before, of which the slow one was not asked.
                Err(_) if !(question.from..=question.to).contains(&question.zone.day(at)) => {}
                Err(refusal) => {
                    let taken = unhindered.iter().any(|slot| slot.span.start == at);
                    prop_assert_eq!(refusal, if taken { Refusal::Taken } else { Refusal::NotOffered });
                }
            }
            at = at.plus(Minutes::new(15));
        }
        // Its own times may lie past the midnight that ends the walk.
        judged.retain(|slot| (question.from..=question.to).contains(&slot.day));
        let walked = |slot: &Slot| slot.span.start < walk.end && (slot.span.start.seconds() - walk.start.seconds()) % 900 == 0;
        prop_assert_eq!(judged, offered.iter().copied().filter(walked).collect::<Vec<_>>());
        for slot in offered {
            prop_assert_eq!(question.judge(slot.span.start), Ok(slot));
        }
    }

    #[test]
    fn an_agenda_has_nothing_against_a_start_exactly_when_it_offers_it(question in question()) {
        let alone: Vec<Question> = question.agendas.iter().map(|given| Question { agendas: vec![given.clone()], ..question.clone() }).collect();
        let offered: Vec<Vec<Instant>> = alone.iter().map(|question| question.slots().iter().map(|slot| slot.span.start).collect()).collect();
        let walk = Span::new(question.zone.day_span(question.from).start, question.zone.day_span(question.to).end);
        let quarters = (0..).map(|quarter| walk.start.plus(Minutes::new(15 * quarter))).take_while(|at| *at < walk.end);
        let shown = |at: &Instant| (question.from..=question.to).contains(&question.zone.day(*at));
        for at in quarters.filter(shown).chain(offered.iter().flatten().copied()) {
            let offers: Vec<bool> = offered.iter().map(|offered| offered.contains(&at)).collect();
            let against = question.why_not(at);
            prop_assert_eq!(against.iter().map(Vec::is_empty).collect::<Vec<_>>(), offers, "{}: {:?}", at, against);
        }
    }

    #[test]
    fn an_answer_stays_the_same_until_it_is_said_to_change(question in question(), parts in prop::collection::vec(0.0..1.0_f64, 8)) {
        let (answer, until) = (question.slots(), question.valid_until());
        prop_assert!(until > question.now);
        let ahead = until.micros() - question.now.micros();
        for later in parts.into_iter().map(|part| (ahead as f64 * part) as i64).chain([0, ahead - 1]) {
            let now = Instant::from_micros(question.now.micros() + later.min(ahead - 1));
            prop_assert_eq!(Question { now, ..question.clone() }.slots(), answer.clone());
        }
    }
}
