//! SQL around the code: what a mistake, another program or an operator could do to the tables.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor, Row};
use tokio::sync::Mutex;

/// One connection that asks no rule of ours.
pub struct Raw(Mutex<AnyConnection>);

impl Raw {
    pub async fn open(address: &str) -> Self {
        sqlx::any::install_default_drivers();
        Self(Mutex::new(AnyConnection::connect(address).await.unwrap()))
    }

    /// Runs a statement, or says with which words the database refused it.
    pub async fn run(&self, statement: &str) -> Result<u64, String> {
        let mut connection = self.0.lock().await;
        let done = connection.execute(sqlx::raw_sql(AssertSqlSafe(statement.to_owned()))).await;
        done.map(|done| done.rows_affected()).map_err(|error| error.to_string())
    }

    /// The one number that a query gives.
    pub async fn number(&self, query: &str) -> i64 {
        self.rows(query).await[0].get(0)
    }

    /// The texts of a query's first column.
    pub async fn texts(&self, query: &str) -> Vec<String> {
        self.rows(query).await.iter().map(|row| row.get(0)).collect()
    }

    async fn rows(&self, query: &str) -> Vec<AnyRow> {
        let mut connection = self.0.lock().await;
        connection.fetch_all(sqlx::query(AssertSqlSafe(query.to_owned()))).await.unwrap()
    }
}
