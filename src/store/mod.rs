//! SQL, and nothing else has any. One method, one deed, one transaction.
//!
//! One text of SQL serves both engines; what must differ sits side by side in `dialect`. Every statement names its portal.

mod apply;
mod attend;
mod attendees;
mod blocks;
mod book;
mod bookable;
mod bounces;
mod briefs;
mod busy;
mod card;
mod change;
mod dialect;
mod freed;
mod holds;
mod kept;
mod letters;
mod messages;
mod migrate;
mod proposals;
mod record;
mod reminders;
mod requests;
mod row;
mod rules;
mod sql;
pub mod team;
mod wall_times;
mod words;

use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{AnyConnection, AnyPool, Executor, Transaction};

pub use attendees::{Company, Joining, Withdrawal};
pub use book::{Draft, Outcome};
pub use bookable::{Found, Revision};
pub use bounces::{CameBack, Leaving};
pub use briefs::ClaimedBrief;
pub use card::Handle;
pub use change::{Change, Changed, Present, Reschedule};
pub use freed::Part;
pub use letters::{Claim, Claimed, Depth};
pub use messages::{MessageRow, Writing, Written};
pub use proposals::{Ended, ProposalDraft, Proposed, Turn, Unsure};
pub use reminders::{Reminding, Saying, Unsaid};
pub use requests::{Asked, RequestDraft, Turned};
pub use rules::Edited;
pub use wall_times::OnTheWall;

use dialect::Engine;

/// Where everything is kept: SQLite or PostgreSQL, as the address says. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    engine: Engine,
    /// One connection on SQLite, whose single writer is then a fair queue instead of a crowd that spins.
    writes: AnyPool,
    /// Connections that a writer never waits for.
    reads: AnyPool,
}

/// Why the store could not answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address is of no engine that this program knows.
    #[error("the address must begin with sqlite: or postgres://")]
    Address,
    /// The database can't be reached, or is overloaded: worth another try.
    #[error("the database does not answer")]
    Unavailable(#[source] sqlx::Error),
    /// The database was made by a newer program.
    #[error("the database is at version {found}, this program knows up to {known}: install the newer program")]
    Newer {
        /// The database's version.
        found: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// A stored value can't be read back.
    #[error("{table}.{column} of row {row} holds what can't be read: {reason}")]
    Corrupt {
        /// Its table.
        table: &'static str,
        /// Its column.
        column: &'static str,
        /// Its row's key.
        row: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The database itself refused an overlap of two appointments.
    #[error("the database refused an overlap")]
    Clash,
    /// An agenda can't be put beneath another, or from beneath it, as appointments to come would overlap.
    #[error("agenda {agenda} would share its time with appointments that overlap its own: move or cancel those first")]
    SharedTime {
        /// The agenda's slug.
        agenda: String,
    },
    /// A statement touched another number of rows than it must.
    #[error("a statement touched {found} rows where it must touch {expected}")]
    Rows {
        /// How many it must touch.
        expected: u64,
        /// How many it touched.
        found: u64,
    },
    /// The database refused for a reason that this program did not foresee.
    #[error("the database refused")]
    Refused(#[source] sqlx::Error),
}

impl StoreError {
    /// Two transactions at once got into each other's way, and the database undid this one: the same deed, begun again, finds the
    /// other's done. PostgreSQL: unique key, serialization, deadlock. SQLite: busy with a snapshot that has become old.
    fn is_collision(&self) -> bool {
        let (Self::Unavailable(sqlx::Error::Database(refused)) | Self::Refused(sqlx::Error::Database(refused))) = self else {
            return false;
        };
        matches!(refused.code().as_deref(), Some("23505" | "40001" | "40P01" | "517"))
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::WorkerCrashed => Self::Unavailable(error),
            sqlx::Error::Database(refused) => {
                let code = refused.code().unwrap_or_default();
                match code.as_ref() {
                    "23P01" => Self::Clash,
                    _ if refused.message().contains("slot_taken") => Self::Clash,
                    code if is_trouble(code) => Self::Unavailable(error),
                    _ => Self::Refused(error),
                }
            }
            _ => Self::Refused(error),
        }
    }
}

/// Trouble of the database's, not of what it was asked. PostgreSQL (five characters): connections, resources, shutting down, cancelled,
/// read-only after a failover, deadlock. SQLite (a number, whose last byte is the kind): busy, locked, disk trouble of every sort.
fn is_trouble(code: &str) -> bool {
    if code.len() == 5 {
        return code.starts_with("08") || code.starts_with("53") || matches!(code, "57P01" | "57P02" | "57P03" | "57014" | "25006" | "40001" | "40P01" | "28P01" | "3D000");
    }
    code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 8 | 10 | 13 | 14))
}

/// How long a request waits for its turn at the database.
const PATIENCE: Duration = Duration::from_secs(5);

impl Store {
    /// Takes an address, `sqlite:data/appointment.db` or `postgres://user@host/name`. Connects when first asked something, so that
    /// a server starts, and says so in its health, while the database is away.
    pub fn open(address: &str) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let engine = Engine::of(address).ok_or(StoreError::Address)?;
        let options: AnyConnectOptions = dialect::complete(engine, address).parse().map_err(StoreError::Refused)?;
        let pool = |most: u32| {
            let prepare = dialect::on_connect(engine);
            AnyPoolOptions::new()
                .max_connections(most)
                .acquire_timeout(PATIENCE)
                .test_before_acquire(engine == Engine::Postgres)
                .after_connect(move |connection, _| {
                    Box::pin(async move {
                        if let Some(prepare) = prepare {
                            sqlx::raw_sql(prepare).execute(connection).await?;
                        }
                        Ok(())
                    })
                })
                .connect_lazy_with(options.clone())
        };
        let (writes, reads) = match engine {
            Engine::Sqlite => (pool(1), pool(4)),
            // Apart, so that a crowd waiting for one agenda's lock does not keep everyone else from reading.
            Engine::Postgres => (pool(16), pool(8)),
        };
        Ok(Self { engine, writes, reads })
    }

    /// The database answers, and is at this program's version.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.check_version().await
    }

    /// Lets the connections go once what is under way has ended.
    pub async fn close(&self) {
        self.writes.close().await;
        self.reads.close().await;
    }

    async fn begin(&self) -> Result<Transaction<'static, sqlx::Any>, StoreError> {
        Ok(self.writes.begin_with(dialect::begin(self.engine)).await?)
    }
}

/// Gives every agenda of one's lane a new stamp: what happens to one's time happens to all of it, and no one keeps offering old times.
async fn stamp(connection: &mut AnyConnection, portal: &str, agenda: &str) -> Result<(), StoreError> {
    let query = sqlx::query("UPDATE agendas SET revision = revision + 1 WHERE portal = $1 AND lane = (SELECT lane FROM agendas WHERE portal = $1 AND id = $2)");
    match connection.execute(query.bind(portal).bind(agenda)).await?.rows_affected() {
        0 => Err(StoreError::Rows { expected: 1, found: 0 }),
        _ => Ok(()),
    }
}

/// A statement touched as many rows as it must.
fn touched(expected: u64, found: &sqlx::any::AnyQueryResult) -> Result<(), StoreError> {
    let found = found.rows_affected();
    if found == expected { Ok(()) } else { Err(StoreError::Rows { expected, found }) }
}
