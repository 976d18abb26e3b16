//! The tables' versions, and a database that is away.

use appointment::store::{Store, StoreError};

use crate::support::{House, both_engines, slug};

async fn migrating_again_changes_nothing(house: &House) {
    house.app.store.migrate().await.unwrap();
    house.app.store.ping().await.unwrap();
    let (found, known) = house.app.store.versions().await.unwrap();
    assert_eq!((found, house.raw().await.number("SELECT COUNT(*) FROM _sqlx_migrations").await), (known, known));
}

async fn servers_that_start_at_once_on_a_new_database_all_start(house: &House) {
    let raw = house.raw().await;
    for table in raw.texts(TABLES[usize::from(house.engine == crate::support::Engine::Postgres)]).await {
        raw.run(&format!("DROP TABLE {table}")).await.unwrap();
    }
    let tasks = (0..4).map(|_| {
        let store = house.new_store();
        tokio::spawn(async move { store.migrate().await })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap().unwrap();
    }
    house.app.store.ping().await.unwrap();
}

const TABLES: [&str; 2] =
    ["SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'", "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = 'public'"];

async fn rows_of_the_version_before_have_what_the_rules_ask_for(house: &House) {
    let postgres = house.engine == crate::support::Engine::Postgres;
    let raw = house.raw().await;
    for table in raw.texts(TABLES[usize::from(postgres)]).await {
        raw.run(&format!("DROP TABLE {table}")).await.unwrap();
    }
    for (sqlite, own) in STEPS {
        raw.run(if postgres { own } else { sqlite }).await.unwrap();
    }
    raw.run("INSERT INTO agendas VALUES ('p', 'a', 'noord', 'Noord', 'a@b.example', 'Europe/Amsterdam', '{}', '', 1, 0)").await.unwrap();
    raw.run("INSERT INTO event_types VALUES ('p', 't', 'viewing', 'Viewing', 'phone', '{\"length\":30,\"horizon_days\":9}', 0)").await.unwrap();
    let appointment = "INSERT INTO appointments VALUES ('p', 'b', 'e', '', 't', 'a', 'c', 10, 20, 0, 0, '', '', 0, '', 'confirmed', 'portal', '', '', '', '', '', '', 0, 1, 'x', 0, 0, '', '', 0, 'booked', 0, 0, '')";
    raw.run(appointment).await.unwrap();
    let (sqlite, own) = RULES;
    raw.run(if postgres { own } else { sqlite }).await.unwrap();
    assert_eq!(raw.texts("SELECT lane || project || file_hours FROM agendas").await, ["a{}"]);
    assert_eq!(raw.texts("SELECT lane FROM appointments").await, ["a"]);
    let limits = "{\"length\":30,\"horizon_days\":9,\"max_per_day\":null,\"max_per_week\":null}";
    assert_eq!(raw.texts("SELECT limits FROM event_types UNION ALL SELECT file_limits FROM event_types").await, [limits, limits]);
    let again = format!("{}, 'a')", appointment.replace("'b'", "'d'").replace("'x'", "'y'").trim_end_matches(')'));
    assert!(raw.run(&again).await.unwrap_err().contains("slot_taken"));
}

/// The steps before the rules, for SQLite and for PostgreSQL.
const STEPS: [(&str, &str); 5] = [
    (include_str!("../../../migrations/sqlite/0001_start.sql"), include_str!("../../../migrations/postgres/0001_start.sql")),
    (include_str!("../../../migrations/sqlite/0002_country.sql"), include_str!("../../../migrations/postgres/0002_country.sql")),
    (include_str!("../../../migrations/sqlite/0003_tags.sql"), include_str!("../../../migrations/postgres/0003_tags.sql")),
    (include_str!("../../../migrations/sqlite/0004_texts.sql"), include_str!("../../../migrations/postgres/0004_texts.sql")),
    (include_str!("../../../migrations/sqlite/0005_team.sql"), include_str!("../../../migrations/postgres/0005_team.sql")),
];
const RULES: (&str, &str) = (include_str!("../../../migrations/sqlite/0006_rules.sql"), include_str!("../../../migrations/postgres/0006_rules.sql"));

async fn a_database_newer_than_the_program_is_refused(house: &House) {
    let next = "INSERT INTO _sqlx_migrations (version, description, installed_on, success, checksum, execution_time)
        SELECT version + 1, 'later', installed_on, success, checksum, execution_time FROM _sqlx_migrations ORDER BY version DESC LIMIT 1";
    let (_, newest) = house.app.store.versions().await.unwrap();
    house.raw().await.run(next).await.unwrap();
    let refused = house.new_store().migrate().await.unwrap_err();
    assert_eq!(refused.to_string(), format!("the database is at version {}, this program knows up to {newest}: install the newer program", newest + 1));
    assert!(matches!(house.app.store.ping().await, Err(StoreError::Newer { found, known }) if (found, known) == (newest + 1, newest)));
}

async fn a_closed_store_is_unavailable(house: &House) {
    let store = house.new_store();
    store.ping().await.unwrap();
    store.close().await;
    assert!(matches!(store.ping().await, Err(StoreError::Unavailable(_))));
    assert!(matches!(store.bookable(&slug("proef"), &slug("kade")).await, Err(StoreError::Unavailable(_))));
}

#[tokio::test]
async fn an_address_of_no_engine_is_refused_and_an_absent_server_is_unavailable() {
    assert!(matches!(Store::open("mysql://localhost/appointment"), Err(StoreError::Address)));
    assert!(matches!(Store::open("appointment.db"), Err(StoreError::Address)));
    // Port 1 of this machine: nobody listens there.
    let away = Store::open("postgres://appointment@127.0.0.1:1/appointment").unwrap();
    assert!(matches!(away.ping().await, Err(StoreError::Unavailable(_))));
    let folder = Store::open("sqlite:/nowhere/at/all/appointment.db").unwrap();
    assert!(matches!(folder.ping().await, Err(StoreError::Unavailable(_))));
}

both_engines! {
    migrating_again_changes_nothing
    servers_that_start_at_once_on_a_new_database_all_start
    rows_of_the_version_before_have_what_the_rules_ask_for
    a_database_newer_than_the_program_is_refused
    a_closed_store_is_unavailable
}
