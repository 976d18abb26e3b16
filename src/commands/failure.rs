//! Why a command could not do what it was asked.

use std::error::Error;
use std::fmt;
use std::path::PathBuf;

use crate::config::Wrong;
use crate::portal_file::Mistake;
use crate::store::StoreError;

/// Why a command could not do what it was asked, as the lines that its user reads.
#[derive(Debug)]
pub enum Failure {
    /// Settings that must be mended.
    Settings(Vec<Wrong>),
    /// A portal file that must be mended.
    File(PathBuf, Vec<Mistake>),
    /// A portal file that can't be read at all.
    Unread(PathBuf, String),
    /// The database does not answer, or was made by a newer program.
    Store(StoreError),
    /// Something on the command line that must be mended: what it names is not there, or is in the way.
    Asked(String),
    /// A message that came to an address which is none of ours.
    NoSuchAddress,
    /// Anything else.
    Other(String),
}

impl Failure {
    /// One setting that must be mended.
    pub fn setting(wrong: Wrong) -> Self {
        Self::Settings(vec![wrong])
    }

    /// The program's exit code.
    pub fn code(&self) -> u8 {
        match self {
            Self::Settings(_) | Self::File(..) | Self::Unread(..) | Self::Asked(_) | Self::Store(StoreError::Newer { .. } | StoreError::SharedTime { .. }) => 2,
            Self::Store(_) | Self::NoSuchAddress | Self::Other(_) => 1,
        }
    }

    /// The exit code for a mail server that has piped a message in (`sysexits.h`): there is no such address, or it is to try again later.
    pub const fn told_to_mail_server(&self) -> u8 {
        const EX_NOUSER: u8 = 67;
        const EX_TEMPFAIL: u8 = 75;
        if matches!(self, Self::NoSuchAddress) { EX_NOUSER } else { EX_TEMPFAIL }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = match self {
            Self::Settings(wrong) => wrong.iter().map(ToString::to_string).collect(),
            Self::File(path, mistakes) => mistakes.iter().map(|mistake| format!("{}:{mistake}", path.display())).collect(),
            Self::Unread(path, what) => vec![format!("{}: {what}", path.display())],
            Self::Store(error) => vec![chain(error)],
            Self::NoSuchAddress => vec!["no letter of ours has left under this address".to_owned()],
            Self::Asked(what) | Self::Other(what) => vec![what.clone()],
        };
        f.write_str(&lines.join("\n"))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// An error with its causes, each after a colon.
pub fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(deeper) = cause {
        text = format!("{text}: {deeper}");
        cause = deeper.source();
    }
    text
}
