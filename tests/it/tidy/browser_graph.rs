//! The crates that reach the browser: none of the server's.

use std::collections::BTreeSet;
use std::process::Command;

/// Crates of the server, and crates that weigh too much.
const NEVER: [&str; 15] =
    ["axum", "chrono-tz", "governor", "hickory-proto", "hyper", "jiff", "lettre", "leptos_axum", "rand", "rustls", "sqlx", "sqlx-core", "tokio", "tower", "utoipa"];

/// Crates that Leptos itself names, whose code the linker drops as long as we call none of it.
const NOT_OURS: [&str; 3] = ["regex", "serde_json", "toml"];

fn crates(more: &[&str]) -> BTreeSet<String> {
    let graph = ["tree", "--locked", "--no-default-features", "--features", "csr", "--target", "wasm32-unknown-unknown"];
    let shape = ["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"];
    let tree = Command::new(env!("CARGO")).args(graph).args(shape).args(more).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let names = String::from_utf8(tree.stdout).unwrap();
    let names: BTreeSet<String> = names.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect();
    assert!(names.contains("leptos") && names.contains("wasm-bindgen"), "this is not the browser's graph: {names:?}");
    names
}

#[test]
fn none_of_the_servers_crates_reaches_the_browser() {
    let all = crates(&[]);
    let found: Vec<_> = NEVER.iter().filter(|name| all.contains(**name)).collect();
    assert!(found.is_empty(), "the browser's program would carry {found:?}; `cargo tree -i` tells through whom");
}

#[test]
fn heavy_crates_that_leptos_names_are_no_dependencies_of_ours() {
    let direct = crates(&["--depth", "1"]);
    let found: Vec<_> = NOT_OURS.iter().filter(|name| direct.contains(**name)).collect();
    assert!(found.is_empty(), "{found:?}");
}
