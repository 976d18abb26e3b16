//! What is read of the demo's file with lines after it: for this room's tests.

use super::{PortalFile, read};

const DEMO: &str = include_str!("../../demo/demo.toml");

/// The whole of it, or each mistake with its line, counted from the demo's end.
pub fn told(lines: &str) -> Result<PortalFile, Vec<String>> {
    let before = DEMO.matches('\n').count();
    read(&format!("{DEMO}{lines}")).map_err(|mistakes| mistakes.iter().map(|mistake| format!("{}: {}", mistake.line - before, mistake.what)).collect())
}
