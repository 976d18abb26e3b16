//! The browser's files that a debug build of the program serves, as the manifest names them.

use std::collections::BTreeMap;
use std::io::Write;

/// A built file's address by its plain name; empty, and said aloud, when nothing was built.
pub fn built() -> BTreeMap<String, String> {
    let manifest = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/dist/manifest.json"));
    if manifest.is_err() {
        let said = writeln!(std::io::stderr(), "The browser's files are NOT tested: dist/ was not built (scripts/build-browser does so, and `make test` calls it)");
        said.expect("standard error is open");
    }
    let mut named: BTreeMap<String, String> = manifest.map(|text| serde_json::from_str(&text).unwrap()).unwrap_or_default();
    named.retain(|name, _| !name.ends_with(".integrity"));
    named
}
