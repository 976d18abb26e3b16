//! Lists in pages: how many at most, and where the page before ended. A cursor means nothing to whoever gets it.

use std::collections::BTreeMap;

use serde::Deserialize;
use utoipa::IntoParams;

use super::caller::is_id;
use crate::domain::Cursor;

/// Things in a page where nothing is said.
const USUAL: usize = 50;
/// Things in a page at most.
const MOST: usize = 100;

/// Which page is asked for, as typed.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// How many at most.
    #[serde(default)]
    #[param(value_type = u32, minimum = 1, maximum = 100, default = 50, example = 50)]
    pub limit: Option<String>,
    /// Where the page before ended: its `next`.
    #[serde(default)]
    #[param(value_type = String, pattern = "^[0-9]{1,18}\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", example = "1796112000000000.019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c11")]
    pub cursor: Option<String>,
}

impl Asked {
    /// How many, and after what; what is wrong is put among `wrong`.
    pub fn read(&self, wrong: &mut BTreeMap<String, String>) -> (usize, Option<Cursor>) {
        let limit = match self.limit.as_deref().map(str::parse::<usize>) {
            None => USUAL,
            Some(Ok(limit @ 1..=MOST)) => limit,
            Some(_) => {
                wrong.insert("limit".to_owned(), format!("must be a number from 1 to {MOST}"));
                USUAL
            }
        };
        let cursor = self.cursor.as_deref().map(parse);
        if cursor == Some(None) {
            wrong.insert("cursor".to_owned(), "must be the next of the page before, as it was given".to_owned());
        }
        (limit, cursor.flatten())
    }
}

/// A cursor as an answer gives it.
pub fn write(cursor: &Cursor) -> String {
    format!("{}.{}", cursor.at, cursor.id)
}

fn parse(text: &str) -> Option<Cursor> {
    let (at, id) = text.split_once('.')?;
    let shaped = !at.is_empty() && at.len() <= 18 && at.bytes().all(|byte| byte.is_ascii_digit()) && is_id(id);
    shaped.then(|| Some(Cursor { at: at.parse().ok()?, id: id.to_owned() }))?
}
