//! SQL, and nothing else has any. One method, one deed, one transaction.

/// Where everything is kept: SQLite or PostgreSQL, as the address says. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {}

/// Why the store could not answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
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
    /// The database refused for a reason that this program did not foresee.
    #[error("the database refused")]
    Refused(#[source] sqlx::Error),
}
