//! The tables' versions: brought up to this program's, and never used when they are ahead of it.

use std::borrow::Cow;

use sqlx::SqlSafeStr;
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};

use super::dialect::Engine;
use super::{Store, StoreError};

/// The steps of each engine, in order. A step that has been released is never edited: add another.
const STEPS: [(&str, &str, &str); 21] = [
    ("start", include_str!("../../migrations/sqlite/0001_start.sql"), include_str!("../../migrations/postgres/0001_start.sql")),
    ("country", include_str!("../../migrations/sqlite/0002_country.sql"), include_str!("../../migrations/postgres/0002_country.sql")),
    ("tags", include_str!("../../migrations/sqlite/0003_tags.sql"), include_str!("../../migrations/postgres/0003_tags.sql")),
    ("texts", include_str!("../../migrations/sqlite/0004_texts.sql"), include_str!("../../migrations/postgres/0004_texts.sql")),
    ("team", include_str!("../../migrations/sqlite/0005_team.sql"), include_str!("../../migrations/postgres/0005_team.sql")),
    ("rules", include_str!("../../migrations/sqlite/0006_rules.sql"), include_str!("../../migrations/postgres/0006_rules.sql")),
    ("key letters", include_str!("../../migrations/sqlite/0007_key_letters.sql"), include_str!("../../migrations/postgres/0007_key_letters.sql")),
    ("keys", include_str!("../../migrations/sqlite/0008_keys.sql"), include_str!("../../migrations/postgres/0008_keys.sql")),
    ("timeline", include_str!("../../migrations/sqlite/0009_timeline.sql"), include_str!("../../migrations/postgres/0009_timeline.sql")),
    ("separated", include_str!("../../migrations/sqlite/0010_separated.sql"), include_str!("../../migrations/postgres/0010_separated.sql")),
    ("mail", include_str!("../../migrations/sqlite/0011_mail.sql"), include_str!("../../migrations/postgres/0011_mail.sql")),
    ("requests", include_str!("../../migrations/sqlite/0012_requests.sql"), include_str!("../../migrations/postgres/0012_requests.sql")),
    ("know", include_str!("../../migrations/sqlite/0013_know.sql"), include_str!("../../migrations/postgres/0013_know.sql")),
    ("proposals", include_str!("../../migrations/sqlite/0014_proposals.sql"), include_str!("../../migrations/postgres/0014_proposals.sql")),
    ("file mail", include_str!("../../migrations/sqlite/0015_file_mail.sql"), include_str!("../../migrations/postgres/0015_file_mail.sql")),
    ("bounces", include_str!("../../migrations/sqlite/0016_bounces.sql"), include_str!("../../migrations/postgres/0016_bounces.sql")),
    ("attendees", include_str!("../../migrations/sqlite/0017_attendees.sql"), include_str!("../../migrations/postgres/0017_attendees.sql")),
    ("messages", include_str!("../../migrations/sqlite/0018_messages.sql"), include_str!("../../migrations/postgres/0018_messages.sql")),
    ("subscriptions", include_str!("../../migrations/sqlite/0019_subscriptions.sql"), include_str!("../../migrations/postgres/0019_subscriptions.sql")),
    ("ladder", include_str!("../../migrations/sqlite/0020_ladder.sql"), include_str!("../../migrations/postgres/0020_ladder.sql")),
    ("superseded", include_str!("../../migrations/sqlite/0021_superseded.sql"), include_str!("../../migrations/postgres/0021_superseded.sql")),
];

/// The newest version that this program knows.
const KNOWN: i64 = STEPS.len() as i64;

impl Store {
    /// Brings the tables up to this program's version, under a lock, so that several servers may start at once.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        self.refuse_newer().await?;
        let steps = STEPS.iter().enumerate().map(|(at, (name, sqlite, postgres))| {
            let sql = match self.engine {
                Engine::Sqlite => sqlite,
                Engine::Postgres => postgres,
            };
            Migration::new(at as i64 + 1, Cow::Borrowed(name), MigrationType::Simple, sql.into_sql_str(), false)
        });
        let migrator = Migrator { migrations: steps.collect(), ..Migrator::DEFAULT };
        match self.engine {
            // The migrator locks nothing here; the writer's place, taken for all of it, does. (`run` asks too much of a lifetime.)
            Engine::Sqlite => {
                let mut transaction = self.begin().await?;
                migrator.run_direct(None, &mut *transaction, false).await.map_err(refused)?;
                Ok(transaction.commit().await?)
            }
            Engine::Postgres => migrator.run(&self.writes).await.map_err(refused),
        }
    }

    /// How far the tables are: their version, 0 where there are none yet, and the newest that this program knows.
    pub async fn versions(&self) -> Result<(i64, i64), StoreError> {
        match self.version().await {
            Ok(found) => Ok((found, KNOWN)),
            Err(StoreError::Refused(error)) if no_such_table(&error) => Ok((0, KNOWN)),
            Err(error) => Err(error),
        }
    }

    /// The database answers, and its tables are at this program's version.
    pub(super) async fn check_version(&self) -> Result<(), StoreError> {
        let (found, _) = self.versions().await?;
        match found {
            found if found > KNOWN => Err(StoreError::Newer { found, known: KNOWN }),
            found if found < KNOWN => Err(StoreError::Unavailable(sqlx::Error::Protocol("the tables are not migrated yet".into()))),
            _ => Ok(()),
        }
    }

    async fn refuse_newer(&self) -> Result<(), StoreError> {
        match self.version().await {
            Ok(found) if found > KNOWN => Err(StoreError::Newer { found, known: KNOWN }),
            // No such table yet: a new database.
            Ok(_) | Err(StoreError::Refused(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    async fn version(&self) -> Result<i64, StoreError> {
        let found: Option<i64> = sqlx::query_scalar("SELECT MAX(version) FROM _sqlx_migrations").fetch_one(&self.reads).await?;
        Ok(found.unwrap_or(0))
    }
}

/// What the engines say of a table that isn't there: PostgreSQL by its code, SQLite in words.
fn no_such_table(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(|error| error.code().is_some_and(|code| code == "42P01") || error.message().starts_with("no such table"))
}

fn refused(error: MigrateError) -> StoreError {
    match error {
        MigrateError::Execute(error) => StoreError::from(error),
        other => StoreError::Refused(sqlx::Error::Migrate(Box::new(other))),
    }
}
