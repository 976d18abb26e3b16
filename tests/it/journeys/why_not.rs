//! "Why is Thursday 16:00 not offered?", asked of the whole house.

use appointment::app::{TimesError, block, book, free_times, open_entry, why_not};
use appointment::domain::{Instant, Minutes, Note, Span, WhyNot};

use crate::support::{House, ask, at, both_engines, day, slug};

async fn reasons(house: &House, entry: &str, start: Instant) -> Vec<Vec<WhyNot>> {
    why_not(&house.app, &slug("proef"), &slug(entry), start).await.unwrap().into_iter().map(|agenda| agenda.reasons).collect()
}

async fn a_time_is_offered_exactly_when_an_agenda_has_nothing_against_it(house: &House) {
    house.apply_with("notice_minutes = 120", "notice_minutes = 1500\nmax_per_day = 3").await;
    for (entry, start) in [("kade", "2026-12-02 12:00"), ("waarde", "2026-12-02 13:00"), ("zuid", "2026-12-02 12:00"), ("zuid", "2026-12-03 12:00")] {
        book(&house.app, ask(entry, start, "Anna")).await.unwrap();
    }
    let entry = open_entry(&house.app, &slug("proef"), &slug("beide")).await.unwrap();
    let span = Span::new(at("2026-12-02 15:10"), at("2026-12-02 16:00"));
    block(&house.app, &entry.portal.id, &entry.agendas[1].id, span, Note::parse("").unwrap()).await.unwrap();
    for on in ["2026-12-02", "2026-12-03", "2026-12-06"] {
        let times = free_times(&house.app, &slug("proef"), &slug("beide"), day(on), day(on)).await.unwrap();
        let midnight = at(&format!("{on} 00:00"));
        for quarter in 0..96 {
            let start = midnight.plus(Minutes::new(15 * quarter));
            let free = reasons(house, "beide", start).await.iter().any(Vec::is_empty);
            assert_eq!(free, times.slots.iter().any(|slot| slot.span.start == start), "{start}");
        }
    }
}

async fn each_agenda_says_all_that_it_has_against_it(house: &House) {
    book(&house.app, ask("kade", "2026-12-02 16:00", "Anna")).await.unwrap();
    let taken = Span::new(at("2026-12-02 16:00"), at("2026-12-02 16:30"));
    let against = reasons(house, "beide", at("2026-12-02 16:10")).await;
    let between = WhyNot::BetweenSteps { before: Some(taken.start), after: Some(taken.end) };
    assert_eq!(against, [vec![between, WhyNot::Appointment { span: taken, kept_free: taken }], vec![between]]);
    assert_eq!(reasons(house, "kade", at("2026-12-25 10:00")).await, [[WhyNot::Closed { day: day("2026-12-25") }]]);
    assert_eq!(reasons(house, "kade", at("2026-12-01 09:30")).await, [[WhyNot::TooSoon { earliest: at("2026-12-01 10:00") }]]);
    assert_eq!(reasons(house, "kade", at("2027-01-01 09:00")).await, [[WhyNot::TooFar { last: day("2026-12-31") }]]);
    assert_eq!(reasons(house, "waarde", at("2026-12-03 16:00")).await, [[WhyNot::TooLong { closes: at("2026-12-03 17:00") }]]);
    // As far as moments go, it is an answer and no panic.
    for end in [i64::MIN, i64::MAX] {
        assert!(!reasons(house, "kade", Instant::from_micros(end)).await[0].is_empty());
    }
}

async fn who_asks_of_nothing_is_told_so(house: &House) {
    let start = at("2026-12-02 10:00");
    assert!(matches!(why_not(&house.app, &slug("niemand"), &slug("kade"), start).await, Err(TimesError::UnknownPortal)));
    assert!(matches!(why_not(&house.app, &slug("proef"), &slug("nergens"), start).await, Err(TimesError::UnknownEntry)));
}

both_engines! {
    a_time_is_offered_exactly_when_an_agenda_has_nothing_against_it
    each_agenda_says_all_that_it_has_against_it
    who_asks_of_nothing_is_told_so
}
