//! What keeps the house in order: what is forbidden is looked for, not hoped for.

mod browser_graph;
mod element;
mod files;
mod phrases;
mod rooms;
mod tables;

use std::fs;
use std::path::{Path, PathBuf};

/// A source file: its path from the checkout's top, and its text.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The text without the tests at its end.
    fn program(&self) -> &str {
        self.text.split_once("#[cfg(test)]").map_or(&self.text, |(program, _)| program)
    }
}

/// Every Rust file below a folder of the checkout.
fn sources(folder: &str) -> Vec<Source> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![top.join(folder)];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        let entries: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        for path in entries {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                sources.push(Source { path: path.strip_prefix(top).unwrap().display().to_string(), text });
            }
        }
    }
    assert!(!sources.is_empty(), "{folder} has no sources: this test looks in the wrong place");
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

/// Fails with all that is wrong, each on its line.
#[track_caller]
fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
