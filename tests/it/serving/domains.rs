//! The real program and its settings: whom it asks whether a domain takes mail, and that it asks nobody unless it is to.

use appointment::api::wire::Ask;
use appointment::api::{Book, CallError};
use appointment::domain::{FieldErrors, Instant, Language, RawContact, Tags};

use crate::server::{Program, Server};
use crate::support::NameServer;

const ENTRY: &str = "/v1/portals/demo/entries/lindengracht-12";

/// The widget books at a domain: the status, and why not.
async fn booked_at(server: &Server, domain: &str) -> (u16, Option<CallError>) {
    let entry: serde_json::Value = server.get(ENTRY).send().await.unwrap().json().await.unwrap();
    let day = entry["first_free_day"].as_str().unwrap().to_owned();
    let times: serde_json::Value = server.get(&format!("{ENTRY}/slots?from={day}&to={day}")).send().await.unwrap().json().await.unwrap();
    let starts_at = Instant::parse(times["days"][0]["slots"][0]["starts_at"].as_str().unwrap()).unwrap().seconds();
    let ask = Ask {
        portal: "demo".into(),
        entry: "lindengracht-12".into(),
        starts_at,
        contact: RawContact { name: "Anna".into(), email: format!("anna@{domain}"), phone: String::new(), note: String::new() },
        answers: Vec::new(),
        tags: Tags::default(),
        language: Language::Nl,
        plugin: false,
        key: appointment::clock::new_id(),
    };
    let body = postcard::to_allocvec(&Book { ask }).unwrap();
    let answer = server.post("/api/w1/book").header("content-type", "application/x-postcard").body(body).send().await.unwrap();
    let status = answer.status().as_u16();
    (status, postcard::from_bytes(&answer.bytes().await.unwrap()).ok().filter(|_| status != 200))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_widget_is_told_at_the_field_where_someone_is_asked() {
    let names = NameServer::start().await;
    let program = Program::new().set("APPOINTMENT_MAIL__CHECK_DOMAIN", "true").set("APPOINTMENT_MAIL__RESOLVER", &names.address.to_string()).with_demo();
    let server = program.serve();
    assert_eq!(booked_at(&server, "nul.example").await, (422, Some(CallError::Invalid(FieldErrors::no_mail()))));
    assert_eq!(booked_at(&server, "klant.example").await.0, 200);
    assert!(!server.log().contains("nul.example"), "nobody's domain is told: {}", server.log());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn where_mail_stays_here_nobody_is_asked_unless_that_is_set() {
    let names = NameServer::start().await;
    let resolver = names.address.to_string();
    for mail in ["folder:data/mail", "smtp://127.0.0.1:9", "smtps://localhost:9"] {
        let program = Program::new().set("APPOINTMENT_MAIL__URL", mail).set("APPOINTMENT_MAIL__RESOLVER", &resolver).with_demo();
        assert_eq!(booked_at(&program.serve(), "nul.example").await.0, 200, "{mail}");
    }
    assert_eq!(names.asked(), 0);
    let elsewhere = Program::new().set("APPOINTMENT_MAIL__URL", "smtp://post.example:9").set("APPOINTMENT_MAIL__RESOLVER", &resolver).with_demo();
    assert_eq!(booked_at(&elsewhere.serve(), "nul.example").await.0, 422);
    let off = Program::new().set("APPOINTMENT_MAIL__URL", "smtp://post.example:9").set("APPOINTMENT_MAIL__CHECK_DOMAIN", "off").set("APPOINTMENT_MAIL__RESOLVER", &resolver);
    assert_eq!(booked_at(&off.with_demo().serve(), "nul.example").await.0, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn doctor_says_whether_anyone_answers() {
    let names = NameServer::start().await;
    assert!(Program::new().run(&["doctor"]).out.contains("ok     domains of addresses: not looked up, see the setting mail.check_domain\n"));
    let asking = |from: &str| {
        let program = Program::new().set("APPOINTMENT_MAIL__CHECK_DOMAIN", "true").set("APPOINTMENT_MAIL__RESOLVER", &names.address.to_string());
        program.set("APPOINTMENT_MAIL__FROM", from).run(&["doctor"]).out
    };
    for (from, line) in [
        ("afspraak@klant.example", "ok     domains of addresses: looked up, and klant.example takes mail\n"),
        ("afspraak@nul.example", "ok     domains of addresses: looked up; nul.example, from which mail comes, takes none\n"),
        ("afspraak@kapot.example", "wrong  domains of addresses: nobody says whether kapot.example takes mail, so that every address is accepted: mend the setting mail.resolver"),
    ] {
        let told = asking(from);
        assert!(told.contains(line), "{line}: {told}");
    }
}
