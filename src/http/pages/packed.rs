//! The hashed names of what was built for browsers. Knows the manifest only, none of the files' bytes.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_embed::Embed;

#[derive(Embed)]
#[folder = "dist/"]
#[allow_missing = true]
struct Dist;

/// The address of a file, by its plain name: `widget.wasm` → `/assets/widget-….wasm`; `None` before anything was built.
pub fn address(name: &str) -> Option<String> {
    static ADDRESSES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
        let manifest = Dist::get("manifest.json");
        manifest.and_then(|manifest| serde_json::from_slice(&manifest.data).ok()).unwrap_or_default()
    });
    ADDRESSES.get(name).map(|path| format!("/{path}"))
}
