//! What is wrong with a setting, as its writer needs it to mend it.

use std::fmt;
use std::path::PathBuf;

/// Something in the settings that must be mended.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// A value that the setting can't have.
    #[error("{name} is {} ({place}), expected {expected}", shown(value.as_deref()))]
    Value {
        /// The setting.
        name: &'static str,
        /// What was found; none where it may hold a password.
        value: Option<String>,
        /// Where.
        place: Place,
        /// What it may be.
        expected: String,
    },
    /// No setting has this name.
    #[error("{place}: there is no setting {name}{hint}")]
    Unknown {
        /// What was found.
        name: String,
        /// Where.
        place: Place,
        /// What was probably meant, as the end of the sentence.
        hint: String,
    },
    /// The file can't be read, or isn't TOML.
    #[error("{}: {what}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
}

/// Where a setting came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A line of the file, from 1.
    File(PathBuf, usize),
    /// A variable.
    Variable(String),
    /// A flag.
    Flag(String),
    /// Nobody set it.
    Default,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path, line) => write!(f, "{}:{line}", path.display()),
            Self::Variable(name) => write!(f, "variable {name}"),
            Self::Flag(name) => write!(f, "flag --{name}"),
            Self::Default => f.write_str("the default"),
        }
    }
}

fn shown(value: Option<&str>) -> String {
    value.map_or_else(|| "not shown, as it may hold a password".to_owned(), |value| format!("{value:?}"))
}
