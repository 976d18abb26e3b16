//! An address that may hold a password, and therefore never shows it.

use std::fmt;
use std::path::Path;

/// An address of a database or of a mail server. Shows everything but its password.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// The whole address, for whom it is meant.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The file of `sqlite:FILE`.
    pub fn sqlite_file(&self) -> Option<&Path> {
        let rest = self.0.strip_prefix("sqlite:")?;
        let file = rest.strip_prefix("//").unwrap_or(rest);
        let file = file.split_once('?').map_or(file, |(file, _)| file);
        (!file.is_empty() && !file.starts_with(":memory:")).then(|| Path::new(file))
    }

    /// The folder of `folder:FOLDER`.
    pub fn folder(&self) -> Option<&Path> {
        self.0.strip_prefix("folder:").map(Path::new)
    }

    pub(super) fn database(text: &str) -> Option<Self> {
        Self::with_scheme(text, &["sqlite:", "postgres://", "postgresql://"])
    }

    pub(super) fn mail(text: &str) -> Option<Self> {
        Self::with_scheme(text, &["folder:", "smtp://", "starttls://", "smtps://"])
    }

    /// A file or folder of the data folder. The signs that end a path in an address of SQLite's can't be in its name.
    pub(super) fn in_folder(scheme: &str, folder: &Path, name: &str) -> Self {
        let path = folder.join(name).display().to_string();
        let path = if scheme == "sqlite" { path.replace('%', "%25").replace('?', "%3F").replace('#', "%23") } else { path };
        Self(format!("{scheme}:{path}"))
    }

    fn with_scheme(text: &str, schemes: &[&str]) -> Option<Self> {
        schemes.iter().any(|scheme| text.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty())).then(|| Self(text.to_owned()))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Also the part after the question mark may hold a password.
        let shown = self.0.split_once('?').map_or(self.0.as_str(), |(before, _)| before);
        let hidden = shown.split_once("://").and_then(|(scheme, rest)| {
            let (user, host) = rest.rsplit_once('@')?;
            let (name, _) = user.split_once(':')?;
            Some(format!("{scheme}://{name}:…@{host}"))
        });
        f.write_str(hidden.as_deref().unwrap_or(shown))
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}
