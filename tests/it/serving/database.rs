//! The database: not there yet, away for a while, made by a newer program, shared by servers that start at once.

use sqlx::{Connection, Executor};

use crate::server::{Program, Proxy};
use crate::support::Engine;

const ENTRY: &str = "/v1/portals/demo/entries/lindengracht-12";

#[tokio::test]
async fn a_server_starts_without_its_database_says_so_and_recovers_by_itself() {
    let program = Program::new();
    let file = program.folder().join("later.db");
    let program = program.set("APPOINTMENT_DATABASE", &format!("sqlite:{}?mode=rw", file.display()));
    let server = program.serve();
    assert_eq!((server.status("/healthz").await, server.status("/readyz").await), (200, 503));
    for path in [ENTRY, "/api/w1/open?portal=demo&entry=lindengracht-12&language=", "/b/demo/lindengracht-12"] {
        let answer = server.get(path).send().await.unwrap();
        assert_eq!(answer.status(), 503, "{path}");
        assert!(answer.headers()["retry-after"].to_str().unwrap().parse::<u32>().unwrap() > 0, "{path}");
    }
    let problem: serde_json::Value = server.get(ENTRY).send().await.unwrap().json().await.unwrap();
    assert_eq!(problem["code"], "unavailable");
    std::fs::write(&file, "").unwrap();
    server.wait_for("/readyz", 200).await;
    server.wait_for(ENTRY, 404).await;
    assert!(server.log().contains("waiting for the database"), "{}", server.log());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_goes_away_and_comes_back_is_found_again() {
    Engine::Postgres
        .run(async |house| {
            let (login, rest) = house.address().split_once('@').unwrap();
            let (host, name) = rest.split_once('/').unwrap();
            let mut proxy = Proxy::to(host).await;
            let program = Program::new().set("APPOINTMENT_DATABASE", &format!("{login}@{}/{name}", proxy.address()));
            let server = program.serve();
            assert_eq!((server.status("/readyz").await, server.status(ENTRY).await), (503, 503));
            proxy.mend().await;
            server.wait_for("/readyz", 200).await;
            server.wait_for(ENTRY, 404).await;
            proxy.cut().await;
            let away = server.get(ENTRY).send().await.unwrap();
            assert_eq!(away.status(), 503);
            assert!(away.headers().contains_key("retry-after"));
            assert_eq!(server.status("/readyz").await, 503);
            proxy.mend().await;
            server.wait_for("/readyz", 200).await;
            assert_eq!(server.status(ENTRY).await, 404);
            server.signal("TERM");
            assert!(server.end().0.success());
        })
        .await;
}

#[tokio::test]
async fn a_newer_database_is_refused_and_left_alone() {
    let program = Program::new().with_demo();
    let mut raw = sqlx::SqliteConnection::connect(&format!("sqlite:{}", program.folder().join("data/appointment.db").display())).await.unwrap();
    raw.execute("INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (999, 'later', TRUE, x'00', 0)").await.unwrap();
    raw.close().await.unwrap();
    for command in ["serve", "migrate", "demo"] {
        let ended = program.run(&[command, "--data-dir", "data"]);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{command}: {}", ended.err);
        assert!(ended.err.contains("the database is at version 999, this program knows up to ") && ended.err.contains("install the newer program"), "{}", ended.err);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn servers_that_start_at_once_on_a_new_database_all_come_up() {
    let program = std::sync::Arc::new(Program::new());
    let starts: Vec<_> = (0..4).map(|_| (std::sync::Arc::clone(&program), ())).map(|(program, ())| tokio::task::spawn_blocking(move || program.serve())).collect();
    for start in starts {
        start.await.unwrap().wait_for("/readyz", 200).await;
    }
}
