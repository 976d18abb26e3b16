//! A statement that grows with what is asked: its text, and what it binds, always in step.

use sqlx::AssertSqlSafe;
use sqlx::any::AnyArguments;
use sqlx::query::Query;

use crate::domain::PortalId;

/// Something to bind.
#[derive(Clone, Debug)]
enum Bind {
    Text(String),
    Number(i64),
}

/// A statement that is being written. Only what stands in this room's source becomes its text; what people give is bound.
#[derive(Clone, Debug, Default)]
pub struct Sql {
    text: String,
    binds: Vec<Bind>,
}

impl Sql {
    /// Begins with a text.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), binds: Vec::new() }
    }

    /// Adds a text.
    pub fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Adds a text value's place, and binds it.
    pub fn text(&mut self, value: impl Into<String>) -> &mut Self {
        self.bind(Bind::Text(value.into()))
    }

    /// Adds a number's place, and binds it.
    pub fn number(&mut self, value: i64) -> &mut Self {
        self.bind(Bind::Number(value))
    }

    /// Adds the places of some identities, closes the bracket, and binds them; none of them is found in an empty list.
    pub fn list<'a>(&mut self, ids: impl IntoIterator<Item = &'a str>) -> &mut Self {
        for (at, id) in ids.into_iter().enumerate() {
            self.push(if at == 0 { "" } else { ", " }).text(id);
        }
        self.push(")")
    }

    /// Adds who has a word that begins so, and closes the bracket.
    pub fn who_has(&mut self, portal: &PortalId, word: &str) -> &mut Self {
        self.push("SELECT w.customer FROM customer_words w WHERE w.portal = ").text(portal.as_str());
        self.push(" AND w.word >= ").text(word).push(" AND w.word < ").text(format!("{word}\u{10ffff}")).push(")")
    }

    fn bind(&mut self, value: Bind) -> &mut Self {
        self.binds.push(value);
        self.text.push_str(&format!("${}", self.binds.len()));
        self
    }

    /// The statement, ready to be run.
    pub fn query(&self) -> Query<'static, sqlx::Any, AnyArguments> {
        self.binds.iter().fold(sqlx::query(AssertSqlSafe(self.text.clone())), |query, bind| match bind {
            Bind::Text(text) => query.bind(text.clone()),
            Bind::Number(number) => query.bind(*number),
        })
    }
}
