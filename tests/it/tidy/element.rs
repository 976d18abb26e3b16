//! The element as it is told in four places, to people, editors, TypeScript and browsers: all say the same.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use super::{assert_none, sources};

fn file(path: &str) -> String {
    fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The names of a list of the manifest.
fn manifest(list: &str) -> BTreeSet<String> {
    let manifest: Value = serde_json::from_str(&file("src/browser/custom-elements.json")).unwrap();
    let named = manifest["modules"][0]["declarations"][0][list].as_array().unwrap().clone();
    named.iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}

/// Everything that stands in a text between two marks.
fn between(text: &str, from: &str, to: char) -> BTreeSet<String> {
    text.split(from).skip(1).filter_map(|rest| rest.split(to).next()).map(str::to_owned).collect()
}

#[test]
fn the_manifest_has_every_token_with_its_default_and_no_other() {
    let sheet = file("style/tokens.css");
    let named: BTreeSet<String> = between(&sheet, "var(--appointment-", ',').into_iter().map(|name| format!("--appointment-{name}")).collect();
    assert_eq!(manifest("cssProperties"), named);
    let manifest: Value = serde_json::from_str(&file("src/browser/custom-elements.json")).unwrap();
    for token in manifest["modules"][0]["declarations"][0]["cssProperties"].as_array().unwrap() {
        let said = format!("var({}, {})", token["name"].as_str().unwrap(), token["default"].as_str().unwrap());
        assert!(sheet.contains(&said), "{said}");
    }
}

#[test]
fn the_manifest_has_every_part_and_no_other() {
    let mut parts = between(&file("src/browser/embed.js"), ".part = \"", '"');
    for source in sources("src").iter().filter(|source| source.path.starts_with("src/widget/") || source.path.starts_with("src/http/first_screen/")) {
        parts.extend(between(source.program(), " part=\"", '"'));
    }
    assert_eq!(manifest("cssParts"), parts);
}

#[test]
fn types_and_paper_name_every_attribute_event_token_and_part() {
    let (types, paper) = (file("src/browser/embed.d.ts"), file("docs/embed.md"));
    let mut missing = Vec::new();
    for name in manifest("attributes").iter().chain(&manifest("events")) {
        let key = if name.contains('-') { format!("\"{name}\"") } else { name.clone() };
        let typed = ["?: ", ": "].iter().any(|colon| types.contains(&format!("    {key}{colon}")));
        missing.extend((!typed).then(|| format!("embed.d.ts has no {name}")));
        missing.extend((!paper.contains(&format!("`{name}`"))).then(|| format!("docs/embed.md has no {name}")));
    }
    let light = manifest("cssProperties").into_iter().filter(|name| !name.ends_with("-dark"));
    missing.extend(light.chain(manifest("cssParts")).filter(|name| !paper.contains(&format!("`{name}`"))).map(|name| format!("docs/embed.md has no {name}")));
    assert_none(&missing);
}
