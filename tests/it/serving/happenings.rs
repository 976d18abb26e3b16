//! What happens is told to the team's pages while they are open, over the server's real front.

use std::time::{Duration, Instant};

use appointment::api::team::ChoosePassword;
use reqwest::Response;
use serde_json::{Value, json};
use server_fn::ServerFn;

use crate::server::{PATIENCE, Program, Server};

const PATH: &str = "/api/t1/happenings/demo";

/// The cookie of a member who has just chosen a password.
async fn member(program: &Program, server: &Server, may: &[&str]) -> String {
    let added = program.run(&[&["member", "add", "demo", "anna@grachten.example"], may].concat());
    let link = added.out.trim().rsplit('/').next().unwrap().to_owned();
    let body = postcard::to_allocvec(&ChoosePassword { link, password: "kom maar binnen kijken".to_owned() }).unwrap();
    let came = server.post(ChoosePassword::PATH).header("content-type", "application/x-postcard").body(body).send().await.unwrap();
    assert!(came.status().is_success(), "{}", came.status());
    came.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned()
}

/// Reads until something is told.
async fn told(stream: &mut Response) -> String {
    let began = Instant::now();
    let mut text = String::new();
    while !text.contains("data: ") {
        assert!(began.elapsed() < PATIENCE, "nothing was told: {text:?}");
        text.push_str(std::str::from_utf8(&stream.chunk().await.unwrap().unwrap()).unwrap());
    }
    text
}

async fn book(server: &Server) {
    let entry = "/v1/portals/demo/entries/lindengracht-12";
    let day: Value = server.get(entry).send().await.unwrap().json().await.unwrap();
    let day = day["first_free_day"].as_str().unwrap().to_owned();
    let slots: Value = server.get(&format!("{entry}/slots?from={day}&to={day}")).send().await.unwrap().json().await.unwrap();
    let ask = json!({ "starts_at": slots["days"][0]["slots"][0]["starts_at"], "customer": { "name": "Bram", "email": "bram@klant.example" } });
    let booked = server.post(&format!("{entry}/appointments")).header("idempotency-key", "once").json(&ask).send().await.unwrap();
    assert_eq!(booked.status().as_u16(), 201);
}

#[tokio::test]
async fn a_booking_is_told_to_an_open_page_and_an_open_page_does_not_hold_up_the_end() {
    let program = Program::new().with_demo();
    let server = program.serve();
    let cookie = member(&program, &server, &[]).await;
    // As a browser asks, which would take a compressed answer, and would then read nothing until much had come together.
    let mut stream = server.get(PATH).header("cookie", &cookie).header("accept-encoding", "br, gzip").send().await.unwrap();
    assert_eq!((stream.status().as_u16(), stream.headers()["content-type"].to_str().unwrap()), (200, "text/event-stream"));
    book(&server).await;
    told(&mut stream).await;
    let began = Instant::now();
    server.signal("TERM");
    assert!(server.end().0.success());
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

#[tokio::test]
async fn only_who_may_see_what_happens_is_told() {
    let program = Program::new().with_demo();
    let server = program.serve();
    assert_eq!(server.status(PATH).await, 401);
    let cookie = member(&program, &server, &["--may", "billing"]).await;
    assert_eq!(server.get(PATH).header("cookie", &cookie).send().await.unwrap().status().as_u16(), 403);
    let other = cookie.replace("appointment-demo", "appointment-ander");
    assert_eq!(server.get("/api/t1/happenings/ander").header("cookie", &other).send().await.unwrap().status().as_u16(), 401);
}
