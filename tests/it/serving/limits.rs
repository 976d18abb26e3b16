//! How much may be asked, by one address and in one request.

use crate::server::Program;

const ENTRY: &str = "/v1/portals/demo/entries/none";

fn limited() -> Program {
    Program::new().set("APPOINTMENT_LIMITS__ENABLED", "true").set("APPOINTMENT_LIMITS__BURST", "3").set("APPOINTMENT_LIMITS__PER_MINUTE", "2")
}

#[tokio::test]
async fn one_address_that_asks_too_much_is_told_when_to_come_back() {
    let server = limited().serve();
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(server.status(ENTRY).await);
    }
    assert_eq!(statuses, [404, 404, 404, 429]);
    let refused = server.get(ENTRY).send().await.unwrap();
    let seconds: u32 = refused.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=30).contains(&seconds), "{seconds}");
    assert_eq!(refused.headers()["content-type"], "application/problem+json");
    assert_eq!(refused.json::<serde_json::Value>().await.unwrap()["code"], "too_many");
    let page = server.get("/b/demo/none").send().await.unwrap();
    assert_eq!((page.status().as_u16(), page.headers()["content-type"].to_str().unwrap()), (429, "text/html; charset=utf-8"));
    for path in ["/healthz", "/readyz", "/metrics"] {
        assert_eq!(server.status(path).await, 200, "{path}");
    }
    assert_ne!(server.status("/embed.js").await, 429);
}

#[tokio::test]
async fn whose_request_a_proxy_forwards_counts_only_when_the_proxy_is_trusted() {
    let ask = async |program: Program| {
        let server = program.serve();
        let mut statuses = Vec::new();
        for customer in 0..5 {
            statuses.push(server.get(ENTRY).header("x-forwarded-for", format!("192.0.2.{customer}")).send().await.unwrap().status().as_u16());
        }
        statuses
    };
    assert_eq!(ask(limited()).await, [404, 404, 404, 429, 429]);
    assert_eq!(ask(limited().set("APPOINTMENT_TRUSTED_PROXIES", "127.0.0.0/8")).await, [404; 5]);
}

#[tokio::test]
async fn without_limits_nobody_is_refused() {
    let server = Program::new().serve();
    for _ in 0..400 {
        assert_eq!(server.status(ENTRY).await, 404, "{}", server.log());
    }
}

#[tokio::test]
async fn a_body_larger_than_any_booking_is_refused_whether_it_says_so_or_not() {
    let server = Program::new().serve();
    let path = "/v1/portals/demo/entries/none/appointments";
    let large = format!("{{\"note\": \"{}\"}}", "x".repeat(70_000));
    let said = server.post(path).header("content-type", "application/json").header("idempotency-key", "one").body(large.clone()).send().await.unwrap();
    assert_eq!(said.status(), 413);
    assert_eq!(said.json::<serde_json::Value>().await.unwrap()["code"], "too_large");
    // In pieces, without a length beforehand.
    let head = format!("POST {path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nidempotency-key: one\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n");
    let pieces = format!("{head}{:x}\r\n{large}\r\n0\r\n\r\n", large.len());
    assert!(super::answers::raw(&server, &pieces).await.starts_with("HTTP/1.1 413"));
    let page = server.post("/b/demo/none/plain").header("content-type", "application/x-www-form-urlencoded").body("x".repeat(70_000)).send().await.unwrap();
    assert_eq!(page.status(), 413);
}
