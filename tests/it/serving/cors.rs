//! Which other websites' pages may read an answer.

use reqwest::Method;
use reqwest::header::HeaderMap;

use crate::server::{Program, Server};

const SLOTS: &str = "/v1/portals/demo/entries/lindengracht-12";
const CALL: &str = "/api/w1/open?portal=demo&entry=lindengracht-12&lang=";
const ALLOWED: &str = "http://localhost:8080";

async fn ask(server: &Server, method: Method, path: &str, origin: &str) -> HeaderMap {
    let preflight = method == Method::OPTIONS;
    let mut request = server.ask(method, path).header("origin", origin);
    if preflight {
        request = request.header("access-control-request-method", "POST").header("access-control-request-headers", "content-type, idempotency-key");
    }
    request.send().await.unwrap().headers().clone()
}

fn reader(headers: &HeaderMap) -> Option<&str> {
    headers.get("access-control-allow-origin").map(|reader| reader.to_str().unwrap())
}

#[tokio::test]
async fn a_website_may_read_what_its_portal_allows() {
    let program = Program::new().with_demo();
    let other = include_str!("../../../demo/demo.toml").replace("slug = \"demo\"", "slug = \"other\"").replace(ALLOWED, "https://other.example");
    program.write("other.toml", &other);
    assert_eq!(program.run(&["apply", "other.toml"]).code, 0);
    let server = program.serve();
    let ours = server.url.clone();
    let check = async |path: &str, origin: &str, expected: Option<&str>| {
        for method in [Method::GET, Method::OPTIONS] {
            let headers = ask(&server, method.clone(), path, origin).await;
            assert_eq!(reader(&headers), expected, "{method} {path} from {origin}");
            assert!(headers.get_all("vary").iter().any(|vary| vary.to_str().unwrap().contains("origin")), "{method} {path}");
        }
    };
    check(SLOTS, ALLOWED, Some(ALLOWED)).await;
    check(SLOTS, &ours, Some(&ours)).await;
    check(SLOTS, "https://other.example", None).await;
    check(SLOTS, "https://evil.example", None).await;
    check(SLOTS, "null", None).await;
    check("/v1/portals/other/entries/lindengracht-12", "https://other.example", Some("https://other.example")).await;
    check("/v1/portals/none/entries/x", ALLOWED, None).await;
    // What is asked by a key is for no page.
    check("/v1/portals/demo/appointments", ALLOWED, None).await;
    check("/v1/portals/demo/entriesx", ALLOWED, None).await;
    check("/v1/manage/none", ALLOWED, Some(ALLOWED)).await;
    check(CALL, ALLOWED, Some(ALLOWED)).await;
    check(CALL, "https://other.example", Some("https://other.example")).await;
    // Why it is refused may be read by the refused, so that the widget can say it; nothing else may.
    let refused = server.ask(Method::GET, CALL).header("origin", "https://evil.example").send().await.unwrap();
    assert_eq!((refused.status().as_u16(), reader(refused.headers())), (403, Some("https://evil.example")));
    let refused = refused.text().await.unwrap();
    assert!(refused.contains("data-code=\"origin\"") && !refused.contains("data-opened"), "{refused}");
    check("/api/w1/times?portal=demo&entry=lindengracht-12&from=0", "https://other.example", Some("https://other.example")).await;
    check("/v1/openapi.json", "https://evil.example", Some("*")).await;
    assert_eq!(reader(&ask(&server, Method::GET, "/b/demo/lindengracht-12", ALLOWED).await), None);
}

#[tokio::test]
async fn a_preflight_says_what_may_be_sent_and_is_remembered_for_a_day() {
    let server = Program::new().with_demo().serve();
    let headers = ask(&server, Method::OPTIONS, SLOTS, ALLOWED).await;
    assert_eq!(headers["access-control-allow-methods"], "GET, POST");
    assert_eq!(headers["access-control-allow-headers"], "accept, content-type, idempotency-key");
    assert_eq!(headers["access-control-max-age"], "86400");
    assert!(!headers.contains_key("access-control-allow-credentials"));
    let answer = ask(&server, Method::GET, SLOTS, ALLOWED).await;
    assert!(answer["access-control-expose-headers"].to_str().unwrap().contains("retry-after"));
}

#[tokio::test]
async fn that_a_server_can_not_serve_now_may_be_read_by_every_widget() {
    let program = Program::new();
    let program = program.set("APPOINTMENT_DATABASE", "sqlite:none.db?mode=rw");
    let server = program.serve();
    for path in [SLOTS, CALL] {
        assert_eq!(reader(&ask(&server, Method::GET, path, "https://www.example.nl").await), Some("https://www.example.nl"), "{path}");
    }
}
