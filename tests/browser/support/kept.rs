//! A program that never outlives its test: not after a failure, not when the tests are killed, and none of its children do either.

use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdout, Command, Stdio};

use tempfile::TempDir;

use super::Result;

/// The shell before each program waits for its own input to end, which happens however the tests end; then it kills its whole group.
const KEEPER: &str = r#""$0" "$@" & read -r _; kill -KILL 0"#;

/// A running program with a folder for what it leaves; both end with this value.
pub struct Kept {
    shell: Child,
    _folder: TempDir,
}

impl Kept {
    /// Runs a program; what it puts into its temporary folder, or into its user's home, goes into one of its own.
    pub fn run(program: &str, settings: impl FnOnce(&mut Command)) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let mut shell = Command::new("sh");
        shell.args(["-c", KEEPER, program]).process_group(0).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        for place in ["TMPDIR", "HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"] {
            shell.env(place, folder.path());
        }
        settings(&mut shell);
        let shell = shell.spawn().map_err(|error| format!("{program}: {error}"))?;
        Ok(Self { shell, _folder: folder })
    }

    /// What it says, if its settings asked to hear it.
    pub fn said(&mut self) -> Option<ChildStdout> {
        self.shell.stdout.take()
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        // To wait is to close its input first.
        let _killed = self.shell.wait();
    }
}
