//! Rows into values: what can't be read is an error that names its table, column and row.

use serde::de::DeserializeOwned;
use sqlx::Row;
use sqlx::any::AnyRow;

use super::StoreError;
use crate::domain::texts::OwnTexts;
use crate::domain::{Contact, Email, Instant, Language, MailSettings, Minutes, Name, Note, Offset, Phone, Span, WallTime};

/// Reads one row, whose first column is its key.
pub struct Reader<'a> {
    row: &'a AnyRow,
    table: &'static str,
}

impl<'a> Reader<'a> {
    pub fn new(row: &'a AnyRow, table: &'static str) -> Self {
        Self { row, table }
    }

    pub fn text(&self, column: &'static str) -> Result<String, StoreError> {
        self.row.try_get(column).map_err(|error| self.corrupt(column, error))
    }

    pub fn number(&self, column: &'static str) -> Result<i64, StoreError> {
        self.row.try_get(column).map_err(|error| self.corrupt(column, error))
    }

    /// A text that a type of the domain proves; `read` is its constructor.
    pub fn parsed<T, E: std::fmt::Display>(&self, column: &'static str, read: impl Fn(&str) -> Result<T, E>) -> Result<T, StoreError> {
        read(&self.text(column)?).map_err(|error| self.corrupt(column, error))
    }

    /// A text that stands for nothing when it is empty.
    pub fn optional<T, E: std::fmt::Display>(&self, column: &'static str, read: impl Fn(&str) -> Result<T, E>) -> Result<Option<T>, StoreError> {
        if self.text(column)?.is_empty() { Ok(None) } else { self.parsed(column, read).map(Some) }
    }

    /// An identity, which is empty where there is none; `new` is its constructor.
    pub fn maybe<T>(&self, column: &'static str, new: impl Fn(String) -> T) -> Result<Option<T>, StoreError> {
        Ok(Some(self.text(column)?).filter(|id| !id.is_empty()).map(new))
    }

    /// How someone said that they are reached, and what was said along.
    pub fn contact(&self) -> Result<Contact, StoreError> {
        Ok(Contact {
            name: self.parsed("name", Name::parse)?,
            email: self.parsed("email", Email::parse)?,
            phone: self.optional("phone", Phone::parse)?,
            language: self.named("language", Language::parse)?,
            note: self.parsed("note", Note::parse)?,
        })
    }

    /// A text that names one of several.
    pub fn named<T>(&self, column: &'static str, read: impl Fn(&str) -> Option<T>) -> Result<T, StoreError> {
        self.parsed(column, |text| read(text).ok_or_else(|| format!("unknown {text:?}")))
    }

    pub fn json<T: DeserializeOwned>(&self, column: &'static str) -> Result<T, StoreError> {
        self.parsed(column, |text| serde_json::from_str(text))
    }

    /// What a portal says in its own way: nothing is read where there is nothing.
    pub fn own_texts(&self, column: &'static str) -> Result<OwnTexts, StoreError> {
        Ok(self.optional(column, |text| serde_json::from_str(text))?.unwrap_or_default())
    }

    /// What a portal wants of its mail: nothing stored is what all want who say nothing.
    pub fn mail_settings(&self, column: &'static str) -> Result<MailSettings, StoreError> {
        Ok(self.optional(column, |text| serde_json::from_str(text))?.unwrap_or_default())
    }

    pub fn count(&self, column: &'static str) -> Result<u32, StoreError> {
        u32::try_from(self.number(column)?).map_err(|error| self.corrupt(column, error))
    }

    pub fn minutes(&self, column: &'static str) -> Result<Minutes, StoreError> {
        self.count(column).map(Minutes::new)
    }

    pub fn span(&self) -> Result<Span, StoreError> {
        Ok(Span::new(Instant::from_micros(self.number("starts_at")?), Instant::from_micros(self.number("ends_at")?)))
    }

    pub fn wall_time(&self) -> Result<WallTime, StoreError> {
        self.parsed("wall_time", |text| chrono::NaiveTime::parse_from_str(text, "%H:%M").map(WallTime::new))
    }

    pub fn offset(&self) -> Result<Offset, StoreError> {
        let seconds = self.number("utc_offset")?;
        i32::try_from(seconds).map(Offset::from_seconds).map_err(|error| self.corrupt("utc_offset", error))
    }

    fn corrupt(&self, column: &'static str, reason: impl std::fmt::Display) -> StoreError {
        let row = self.row.try_get::<String, _>(0).unwrap_or_default();
        StoreError::Corrupt { table: self.table, column, row, reason: reason.to_string() }
    }
}
