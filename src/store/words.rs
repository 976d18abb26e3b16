//! Words by which customers are found.

use sqlx::{AnyConnection, AssertSqlSafe, Executor, Row};

use super::{Store, StoreError, touched};
use crate::domain::words::{phone_words, words};
use crate::domain::{CustomerId, PortalId};

/// Customers in one round of [`Store::index_customers`].
const ROUND: i64 = 500;

const TO_NOTE: &str = "SELECT portal, id, name, email, phone FROM customers WHERE noted = 0 LIMIT $1";

impl Store {
    /// Notes the words of customers that have none yet, who were there before words were kept. Says of how many.
    pub async fn index_customers(&self) -> Result<u64, StoreError> {
        let mut indexed = 0;
        loop {
            // Read aside: at nearly every start there is nothing to write, and nobody is to wait for that to be found out.
            let rows = sqlx::query(TO_NOTE).bind(ROUND).fetch_all(&self.reads).await?;
            if rows.is_empty() {
                return Ok(indexed);
            }
            let mut transaction = self.begin().await?;
            for row in &rows {
                let text = |column: &str| row.try_get::<String, _>(column);
                let (portal, id) = (PortalId::new(text("portal")?), CustomerId::new(text("id")?));
                index(&mut transaction, &portal, &id, &[&text("name")?, &text("email")?], &text("phone")?).await?;
                let noted = sqlx::query("UPDATE customers SET noted = 1 WHERE portal = $1 AND id = $2").bind(portal.as_str()).bind(id.as_str());
                touched(1, &transaction.execute(noted).await?)?;
            }
            transaction.commit().await?;
            indexed += rows.len() as u64;
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
