//! A house for one test: a migrated database of its own with the test portal in it, and a clock that stands still.

use std::io::Write;
use std::sync::Once;

use appointment::app::{self, App};
use appointment::clock::{Clock, new_id};
use appointment::domain::{Applied, Instant};
use appointment::portal_file::{self, PortalFile};
use appointment::store::Store;
use sqlx::{Connection, Executor};

use super::Raw;

/// The portal that every house starts with.
const PORTAL: &str = include_str!("portal.toml");

/// The engines that every test of the store runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// A database with one server's deeds on it.
pub struct House {
    pub engine: Engine,
    pub app: App,
    address: String,
}

impl Engine {
    /// Runs a test in a fresh house, and tears that down when the test has held.
    pub async fn run(self, test: impl AsyncFnOnce(&House)) {
        match self {
            Self::Sqlite => {
                let folder = tempfile::tempdir().unwrap();
                let house = House::build(self, format!("sqlite:{}", folder.path().join("appointment.db").display())).await;
                test(&house).await;
                house.app.store.close().await;
            }
            Self::Postgres => {
                let Some(server) = postgres() else {
                    return say_aloud_once();
                };
                let name = format!("test_{}", new_id().replace('-', ""));
                let address = format!("{}/{name}", server.rsplit_once('/').unwrap().0);
                administer(&server, format!("CREATE DATABASE {name}")).await;
                let house = House::build(self, address).await;
                test(&house).await;
                house.app.store.close().await;
                administer(&server, format!("DROP DATABASE {name} WITH (FORCE)")).await;
            }
        }
    }
}

impl House {
    async fn build(engine: Engine, address: String) -> Self {
        let store = Store::open(&address).unwrap();
        store.migrate().await.unwrap();
        // A Tuesday, 08:00 in Amsterdam.
        let clock = Clock::turned_to(Instant::parse("2026-12-01T07:00:00Z").unwrap());
        let house = Self { engine, app: App::new(store, clock), address };
        house.apply(PORTAL).await;
        house
    }

    /// Another server on the same database, with the same clock.
    pub fn second_server(&self) -> App {
        App::new(self.new_store(), self.app.clock.clone())
    }

    /// Another opening of the same database.
    pub fn new_store(&self) -> Store {
        Store::open(&self.address).unwrap()
    }

    /// A way around the code, to what is stored.
    pub async fn raw(&self) -> Raw {
        Raw::open(&self.address).await
    }

    /// Applies a portal file, which must be right.
    pub async fn apply(&self, text: &str) -> Applied {
        app::apply(&self.app, &read(text)).await.unwrap()
    }

    /// Applies the test portal with one text in place of another.
    pub async fn apply_with(&self, old: &str, new: &str) -> Applied {
        assert!(PORTAL.contains(old), "{old:?} is not in the test portal");
        self.apply(&PORTAL.replacen(old, new, 1)).await
    }

    /// The present moment of the house.
    pub fn now(&self) -> Instant {
        self.app.clock.now()
    }
}

fn read(text: &str) -> PortalFile {
    portal_file::read(text).unwrap_or_else(|mistakes| panic!("{mistakes:?}"))
}

#[expect(clippy::disallowed_methods, reason = "which server to test on is no setting of the program")]
fn postgres() -> Option<String> {
    std::env::var("APPOINTMENT_TEST_POSTGRES").ok()
}

/// The harness keeps what a test prints to itself; what is written past it is seen.
fn say_aloud_once() {
    static SAID: Once = Once::new();
    SAID.call_once(|| {
        let said = writeln!(std::io::stderr(), "PostgreSQL is NOT tested: APPOINTMENT_TEST_POSTGRES is not set (`make test` and scripts/with-postgres set it)");
        said.expect("standard error is open");
    });
}

async fn administer(server: &str, statement: String) {
    let mut connection = sqlx::PgConnection::connect(server).await.unwrap();
    connection.execute(sqlx::AssertSqlSafe(statement)).await.unwrap();
    connection.close().await.unwrap();
}
