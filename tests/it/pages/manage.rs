//! `/m/{token}`.

use appointment::domain::{Minutes, Status, What};

use super::site::Visit;

const ENTRY: &str = "lindengracht-12";
const NINE: &str = "2026-12-01T08:00:00Z";
const TEN: &str = "2026-12-01T09:00:00Z";

#[tokio::test]
async fn the_page_tells_what_when_where_with_whom_and_what_can_be_done() {
    let visit = Visit::new().await;
    let path = visit.booked(ENTRY, NINE).await;
    let page = visit.get(&path).await;
    assert_eq!(page.status, 200);
    page.shows(&[
        "data-status=\"confirmed\" class=\"status\">Bevestigd<",
        "Bezichtiging, Lindengracht 12 &lt;script&gt;",
        ">dinsdag 1 december 2026</time>",
        "09:00–09:30 uur",
        "(tijd in Amsterdam)",
        "Lindengracht 12, 1015 KC Amsterdam</address>",
        "destination=Lindengracht%2012%2C%201015%20KC%20Amsterdam",
        "Sanne de Wit",
        "Anna de Vries",
        "Wij komen samen.",
        &format!("href=\"{path}/appointment.ics\""),
        &format!("href=\"{path}/reschedule\""),
        &format!("href=\"{path}/cancel\""),
    ]);
    assert!(!page.text.contains("<script"), "{}", page.text);
    visit.get(&format!("{path}?lang=en")).await.shows(&["<html lang=\"en\">", "Tuesday 1 December 2026", &format!("{path}/cancel?lang=en")]);
    let call = visit.booked("gesprek", NINE).await;
    visit.get(&call).await.shows(&["href=\"https://meet.example.nl/mila\"", "Mila Janssen", "09:00–09:20 uur"]);
}

#[tokio::test]
async fn following_links_changes_nothing() {
    let visit = Visit::new().await;
    let path = visit.booked(ENTRY, NINE).await;
    let before = visit.card(&path).await;
    for below in ["", "?now=cancelled", "/cancel", "/cancel?yes=1", "/reschedule", &format!("/reschedule?at={TEN}"), &format!("/reschedule?starts_at={TEN}")] {
        let page = visit.get(&format!("{path}{below}")).await;
        assert_eq!(page.status, 200, "{below}");
        assert!(!page.text.contains("is geannuleerd"), "{below}: an address alone proves nothing");
        for (name, value) in [("cache-control", "no-store"), ("referrer-policy", "no-referrer"), ("x-robots-tag", "noindex")] {
            assert_eq!(page.header(name), value, "{below}");
        }
    }
    assert_eq!(visit.card(&path).await, before);
}

#[tokio::test]
async fn a_customer_cancels_and_the_time_is_free_again() {
    let visit = Visit::new().await;
    let path = visit.booked(ENTRY, NINE).await;
    visit.get(&format!("{path}/cancel")).await.shows(&["Wilt u de afspraak annuleren?", "method=\"post\"", "Ja, annuleren"]);
    for _ in 0..2 {
        let got = visit.post(&format!("{path}/cancel"), &[]).await;
        assert_eq!((got.status.as_u16(), got.header("location")), (303, format!("{path}?now=cancelled").as_str()), "twice is harmless");
    }
    assert_eq!(visit.card(&path).await.appointment.sequence, 1);
    visit.get(&format!("{path}?now=cancelled")).await.shows(&[
        "Uw afspraak is geannuleerd. We sturen",
        "data-status=\"cancelled\"",
        "<del>",
        "href=\"/b/demo/lindengracht-12\"",
        "Nieuwe afspraak maken",
    ]);
    assert_eq!(visit.free(ENTRY, "2026-12-01").await[0], NINE);
    for below in ["/cancel", "/reschedule"] {
        let got = visit.get(&format!("{path}{below}")).await;
        assert_eq!((got.status.as_u16(), got.header("location")), (303, path.as_str()));
    }
    let late = visit.post(&format!("{path}/reschedule"), &[("starts_at", TEN)]).await;
    visit.get(late.header("location")).await.shows(&["Deze afspraak kan niet meer worden gewijzigd."]);
}

#[tokio::test]
async fn who_cancels_may_say_why_and_the_team_reads_it() {
    let visit = Visit::new().await;
    let path = visit.booked(ENTRY, NINE).await;
    visit.get(&format!("{path}/cancel")).await.shows(&["Waarom annuleert u?", "niet verplicht", "name=\"reason\""]);
    let long = visit.post(&format!("{path}/cancel"), &[("reason", &format!("<b>{}", "x".repeat(2_000)))]).await;
    assert_eq!(long.status, 422);
    long.shows(&["Dit is te lang: hooguit 2000 tekens.", "&lt;b>xxx", "aria-invalid=\"true\""]);
    assert_eq!(visit.card(&path).await.appointment.status, Status::Confirmed);
    visit.post(&format!("{path}/cancel"), &[("reason", " Ik ben ziek\r\nen blijf thuis. ")]).await;
    visit.post(&format!("{path}/cancel"), &[("reason", "Een andere reden")]).await;
    let appointment = visit.card(&path).await.appointment;
    let dossier = visit.app.store.dossier(&appointment.portal, &appointment.id).await.unwrap().unwrap();
    let told: Vec<_> = dossier.history.iter().map(|row| (row.what, row.reason.as_ref().map(|reason| reason.as_str()))).collect();
    assert_eq!(told, [(What::Cancelled, Some("Ik ben ziek\nen blijf thuis.")), (What::Booked, None)], "the first reason stays");
    let late = visit.post(&format!("{path}/cancel"), &[("reason", &"x".repeat(2_001))]).await;
    assert_eq!(late.header("location"), format!("{path}?now=too_late"));
}

#[tokio::test]
async fn a_customer_takes_another_time_for_the_same_appointment() {
    let visit = Visit::new().await;
    let path = visit.booked(ENTRY, NINE).await;
    let before = visit.card(&path).await;
    let list = visit.get(&format!("{path}/reschedule")).await;
    list.shows(&["Nu staat de afspraak op", "rel=\"next\"", "09:00–09:30 uur"]);
    assert_eq!(list.slots()[0], "2026-12-01T08:30:00Z", "its own time is no other time");
    let ask = visit.get(&format!("{path}/reschedule?at={TEN}")).await;
    ask.shows(&["10:00–10:30 uur", "<del>", "method=\"post\""]);
    assert_eq!(ask.hidden("starts_at"), TEN);
    let got = visit.post(&format!("{path}/reschedule"), &[("starts_at", TEN)]).await;
    assert_eq!((got.status.as_u16(), got.header("location")), (303, format!("{path}?now=rescheduled").as_str()));
    visit.get(got.header("location")).await.shows(&["Uw afspraak is verzet.", "10:00–10:30 uur"]);
    let after = visit.card(&path).await.appointment;
    assert_eq!((after.id, after.sequence), (before.appointment.id, 1));
    assert_eq!(visit.free(ENTRY, "2026-12-01").await, [NINE, "2026-12-01T08:30:00Z", "2026-12-01T09:30:00Z"]);
}

#[tokio::test]
async fn a_new_time_that_was_taken_leaves_the_old_one_and_offers_the_nearest() {
    let visit = Visit::new().await;
    let (mine, _) = (visit.booked(ENTRY, NINE).await, visit.booked(ENTRY, TEN).await);
    let before = visit.card(&mine).await;
    let check = async |wanted: &str, status: u16, sentence: &str| {
        let lost = visit.post(&format!("{mine}/reschedule"), &[("starts_at", wanted)]).await;
        assert_eq!(lost.status, status, "{wanted}");
        lost.shows(&[sentence, "Uw afspraak blijft staan", "data-slot=\"2026-12-01T09:30:00Z\""]);
    };
    check(TEN, 409, "zojuist door iemand anders geboekt").await;
    check("2026-12-01T09:10:00Z", 422, "niet vrij (meer)").await;
    let lost = visit.get(&format!("{mine}/reschedule?at={TEN}")).await;
    assert_eq!(lost.status, 422);
    lost.shows(&["data-slot=\"2026-12-01T09:30:00Z\""]);
    let nonsense = visit.post(&format!("{mine}/reschedule"), &[("starts_at", "morgen")]).await;
    assert_eq!((nonsense.status.as_u16(), nonsense.header("location")), (303, format!("{mine}/reschedule").as_str()));
    assert_eq!(visit.card(&mine).await, before);
}

#[tokio::test]
async fn the_calendar_file_is_the_appointment_as_it_is_now() {
    let visit = Visit::new().await;
    let path = visit.booked(ENTRY, NINE).await;
    let file = visit.get(&format!("{path}/appointment.ics")).await;
    assert_eq!((file.header("content-type"), file.header("cache-control")), ("text/calendar; charset=utf-8", "no-store"));
    file.shows(&["BEGIN:VCALENDAR\r\n", "DTSTART:20261201T080000Z\r\n", "STATUS:CONFIRMED\r\n", "SEQUENCE:0\r\n"]);
    visit.post(&format!("{path}/cancel"), &[]).await;
    visit.get(&format!("{path}/appointment.ics")).await.shows(&["STATUS:CANCELLED\r\n", "SEQUENCE:1\r\n"]);
}

#[tokio::test]
async fn an_appointment_that_has_begun_can_only_be_looked_at() {
    let visit = Visit::new().await;
    let path = visit.booked(ENTRY, NINE).await;
    visit.app.clock.turn(Minutes::new(4 * 24 * 60 + 60));
    let page = visit.get(&path).await;
    page.shows(&["Uw afspraak is geweest", "Nieuwe afspraak maken"]);
    assert!(!page.text.contains("/cancel") && !page.text.contains("appointment.ics"), "{}", page.text);
    for below in ["/cancel", "/reschedule"] {
        let got = visit.post(&format!("{path}{below}"), &[("starts_at", "2026-12-02T08:00:00Z")]).await;
        assert_eq!((got.status.as_u16(), got.header("location")), (303, format!("{path}?now=too_late").as_str()));
    }
    assert_eq!(visit.card(&path).await.appointment.status, Status::Confirmed);
}

#[tokio::test]
async fn a_link_that_opens_nothing_gets_one_answer_whatever_it_looks_like() {
    let visit = Visit::new().await;
    let known = visit.get(&format!("/m/demo.{}", "a".repeat(32))).await;
    assert_eq!(known.status, 404);
    known.shows(&["Deze link werkt niet"]);
    assert_eq!(known.header("cache-control"), "no-store");
    for token in ["demo.kort", "niemand.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "x", "%3Cscript%3E"] {
        for below in ["", "/cancel", "/reschedule", "/appointment.ics"] {
            let path = format!("/m/{token}{below}");
            assert_eq!(visit.get(&path).await.text, known.text, "{path}");
            if ["/cancel", "/reschedule"].contains(&below) {
                assert_eq!(visit.post(&path, &[]).await.text, known.text, "{path}");
            }
        }
    }
}
