//! Every file: says what it is, stays small, and leaves to one place what belongs there.

use super::{Source, assert_none, sources};

/// No file is longer: one that grows past it has two things in it.
const MOST_LINES: usize = 400;

fn all() -> Vec<Source> {
    ["src", "tests"].into_iter().flat_map(sources).collect()
}

/// Every line of a program that has one of the texts, outside the files that may.
fn lines_with(texts: &[&str], may: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources("src").iter().filter(|source| !may(&source.path)) {
        for (at, line) in source.program().lines().enumerate() {
            if texts.iter().any(|text| line.contains(text)) && !line.trim_start().starts_with("//") {
                found.push(format!("{}:{}: {}", source.path, at + 1, line.trim()));
            }
        }
    }
    found
}

#[test]
fn every_file_opens_with_what_it_is() {
    let silent = all().into_iter().filter(|source| !source.text.starts_with("//! "));
    assert_none(&silent.map(|source| format!("{} does not open with //!", source.path)).collect::<Vec<_>>());
}

#[test]
fn no_file_is_long() {
    let lines = |source: &Source| source.text.lines().count();
    let long = all().into_iter().filter(|source| lines(source) > MOST_LINES);
    assert_none(&long.map(|source| format!("{} has {} lines, {MOST_LINES} at most", source.path, lines(&source))).collect::<Vec<_>>());
}

#[test]
fn lib_holds_every_feature_gate() {
    assert_none(&lines_with(&["cfg(feature", "cfg(not(feature", "cfg(any(feature", "cfg(all(feature", "cfg_attr(feature", "cfg!(feature"], |path| path == "src/lib.rs"));
}

#[test]
fn only_the_store_has_sql() {
    assert_none(&lines_with(&["sqlx::", "use sqlx"], |path| path.starts_with("src/store/")));
}

#[test]
fn only_config_reads_variables() {
    assert_none(&lines_with(&["env::var"], |path| path == "src/config.rs" || path.starts_with("src/config/")));
}

#[test]
fn lints_are_expected_with_a_reason_and_never_allowed() {
    let wrong = all().into_iter().filter(|source| source.path != "tests/it/tidy/files.rs" && (source.text.contains("#[allow(") || source.text.contains("#![allow(")));
    assert_none(&wrong.map(|source| format!("{} allows a lint: expect it, with a reason", source.path)).collect::<Vec<_>>());
}
