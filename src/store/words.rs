//! Words by which customers are found.

use sqlx::{AnyConnection, AssertSqlSafe, Executor, Row};

use super::{Store, StoreError};
use crate::domain::words::{phone_words, words};
use crate::domain::{CustomerId, PortalId};

/// Customers in one round of [`Store::index_customers`]: few, as on SQLite whoever books meanwhile waits for a round. 500 took a tenth of a second.
const ROUND: i64 = 20;

const TO_NOTE: &str = "SELECT portal, id FROM customers WHERE noted = 0 ORDER BY portal, id LIMIT $1";

const NOTE: &str = "UPDATE customers SET noted = 1 WHERE portal = $1 AND id = $2 AND noted = 0 RETURNING name, email, phone";

impl Store {
    /// Notes the words of customers whose words are not noted yet. A booking makes customers without: their words lie all over the index, and who books
    /// doesn't wait for that. Whoever looks for people calls this first, and the server now and then. Says of how many.
    pub async fn index_customers(&self) -> Result<u64, StoreError> {
        let mut indexed = 0;
        loop {
            // Read aside: mostly there is nothing to write, and nobody is to wait for that to be found out.
            let rows = sqlx::query(TO_NOTE).bind(ROUND).fetch_all(&self.reads).await?;
            if rows.is_empty() {
                return Ok(indexed);
            }
            let mut transaction = self.begin().await?;
            for row in &rows {
                let (portal, id) = (PortalId::new(row.try_get::<String, _>("portal")?), CustomerId::new(row.try_get::<String, _>("id")?));
                // Another may have noted them meanwhile, or erased them: then no word of theirs may come back.
                let Some(row) = transaction.fetch_optional(sqlx::query(NOTE).bind(portal.as_str()).bind(id.as_str())).await? else {
                    continue;
                };
                let text = |column: &str| row.try_get::<String, _>(column);
                index(&mut transaction, &portal, &id, &[&text("name")?, &text("email")?], &text("phone")?).await?;
                indexed += 1;
            }
            transaction.commit().await?;
            if rows.len() < ROUND as usize {
                return Ok(indexed);
            }
        }
    }
}

/// Notes the words of texts and of a number; those that are known already stay.
pub(super) async fn index(connection: &mut AnyConnection, portal: &PortalId, customer: &CustomerId, texts: &[&str], phone: &str) -> Result<(), StoreError> {
    let mut all: Vec<String> = texts.iter().flat_map(|text| words(text)).chain(phone_words(phone)).collect();
    all.sort_unstable();
    all.dedup();
    if all.is_empty() {
        return Ok(());
    }
    let places: Vec<String> = (0..all.len()).map(|at| format!("($1, ${}, $2)", at + 3)).collect();
    let sql = format!("INSERT INTO customer_words (portal, word, customer) VALUES {} ON CONFLICT (portal, word, customer) DO NOTHING", places.join(", "));
    let query = all.iter().fold(sqlx::query(AssertSqlSafe(sql)).bind(portal.as_str()).bind(customer.as_str()), |query, word| query.bind(word));
    connection.execute(query).await?;
    Ok(())
}
