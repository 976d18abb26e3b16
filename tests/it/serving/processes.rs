//! Servers as processes: two on one PostgreSQL never sell a time twice, and one that is killed loses nothing that it has answered.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::server::{Program, Server};
use crate::support::{Engine, Raw};

const ENTRY: &str = "/v1/portals/demo/entries/prinseneiland-43";
/// Where customers reach all of them, so that each gives the same answer to the letter.
const PUBLIC: &str = "https://afspraak.example.nl";

/// The free times of the next weeks, at an entry that one agenda serves.
async fn free(server: &Server) -> Vec<String> {
    let entry: Value = server.get(ENTRY).send().await.unwrap().json().await.unwrap();
    let from = entry["first_free_day"].as_str().unwrap().to_owned();
    let to = appointment::domain::Day::parse(&from).unwrap().plus_days(20);
    let answer: Value = server.get(&format!("{ENTRY}/slots?from={from}&to={to}")).send().await.unwrap().json().await.unwrap();
    let days = answer["days"].as_array().unwrap().iter();
    days.flat_map(|day| day["slots"].as_array().unwrap()).map(|slot| slot["starts_at"].as_str().unwrap().to_owned()).collect()
}

fn booking(server: &Server, starts_at: &str, key: &str) -> reqwest::RequestBuilder {
    let customer = json!({ "name": "Anna de Vries", "email": format!("{key}@klant.example"), "language": "nl" });
    server.post(&format!("{ENTRY}/appointments")).header("idempotency-key", key).json(&json!({ "starts_at": starts_at, "customer": customer }))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_customers_at_two_servers_one_gets_the_time_and_the_others_are_told() {
    Engine::Postgres
        .run(async |house| {
            let program = Program::new().set("APPOINTMENT_DATABASE", house.address()).set("APPOINTMENT_PUBLIC_URL", PUBLIC).with_demo();
            let servers = [program.serve(), program.serve()];
            let free = free(&servers[0]).await;
            for round in 0..3 {
                let mut customers = JoinSet::new();
                for number in 0..40 {
                    customers.spawn(booking(&servers[number % 2], &free[round * 3], &format!("race-{round}-{number}")).send());
                }
                let mut statuses = BTreeMap::new();
                while let Some(answer) = customers.join_next().await {
                    let answer = answer.unwrap().unwrap();
                    let status = answer.status().as_u16();
                    if status == 409 {
                        let problem: Value = answer.json().await.unwrap();
                        assert_eq!(problem["code"], "slot_taken");
                        assert!(!problem["alternatives"].as_array().unwrap().is_empty());
                    }
                    *statuses.entry(status).or_insert(0) += 1;
                }
                assert_eq!(statuses, BTreeMap::from([(201, 1), (409, 39)]), "round {round}");
            }
        })
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_key_at_two_servers_is_one_appointment() {
    Engine::Postgres
        .run(async |house| {
            let program = Program::new().set("APPOINTMENT_DATABASE", house.address()).set("APPOINTMENT_PUBLIC_URL", PUBLIC).with_demo();
            let servers = [program.serve(), program.serve()];
            let starts_at = free(&servers[0]).await[0].clone();
            let mut customers = JoinSet::new();
            for number in 0..12 {
                customers.spawn(booking(&servers[number % 2], &starts_at, "one-key").send());
            }
            let mut bodies = Vec::new();
            while let Some(answer) = customers.join_next().await {
                let answer = answer.unwrap().unwrap();
                assert!([200, 201].contains(&answer.status().as_u16()), "{answer:?}");
                bodies.push(answer.text().await.unwrap());
            }
            bodies.dedup();
            assert_eq!(bodies.len(), 1, "{bodies:#?}");
        })
        .await;
}

/// After each answer the server is killed at once, with no time to write anything more.
#[tokio::test]
async fn what_was_answered_survives_the_kill_and_no_letter_is_lost_or_doubled() {
    let program = Program::new().set("APPOINTMENT_DATA_DIR", "data").set("APPOINTMENT_PUBLIC_URL", PUBLIC).with_demo();
    let mut server = program.serve();
    let free = free(&server).await;
    let raw = Raw::open(&format!("sqlite:{}", program.folder().join("data/appointment.db").display())).await;
    for round in 0..4 {
        let key = format!("kill-{round}");
        let answer = booking(&server, &free[round * 3], &key).send().await.unwrap();
        server.signal("KILL");
        assert_eq!(answer.status(), 201);
        let before = answer.text().await.unwrap();
        server = program.serve();
        let again = booking(&server, &free[round * 3], &key).send().await.unwrap();
        assert_eq!((again.status().as_u16(), again.text().await.unwrap()), (200, before.clone()));
        let manage = serde_json::from_str::<Value>(&before).unwrap()["appointment"]["manage_url"].as_str().unwrap().to_owned();
        let token = manage.rsplit('/').next().unwrap();
        let link: Value = server.get(&format!("/v1/manage/{token}")).send().await.unwrap().json().await.unwrap();
        assert_eq!(link["appointment"]["status"], "confirmed");
        // A letter in the hands of the killed server waits in the outbox for its lease to end; any other has left by now.
        let (left, waiting) = letters(&program, &raw, &key).await;
        assert_eq!(left + waiting, 1, "{left} left, {waiting} wait");
    }
}

/// How many letters to a customer have left, and how many wait; asked until one of the two has happened.
async fn letters(program: &Program, raw: &Raw, key: &str) -> (i64, i64) {
    let began = Instant::now();
    loop {
        let files = fs::read_dir(program.folder().join("data/mail")).into_iter().flatten().flatten();
        let to = |mail: &str| mail.lines().any(|line| line.starts_with("To:") && line.contains(&format!("{key}@")));
        let left = files.filter(|file| fs::read_to_string(file.path()).is_ok_and(|mail| to(&mail))).count() as i64;
        let waiting = raw.number(&format!("SELECT COUNT(*) FROM outbox WHERE state = 'open' AND audience = 'customer' AND letter LIKE '%{key}@%'")).await;
        if left + waiting == 1 || began.elapsed() > Duration::from_secs(10) {
            return (left, waiting);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
