//! Whom the words of a search find. Read once, before the lists that are narrowed by it.

use crate::domain::PortalId;
use crate::domain::words::{self, sought};
use crate::store::row::Reader;
use crate::store::sql::Sql;
use crate::store::{Store, StoreError};

/// People at most whose interactions are looked up one by one.
const FEW: i64 = 200;

/// A search that has been read.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Each word, with the subjects that it finds.
    words: Vec<(String, Vec<String>)>,
    /// Who has every word that finds no subject, where that is not many.
    few: Option<Vec<String>>,
}

impl Store {
    /// Reads a search: which subjects each word finds by title or address, of which there are few enough to be read for it; and who has the
    /// words that find none, where that is not many.
    pub async fn search(&self, portal: &PortalId, search: &str) -> Result<Search, StoreError> {
        let mut words: Vec<(String, Vec<String>)> = sought(search).into_iter().map(|word| (word, Vec::new())).collect();
        if words.is_empty() {
            return Ok(Search::default());
        }
        self.index_customers().await?;
        let rows = sqlx::query("SELECT id, title, address FROM subjects WHERE portal = $1").bind(portal.as_str()).fetch_all(&self.reads).await?;
        for row in &rows {
            let read = Reader::new(row, "subjects");
            let known: Vec<String> = [read.text("title")?, read.text("address")?].iter().flat_map(|text| words::words(text)).collect();
            for (word, subjects) in &mut words {
                if known.iter().any(|known| known.starts_with(&**word)) {
                    subjects.push(read.text("id")?);
                }
            }
        }
        let names: Vec<&str> = words.iter().filter(|(_, subjects)| subjects.is_empty()).map(|(word, _)| word.as_str()).collect();
        let mut few = None;
        if !names.is_empty() {
            let mut sql = Sql::new("SELECT c.id FROM customers c WHERE c.portal = ");
            sql.text(portal.as_str());
            for word in names {
                sql.push(" AND c.id IN (").who_has(portal, word);
            }
            let rows = sql.push(" LIMIT ").number(FEW + 1).query().fetch_all(&self.reads).await?;
            let found = rows.iter().map(|row| Reader::new(row, "customers").text("id")).collect::<Result<Vec<_>, _>>()?;
            few = Some(found).filter(|found| found.len() <= FEW as usize);
        }
        Ok(Search { words, few })
    }
}

impl Search {
    /// Of few people everything is read and sorted; else it is read in order until a page is full. The sign before what is sorted by says which, to SQLite.
    pub(super) const fn sign(&self) -> &'static str {
        if self.few.is_some() { "+" } else { "" }
    }

    /// Writes whose appointments match, and about what.
    pub(super) fn appointments(&self, sql: &mut Sql, portal: &PortalId) {
        self.among_few(sql, "b.customer");
        for (word, subjects) in &self.words {
            match (subjects.is_empty(), &self.few) {
                (true, Some(_)) => {}
                (true, None) => {
                    sql.push(" AND b.customer IN (").who_has(portal, word);
                }
                (false, _) => {
                    sql.push(" AND (b.customer IN (").who_has(portal, word);
                    sql.push(" OR b.subject IN (").list(subjects.iter().map(String::as_str)).push(")");
                }
            }
        }
    }

    /// Writes who it is that has every word, of which `column` is the customer.
    pub(super) fn people(&self, sql: &mut Sql, portal: &PortalId, column: &str) {
        self.among_few(sql, column);
        for (word, subjects) in &self.words {
            if self.few.is_none() || !subjects.is_empty() {
                sql.push(" AND ").push(column).push(" IN (").who_has(portal, word);
            }
        }
    }

    fn among_few(&self, sql: &mut Sql, column: &str) {
        match &self.few {
            Some(few) if few.is_empty() => {
                sql.push(" AND 1 = 0");
            }
            Some(few) => {
                sql.push(" AND ").push(column).push(" IN (").list(few.iter().map(String::as_str));
            }
            None => {}
        }
    }
}
