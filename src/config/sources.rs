//! Where settings come from: the file, then the variables, then the flags. All of them are texts here; what they mean is read later.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::settings::{PREFIX, SETTINGS, Setting, is_of_scripts, meant};
use super::{FILE, Given, Place, Wrong};

/// What was found, and what was wrong with it so far.
#[derive(Debug, Default)]
pub struct Sources {
    found: BTreeMap<&'static str, (String, Place)>,
    wrong: Vec<Wrong>,
}

impl Sources {
    /// Gathers what the file, the variables and the flags say.
    pub fn gather(given: Given, variables: impl Iterator<Item = (String, String)>) -> Self {
        let mut sources = Self::default();
        sources.file(given.file);
        for (name, value) in variables.filter(|(name, _)| name.starts_with(PREFIX) && !is_of_scripts(name)) {
            sources.variable(name, value);
        }
        for (name, value) in given.flags {
            let flag = Setting::named(name).map(Setting::flag).unwrap_or_default();
            sources.found.insert(name, (value, Place::Flag(flag)));
        }
        sources
    }

    /// Reads one setting; none when nobody set it or it is wrong, which is noted.
    pub fn read<T>(&mut self, name: &'static str, expected: &str, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let (text, place) = self.found.get(name)?;
        let parsed = parse(text.trim());
        if parsed.is_none() {
            let shown = Setting::named(name).is_some_and(|setting| !setting.secret).then(|| text.clone());
            self.wrong.push(Wrong::Value { name, value: shown, place: place.clone(), expected: expected.to_owned() });
        }
        parsed
    }

    /// Where each setting came from, if nothing is wrong.
    pub fn end(self) -> Result<Vec<(&'static str, Place)>, Vec<Wrong>> {
        if self.wrong.is_empty() { Ok(self.found.into_iter().map(|(name, (_, place))| (name, place)).collect()) } else { Err(self.wrong) }
    }

    fn variable(&mut self, name: String, value: String) {
        match SETTINGS.iter().find(|setting| setting.variable() == name) {
            Some(setting) => {
                self.found.insert(setting.name, (value, Place::Variable(name)));
            }
            None => {
                let known: Vec<String> = SETTINGS.iter().map(Setting::variable).collect();
                let hint = hint(meant(&name, known.iter().map(String::as_str)));
                self.wrong.push(Wrong::Unknown { place: Place::Variable(name.clone()), name, hint });
            }
        }
    }

    fn file(&mut self, named: Option<PathBuf>) {
        let must_be = named.is_some();
        let path = named.unwrap_or_else(|| PathBuf::from(FILE));
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound && !must_be => return,
            Err(error) => return self.wrong.push(Wrong::File { path, what: error.to_string() }),
        };
        match DeTable::parse(&text) {
            Ok(table) => self.table(&path, &text, "", table.get_ref()),
            Err(error) => {
                let line = line(&text, error.span().map_or(0, |span| span.start));
                let what = format!("line {line}: {}", error.message().replace('\n', ", "));
                self.wrong.push(Wrong::File { path, what });
            }
        }
    }

    fn table(&mut self, path: &Path, text: &str, prefix: &str, table: &DeTable<'_>) {
        for (key, value) in table {
            let name = format!("{prefix}{}", key.get_ref());
            let place = || Place::File(path.to_owned(), line(text, key.span().start));
            match (Setting::named(&name), value.get_ref()) {
                (Some(setting), DeValue::Table(_)) => {
                    let expected = "a value, not a table".to_owned();
                    self.wrong.push(Wrong::Value { name: setting.name, value: Some("{…}".to_owned()), place: place(), expected });
                }
                (Some(setting), value) => {
                    self.found.insert(setting.name, (written(value), place()));
                }
                (None, DeValue::Table(inner)) if SETTINGS.iter().any(|setting| setting.name.starts_with(&format!("{name}."))) => self.table(path, text, &format!("{name}."), inner),
                (None, _) => {
                    let hint = hint(meant(&name, SETTINGS.iter().map(|setting| setting.name)));
                    self.wrong.push(Wrong::Unknown { name, place: place(), hint });
                }
            }
        }
    }
}

/// A value as it would be written in a variable.
fn written(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Boolean(truth) => truth.to_string(),
        DeValue::Array(items) => items.iter().map(Spanned::get_ref).map(written).collect::<Vec<_>>().join(","),
        DeValue::Float(number) => number.to_string(),
        DeValue::Datetime(time) => time.to_string(),
        DeValue::Table(_) => "{…}".to_owned(),
    }
}

fn line(text: &str, at: usize) -> usize {
    text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1
}

fn hint(meant: Option<&str>) -> String {
    meant.map_or_else(|| ", see `appointment serve --help` for all".to_owned(), |meant| format!(", did you mean {meant}?"))
}
