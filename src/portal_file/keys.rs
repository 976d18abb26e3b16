//! One table of the file: its keys are taken one by one, each checked, and what is left over is unknown.

use std::collections::BTreeMap;
use std::fmt::Display;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::places::Places;

/// The keys of one table that have not been taken yet.
pub struct Keys<'t, 'p, 'a> {
    /// What mistakes call it: `portal`, `agenda "noord"`.
    name: String,
    at: usize,
    left: BTreeMap<&'t str, (usize, &'t Spanned<DeValue<'t>>)>,
    asked: Vec<&'static str>,
    pub places: &'p mut Places<'a>,
}

impl<'t, 'p, 'a> Keys<'t, 'p, 'a> {
    pub fn new(name: &str, at: usize, table: &'t DeTable<'t>, places: &'p mut Places<'a>) -> Self {
        let left = table.iter().map(|(key, value)| (key.get_ref().as_ref(), (key.span().start, value)));
        let mut keys = Self { name: name.to_owned(), at, left: left.collect(), asked: Vec::new(), places };
        // A name makes every later sentence about this table clearer.
        if let Some(slug) = keys.left.get("slug").and_then(|(_, value)| value.get_ref().as_str()) {
            keys.name = format!("{name} {slug:?}");
        }
        keys
    }

    /// What mistakes call this table.
    pub fn name(&self) -> String {
        self.name.clone()
    }

    /// Where the table begins.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Where the value of a key is that has not been taken yet; the table's own place when there is none.
    pub fn place(&self, key: &str) -> usize {
        self.left.get(key).map_or(self.at, |(_, value)| value.span().start)
    }

    fn take(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.asked.push(key);
        self.left.remove(key).map(|(_, value)| value)
    }

    fn wrong_type(&mut self, key: &str, value: &Spanned<DeValue<'_>>, expected: &str) {
        let found = value.get_ref().type_str();
        self.places.mistake(value.span().start, format!("{}: {key} is {} {found}, expected {expected}", self.name, article(found)));
    }

    /// A text that need not be there.
    pub fn maybe_text(&mut self, key: &'static str) -> Option<(&'t str, usize)> {
        let value = self.take(key)?;
        match value.get_ref().as_str() {
            Some(text) => Some((text, value.span().start)),
            None => {
                self.wrong_type(key, value, "a text in quotes");
                None
            }
        }
    }

    /// A text that must be there, and that `parse` accepts.
    pub fn text<T, E: Display>(&mut self, key: &'static str, parse: impl Fn(&str) -> Result<T, E>) -> Option<T> {
        if !self.left.contains_key(key) {
            self.asked.push(key);
            self.places.mistake(self.at, format!("{}: {key} is missing", self.name));
            return None;
        }
        self.optional(key, parse)
    }

    /// A text that `parse` accepts, if it is there.
    pub fn optional<T, E: Display>(&mut self, key: &'static str, parse: impl Fn(&str) -> Result<T, E>) -> Option<T> {
        let (text, at) = self.maybe_text(key)?;
        match parse(text) {
            Ok(parsed) => Some(parsed),
            Err(error) => {
                self.places.mistake(at, format!("{}: {key} is {text:?}, {}", self.name, expectation(&error)));
                None
            }
        }
    }

    /// A whole number from 0, or `default`; its limits are checked where it is used.
    pub fn number(&mut self, key: &'static str, default: u32) -> Option<u32> {
        if !self.left.contains_key(key) {
            self.asked.push(key);
            return Some(default);
        }
        self.maybe_number(key)
    }

    /// A whole number from 0 that need not be there.
    pub fn maybe_number(&mut self, key: &'static str) -> Option<u32> {
        let value = self.take(key)?;
        self.read_number(key, value)
    }

    fn read_number(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<u32> {
        let number = value.get_ref().as_integer().map(|integer| i128::from_str_radix(&integer.as_str().replace('_', ""), integer.radix()));
        match number {
            Some(Ok(number)) if u32::try_from(number).is_ok() => u32::try_from(number).ok(),
            Some(_) => {
                let found = value.get_ref().as_integer().map(|integer| integer.as_str().to_owned()).unwrap_or_default();
                self.places.mistake(value.span().start, format!("{}: {key} is {found}, expected a whole number of 0 or more", self.name));
                None
            }
            None => {
                self.wrong_type(key, value, "a whole number");
                None
            }
        }
    }

    /// Yes or no; no when it isn't there.
    pub fn flag(&mut self, key: &'static str) -> bool {
        let Some(value) = self.take(key) else {
            return false;
        };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong_type(key, value, "true or false");
            false
        })
    }

    /// A list of texts, each with its place; nothing when it isn't there.
    pub fn list(&mut self, key: &'static str) -> Vec<(&'t str, usize)> {
        let Some(value) = self.take(key) else {
            return Vec::new();
        };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, value, "a list of texts: [\"…\", \"…\"]");
            return Vec::new();
        };
        let mut texts = Vec::new();
        for element in array.iter() {
            match element.get_ref().as_str() {
                Some(text) => texts.push((text, element.span().start)),
                None => self.wrong_type(key, element, "texts in quotes"),
            }
        }
        texts
    }

    /// A list of whole numbers from 0, each with its place; nothing when it isn't there.
    pub fn numbers(&mut self, key: &'static str) -> Vec<(u32, usize)> {
        let Some(value) = self.take(key) else {
            return Vec::new();
        };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, value, "a list of whole numbers: [1440, 60]");
            return Vec::new();
        };
        array.iter().filter_map(|element| Some((self.read_number(key, element)?, element.span().start))).collect()
    }

    /// `true` or `false`, if it is there.
    pub fn maybe_bool(&mut self, key: &'static str) -> Option<bool> {
        let value = self.take(key)?;
        let found = value.get_ref().as_bool();
        if found.is_none() {
            self.wrong_type(key, value, "true or false");
        }
        found
    }

    /// The tables of `[[key]]`, in order.
    pub fn tables(&mut self, key: &'static str) -> Vec<(&'t DeTable<'t>, usize)> {
        let Some(value) = self.take(key) else {
            return Vec::new();
        };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, value, &format!("tables that begin with [[{key}]]"));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for element in array.iter() {
            match element.get_ref().as_table() {
                Some(table) => tables.push((table, element.span().start)),
                None => self.wrong_type(key, element, &format!("tables that begin with [[{key}]]")),
            }
        }
        tables
    }

    /// A key that has not been taken yet holds a table.
    pub fn is_table(&self, key: &str) -> bool {
        self.left.get(key).is_some_and(|(_, value)| value.get_ref().as_table().is_some())
    }

    /// The table of `[key]`.
    pub fn table(&mut self, key: &'static str) -> Option<(&'t DeTable<'t>, usize)> {
        let value = self.take(key)?;
        match value.get_ref().as_table() {
            Some(table) => Some((table, value.span().start)),
            None => {
                self.wrong_type(key, value, &format!("a table that begins with [{key}]"));
                None
            }
        }
    }

    /// Every key that was never asked for is unknown.
    pub fn end(self) {
        let expected = format!("expected one of {}", self.asked.join(", "));
        self.end_expecting(&expected);
    }

    /// The same, where there are too many keys to name them all.
    pub fn end_expecting(self, expected: &str) {
        for (key, (at, _)) in self.left {
            let near = self.asked.iter().find(|asked| looks_like(key, asked));
            let hint = near.map_or_else(|| expected.to_owned(), |near| format!("did you mean {near}?"));
            self.places.mistake(at, format!("{}: unknown key {key:?}, {hint}", self.name));
        }
    }
}

/// An error of the domain says what it expects in one of two ways; both become one sentence.
fn expectation(error: &impl Display) -> String {
    let text = error.to_string();
    match text.strip_prefix("must be ").or_else(|| text.strip_prefix("must ")) {
        Some(expected) => format!("expected {}", if text.starts_with("must be") { expected.to_owned() } else { format!("that it must {expected}") }),
        None => text,
    }
}

pub(super) fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

/// The same letters but for a few: close enough for a slip of the fingers.
fn looks_like(typed: &str, known: &str) -> bool {
    let shared = typed.chars().filter(|c| known.contains(*c)).count();
    typed.len().abs_diff(known.len()) <= 2 && shared + 2 >= typed.chars().count() && typed.chars().next() == known.chars().next()
}
