//! What the log and the metrics tell, and what they don't.

use crate::server::Program;

const BOOK: &str = "/v1/portals/demo/entries/lindengracht-12";

#[tokio::test]
async fn the_log_tells_of_each_request_and_nothing_about_anyone() {
    for format in ["plain", "json"] {
        let server = Program::new().set("APPOINTMENT_LOG__FORMAT", format).set("APPOINTMENT_LOG__LEVEL", "trace").with_demo().serve();
        let now = appointment::clock::Clock::system().now();
        let (from, to) = (now.to_string(), now.plus(appointment::domain::Minutes::new(14 * 24 * 60)).to_string());
        let times: serde_json::Value = server.get(&format!("{BOOK}/slots?from={}&to={}", &from[..10], &to[..10])).send().await.unwrap().json().await.unwrap();
        let starts_at = &times["days"][0]["slots"][0]["starts_at"];
        let body = serde_json::json!({ "starts_at": starts_at, "customer": { "name": "Geheime Naam", "email": "geheim@klant.example", "phone": "0612345678" }, "note": "geheime opmerking" });
        let answer = server.post(&format!("{BOOK}/appointments")).header("idempotency-key", "geheime-sleutel").json(&body).send().await.unwrap();
        let (status, id) = (answer.status(), answer.headers()["x-request-id"].to_str().unwrap().to_owned());
        let booked: serde_json::Value = answer.json().await.unwrap();
        assert_eq!(status, 201, "{booked} {times}");
        let token = booked["appointment"]["manage_url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        assert_eq!(server.status(&format!("/m/{token}?geheime=vraag")).await, 200);
        assert_eq!(server.status("/geheim-pad").await, 404);
        let log = server.log();
        let told = log.lines().find(|line| line.contains(&id)).unwrap_or_else(|| panic!("{id} is not in {log}"));
        for part in ["POST", "/v1/portals/{portal}/entries/{entry}/appointments", "201"] {
            assert!(told.contains(part), "{part}: {told}");
        }
        for secret in ["eheim", "0612345678", "127.0.0.1", &token, "lindengracht", "klant.example"] {
            assert!(!log.contains(secret), "{secret} is in {log}");
        }
        if format == "json" {
            assert!(log.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()), "{log}");
        }
    }
}

#[tokio::test]
async fn the_metrics_count_requests_bookings_and_letters() {
    let server = Program::new().with_demo().serve();
    let _counted = server.status("/v1/portals/demo/entries/none").await;
    let answer = server.get("/metrics").send().await.unwrap();
    assert_eq!(answer.headers()["content-type"], "text/plain; version=0.0.4; charset=utf-8");
    let text = answer.text().await.unwrap();
    for line in [
        "# TYPE appointment_http_requests_total counter",
        "appointment_http_requests_total{method=\"GET\",route=\"/v1/portals/{portal}/entries/{entry}\",status=\"404\"} 1",
        "appointment_http_request_duration_seconds_count{route=\"/v1/portals/{portal}/entries/{entry}\"} 1",
        "appointment_bookings_total{outcome=\"booked\"} 0",
        "appointment_outbox_letters{state=\"dead\"} 0",
        concat!("appointment_build_info{version=\"", env!("CARGO_PKG_VERSION"), "\"} 1"),
    ] {
        assert!(text.lines().any(|told| told == line), "{line}: {text}");
    }
    assert!(!text.contains("# EOF"));
    let open = server.get("/metrics").header("accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5").send().await.unwrap();
    assert_eq!(open.headers()["content-type"], "application/openmetrics-text; version=1.0.0; charset=utf-8");
    assert!(open.text().await.unwrap().ends_with("# EOF\n"));
}
