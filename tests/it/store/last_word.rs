//! The database's last word: rows written around the code, which knows no rule, are refused where they overlap.

use appointment::app::book;

use crate::support::{House, Raw, ask, at, both_engines};

/// Copies the one that was booked, whose identity sorts before all of ours, to another time, around the code.
async fn copy(raw: &Raw, id: &str, agenda: &str, span: (&str, &str), status: &str) -> Result<u64, String> {
    let (starts_at, ends_at) = (at(span.0).micros(), at(span.1).micros());
    raw.run(&format!(
        "INSERT INTO appointments (portal, id, entry, subject, event_type, agenda, lane, customer, starts_at, ends_at, buffer_before, buffer_after, wall_day, wall_time, utc_offset, zone,
           status, source, name, email, phone, language, note, answers, sequence, version, token, created_at, updated_at)
         SELECT portal, '{id}', entry, subject, event_type, {agenda}, {agenda}, customer, {starts_at}, {ends_at}, buffer_before, buffer_after, wall_day, wall_time, utc_offset, zone,
           '{status}', source, name, email, phone, language, note, answers, sequence, version, '{id}', created_at, updated_at FROM appointments WHERE id = (SELECT MIN(id) FROM appointments)"
    ))
    .await
}

async fn rows_that_overlap_are_refused(house: &House) {
    book(&house.app, ask("kade", "2026-12-02 10:00", "Anna")).await.unwrap();
    let raw = house.raw().await;
    let overlapping = [
        ("2026-12-02 10:00", "2026-12-02 10:30"),
        ("2026-12-02 09:45", "2026-12-02 10:15"),
        ("2026-12-02 10:15", "2026-12-02 10:45"),
        ("2026-12-02 10:10", "2026-12-02 10:20"),
        ("2026-12-02 09:00", "2026-12-02 12:00"),
        ("2026-11-30 20:00", "2026-12-02 11:00"),
        ("2026-12-02 10:29", "2026-12-04 10:29"),
    ];
    for (at, span) in overlapping.into_iter().enumerate() {
        let refused = copy(&raw, &format!("overlap-{at}"), "agenda", span, "confirmed").await.unwrap_err();
        assert!(refused.contains("slot_taken"), "{span:?}: {refused}");
    }
    assert_eq!(raw.number("SELECT COUNT(*) FROM appointments").await, 1);
}

async fn rows_that_touch_lie_elsewhere_or_are_cancelled_are_taken(house: &House) {
    book(&house.app, ask("kade", "2026-12-02 10:00", "Anna")).await.unwrap();
    let raw = house.raw().await;
    let same = ("2026-12-02 10:00", "2026-12-02 10:30");
    let rows = [
        ("before", "agenda", ("2026-12-02 09:30", "2026-12-02 10:00"), "confirmed"),
        ("after", "agenda", ("2026-12-02 10:30", "2026-12-02 11:00"), "requested"),
        ("elsewhere", "'another agenda'", same, "confirmed"),
        ("cancelled", "agenda", same, "cancelled"),
    ];
    for (id, agenda, span, status) in rows {
        assert_eq!(copy(&raw, id, agenda, span, status).await, Ok(1), "{id}");
    }
    let back = raw.run("UPDATE appointments SET status = 'confirmed' WHERE id = 'cancelled'").await.unwrap_err();
    assert!(back.contains("slot_taken"), "{back}");
    let moved = raw.run(&format!("UPDATE appointments SET starts_at = {} WHERE id = 'after'", at("2026-12-02 10:29").micros())).await.unwrap_err();
    assert!(moved.contains("slot_taken"), "{moved}");
    raw.run("UPDATE appointments SET status = 'cancelled' WHERE status = 'confirmed' AND token <> id").await.unwrap();
    assert_eq!(raw.run("UPDATE appointments SET status = 'confirmed' WHERE id = 'cancelled'").await, Ok(1), "the place is free again");
}

async fn rows_that_end_before_they_start_or_last_for_days_are_refused(house: &House) {
    book(&house.app, ask("kade", "2026-12-02 10:00", "Anna")).await.unwrap();
    let raw = house.raw().await;
    for span in [("2026-12-03 10:00", "2026-12-03 10:00"), ("2026-12-03 10:00", "2026-12-03 09:00"), ("2026-12-03 10:00", "2026-12-05 10:01")] {
        assert!(copy(&raw, "wrong", "agenda", span, "confirmed").await.is_err(), "{span:?}");
    }
}

both_engines! {
    rows_that_overlap_are_refused
    rows_that_touch_lie_elsewhere_or_are_cancelled_are_taken
    rows_that_end_before_they_start_or_last_for_days_are_refused
}
