//! What every answer carries, and what is answered where there is nothing.

use reqwest::Method;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::server::{Program, Server};

/// What a server answers to these very bytes, to the end of the connection.
pub async fn raw(server: &Server, request: &str) -> String {
    let mut connection = TcpStream::connect(server.host()).await.unwrap();
    connection.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let _reset = connection.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn every_answer_is_dressed() {
    let server = Program::new().with_demo().serve();
    let check = async |path: &str, referrer: &str, policy: &str| {
        let headers = server.get(path).send().await.unwrap().headers().clone();
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(headers["referrer-policy"], referrer, "{path}");
        assert!(headers["content-security-policy"].to_str().unwrap().starts_with(policy), "{path}: {headers:?}");
        assert!(!headers["content-security-policy"].to_str().unwrap().contains("unsafe-inline"), "{path}");
        assert!(headers["content-security-policy"].to_str().unwrap().contains("frame-ancestors 'none'"), "{path}");
        assert!(!headers.contains_key("strict-transport-security"), "{path}");
        assert!(headers.contains_key("x-request-id"), "{path}");
    };
    let (page, nothing) = ("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'", "default-src 'none'; frame-ancestors 'none'");
    check("/b/demo/lindengracht-12", "strict-origin-when-cross-origin", page).await;
    check("/m/none", "no-referrer", page).await;
    check("/nowhere", "no-referrer", page).await;
    check("/v1/portals/demo/entries/lindengracht-12", "strict-origin-when-cross-origin", nothing).await;
    check("/v1/manage/none", "no-referrer", nothing).await;
    check("/healthz", "strict-origin-when-cross-origin", nothing).await;
}

#[tokio::test]
async fn customers_who_come_by_https_are_to_come_back_that_way() {
    let server = Program::new().set("APPOINTMENT_PUBLIC_URL", "https://afspraak.example.nl").serve();
    assert_eq!(server.get("/healthz").send().await.unwrap().headers()["strict-transport-security"], "max-age=31536000");
}

#[tokio::test]
async fn where_there_is_nothing_each_wire_says_so_in_its_own_words() {
    let server = Program::new().serve();
    let check = async |method: Method, path: &str, status: u16, kind: &str| {
        let answer = server.ask(method.clone(), path).send().await.unwrap();
        assert_eq!((answer.status().as_u16(), answer.headers()["content-type"].to_str().unwrap()), (status, kind), "{method} {path}");
    };
    check(Method::GET, "/v1/nowhere", 404, "application/problem+json").await;
    check(Method::DELETE, "/v1/portals/demo/entries/x", 405, "application/problem+json").await;
    check(Method::GET, "/assets/none.js", 404, "application/problem+json").await;
    check(Method::POST, "/healthz", 405, "application/problem+json").await;
    check(Method::GET, "/nowhere", 404, "text/html; charset=utf-8").await;
    check(Method::DELETE, "/b/demo/x", 405, "text/html; charset=utf-8").await;
    check(Method::GET, "/", 404, "text/html; charset=utf-8").await;
}

#[tokio::test]
async fn a_method_that_is_not_had_names_those_that_are() {
    let server = Program::new().serve();
    let answer = server.ask(Method::POST, "/healthz").send().await.unwrap();
    assert_eq!(answer.headers()["allow"], "GET,HEAD");
}

#[tokio::test]
async fn a_page_that_is_not_there_says_so_in_the_readers_language() {
    let server = Program::new().serve();
    let check = async |languages: &str, expected: &str| {
        let page = server.get("/nowhere").header("accept-language", languages).send().await.unwrap().text().await.unwrap();
        assert!(page.contains(expected), "{languages}: {page}");
    };
    check("nl-NL,nl;q=0.9", "Deze pagina bestaat niet").await;
    check("en-GB,en;q=0.9", "This page does not exist").await;
    check("ja", "Deze pagina bestaat niet").await;
    check("", "Deze pagina bestaat niet").await;
}

#[tokio::test]
async fn nonsense_on_the_line_ends_in_a_refusal_and_nothing_else() {
    let server = Program::new().serve();
    for nonsense in [
        "GET /%zz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
        "\0\0\0\0\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET /v1/portals/%00/entries/%ff HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
    ] {
        let answer = raw(&server, nonsense).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4") || answer.starts_with("HTTP/1.0 4"), "{nonsense:?}: {answer}");
    }
    assert_eq!(server.status("/healthz").await, 200);
}

#[tokio::test]
async fn long_answers_are_compressed_for_who_takes_it() {
    let server = Program::new().with_demo().serve();
    let first = appointment::clock::Clock::system().now().to_string()[..10].to_owned();
    let path = format!("/v1/portals/demo/entries/lindengracht-12/slots?from={first}&to={first}");
    let encoding = async |path: &str, accepted: &str| {
        let answer = server.get(path).header("accept-encoding", accepted).send().await.unwrap();
        answer.headers().get("content-encoding").map(|encoding| encoding.to_str().unwrap().to_owned())
    };
    assert_eq!(encoding("/v1/openapi.json", "br, gzip").await.as_deref(), Some("br"));
    assert_eq!(encoding("/v1/openapi.json", "gzip").await.as_deref(), Some("gzip"));
    assert_eq!(encoding("/v1/openapi.json", "identity").await, None);
    assert_eq!(encoding(&path, "identity").await, None);
    assert_eq!(encoding("/healthz", "br").await, None);
}

#[tokio::test]
async fn a_call_of_the_widget_that_can_not_be_read_is_the_callers_mistake() {
    let server = Program::new().with_demo().serve();
    for path in ["/api/w1/open", "/api/w1/open?portal=demo", "/api/w1/times?portal=demo&entry=lindengracht-12&from=x", "/api/w1/nothing"] {
        let status = server.status(path).await;
        assert!((400..500).contains(&status), "{path} has status {status}");
    }
    let broken = server.post("/api/w1/book").header("content-type", "application/x-postcard").body("{}").send().await.unwrap();
    assert_eq!(broken.status(), 400);
}

#[tokio::test]
async fn the_widgets_ask_is_read_by_the_portals_country_and_what_the_website_sends_along_is_cut_to_fit() {
    use appointment::api::wire::{Ask, Booked};
    use appointment::api::{Book, CallError};
    use appointment::domain::{FieldError, FieldErrors, Language, RawContact, Tags};

    let program = Program::new().with_demo();
    let server = program.serve();
    let entry = "/v1/portals/demo/entries/lindengracht-12";
    let free = async || {
        let day: serde_json::Value = server.get(entry).send().await.unwrap().json().await.unwrap();
        let day = day["first_free_day"].as_str().unwrap().to_owned();
        let times: serde_json::Value = server.get(&format!("{entry}/slots?from={day}&to={day}")).send().await.unwrap().json().await.unwrap();
        appointment::domain::Instant::parse(times["days"][0]["slots"][0]["starts_at"].as_str().unwrap()).unwrap().seconds()
    };
    let contact = RawContact { name: "Anna".into(), email: "anna@voorbeeld.nl".into(), phone: "06 1234567".into(), note: String::new() };
    let mut ask = Ask {
        portal: "demo".into(),
        entry: "lindengracht-12".into(),
        starts_at: free().await,
        contact,
        answers: vec![("Budget".into(), "5 ton".into()), ("a\nb".into(), "weg".into())],
        tags: Tags { source: Some("é".repeat(300)), campaign: Some(" \n ".into()) },
        language: Language::Nl,
        plugin: true,
        key: "sleutel".into(),
    };
    let send = async |ask: &Ask| {
        let body = postcard::to_allocvec(&Book { ask: ask.clone() }).unwrap();
        let answer = server.post("/api/w1/book").header("content-type", "application/x-postcard").body(body).send().await.unwrap();
        (answer.status().as_u16(), answer.bytes().await.unwrap())
    };
    let (status, refused) = send(&ask).await;
    let expected = CallError::Invalid(FieldErrors { phone: Some(FieldError::NotAPhone), ..FieldErrors::default() });
    assert_eq!((status, postcard::from_bytes::<CallError>(&refused).unwrap()), (422, expected));

    ask.contact.phone = "06 12345678".into();
    let (status, booked) = send(&ask).await;
    assert_eq!(status, 200, "{booked:?}");
    let booked: Booked = postcard::from_bytes(&booked).unwrap();
    let link = booked.manage_url.split_once("/m/").unwrap().1;
    let kept: serde_json::Value = server.get(&format!("/v1/manage/{link}")).send().await.unwrap().json().await.unwrap();
    assert_eq!(kept["appointment"]["tags"], serde_json::json!({"source": "é".repeat(100), "campaign": null}));
    let raw = crate::support::Raw::open(&format!("sqlite:{}", program.folder().join("data/appointment.db").display())).await;
    assert_eq!(raw.texts("SELECT answers FROM appointments WHERE tag_source <> ''").await, [r#"{"Budget":"5 ton"}"#]);
}
