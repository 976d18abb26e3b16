//! The dashboard's texts: each that the program asks for is there, and none is there that nobody asks for.

use std::collections::BTreeSet;

use appointment::domain::Language;
use appointment::locales;

use super::sources;

/// Where the dashboard's texts are asked for: some sentences are written by the server.
const ASKING: [&str; 4] = ["src/dashboard/", "src/desk/", "src/http/pages/team.rs", "src/replies/team/"];

/// Every text between quotes that looks like a key of a section: `inbox.title`.
fn asked(program: &str, sections: &BTreeSet<&str>) -> BTreeSet<String> {
    let looks =
        |text: &&str| text.split_once('.').is_some_and(|(section, key)| sections.contains(section) && !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
    program.split('"').skip(1).step_by(2).filter(looks).map(str::to_owned).collect()
}

#[test]
fn the_dashboard_asks_for_every_text_and_for_no_other() {
    let texts = locales::team(Language::Nl);
    let known: BTreeSet<&str> = texts.keys().collect();
    let sections: BTreeSet<&str> = known.iter().filter_map(|key| Some(key.split_once('.')?.0)).collect();
    assert!(sections.len() > 5, "{sections:?}");
    let mut found = BTreeSet::new();
    for source in sources("src").iter().filter(|source| ASKING.iter().any(|asking| source.path.starts_with(asking))) {
        // What a quote is in a character or a comment would turn inside and outside around.
        let program: String = source.program().lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        found.extend(asked(&program.replace("'\"'", "").replace("\\\"", ""), &sections));
    }
    let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
    assert_eq!(found.difference(&known).collect::<Vec<_>>(), Vec::<&&str>::new(), "asked for, and not there");
    assert_eq!(known.difference(&found).collect::<Vec<_>>(), Vec::<&&str>::new(), "there, and never asked for");
}

#[test]
fn a_key_is_known_by_its_section() {
    let sections = BTreeSet::from(["inbox"]);
    assert_eq!(asked(r#"text("inbox.title"); open("a.txt"); fill("inbox.", "inbox.Two")"#, &sections), BTreeSet::from(["inbox.title".to_owned()]));
}
